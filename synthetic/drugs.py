"""What was prescribed: one line a drug, with its dosage as people read it."""

from datetime import timedelta
from decimal import Decimal

from domain.records.emr import EncounterClass, Medication
from synthetic.catalogue import Drug
from synthetic.days import DAY
from synthetic.visits import Visit
from synthetic.world import World


class Pharmacy:
    """Writes prescriptions."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._quantities: dict[tuple[str, int], Decimal] = {}
        self._dosage = {key: dosage(drug) for key, drug in world.catalogue.drugs.items()}

    def prescriptions(self, visit: Visit, encounter_id: str, serial: str) -> list[Medication]:
        """Every line of a visit, numbered from 01."""
        started = self.world.days.day(visit.start // DAY)
        ended = started + timedelta(days=visit.days - 1)
        if visit.kind is EncounterClass.INPATIENT and visit.end is not None:
            ended = self.world.days.day(visit.end // DAY)
        found, drugs, person = list[Medication](), self.world.catalogue.drugs, visit.person.person_id
        for line, key in enumerate(visit.drugs, start=1):
            drug = drugs[key]
            found.append(
                Medication(
                    f"DT{serial}{line:02d}", encounter_id, person, visit.facility, drug.code, drug.name,
                    drug.strength, self._dosage[key], self._quantity(key, drug, visit.days), drug.unit, started, ended,
                    visit.illness.sensitive,
                )
            )  # fmt: skip
        return found

    def _quantity(self, key: str, drug: Drug, days: int) -> Decimal:
        known = self._quantities.get((key, days))
        if known is None:
            known = self._quantities[key, days] = quantity(drug, days)
        return known


def dosage(drug: Drug) -> str:
    """How to take it, in Vietnamese."""
    if drug.times == 0:
        return drug.how[0].upper() + drug.how[1:]
    return f"Ngày {drug.times} lần, mỗi lần {drug.per} {drug.unit.lower()}, {drug.how}"


def quantity(drug: Drug, days: int) -> Decimal:
    """How many units last that many days; one package a month where the package is the unit."""
    return Decimal(drug.per * drug.times * days) if drug.times else Decimal(max(1, round(days / 30)))
