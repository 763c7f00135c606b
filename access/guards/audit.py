"""The memory of looks, guarded: reading it is a look too, and is remembered."""

from dataclasses import dataclass

from access.guards.look import Looker
from access.ports import AuditTrail, Looks, TallyBy
from domain.actions import Action
from domain.records.oversight import Looked, LookTally


@dataclass(frozen=True, slots=True)
class GuardedAudit:
    """Looks that this viewer may oversee."""

    trail: AuditTrail
    look: Looker

    async def looks(self, meant: Looks, *, limit: int) -> list[Looked]:
        """The looks meant, the newest first."""
        return await self.look.many(
            Action.READ_AUDIT, lambda s: self.trail.looks(s, meant, limit=limit), asked=(meant, limit)
        )

    async def tally(self, meant: Looks, *, by: TallyBy) -> list[LookTally]:
        """How many there were, the largest group first."""
        return await self.look.many(Action.READ_AUDIT, lambda s: self.trail.tally(s, meant, by=by), asked=(meant, by))
