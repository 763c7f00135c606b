"""One chunk of households, from an empty village to every record about its people."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.records.claims import Coverage
from domain.records.ehr import Citizen
from domain.records.emr import EncounterClass
from synthetic.batch import Batch
from synthetic.bills import Tariff
from synthetic.bookings import Place, Receptionist
from synthetic.cards import CardOffice
from synthetic.cast import Script, endow
from synthetic.cast import households as cast_households
from synthetic.days import NOW
from synthetic.diseases import DENGUE, EPIDEMIC_WEEKS, tally
from synthetic.encounters import Registry, care_relations, patients
from synthetic.food import PlannedEvent, Single
from synthetic.heritage import Heritage, guardians
from synthetic.households import Settlers
from synthetic.illness import Sickness
from synthetic.mothers import Carrying, Maternity
from synthetic.people import Person
from synthetic.poisoning import Poisonings
from synthetic.registers import Registers
from synthetic.stays import Admissions, Stay
from synthetic.vaccines import VaccineRoom
from synthetic.visits import Visit, Wards
from synthetic.world import ChunkPlan, World


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What the province as a whole has decided for one chunk."""

    stays: list[Stay]
    places: list[Place]
    events: list[PlannedEvent]
    single: Single
    epidemic: frozenset[str]
    tariff: Tariff


def make_chunk(world: World, chunk: ChunkPlan, orders: Orders) -> Batch:
    """Every record about the people of one chunk; depends on the plan and the chunk's index alone."""
    return _Chunk(world, chunk, orders).make()


class _Chunk:
    """The workshop of one chunk: people first, then what happens to them, then the records."""

    def __init__(self, world: World, chunk: ChunkPlan, orders: Orders) -> None:
        self.world, self.plan, self.orders = world, chunk, orders
        self.planted = chunk.index == 0
        self.chance = world.plan.chance("chunk", chunk.index)
        self.wards = Wards(world)
        self.sickness = Sickness(self.chance, world, self.wards)
        self.maternity = Maternity(self.chance, world, self.wards)
        self.households = list(self._settle())
        self.people = [person for household in self.households for person in household]
        self.admissions = Admissions(self.chance, world, self.wards, self.people)
        self.script = Script(self.chance, world, self.sickness, self.people) if self.planted else None
        self.pregnancies: list[Carrying] = []
        self.batch = Batch(chunk.index)

    def make(self) -> Batch:
        """Fill the batch."""
        self._before_illness()
        visits = self._happened()
        self._people()
        self._care(visits)
        self.batch.add(Receptionist(self.chance, self.world, self.people).book(self.orders.places))
        self.batch.cases.update(tally(self.world, visits))
        return self.batch

    def _settle(self) -> Iterator[list[Person]]:
        if self.planted:
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
            if not self.planted:
                self.batch.add(heritage.allergies(person))
                self.sickness.settle_chronic(person)
        if self.planted:
            self.batch.add(endow(self.world, self.people, cards, heritage))

    def _happened(self) -> list[Visit]:
        """Every visit and stay, in order of person and time; nobody is seen elsewhere while in bed, or after death."""
        visits = [*self._births(), *(self.script.visits() if self.script else [])]
        visits += self._poisoned()
        for known in visits:
            self.admissions.note(known)
        visits += [lain for stay in self.orders.stays if (lain := self.admissions.admit(stay)) is not None]
        for person in self.people:
            visits += self.sickness.chronic_visits(person) if not self.planted else []
            visits += self.sickness.acute_visits(person)
        visits += self._epidemic()
        kept = [v for v in visits if v.kind is EncounterClass.INPATIENT or not self._away(v)]
        if self.script is not None:
            kept = [visit for visit in kept if self.script.allows(visit)]
        kept.sort(key=lambda visit: (visit.person.number, visit.start))
        self.maternity.confirm(self.pregnancies, kept)
        return kept

    def _away(self, visit: Visit) -> bool:
        return self.admissions.away(visit.person, visit.start)

    def _births(self) -> list[Visit]:
        for household in self.households:
            self.pregnancies += self.maternity.pregnancies(household, planted=self.planted)
        for carrying in self.pregnancies:
            if carrying.delivered is None:
                carrying.mother.seen_alive = NOW
        if self.script is not None:
            self.pregnancies.append(self.script.pregnancy(self.maternity))
        return [visit for carrying in self.pregnancies for visit in self.maternity.visits(carrying)]

    def _poisoned(self) -> list[Visit]:
        found = Poisonings(self.chance, self.world, self.wards, self.people, self.plan.index)
        for event in self.orders.events:
            self.batch.add(found.event(event))
        if not self.planted:
            self.batch.add(found.singles(self.orders.single))
        return found.visits

    def _epidemic(self) -> list[Visit]:
        """Dengue on top of the usual, in the communes of the planted epidemic."""
        dengue = next(illness for illness in self.world.catalogue.acute if illness.icd10 == DENGUE)
        found: list[Visit | None] = []
        for person in self.people:
            if person.commune in self.orders.epidemic:
                for week, share in enumerate(EPIDEMIC_WEEKS):
                    if self.chance.random() < share:
                        day = 7 * (week - len(EPIDEMIC_WEEKS)) + self.chance.randint(1, 7)
                        found.append(self.sickness.acute(person, dengue, day))
        return [visit for visit in found if visit is not None]

    def _people(self) -> None:
        room, missed = VaccineRoom(self.chance, self.world), self.script.missed_doses() if self.script else {}
        self.batch.rows[Citizen].extend(person.citizen() for person in self.people)
        for person in self.people:
            self.batch.add(self.sickness.conditions(person))
            if person.died_at is None:
                self.batch.add(room.doses(person, missed.get(person.person_id)))
            if person.card is not None:
                self.batch.rows[Coverage].append(person.card)
        for household in self.households:
            self.batch.add(guardians(household))

    def _care(self, visits: list[Visit]) -> None:
        registry = Registry(self.chance, self.world, self.wards, self.orders.tariff, self.plan.index)
        for visit in visits:
            registry.write(visit, self.batch)
        self.batch.add(patients(visits))
        self.batch.add(care_relations(visits, self.world))
        registers = Registers(self.chance, self.world, visits, registry.laboratory.latest)
        for person in self.people:
            self.batch.add(registers.lines(person, always=self.planted))
        self.batch.add(self.maternity.register(n, c) for n, c in enumerate(self.pregnancies, start=1))
