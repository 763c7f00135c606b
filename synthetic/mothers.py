"""Pregnancies: antenatal visits, births in hospital, and the register that the station keeps."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from domain.people import Sex
from domain.records.emr import EncounterClass, Outcome
from domain.records.stations import Pregnancy
from synthetic.days import DAY, HISTORY_DAYS, NOW
from synthetic.people import Person
from synthetic.stays import VITALS
from synthetic.visits import STATION_SERVICES, Visit, Wards, seen
from synthetic.world import World

TERM_DAYS = 280
VISIT_WEEKS = (10, 18, 26, 32, 36, 38)
"""Weeks of pregnancy in which a visit is planned; four visits in three terms is the aim (QĐ 4128/QĐ-BYT)."""
PREGNANT_SHARE = 0.05
"""Of women from 19 to 41 who head a household or are its wife and have no baby."""
RISKS = (*["thấp"] * 8, "cao: thiếu máu", "cao: tiền sử mổ lấy thai", "cao: tăng huyết áp thai kỳ")


@dataclass(slots=True, kw_only=True)
class Carrying:
    """One pregnancy in the making; days count from the reference day."""

    mother: Person
    conceived: int
    delivered: int | None
    facility: str
    visits: list[int] = field(default_factory=list)
    upcoming: int | None = None
    risk: str = "thấp"
    tetanus: int = 0


class Maternity:
    """Follows the mothers of one chunk."""

    def __init__(self, chance: Random, world: World, wards: Wards) -> None:
        self.chance, self.world, self.wards = chance, world, wards

    def pregnancies(self, household: list[Person], *, planted: bool = False) -> list[Carrying]:
        """Pregnancies of one household that ended within the history, and one that may be under way.

        `planted`: the household belongs to the cast, whose pregnancies are written down elsewhere.
        """
        mother = next((p for p in household if p.sex is Sex.FEMALE and p.part in {"head", "spouse"}), None)
        if mother is None:
            return []
        births = sorted(self.world.days.offset(p.born_on) for p in household if p.part == "child")
        found = [self._carried(mother, born) for born in births if born > -HISTORY_DAYS]
        newest = births[-1] if births else -10_000
        fertile = 19 <= mother.age <= 41 and newest < -400 and not planted
        if fertile and self.chance.random() < PREGNANT_SHARE:
            found.append(self.carrying(mother, -self.chance.randint(35, TERM_DAYS - 6), None))
        return found

    def _carried(self, mother: Person, born: int) -> Carrying:
        return self.carrying(mother, born - TERM_DAYS + self.chance.randint(-16, 9), born)

    def carrying(self, mother: Person, conceived: int, delivered: int | None) -> Carrying:
        """One pregnancy with its visits."""
        chance = self.chance
        station = chance.random() < 0.6
        land = self.world.land
        facility = land.station_of[mother.commune] if station else land.center_of[mother.commune]
        found = Carrying(mother=mother, conceived=conceived, delivered=delivered, facility=facility)
        found.risk, faithful = chance.choice(RISKS), 0.93 if chance.random() < 0.88 else 0.5
        for week in VISIT_WEEKS:
            day = conceived + 7 * week + chance.randint(-3, 3)
            if delivered is not None and day >= delivered:
                break
            if day >= 0:
                found.upcoming = day
                break
            if chance.random() < faithful:
                found.visits.append(day)
            elif delivered is None and day > -21:
                found.upcoming = day
                break
        found.tetanus = min(2, len(found.visits) // 2) if chance.random() < 0.93 else 0
        return found

    def visits(self, carrying: Carrying) -> list[Visit]:
        """Antenatal visits within the history, and the birth."""
        found = [self._antenatal(carrying, day) for day in carrying.visits if day > -HISTORY_DAYS]
        kept = [visit for visit in found if visit is not None]
        if carrying.delivered is not None:
            kept.append(self._birth(carrying))
        return kept

    def _antenatal(self, carrying: Carrying, day: int) -> Visit | None:
        chance, illness = self.chance, self.world.catalogue.antenatal
        start = self.wards.working_minute(chance, day)
        if start is None:
            return None
        station = carrying.facility >= "99101"
        services = [s for s in illness.tests if not station or s in STATION_SERVICES]
        return Visit(
            carrying.mother, carrying.facility, "K01" if station else self.wards.department(carrying.facility, "K27"),
            EncounterClass.OUTPATIENT, start, seen(chance, start), illness, services, list(illness.drugs), 30,
            ["systolic", "diastolic", "weight"], Outcome.UNCHANGED, day + 28,
        )  # fmt: skip

    def _birth(self, carrying: Carrying) -> Visit:
        """Three days in an obstetric ward around the day of birth."""
        chance, illness, day = self.chance, self.world.catalogue.delivery, carrying.delivered or 0
        draw = chance.random()
        center = self.world.land.center_of[carrying.mother.commune]
        if draw >= 0.45 or (center, "K27") not in self.wards.doctors:
            center = "99003" if draw < 0.9 else "99001"
        start = day * DAY + chance.randint(0, 7 * 60)
        end = (day + chance.choice((2, 3, 3, 4))) * DAY + 10 * 60
        ended = end if end < NOW else None
        return Visit(
            carrying.mother, center, "K27", EncounterClass.INPATIENT, start, ended, illness, list(illness.tests),
            list(illness.drugs), 4, VITALS, Outcome.RECOVERED, day + 42,
        )  # fmt: skip

    def confirm(self, carryings: list[Carrying], visits: list[Visit]) -> None:
        """Let the register hold the visits that really took place (and those from before the history)."""
        came: dict[int, list[int]] = {}
        for visit in visits:
            if visit.illness is self.world.catalogue.antenatal:
                came.setdefault(visit.person.number, []).append(visit.start // DAY)
        for carrying in carryings:
            until = 0 if carrying.delivered is None else carrying.delivered
            before = [day for day in carrying.visits if day <= -HISTORY_DAYS]
            seen = came.get(carrying.mother.number, [])
            carrying.visits = before + [day for day in seen if carrying.conceived <= day <= until]

    def register(self, number: int, carrying: Carrying) -> Pregnancy:
        """The line of the antenatal register."""
        day, mother = self.world.days.day, carrying.mother
        return Pregnancy(
            f"TS{mother.number:08d}{number:02d}", mother.person_id, mother.full_name, mother.born_on, mother.phone,
            mother.commune, day(carrying.conceived), day(carrying.conceived) + timedelta(days=TERM_DAYS),
            len(carrying.visits), day(carrying.visits[-1]) if carrying.visits else None,
            None if carrying.upcoming is None else day(carrying.upcoming), carrying.risk, carrying.tetanus,
            None if carrying.delivered is None else day(carrying.delivered),
        )  # fmt: skip
