"""Vaccination: each young child's schedule, what was given on time, late or not at all, and older people's doses."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from domain.people import Sex
from domain.periods import add_months
from domain.records.ehr import Immunization
from domain.records.stations import DueDose
from synthetic.catalogue import read
from synthetic.people import Person
from synthetic.world import World

FOLLOWED_UNTIL = 6
"""Age in years up to which the station keeps the child's schedule."""
RECORDED_UNTIL = 16
"""Age in years up to which childhood doses are on record."""
ON_TIME, LATE = 0.915, 0.06
"""Of single doses; with doses that wait for those before them about 88 % of all come on time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """One dose of the schedule: due at an age, and so many days after the dose before it."""

    vaccine: str
    dose: int = 1
    months: int
    days: int = 0
    after: int = 28


@dataclass(frozen=True, slots=True)
class Campaign:
    """Doses given to adults on about these days."""

    vaccine: str
    dates: list[date]


@dataclass(frozen=True, slots=True)
class Seasonal:
    """A dose given to some every year."""

    vaccine: str


@dataclass(frozen=True, slots=True)
class VaccineList:
    """The shape of `vaccines.yaml`."""

    schedule: list[Dose]
    school: Dose
    girls: Dose
    adults: Campaign
    elders: Seasonal


class VaccineRoom:
    """Vaccinates the people of one chunk."""

    def __init__(self, chance: Random, world: World) -> None:
        self.chance, self.today = chance, world.plan.reference_day
        self.lists = read("vaccines", VaccineList)
        self._place = {
            commune: world.land.directory.facility_name(code) for commune, code in world.land.station_of.items()
        }

    def doses(self, person: Person, missed: frozenset[tuple[str, int]] | None = None) -> list[Immunization | DueDose]:
        """Every record of the person's vaccination; given doses agree between schedule and health record.

        `missed` names the doses that a planted child has not had; all its others were on time.
        """
        found: list[Immunization | DueDose] = []
        if person.age < RECORDED_UNTIL:
            born, schedule = person.born_on, self.lists.schedule
            due_on = [add_months(born, dose.months) + timedelta(days=dose.days) for dose in schedule]
            given = self._given(due_on, missed)
            found += self._records(person, given)
            if person.age < FOLLOWED_UNTIL:
                found += self._schedule(person, due_on, given)
        found += self._later(person, len(found))
        return found

    def _given(self, due_on: list[date], missed: frozenset[tuple[str, int]] | None) -> list[date | None]:
        """When each dose was given; a series that stopped is not resumed, and doses keep their distance."""
        careless = self.chance.random() < 0.025
        last: dict[str, date | None] = {}
        given: list[date | None] = []
        for dose, due in zip(self.lists.schedule, due_on, strict=True):
            before = last.get(dose.vaccine, date.min)
            if missed is None:
                delay = self._delay(careless=careless)
            else:
                delay = None if (dose.vaccine, dose.dose) in missed else 2
            on = None if before is None or delay is None else due + timedelta(days=delay)
            if on is not None and before not in {None, date.min} and before is not None:
                on = max(on, before + timedelta(days=dose.after))
            on = on if on is not None and on <= self.today else None
            last[dose.vaccine] = on
            given.append(on)
        return given

    def _delay(self, *, careless: bool) -> int | None:
        draw = self.chance.random()
        if careless:
            return self.chance.randint(20, 160) if draw < 0.6 else None
        if draw < ON_TIME:
            return int(draw * 9)
        return self.chance.randint(10, 90) if draw < ON_TIME + LATE else None

    def _records(self, person: Person, given: list[date | None]) -> list[Immunization]:
        place = self._place[person.commune]
        return [
            self._record(person, n, dose.vaccine, dose.dose, on, place)
            for n, (dose, on) in enumerate(zip(self.lists.schedule, given, strict=True), start=1)
            if on is not None
        ]

    def _schedule(self, person: Person, due_on: list[date], given: list[date | None]) -> list[DueDose]:
        return [
            DueDose(
                f"LT{person.number:08d}{n:02d}", person.person_id, person.full_name, person.born_on, person.phone,
                person.commune, dose.vaccine, dose.dose, due, on,
            )
            for n, (dose, due, on) in enumerate(zip(self.lists.schedule, due_on, given, strict=True), start=1)
        ]  # fmt: skip

    def _later(self, person: Person, before: int) -> list[Immunization]:
        """Doses of school age and of adults; numbers from 31 on."""
        lists, chance, today = self.lists, self.chance, self.today
        found: list[tuple[str, int, date]] = []
        if 7 <= person.age < 24 and chance.random() < 0.8:
            school = add_months(person.born_on, lists.school.months)
            found.append((lists.school.vaccine, 1, school + timedelta(days=chance.randint(0, 200))))
        if person.sex is Sex.FEMALE and 11 <= person.age <= 12 and chance.random() < 0.5:
            girls = add_months(person.born_on, lists.girls.months)
            found.append((lists.girls.vaccine, 1, girls + timedelta(days=chance.randint(0, 120))))
        for number, day in enumerate(lists.adults.dates, start=1):
            if (day - person.born_on).days > 12 * 365.25 and chance.random() < 0.78 - 0.12 * number:
                found.append((lists.adults.vaccine, number, day + timedelta(days=chance.randint(0, 40))))
        if person.age >= 65 and chance.random() < 0.15:
            found.append((lists.elders.vaccine, 1, today - timedelta(days=chance.randint(5, 360))))
        place = self._place[person.commune]
        kept = [row for row in found if row[2] <= today]
        return [self._record(person, 31 + n, *row, place) for n, row in enumerate(kept)]

    def _record(self, person: Person, number: int, vaccine: str, dose: int, on: date, place: str) -> Immunization:
        identifier = f"TC{person.number:08d}{number:02d}"
        return Immunization(identifier, person.person_id, person.commune, vaccine, dose, on, place)
