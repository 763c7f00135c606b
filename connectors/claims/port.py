"""What the house needs of health-insurance cards and claims: one small port per noun, a scope first in every call."""

from typing import Literal, Protocol

from domain.periods import Period
from domain.records.claims import Claim, ClaimLine, ClaimTotal, Coverage
from domain.scope import Scope

By = Literal["facility", "status", "reason", "all"]


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

    async def totals(self, scope: Scope, period: Period, *, facility: str | None, by: By) -> list[ClaimTotal]:
        """Sums over the claims inside the scope whose patients were discharged in the period; empty when there is none.

        The scope must hold the kinds claim and fact. By facility and by status the dearest group comes first; by
        reason, which looks only at claims with a refusal, the largest refusal.
        """
        ...


class ClaimLines(Protocol):
    """Drug and service lines."""

    async def of(self, scope: Scope, claim_id: str) -> list[ClaimLine]:
        """All lines of one claim, in their order."""
        ...
