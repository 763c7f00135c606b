"""How every guard looks: through the gate, with the facts that the decision needs."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from access.gate import Gate, Look, Row
from access.readings import Reading
from access.relations import Relations
from domain.actions import Action
from domain.errors import NeedsSignIn, NotAllowed
from domain.scope import Scope


@dataclass(frozen=True, slots=True)
class Looker:
    """The one way from a guard to a source."""

    gate: Gate
    relations: Relations

    async def many(
        self, action: Action, look: Look[Row], *, person: str | None = None, asked: object = ""
    ) -> list[Row]:
        """The rows the viewer may see; see `Gate.read` for what is raised."""
        facts = await self.relations.facts(action, person)
        return await self.gate.read(action, facts, look, person=person, asked=repr(asked))

    async def one(
        self, action: Action, look: Look[Row], *, person: str | None = None, asked: object = ""
    ) -> Row | None:
        """The first of the rows the viewer may see, or None."""
        rows = await self.many(action, look, person=person, asked=asked)
        return rows[0] if rows else None

    async def count(self, action: Action, look: Callable[[Scope], Awaitable[int]], *, asked: object = "") -> int:
        """How many rows the viewer may see, beyond any page."""
        facts = await self.relations.facts(action, None)
        return await self.gate.count(action, facts, look, asked=repr(asked))

    async def again(self, readings: Iterable[Reading]) -> bool:
        """Whether the viewer may read all of this now, as an earlier turn did."""
        try:
            for reading in readings:
                facts = await self.relations.facts_of(reading.action, reading.bounds.persons)
                if not await self.gate.would_allow(reading, facts):
                    return False
        except (NotAllowed, NeedsSignIn):
            return False
        return True


def listed(row: Row | None) -> list[Row]:
    """A source's single answer as rows, so that it is checked like any other."""
    return [] if row is None else [row]
