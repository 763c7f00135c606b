"""Cards and claims, guarded."""

from dataclasses import dataclass
from decimal import Decimal

from access.guards.look import Looker, listed
from access.sources import Sources
from connectors.claims.port import By
from domain.actions import Action
from domain.periods import Period
from domain.records.claims import Claim, ClaimLine, ClaimStatus, ClaimTotal, Coverage
from domain.scope import Scope


@dataclass(frozen=True, slots=True)
class GuardedClaims:
    """Cards, claims and their sums that this viewer may see."""

    sources: Sources
    look: Looker

    async def coverages(self, person_id: str) -> list[Coverage]:
        """One person's cards, the latest validity first."""
        return await self.look.many(
            Action.READ_COVERAGE, lambda s: self.sources.coverages.of(s, person_id), person=person_id
        )

    async def of(self, person_id: str, *, limit: int) -> list[Claim]:
        """One person's latest claims, newest first."""
        return await self.look.many(
            Action.READ_CLAIMS, lambda s: self.sources.claims.of(s, person_id, limit=limit),
            person=person_id, asked=limit,
        )  # fmt: skip

    async def one(self, claim_id: str) -> Claim | None:
        """One claim by its number."""
        return await self.look.one(Action.READ_CLAIMS, lambda s: _one(self.sources, s, claim_id), asked=claim_id)

    async def lines(self, claim_id: str) -> list[ClaimLine]:
        """Drug and service lines of one claim."""
        return await self.look.many(
            Action.READ_CLAIM_LINES, lambda s: self.sources.claim_lines.of(s, claim_id), asked=claim_id
        )

    async def rejected(self, period: Period, *, facility: str | None, limit: int) -> list[Claim]:
        """Claims refused in the period, the largest refusal first."""
        return await self.look.many(
            Action.READ_CLAIMS,
            lambda s: self.sources.claims.rejected(s, period, facility=facility, limit=limit),
            asked=(period, facility, limit),
        )  # fmt: skip

    async def dearest(self, period: Period, *, facility: str | None, status: ClaimStatus | None,
                      at_least: Decimal | None, limit: int) -> list[Claim]:  # fmt: skip
        """Claims of a period in that state and of at least that total, the dearest first."""
        return await self.look.many(
            Action.READ_CLAIMS,
            lambda s: self.sources.claims.dearest(
                s, period, facility=facility, status=status, at_least=at_least, limit=limit
            ),
            asked=(period, facility, status, at_least, limit),
        )  # fmt: skip

    async def how_many(self, period: Period, *, facility: str | None, status: ClaimStatus | None,
                       at_least: Decimal | None) -> int:  # fmt: skip
        """How many claims there are of a period, in that state and of at least that total."""
        return await self.look.count(
            Action.READ_CLAIMS,
            lambda s: self.sources.claims.how_many(s, period, facility=facility, status=status, at_least=at_least),
            asked=(period, facility, status, at_least),
        )

    async def totals(self, period: Period, *, facility: str | None, by: By) -> list[ClaimTotal]:
        """Sums over the claims of a period."""
        return await self.look.many(
            Action.READ_CLAIM_TOTALS, lambda s: self.sources.claims.totals(s, period, facility=facility, by=by),
            asked=(period, facility, by),
        )  # fmt: skip


async def _one(sources: Sources, scope: Scope, claim_id: str) -> list[Claim]:
    return listed(await sources.claims.one(scope, claim_id))
