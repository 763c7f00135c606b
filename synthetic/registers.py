"""The station's registers of long illness: who is followed, when they last came, whether they are on target."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from random import Random

from domain.records.emr import EncounterClass
from domain.records.stations import ChronicCare
from synthetic.days import DAY
from synthetic.people import Chronic, Person
from synthetic.visits import Visit
from synthetic.world import World

ENROLLED_SHARE = 0.88
SYSTOLIC_TARGET, DIASTOLIC_TARGET, HBA1C_TARGET = 140, 90, Decimal(7)
"""Usual targets: below 140/90 mmHg, HbA1c below 7 % (domain.md §6.5)."""
Latest = dict[tuple[int, str], Decimal]


class Registers:
    """Keeps the registers of one chunk."""

    def __init__(self, chance: Random, world: World, visits: Iterable[Visit], latest: Latest) -> None:
        self.chance, self.world, self.latest = chance, world, latest
        self._last: dict[tuple[int, str], int] = {}
        for visit in visits:
            if visit.kind is EncounterClass.OUTPATIENT and visit.illness.programme:
                self._last[visit.person.number, visit.illness.icd10] = visit.start // DAY

    def lines(self, person: Person, *, always: bool) -> list[ChronicCare]:
        """The person's lines; `always` for planted people."""
        if person.died_at is not None:
            return []
        return [
            self._line(person, chronic)
            for chronic in person.chronic
            if chronic.illness.programme and (always or self.chance.random() < ENROLLED_SHARE)
        ]

    def _line(self, person: Person, chronic: Chronic) -> ChronicCare:
        day = self.world.days.day
        last = self._last.get((person.number, chronic.illness.icd10))
        enrolled = min(0, chronic.since + 14)
        systolic, diastolic = (
            self.latest.get((person.number, "systolic")),
            self.latest.get((person.number, "diastolic")),
        )
        hba1c = self.latest.get((person.number, "hba1c")) if chronic.illness.programme == "diabetes" else None
        return ChronicCare(
            f"QL{person.number:08d}{chronic.illness.icd10}", person.person_id, person.full_name, person.born_on,
            person.phone, person.commune, chronic.illness.programme, day(enrolled), None if last is None else day(last),
            day(enrolled if last is None else last) + timedelta(days=chronic.interval),
            None if systolic is None else int(systolic), None if diastolic is None else int(diastolic), hba1c,
            _on_target(chronic, systolic, diastolic, hba1c),
        )  # fmt: skip


def _on_target(chronic: Chronic, systolic: Decimal | None, diastolic: Decimal | None, hba1c: Decimal | None) -> bool:
    if chronic.illness.programme == "diabetes":
        return hba1c is not None and hba1c < HBA1C_TARGET
    return (
        systolic is not None and diastolic is not None and systolic < SYSTOLIC_TARGET and diastolic < DIASTOLIC_TARGET
    )
