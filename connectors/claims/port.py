"""What the house needs of health-insurance cards and claims: one small port per noun, a scope first in every call."""

from decimal import Decimal
from typing import Literal, Protocol

from domain.periods import Period
from domain.records.claims import Claim, ClaimLine, ClaimStatus, ClaimTotal, Coverage
from domain.scope import Scope

By = Literal["facility", "status", "reason", "visit_type", "month", "all"]


class Coverages(Protocol):
    """Health-insurance cards."""

    async def of(self, scope: Scope, person_id: str) -> list[Coverage]:
        """One person's cards, the latest validity first."""
        ...


class Claims(Protocol):
    """Claims: one per encounter."""

    async def of(self, scope: Scope, person_id: str, *, limit: int) -> list[Claim]:
        """One person's latest claims, by discharge, newest first."""
        ...

    async def one(self, scope: Scope, claim_id: str) -> Claim | None:
        """The claim, or None when there is none inside the scope."""
        ...

    async def rejected(self, scope: Scope, period: Period, *, facility: str | None, limit: int) -> list[Claim]:
        """Claims decided in the period of which the fund refused anything, the largest refusal first."""
        ...

    async def dearest(self, scope: Scope, period: Period, *, facility: str | None, status: ClaimStatus | None,
                      at_least: Decimal | None, limit: int) -> list[Claim]:  # fmt: skip
        """Claims of patients discharged in the period, in that state and of at least that total; the dearest first."""
        ...

    async def how_many(self, scope: Scope, period: Period, *, facility: str | None, status: ClaimStatus | None,
                       at_least: Decimal | None) -> int:  # fmt: skip
        """How many claims `dearest` would list without a limit."""
        ...

    async def totals(self, scope: Scope, period: Period, *, facility: str | None, by: By) -> list[ClaimTotal]:
        """Sums over the claims inside the scope whose patients were discharged in the period; empty when there is none.

        The scope must hold the kinds claim and fact. The dearest group comes first; by reason, which looks only at
        claims with a refusal, the largest refusal. A month's label is as in "2026-10", a kind of visit's its code.
        """
        ...


class ClaimLines(Protocol):
    """Drug and service lines."""

    async def of(self, scope: Scope, claim_id: str) -> list[ClaimLine]:
        """All lines of one claim, in their order."""
        ...
