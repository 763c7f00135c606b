"""One claim for each insured encounter that ended: lines priced one by one, totals as their sums (domain.md §1.6)."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from domain.places import FacilityKind
from domain.records.claims import Claim, ClaimLine, ClaimStatus, Coverage
from domain.records.emr import Encounter, EncounterClass
from synthetic.bills import ZERO, Bill, Tariff
from synthetic.chance import Weighted, one_of
from synthetic.days import DAY
from synthetic.money import free_below
from synthetic.visits import Visit
from synthetic.world import World

REJECTED_SHARE = 0.03
WHOLLY_REJECTED_SHARE = 0.45
SELF_REFERRED_SHARE = 0.05
HALF_FROM = date(2026, 7, 1)
"""Going straight to a hospital of the former provincial level is paid at half the share from this day (code 1.18)."""
FIVE_YEARS = timedelta(days=1827)


class Cashier:
    """Writes the claims of one chunk."""

    def __init__(self, chance: Random, world: World, tariff: Tariff) -> None:
        self.chance, self.world, self.tariff = chance, world, tariff
        self._reasons = Weighted.of(world.billing.rejections)

    def claim(
        self, visit: Visit, encounter: Encounter, serial: str, repeated: list[str], rounds: int
    ) -> tuple[Claim, list[ClaimLine]] | None:
        """The claim and its lines; None for an open encounter or an uninsured person.

        The `repeated` services were done `rounds` times.
        """
        card = visit.person.card
        if visit.end is None or card is None or not self._insured(card, visit):
            return None
        day, listing = self.world.days.day(visit.end // DAY), self.tariff.listing(visit, repeated, rounds)
        code, percent = self._share(visit, card, day, listing.cost)
        bill, claim_id = listing.bill(percent), f"{visit.facility}.{day.year}.{serial}"
        person, facility, sensitive = visit.person.person_id, visit.facility, visit.illness.sensitive
        lines = [
            ClaimLine(claim_id, number, person, facility, *line, sensitive)
            for number, line in enumerate(bill.lines, start=1)
        ]
        return self._total(claim_id, code, card, visit, encounter, bill), lines

    def _insured(self, card: Coverage, visit: Visit) -> bool:
        """Whether the person was insured that day; earlier cards are taken to follow each other without a gap."""
        day = self.world.days.day(visit.start // DAY)
        return day <= card.valid_to and day >= card.five_years_on - FIVE_YEARS

    def _share(self, visit: Visit, card: Coverage, day: date, cost: Decimal) -> tuple[str, int]:
        """MA_DOITUONG_KCB and the percent of every line (domain.md §1.9)."""
        kind = self.world.land.directory.facilities[visit.facility].kind
        if kind is FacilityKind.STATION:
            return "1.2", 100
        code = self._code(visit, card, kind)
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

    def _total(self, claim_id: str, code: str, card: Coverage, visit: Visit, encounter: Encounter, bill: Bill) -> Claim:
        status, rejected, reason, sent, decided = self._fate(self.world.days.day(visit.last // DAY), bill)
        return Claim(
            claim_id, encounter.encounter_id, visit.person.person_id, visit.facility, _visit_type(visit), code,
            card.card_no, encounter.started_at, encounter.ended_at or encounter.started_at, encounter.icd10,
            encounter.diagnosis, bill.drugs, bill.total, bill.covered, bill.copay, bill.own, bill.fund, status,
            rejected, reason, sent, decided, visit.illness.sensitive,
        )  # fmt: skip

    def _fate(self, end: date, bill: Bill) -> tuple[ClaimStatus, Decimal, str, date, date | None]:
        """What became of a claim by the reference day: sent in three days, decided in weeks, paid in months."""
        chance, today = self.chance, self.world.plan.reference_day
        sent = min(today, end + timedelta(days=one_of(chance, (0, 0, 1, 1, 2, 3))))
        decided = sent + timedelta(days=6 + int(chance.random() * 35))
        if decided > today:
            return ClaimStatus.SUBMITTED, ZERO, "", sent, None
        if chance.random() < REJECTED_SHARE and bill.fund > 0:
            whole = chance.random() < WHOLLY_REJECTED_SHARE
            rejected = bill.fund if whole else max(line.fund for line in bill.lines)
            return ClaimStatus.REJECTED, rejected, self._reasons.draw(chance), sent, decided
        paid = decided + timedelta(days=12 + int(chance.random() * 40))
        return (ClaimStatus.PAID if paid <= today else ClaimStatus.ACCEPTED), ZERO, "", sent, decided


def _visit_type(visit: Visit) -> str:
    """MA_LOAI_KCB: 03 inpatient, 05 long illness with medicines, 01 the rest."""
    if visit.kind is EncounterClass.INPATIENT:
        return "03"
    return "05" if visit.illness.prevalence and visit.drugs else "01"
