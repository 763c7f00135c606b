"""Visits become records: encounter, results, prescriptions, the hospital's patient list, care relations."""

from collections.abc import Iterable
from datetime import timedelta
from random import Random

from domain.records.claims import Claim, ClaimLine
from domain.records.emr import CareRelation, Encounter, Medication, Observation, Patient
from synthetic.batch import Batch
from synthetic.bills import Tariff
from synthetic.chance import one_of
from synthetic.claims import Cashier
from synthetic.days import DAY
from synthetic.drugs import Pharmacy
from synthetic.labs import Laboratory
from synthetic.people import Person
from synthetic.visits import Visit, Wards
from synthetic.world import World

SERIALS = 10_000
"""Encounters one chunk may have at most; its index stands before the count, so that chunks need not know each other."""


class Registry:
    """Writes the records of one chunk's visits."""

    def __init__(self, chance: Random, world: World, wards: Wards, tariff: Tariff, index: int) -> None:
        self.chance, self.world, self.wards, self.index = chance, world, wards, index
        self.laboratory, self.pharmacy = Laboratory(chance, world), Pharmacy(world)
        self.cashier = Cashier(chance, world, tariff)
        self._next = 0

    def write(self, visit: Visit, batch: Batch) -> Encounter:
        """Put everything about one visit into the batch, and hand back the encounter."""
        self._next += 1
        if self._next >= SERIALS:
            raise OverflowError(f"chunk {self.index} has more than {SERIALS} encounters")
        serial = f"{self.index * SERIALS + self._next:08d}"
        encounter = self._encounter(visit, f"LK{serial}")
        batch.rows[Encounter].append(encounter)
        rounds = self.laboratory.rounds(visit)
        batch.rows[Observation].extend(self.laboratory.results(visit, rounds, encounter.encounter_id, serial))
        batch.rows[Medication].extend(self.pharmacy.prescriptions(visit, encounter.encounter_id, serial))
        billed = self.cashier.claim(visit, encounter, serial, self.laboratory.repeated(visit), len(rounds) - 1)
        if billed is not None:
            batch.rows[Claim].append(billed[0])
            batch.rows[ClaimLine].extend(billed[1])
        return encounter

    def _encounter(self, visit: Visit, encounter_id: str) -> Encounter:
        chance, base, illness = self.chance, self.world.base, visit.illness
        doctor = visit.doctor or self.wards.doctor(chance, visit.facility, visit.department)
        ended = visit.end is not None
        follow_up = None if visit.follow_up is None or not ended else self.world.days.day(visit.follow_up)
        return Encounter(
            encounter_id, visit.person.person_id, visit.facility, visit.department, visit.kind,
            base + timedelta(minutes=visit.start), None if visit.end is None else base + timedelta(minutes=visit.end),
            one_of(chance, illness.reasons), illness.icd10, illness.name,
            one_of(chance, illness.advice) if ended else "", visit.outcome if ended else None, follow_up,
            doctor.person_id, doctor.full_name, illness.sensitive,
        )  # fmt: skip


def patient(person: Person, facility: str) -> Patient:
    """The person as that facility knows them."""
    return Patient(
        person.person_id, facility, person.full_name, person.born_on, person.sex, person.cccd(),
        person.card.card_no if person.card else "", person.phone, person.address, person.commune,
    )  # fmt: skip


def patients(visits: Iterable[Visit]) -> list[Patient]:
    """One record for each person and facility that met."""
    met = {(visit.person.number, visit.facility): visit.person for visit in visits}
    return [patient(person, facility) for (_, facility), person in met.items()]


def care_relations(visits: Iterable[Visit], world: World) -> list[CareRelation]:
    """For each person, facility and department: the day of the last encounter's end, None while one is open."""
    latest: dict[tuple[str, str, str], int | None] = {}
    for visit in visits:
        key = (visit.person.person_id, visit.facility, visit.department)
        before = latest.get(key, -(10**9))
        latest[key] = None if visit.end is None or before is None else max(before, visit.end)
    return [
        CareRelation(*key, None if until is None else world.days.day(until // DAY)) for key, until in latest.items()
    ]
