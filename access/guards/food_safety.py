"""Food safety, guarded."""

from dataclasses import dataclass
from datetime import date

from access.guards.look import Looker, listed
from access.sources import Sources
from connectors.food_safety.port import CertificateState, InspectionState
from domain.actions import Action
from domain.periods import Period
from domain.records.food_safety import Establishment, Inspection, Outbreak, PoisoningCase
from domain.scope import Scope


@dataclass(frozen=True, slots=True)
class GuardedFoodSafety:
    """Establishments for everybody; inspections, outbreaks and cases for those whose duty they are."""

    sources: Sources
    look: Looker

    async def named(self, name: str | None, *, commune: str | None, limit: int) -> list[Establishment]:
        """Establishments of that name or in that commune."""
        return await self.look.many(
            Action.READ_ESTABLISHMENTS,
            lambda s: self.sources.establishments.named(s, name, commune=commune, limit=limit),
            asked=(name, commune, limit),
        )  # fmt: skip

    async def certificates(self, state: CertificateState, *, on: date, within_days: int, commune: str | None,
                           limit: int) -> list[Establishment]:  # fmt: skip
        """Establishments whose certificate is in that state."""
        return await self.look.many(
            Action.READ_ESTABLISHMENTS,
            lambda s: self.sources.establishments.certificates(
                s, state, on=on, within_days=within_days, commune=commune, limit=limit
            ),
            asked=(state, on, within_days, commune, limit),
        )  # fmt: skip

    async def among(self, establishment_ids: frozenset[str]) -> list[Establishment]:
        """Those of these establishments that the viewer may see."""
        return await self.look.many(
            Action.READ_ESTABLISHMENTS,
            lambda s: self.sources.establishments.among(s, establishment_ids),
            asked=sorted(establishment_ids),
        )

    async def one(self, establishment_id: str) -> Establishment | None:
        """One establishment."""
        return await self.look.one(
            Action.READ_ESTABLISHMENTS, lambda s: _place(self.sources, s, establishment_id), asked=establishment_id
        )

    async def inspections(self, *, period: Period | None, commune: str | None, state: InspectionState | None,
                          on: date, limit: int) -> list[Inspection]:  # fmt: skip
        """Inspections due or done."""
        return await self.look.many(
            Action.READ_INSPECTIONS,
            lambda s: self.sources.inspections.of(
                s, period=period, commune=commune, state=state, on=on, limit=limit
            ),
            asked=(period, commune, state, on, limit),
        )  # fmt: skip

    async def outbreaks(self, period: Period, *, commune: str | None) -> list[Outbreak]:
        """Poisoning events, newest first."""
        return await self.look.many(
            Action.READ_OUTBREAKS, lambda s: self.sources.outbreaks.of(s, period, commune=commune),
            asked=(period, commune),
        )  # fmt: skip

    async def cases(self, *, outbreak_id: str | None, period: Period | None, commune: str | None,
                    limit: int) -> list[PoisoningCase]:  # fmt: skip
        """The line list of one event, or of a period."""
        return await self.look.many(
            Action.READ_POISONINGS,
            lambda s: self.sources.poisonings.of(
                s, outbreak_id=outbreak_id, period=period, commune=commune, limit=limit
            ),
            asked=(outbreak_id, period, commune, limit),
        )  # fmt: skip


async def _place(sources: Sources, scope: Scope, establishment_id: str) -> list[Establishment]:
    return listed(await sources.establishments.one(scope, establishment_id))
