"""One chunk of households, from an empty village to every record about its people."""

from collections.abc import Iterator

from domain.records.claims import Coverage
from domain.records.ehr import Citizen
from domain.records.emr import EncounterClass
from synthetic.batch import Batch
from synthetic.cards import CardOffice
from synthetic.cast import Script, endow
from synthetic.cast import households as cast_households
from synthetic.encounters import Registry, care_relations, patients
from synthetic.heritage import Heritage, guardians
from synthetic.households import Settlers
from synthetic.illness import Sickness
from synthetic.people import Person
from synthetic.stays import Admissions, Stay
from synthetic.visits import Visit, Wards
from synthetic.world import ChunkPlan, World


def make_chunk(world: World, chunk: ChunkPlan, stays: list[Stay]) -> Batch:
    """Every record about the people of one chunk; depends on the plan and the chunk's index alone."""
    return _Chunk(world, chunk, stays).make()


class _Chunk:
    """The workshop of one chunk: people first, then what happens to them, then the records."""

    def __init__(self, world: World, chunk: ChunkPlan, stays: list[Stay]) -> None:
        self.world, self.plan, self.stays = world, chunk, stays
        self.chance = world.plan.chance("chunk", chunk.index)
        self.wards = Wards(world)
        self.sickness = Sickness(self.chance, world, self.wards)
        self.households = list(self._settle())
        self.people = [person for household in self.households for person in household]
        self.admissions = Admissions(self.chance, world, self.wards, self.people)
        self.batch = Batch(chunk.index)

    def make(self) -> Batch:
        """Fill the batch."""
        self._before_illness()
        visits = self._visits()
        self._people()
        self._care(visits)
        return self.batch

    def _settle(self) -> Iterator[list[Person]]:
        if self.plan.index == 0:
            yield from cast_households(self.world)
            return
        directory, number = self.world.land.directory, self.plan.first
        settlers = Settlers(self.chance, self.world.names, self.world.plan.reference_day, directory.province_name)
        for commune, count in self.plan.parts:
            yield from settlers.settle(directory.communes[commune], number, count)
            number += count

    def _before_illness(self) -> None:
        """Cards and allergies: what a cashier and a prescriber look at first."""
        cards, heritage = CardOffice(self.chance, self.world), Heritage(self.chance, self.world)
        for person in self.people:
            person.card = cards.issue(person)
            self.batch.add(heritage.allergies(person))
        if self.plan.index == 0:
            self.batch.add(endow(self.world, self.people, cards, heritage))

    def _visits(self) -> list[Visit]:
        """Everything that happened, in order of time for each person."""
        visits = self._scripted() if self.plan.index == 0 else self._drawn()
        for person in self.people:
            visits += self.sickness.acute_visits(person)
        away = self.admissions.away
        visits = [v for v in visits if v.kind is EncounterClass.INPATIENT or not away(v.person, v.start)]
        visits.sort(key=lambda visit: (visit.person.number, visit.start))
        return visits

    def _scripted(self) -> list[Visit]:
        visits = Script(self.chance, self.world, self.sickness, self.people).visits()
        for visit in visits:
            self.admissions.note(visit)
        return visits

    def _drawn(self) -> list[Visit]:
        for person in self.people:
            self.sickness.settle_chronic(person)
        visits = [visit for stay in self.stays if (visit := self.admissions.admit(stay)) is not None]
        for person in self.people:
            visits += self.sickness.chronic_visits(person)
        return visits

    def _people(self) -> None:
        self.batch.rows[Citizen].extend(person.citizen() for person in self.people)
        for person in self.people:
            self.batch.add(self.sickness.conditions(person))
            if person.card is not None:
                self.batch.rows[Coverage].append(person.card)
        for household in self.households:
            self.batch.add(guardians(household))

    def _care(self, visits: list[Visit]) -> None:
        registry = Registry(self.chance, self.world, self.wards, self.plan.index)
        for visit in visits:
            registry.write(visit, self.batch)
        self.batch.add(patients(visits))
        self.batch.add(care_relations(visits, self.world))
