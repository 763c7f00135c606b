"""The library, guarded."""

from dataclasses import dataclass

from access.guards.look import Looker
from access.sources import Sources
from domain.actions import Action
from domain.people import STAFF
from domain.records.library import Passage


@dataclass(frozen=True, slots=True)
class GuardedLibrary:
    """Guidance for this viewer: staff passages only for staff."""

    sources: Sources
    look: Looker

    async def search(self, question: str, *, limit: int) -> list[Passage]:
        """The passages that answer the question best; empty when none is near enough."""
        staff = self.look.gate.viewer.role in STAFF
        return await self.look.many(
            Action.READ_PASSAGES,
            lambda s: self.sources.library.search(s, question, staff=staff, limit=limit),
            asked=question,
        )  # fmt: skip
