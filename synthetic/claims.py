"""One claim for each insured encounter that ended: lines priced one by one, totals as their sums (domain.md §1.6)."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from domain.places import FacilityKind
from domain.records.claims import Claim, ClaimLine, ClaimStatus, Coverage
from domain.records.emr import Encounter, EncounterClass
from synthetic.chance import Weighted
from synthetic.days import DAY
from synthetic.drugs import quantity
from synthetic.money import Sums, free_below, line_sums, rounded
from synthetic.visits import Visit
from synthetic.world import World

REJECTED_SHARE = 0.03
SELF_REFERRED_SHARE = 0.05
HALF_FROM = date(2026, 7, 1)
"""Going straight to a hospital of the former provincial level is paid at half the share from this day (code 1.18)."""
ZERO = Decimal(0)
ONE = Decimal(1)


class Item(NamedTuple):
    """Something on the bill, before anybody asked what the card pays."""

    group: str
    code: str
    name: str
    unit: str
    quantity: Decimal
    price: Decimal
    covered_share: int


class Cashier:
    """Writes the claims of one chunk."""

    def __init__(self, chance: Random, world: World) -> None:
        self.chance, self.world = chance, world
        self._sums: dict[tuple[Decimal, Decimal, int, int], Sums] = {}
        self._reasons = Weighted.of(world.billing.rejections)

    def claim(
        self, visit: Visit, encounter: Encounter, serial: str, times: dict[str, Decimal]
    ) -> tuple[Claim, list[ClaimLine]] | None:
        """The claim and its lines; None for an open encounter or an uninsured person.

        `times` says how often a service was done, where it was more than once.
        """
        card = visit.person.card
        if visit.end is None or encounter.ended_at is None or card is None or not self._insured(card, visit):
            return None
        day = self.world.days.day(visit.end // DAY)
        items = self._items(visit, times)
        code, percent = self._share(visit, card, day, sum((i.quantity * i.price for i in items), ZERO))
        claim_id = f"{visit.facility}.{day.year}.{serial}"
        lines = [self._line(claim_id, n, visit, item, percent) for n, item in enumerate(items, start=1)]
        return self._total(claim_id, code, card, visit, encounter, lines), lines

    def _insured(self, card: Coverage, visit: Visit) -> bool:
        """Whether the person was insured that day; earlier cards are taken to follow each other without a gap."""
        day = self.world.days.day(visit.start // DAY)
        return day <= card.valid_to and day >= card.five_years_on - timedelta(days=1827)

    def _items(self, visit: Visit, times: dict[str, Decimal]) -> list[Item]:
        world, billing = self.world, self.world.billing
        kind = world.land.directory.facilities[visit.facility].kind
        items = [self._bed(visit, kind)] if visit.kind is EncounterClass.INPATIENT else [self._exam(visit, kind)]
        procedure = billing.procedures.get(visit.illness.icd10)
        if procedure is not None:
            items.append(Item("8", procedure.code, procedure.name, "Lần", ONE, procedure.price, 100))
        for key in visit.services:
            service = world.catalogue.services[key]
            done = times.get(key, ONE)
            items.append(Item(service.group, service.code, service.name, "Lần", done, service.price, 100))
        for key in visit.drugs:
            drug = world.catalogue.drugs[key]
            amount = quantity(drug, visit.days)
            items.append(
                Item("4", drug.code, f"{drug.name} {drug.strength}", drug.unit, amount, drug.price, drug.covered)
            )
        return items

    def _exam(self, visit: Visit, kind: FacilityKind) -> Item:
        name = self.world.land.directory.department_name(visit.department).removeprefix("Khoa ")
        price = self.world.billing.exam[kind.value]
        return Item("13", f"{visit.department[1:]}.1896", f"Khám {name}", "Lần", ONE, price, 100)

    def _bed(self, visit: Visit, kind: FacilityKind) -> Item:
        intensive = visit.department == "K02"
        price = self.world.billing.intensive_bed if intensive else self.world.billing.bed[kind.value]
        nights = Decimal(max(1, visit.last // DAY - visit.start // DAY))
        name = self.world.land.directory.department_name(visit.department)
        return Item("15", f"{visit.department}.1917", f"Ngày giường {name}", "Ngày", nights, price, 100)

    def _share(self, visit: Visit, card: Coverage, day: date, cost: Decimal) -> tuple[str, int]:
        """MA_DOITUONG_KCB and the percent of every line (domain.md §1.9)."""
        facility = self.world.land.directory.facilities[visit.facility]
        if facility.kind is FacilityKind.STATION:
            return "1.2", 100
        code = self._code(visit, card, facility.kind)
        if code == "1.18" and day >= HALF_FROM and card.percent in {80, 100}:
            return code, card.percent // 2
        return ("1.3" if code == "1.18" else code), 100 if cost < free_below(day) else card.percent

    def _code(self, visit: Visit, card: Coverage, kind: FacilityKind) -> str:
        if visit.kind is EncounterClass.EMERGENCY:
            return "2"
        if visit.facility == card.registered_facility:
            return "1.1"
        if visit.illness.prevalence and self.chance.random() < 0.6:
            return "1.5"
        if kind is FacilityKind.MEDICAL_CENTER:
            return "1.15" if visit.kind is EncounterClass.INPATIENT else "1.12"
        if visit.kind is EncounterClass.INPATIENT:
            return "3.2" if self.chance.random() < 0.4 else "1.3"
        return "1.18" if self.chance.random() < SELF_REFERRED_SHARE else "1.3"

    def _line(self, claim_id: str, number: int, visit: Visit, item: Item, percent: int) -> ClaimLine:
        key = (item.quantity, item.price, item.covered_share, percent)
        sums = self._sums.get(key)
        if sums is None:
            sums = self._sums[key] = line_sums(*key)
        return ClaimLine(
            claim_id, number, visit.person.person_id, visit.facility, item.group, item.code, item.name, item.unit,
            item.quantity, item.price, *sums, visit.illness.sensitive,
        )  # fmt: skip

    def _total(
        self, claim_id: str, code: str, card: Coverage, visit: Visit, encounter: Encounter, lines: list[ClaimLine]
    ) -> Claim:
        fund = sum((line.fund for line in lines), ZERO)
        end = self.world.days.day(visit.last // DAY)
        status, rejected, reason, sent, decided = self._fate(end, lines, fund)
        return Claim(
            claim_id, encounter.encounter_id, visit.person.person_id, visit.facility, _visit_type(visit), code,
            card.card_no, encounter.started_at, encounter.ended_at or encounter.started_at, encounter.icd10,
            encounter.diagnosis, sum((line.amount for line in lines if line.group_code == "4"), ZERO),
            sum((line.amount for line in lines), ZERO), sum((line.covered for line in lines), ZERO),
            sum((line.copay for line in lines), ZERO), sum((line.own for line in lines), ZERO), fund,
            status, rejected, reason, sent, decided, visit.illness.sensitive,
        )  # fmt: skip

    def _fate(
        self, end: date, lines: list[ClaimLine], fund: Decimal
    ) -> tuple[ClaimStatus, Decimal, str, date, date | None]:
        """What became of a claim by the reference day: sent in three days, decided in weeks, paid in months."""
        chance, today = self.chance, self.world.plan.reference_day
        sent = min(today, end + timedelta(days=chance.choice((0, 0, 1, 1, 2, 3))))
        decided = sent + timedelta(days=chance.randint(6, 40))
        paid = decided + timedelta(days=chance.randint(12, 50))
        if decided > today:
            return ClaimStatus.SUBMITTED, ZERO, "", sent, None
        if chance.random() < REJECTED_SHARE and fund > 0:
            whole = chance.random() < 0.45
            rejected = fund if whole else rounded(max(line.fund for line in lines))
            return ClaimStatus.REJECTED, rejected, self._reasons.draw(chance), sent, decided
        return (ClaimStatus.PAID if paid <= today else ClaimStatus.ACCEPTED), ZERO, "", sent, decided


def _visit_type(visit: Visit) -> str:
    """MA_LOAI_KCB: 03 inpatient, 05 long illness with medicines, 01 the rest."""
    if visit.kind is EncounterClass.INPATIENT:
        return "03"
    return "05" if visit.illness.prevalence and visit.drugs else "01"
