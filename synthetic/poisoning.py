"""Food poisoning: the people of planted events, single cases, and the events counted from them (domain.md §5.2)."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from domain.records.emr import EncounterClass, Outcome
from domain.records.food_safety import Outbreak, PoisoningCase
from synthetic.catalogue import Illness
from synthetic.days import DAY, NOW, years_between
from synthetic.food import PlannedEvent, Single
from synthetic.people import Person
from synthetic.visits import Visit, Wards
from synthetic.world import World

SINGLE_SHARE = 1 / 450
"""Of people, within the last year."""
POISONING = "A05.9"


class Poisonings:
    """Food poisoning among the people of one chunk."""

    def __init__(self, chance: Random, world: World, wards: Wards, people: list[Person], index: int) -> None:
        self.chance, self.world, self.wards, self.people, self.index = chance, world, wards, people, index
        self.visits: list[Visit] = []
        self._illness: Illness = next(i for i in world.catalogue.acute if i.icd10 == POISONING)
        self._number = 0

    def event(self, planned: PlannedEvent) -> Iterator[PoisoningCase | Outbreak]:
        """The cases of one event, then the event with their counts."""
        event = planned.event
        meal = -event.days * DAY + (7 * 60 if "sáng" in event.place else 11 * 60 + 30)
        name = planned.establishment.name if planned.establishment else ""
        identifier = f"VU{planned.number:04d}"
        chosen = self._eaters(planned)
        cases = [self._case(person, planned, meal, identifier, died=n < event.died) for n, person in enumerate(chosen)]
        yield from cases
        yield Outbreak(
            identifier, planned.establishment.establishment_id if planned.establishment else None, planned.commune,
            event.place.format(name=name), self.world.base + timedelta(minutes=meal), max(event.exposed, len(cases)),
            len(cases), sum(case.hospitalized for case in cases), sum(case.died for case in cases), event.food,
            event.agent, event.status,
        )  # fmt: skip

    def _eaters(self, planned: PlannedEvent) -> list[Person]:
        """People of the right age, those of the commune first; a small chunk lends whom it has."""
        low, high = planned.event.ages
        fit = [p for p in self.people if low <= p.age <= high and p.died_at is None]
        near = [p for p in fit if p.commune == planned.commune]
        far = [p for p in fit if p.commune != planned.commune]
        self.chance.shuffle(near)
        self.chance.shuffle(far)
        return (near + far)[: planned.event.ill]

    def _case(self, person: Person, planned: PlannedEvent, meal: int, identifier: str, *, died: bool) -> PoisoningCase:
        event, chance = planned.event, self.chance
        first, last = event.incubation
        onset = meal + int(60 * chance.triangular(first, last, first + (last - first) / 3))
        admitted = died or chance.random() < event.admitted
        if admitted:
            self._admit(person, onset + chance.randint(60, 300), died=died)
        status = "confirmed" if chance.random() < event.confirmed else "probable" if event.confirmed else "suspected"
        alone = self._single(person, planned.commune, event.food, meal, onset, chance.choice(event.symptoms))
        place = planned.establishment.establishment_id if planned.establishment else None
        return alone._replace(
            outbreak_id=identifier, establishment_id=place, hospitalized=admitted, died=died, status=status
        )

    def _single(self, person: Person, commune: str, food: str, meal: int, onset: int, symptoms: str) -> PoisoningCase:
        """A suspected case that belongs to no event and stayed at home."""
        self._number += 1
        person.seen_alive = max(person.seen_alive, onset)
        base, day = self.world.base, self.world.days.day(meal // DAY)
        return PoisoningCase(
            f"ND{self.index:05d}{self._number:04d}", None, person.person_id, person.full_name,
            years_between(person.born_on, day), person.sex, commune, None, food, base + timedelta(minutes=meal),
            base + timedelta(minutes=onset), symptoms, hospitalized=False, died=False, status="suspected",
        )  # fmt: skip

    def _admit(self, person: Person, minute: int, *, died: bool) -> None:
        """An emergency visit for the poisoning; whoever dies, dies there."""
        facility, end = self.world.land.center_of[person.commune], minute + self.chance.randint(360, 1500)
        outcome = Outcome.DIED if died else Outcome.RECOVERED
        if died:
            person.died_at = end
        self.visits.append(
            Visit(
                person, facility, self.wards.department(facility, "K02"), EncounterClass.EMERGENCY, minute,
                end if end < NOW else None, self._illness, list(self._illness.tests), list(self._illness.drugs), 2, [],
                outcome,
            )
        )  # fmt: skip

    def singles(self, words: Single) -> Iterator[PoisoningCase]:
        """Cases of the last year that belong to no event."""
        chance = self.chance
        for person in self.people:
            if chance.random() < SINGLE_SHARE and person.age >= 2 and person.died_at is None:
                meal = -chance.randint(2, 364) * DAY + chance.choice((7, 12, 19)) * 60
                onset = meal + chance.randint(60, 1200)
                symptoms = chance.choice(words.symptoms)
                yield self._single(person, person.commune, chance.choice(words.foods), meal, onset, symptoms)
