"""Who falls ill with what, and when: long illnesses with their regular visits, and short ones by age and season."""

from random import Random

from domain.people import Sex
from domain.records.ehr import Condition
from domain.records.emr import EncounterClass, Outcome
from synthetic.catalogue import AGE_FROM, Illness
from synthetic.chance import Weighted, poisson
from synthetic.days import HISTORY_DAYS
from synthetic.people import Chronic, Person
from synthetic.visits import STATION_SERVICES, Visit, Wards, first_contact, long_contact, seen
from synthetic.world import World

INTERVALS = Weighted([(30, 16), (60, 40), (90, 44)])
"""Days between two visits: monthly, or the long prescriptions of TT 26/2025/TT-BYT."""
OUTCOMES = Weighted([(Outcome.IMPROVED, 66), (Outcome.RECOVERED, 22), (Outcome.UNCHANGED, 11), (Outcome.WORSE, 1)])
LONG_OUTCOMES = Weighted([(Outcome.IMPROVED, 72), (Outcome.UNCHANGED, 25), (Outcome.WORSE, 3)])
"""Nobody recovers from a long illness at one of its regular visits."""


class Sickness:
    """Draws illnesses and outpatient visits for the people of one chunk."""

    def __init__(self, chance: Random, world: World, wards: Wards) -> None:
        self.chance, self.world, self.wards = chance, world, wards
        self._calendar = {name: _calendar(world, weights) for name, weights in world.seasons.items()}
        self._by_group = [
            {
                sex: [(i, i.prevalence[group] / 100) for i in world.catalogue.chronic.values() if i.sex in {None, sex}]
                for sex in Sex
            }
            for group in range(len(AGE_FROM))
        ]

    def settle_chronic(self, person: Person) -> None:
        """Give the person the long illnesses that their age brings; the very young have none yet."""
        if self.world.days.offset(person.born_on) > -60:
            return
        for illness, share in self._by_group[person.group][person.sex]:
            if share and self.chance.random() < share:
                person.chronic.append(self.chronic(person, illness))

    def chronic(self, person: Person, illness: Illness) -> Chronic:
        """One long illness of one person."""
        chance = self.chance
        facility = long_contact(chance, self.world, person, illness)
        longest = 240 if illness.icd10 == "A15.0" else 4400
        days_old = -self.world.days.offset(person.born_on)
        lines = min(illness.lines, len(illness.drugs))
        first = illness.drugs[0] if chance.random() < 0.75 else chance.choice(illness.drugs)
        others = [drug for drug in illness.drugs if drug != first]
        return Chronic(
            illness=illness,
            since=-chance.randint(30, min(longest, days_old * 4 // 5)),
            facility=facility,
            interval=INTERVALS.draw(chance),
            drugs=(first, *chance.sample(others, lines - 1)),
        )

    def conditions(self, person: Person) -> list[Condition]:
        """The problem list of a person."""
        return [
            Condition(
                f"{person.person_id}.{i}", person.person_id, person.commune, c.illness.icd10, c.illness.name,
                self.world.days.day(c.since), c.illness.sensitive,
            )
            for i, c in enumerate(person.chronic, start=1)
        ]  # fmt: skip

    def chronic_visits(self, person: Person) -> list[Visit]:
        """Regular visits for each long illness over the history; some are missed, some people drop out."""
        visits: list[Visit] = []
        for chronic in person.chronic:
            day, number = max(chronic.since, -HISTORY_DAYS) + self.chance.randint(0, chronic.interval), 0
            stops = -self.chance.randint(60, 500) if self.chance.random() < 0.1 else 1
            while day <= min(0, stops):
                if self.chance.random() < 0.9 and (visit := self.review(person, chronic, day, number)):
                    visits.append(visit)
                    number += 1
                day += max(14, chronic.interval + self.chance.randint(-4, 6))
        return visits

    def review(self, person: Person, chronic: Chronic, day: int, number: int) -> Visit | None:
        """One regular visit; None when it would lie after now."""
        illness, facility, chance = chronic.illness, chronic.facility, self.chance
        start = self.wards.working_minute(chance, day)
        if start is None:
            return None
        station = facility >= "99101"
        services = list(illness.tests) if number % illness.every == 0 else []
        if illness.more_every and number % illness.more_every == 0:
            services += illness.more
        if station:
            services = [service for service in services if service in STATION_SERVICES]
        department = "K01" if station else self.wards.department(facility, illness.department)
        return Visit(
            person, facility, department, EncounterClass.OUTPATIENT, start, seen(chance, start), illness, services,
            list(chronic.drugs), min(chronic.interval, 90), illness.vitals, LONG_OUTCOMES.draw(chance),
            day + chronic.interval,
        )  # fmt: skip

    def acute_visits(self, person: Person) -> list[Visit]:
        """Visits for short illnesses over the history, by age and season."""
        rate = self.world.catalogue.acute_rate(person.group, person.sex) * HISTORY_DAYS / 365
        table = self.world.catalogue.acute_by_age[person.group][person.sex]
        born = self.world.days.offset(person.born_on)
        found = (
            self.acute(person, illness := table.draw(self.chance), self.when(illness.season))
            for _ in range(poisson(self.chance, rate))
        )
        return [visit for visit in found if visit is not None and visit.start > (born + 1) * 1440]

    def when(self, season: str) -> int:
        """A day of the history, by season."""
        return self._calendar[season].draw(self.chance)

    def acute(self, person: Person, illness: Illness, day: int) -> Visit | None:
        """One visit for a short illness on about that day; None when it would lie after now."""
        chance = self.chance
        facility, wanted = first_contact(chance, self.world, person, illness)
        start = self.wards.working_minute(chance, day)
        if start is None:
            return None
        station = facility >= "99101"
        kind = EncounterClass.EMERGENCY if illness.emergency else EncounterClass.OUTPATIENT
        drugs = illness.child if person.age < 10 and illness.child else illness.drugs
        if "Penicillin" in person.avoids:
            drugs = [drug for drug in drugs if not drug.startswith("amox")]
        follow_up = day + 7 if chance.random() < 0.3 else None
        return Visit(
            person, facility, "K01" if station else self.wards.department(facility, wanted), kind, start,
            seen(chance, start, emergency=illness.emergency), illness,
            [s for s in illness.tests if not station or s in STATION_SERVICES], list(drugs),
            chance.choice((3, 5, 5, 7)), ["temperature", "weight"] if not station and person.age < 10 else [],
            OUTCOMES.draw(chance), follow_up,
        )  # fmt: skip


def _calendar(world: World, weights: list[float]) -> Weighted[int]:
    """Days of the history weighted by month, with a slow growth of visits from year to year."""
    days = range(-HISTORY_DAYS, 1)
    return Weighted((day, weights[world.days.day(day).month - 1] * (1.0 + 0.06 * day / 365)) for day in days)
