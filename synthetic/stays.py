"""Hospital stays, planned bed by bed so that occupancy is what a province sees, then given to people who fit."""

from collections import defaultdict
from dataclasses import dataclass
from random import Random

from domain.records.emr import EncounterClass, Outcome
from synthetic.catalogue import Illness
from synthetic.chance import Weighted
from synthetic.days import DAY, HISTORY_DAYS, NOW
from synthetic.land import CAST_WARDS
from synthetic.people import Person
from synthetic.visits import Visit, Wards
from synthetic.world import World

FREE_SHARE = {"K27": 0.45, "K18": 0.18}
"""Empty days for each day in bed, by department; deliveries come on top in K27 (see `mothers.py`)."""
USUAL_FREE_SHARE = 0.16
CAST_ADMITTED = -9
"""The planted patients came in at most nine days ago; their beds are free from then on."""
TRIES = 60
VITALS = ["systolic", "diastolic", "pulse", "temperature", "spo2"]
OUTCOMES = Weighted([
    (Outcome.IMPROVED, 62), (Outcome.RECOVERED, 27), (Outcome.UNCHANGED, 5), (Outcome.WORSE, 1),
    (Outcome.TRANSFERRED, 4),
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stay:
    """A bed that is taken from one minute to another; who lies in it is decided in the chunk."""

    facility: str
    department: str
    start: int
    end: int


def schedule(world: World) -> dict[int, list[Stay]]:
    """Stays of the whole history by chunk (never chunk 0), planned bed by bed."""
    chance, found = world.plan.chance("beds"), defaultdict[int, list[Stay]](list)
    everywhere = Weighted((chunk.index, chunk.people) for chunk in world.chunks[1:])
    nearby = _nearby(world)
    for (facility, department), beds in world.land.actual_beds.items():
        for bed in range(beds):
            until = CAST_ADMITTED if bed < CAST_WARDS.get((facility, department), 0) else 1
            for stay in _bed(chance, facility, department, world.catalogue.length_days[department], until):
                found[nearby.get(facility, everywhere).draw(chance)].append(stay)
    return found


def _nearby(world: World) -> dict[str, Weighted[int]]:
    """For each regional center, the chunks in which its people live."""
    people: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for chunk in world.chunks[1:]:
        for commune, count in chunk.parts:
            people[world.land.center_of[commune]][chunk.index] += count
    return {center: Weighted.of(chunks) for center, chunks in people.items() if center > "99005"}


def _bed(chance: Random, facility: str, department: str, mean: float, until: int) -> list[Stay]:
    """One bed's stays, one after the other, from before the history to the day `until`."""
    free = FREE_SHARE.get(department, USUAL_FREE_SHARE)
    day, stays = -HISTORY_DAYS - chance.uniform(0, mean), list[Stay]()
    while True:
        length = max(1.0, chance.gammavariate(2.4, mean / 2.4))
        start, end = int(day), int(day + length)
        if start >= until:
            return stays
        if start > -HISTORY_DAYS and end > start and (until > 0 or end < until):
            admitted = _clip(start * DAY + chance.randint(6 * 60, 21 * 60))
            stays.append(Stay(facility, department, admitted, end * DAY + chance.randint(9 * 60, 15 * 60)))
        slack = 1.25 if day < -365 else 1.0
        day += length + chance.expovariate(1 / (mean * free * slack))


def _clip(minute: int) -> int:
    """Admissions of today happened before now."""
    return minute if minute < NOW else minute % (8 * 60)


class Admissions:
    """Finds a patient and an illness for each stay of one chunk."""

    def __init__(self, chance: Random, world: World, wards: Wards, people: list[Person]) -> None:
        self.chance, self.world, self.wards, self.people = chance, world, wards, people
        self._taken: dict[int, list[tuple[int, int]]] = defaultdict(list)

    def admit(self, stay: Stay) -> Visit | None:
        """The stay with a patient in it; None when nobody in the chunk fits."""
        illnesses = self.world.catalogue.stays[stay.department]
        month = self.world.days.day(stay.start // DAY).month - 1
        weights = [(i, sum(i.ages) * self.world.seasons[i.season][month]) for i in illnesses]
        illness = Weighted(weights).draw(self.chance)
        person = self._patient(illness, stay)
        return None if person is None else self.visit(person, stay, illness)

    def _patient(self, illness: Illness, stay: Stay) -> Person | None:
        chance, best = self.chance, max(illness.ages)
        for _ in range(TRIES):
            person = chance.choice(self.people)
            if illness.sex not in {None, person.sex} or not self._free(person, stay):
                continue
            known = any(c.illness.icd10[:3] == illness.icd10[:3] for c in person.chronic)
            if chance.random() < illness.ages[person.group] / best * (1.0 if known else 0.45):
                return person
        return None

    def _free(self, person: Person, stay: Stay) -> bool:
        if self.world.days.offset(person.born_on) >= stay.start // DAY:
            return False
        if person.died_at is not None and person.died_at < stay.end + DAY:
            return False
        taken, margin = self._taken[person.number], 2 * DAY
        return all(stay.start > end + margin or stay.end < start - margin for start, end in taken)

    def visit(self, person: Person, stay: Stay, illness: Illness) -> Visit:
        """The person's stay; it may end in death, but only the last thing that happens to somebody."""
        chance, taken = self.chance, self._taken[person.number]
        end = stay.end if stay.end < NOW else None
        outcome = None if end is None else OUTCOMES.draw(chance)
        risk = illness.death / 100 * (2.2 if person.age >= 75 else 1.0)
        last = max((other for _, other in taken), default=person.seen_alive)
        if end is not None and chance.random() < risk and max(last, person.seen_alive) < stay.start:
            outcome, person.died_at = Outcome.DIED, end
        taken.append((stay.start, stay.end))
        alive = outcome not in {None, Outcome.DIED, Outcome.TRANSFERRED}
        return Visit(
            person, stay.facility, stay.department, EncounterClass.INPATIENT, stay.start, end, illness,
            list(illness.tests), list(illness.drugs), max(1, (stay.end - stay.start) // DAY + 1), VITALS, outcome,
            stay.end // DAY + 10 if alive and chance.random() < 0.7 else None,
        )  # fmt: skip

    def note(self, visit: Visit) -> None:
        """Remember what was not drawn here: the person was alive then, and in bed if it was a stay."""
        visit.person.seen_alive = max(visit.person.seen_alive, visit.last)
        if visit.kind is EncounterClass.INPATIENT:
            self._taken[visit.person.number].append((visit.start, visit.last + DAY))

    def away(self, person: Person, minute: int) -> bool:
        """Whether the person lay in hospital at that minute, or was dead."""
        dead = person.died_at is not None and minute >= person.died_at
        return dead or any(start <= minute <= end for start, end in self._taken[person.number])
