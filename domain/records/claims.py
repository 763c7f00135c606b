"""Health-insurance cards and claims (BHYT), with the field meanings of QĐ 4750/QĐ-BYT; money in đồng."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from domain.people import SensitiveClass
from domain.scope import Belongs, RecordKind


class ClaimStatus(StrEnum):
    """Where a claim stands between the facility and the fund."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    PAID = "paid"


class Coverage(NamedTuple):
    """A card: `percent` is the benefit level (80, 95 or 100) that its third character stands for (domain.md §2.1)."""

    card_no: str
    person_id: str
    commune: str
    percent: int
    valid_from: date
    valid_to: date
    registered_facility: str
    five_years_on: date

    @property
    def belongs(self) -> Belongs:
        """The card holder, where they live."""
        return Belongs(RecordKind.COVERAGE, self.person_id, commune=self.commune)


class Claim(NamedTuple):
    """One encounter's claim: XML1 totals as sums of its lines (domain.md §1.6)."""

    claim_id: str
    encounter_id: str
    person_id: str
    facility: str
    visit_type: str
    object_code: str
    card_no: str
    admitted_at: datetime
    discharged_at: datetime
    icd10: str
    diagnosis: str
    drugs: Decimal
    total: Decimal
    covered: Decimal
    copay: Decimal
    own: Decimal
    fund: Decimal
    status: ClaimStatus
    rejected: Decimal
    reject_reason: str
    submitted_on: date
    decided_on: date | None
    sensitive: SensitiveClass | None

    @property
    def belongs(self) -> Belongs:
        """The patient, the facility and the class of the diagnosis."""
        return Belongs(RecordKind.CLAIM, self.person_id, self.facility, sensitive=self.sensitive)


class ClaimLine(NamedTuple):
    """One drug (XML2) or service (XML3) line.

    fund = covered × percent / 100, copay = covered − fund, own = amount − covered.
    """

    claim_id: str
    line_no: int
    person_id: str
    facility: str
    group_code: str
    code: str
    name: str
    unit: str
    quantity: Decimal
    price: Decimal
    amount: Decimal
    covered: Decimal
    percent: int
    fund: Decimal
    copay: Decimal
    own: Decimal
    sensitive: SensitiveClass | None

    @property
    def belongs(self) -> Belongs:
        """The patient, the facility and the class of the claim."""
        return Belongs(RecordKind.CLAIM_LINE, self.person_id, self.facility, sensitive=self.sensitive)


class ClaimTotal(NamedTuple):
    """Sums over many claims: `label` is a facility, a status, a reason of refusal or "all". Holds no person.

    `facility` is set when all the claims are of one; `rejected_claims` counts those of which anything was refused.
    """

    label: str
    facility: str | None
    claims: int
    total: Decimal
    covered: Decimal
    fund: Decimal
    copay: Decimal
    rejected_claims: int
    rejected: Decimal

    @property
    def belongs(self) -> Belongs:
        """The facility, where there is one; no person."""
        return Belongs(RecordKind.FACT, facility=self.facility)
