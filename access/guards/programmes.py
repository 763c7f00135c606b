"""The roadmap, guarded."""

from dataclasses import dataclass

from access.guards.look import Looker
from access.sources import Sources
from domain.actions import Action
from domain.records.programmes import Activity, Group


@dataclass(frozen=True, slots=True)
class GuardedProgrammes:
    """Activities of the roadmap that this viewer may see."""

    sources: Sources
    look: Looker

    async def activities(self, *, group: Group | None) -> list[Activity]:
        """Activities by priority, then by due date."""
        return await self.look.many(
            Action.READ_ACTIVITIES, lambda s: self.sources.activities.of(s, group=group), asked=group
        )
