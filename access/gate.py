"""The gate: every look passes here, is decided, remembered, and checked again when it comes back."""

import hashlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from access.bounds import Bounds, bounds_of
from access.cedar import Policy
from access.decision import Decision
from access.facts import Facts
from access.ports import AuditEvent, AuditLog
from access.readings import Reading, came_of, joined
from access.recheck import admits
from access.scopes import shape
from domain.actions import Action
from domain.errors import AssistantError, NeedsSignIn, NotAllowed
from domain.people import Assurance, Role, Viewer
from domain.scope import Belongs, Purpose, Scope

_log = logging.getLogger(__name__)


class Belonging(Protocol):
    """Anything that says whom it belongs to: every record."""

    @property
    def belongs(self) -> Belongs:
        """Whom and what it belongs to."""
        ...


Row = TypeVar("Row", bound=Belonging)
Got = TypeVar("Got")
Look = Callable[[Scope], Awaitable[Sequence[Row]]]


@dataclass(frozen=True, slots=True)
class Gate:
    """One viewer's gate for one turn."""

    viewer: Viewer
    turn: str
    policy: Policy
    audit: AuditLog
    _seen: dict[Action, Bounds] = field(default_factory=dict)
    _again: dict[Reading, bool] = field(default_factory=dict)

    @property
    def readings(self) -> list[Reading]:
        """What was read so far and is not public, one reading per action."""
        return [Reading(action, bounds) for action, bounds in self._seen.items()]

    async def read(self, action: Action, facts: Facts, look: Look[Row], *, person: str | None = None,
                   asked: str = "") -> list[Row]:  # fmt: skip
        """The rows of one look: decided and remembered before it, checked row by row and remembered after it.

        Args:
            action: what is done.
            facts: what is known of the viewer for this turn.
            look: the connector's read, given the scope.
            person: whom it is about, when it is about one person.
            asked: the other arguments, kept in the audit as a digest only.

        Raises:
            NotAllowed: no rule lets this viewer do this (NeedsSignIn for a guest who could after signing in).
            SourceUnavailable: the store did not answer.
        """
        scope, rows = await self._looked(action, facts, look, person, asked)
        kept = [row for row in rows if admits(scope, row.belongs)]
        dropped = len(rows) - len(kept)
        await self._remember(action, "alarm" if dropped else "read", scope.purpose, person, asked, len(kept), dropped)
        if kept:
            self._see(action, scope, came_of(scope, [row.belongs for row in kept]))
        if dropped:
            _log.error("rows outside the scope came back", extra={"action": action.value, "dropped": dropped})
        return kept

    async def count(self, action: Action, facts: Facts, look: Callable[[Scope], Awaitable[int]], *,
                    asked: str = "") -> int:  # fmt: skip
        """How many rows the viewer may see: decided and remembered like a read; raises what `read` raises."""
        scope, number = await self._looked(action, facts, look, None, asked)
        await self._remember(action, "read", scope.purpose, None, asked, number)
        if number:
            self._see(action, scope, bounds_of(scope))
        return number

    async def would_allow(self, reading: Reading, facts: Facts) -> bool:
        """Whether what was read once may be read now: decided anew and remembered, though nothing is read."""
        if reading not in self._again:
            decision = self.policy.decide(self.viewer, facts, reading.action, reading.bounds)
            outcome = "allowed" if decision.allowed else "denied"
            await self._remember(reading.action, outcome, decision.reason, None, "again")
            self._again[reading] = decision.allowed
        return self._again[reading]

    async def turn_away(self, action: Action, asked: str) -> AssistantError:
        """Remember that the viewer asked for a place beyond theirs; the refusal, to be raised."""
        await self._remember(action, "denied", "beyond the places of this post", None, asked)
        return self._refusal()

    def _see(self, action: Action, scope: Scope, bounds: Bounds) -> None:
        if scope.purpose is not Purpose.PUBLIC:
            self._seen[action] = joined(self._seen[action], bounds) if action in self._seen else bounds

    async def _looked(self, action: Action, facts: Facts, look: Callable[[Scope], Awaitable[Got]],
                      person: str | None, asked: str) -> tuple[Scope, Got]:  # fmt: skip
        scope = await self._pass(action, facts, person, asked)
        try:
            return scope, await look(scope)
        except AssistantError as error:
            await self._remember(action, "failed", type(error).__name__, person, asked)
            raise

    async def _pass(self, action: Action, facts: Facts, person: str | None, asked: str) -> Scope:
        scope = shape(self.viewer, facts, action, person=person)
        decision = self._decide(action, facts, scope)
        outcome = "allowed" if decision.allowed else "denied"
        await self._remember(action, outcome, decision.reason, person, asked)
        if scope is None or not decision.allowed:
            raise self._refusal()
        return scope

    def _decide(self, action: Action, facts: Facts, scope: Scope | None) -> Decision:
        if scope is None:
            return Decision(allowed=False, reason="no shape for this role")
        return self.policy.decide(self.viewer, facts, action, bounds_of(scope))

    def _refusal(self) -> AssistantError:
        if self.viewer.role is Role.ANONYMOUS:
            return NeedsSignIn()
        if self.viewer.role is Role.CITIZEN and self.viewer.level < Assurance.CITIZEN:
            return NeedsSignIn()
        return NotAllowed()

    async def _remember(self, action: Action, outcome: str, reason: str, person: str | None, asked: str,
                        rows: int = 0, dropped: int = 0) -> None:  # fmt: skip
        await self.audit.write(AuditEvent(
            turn=self.turn, viewer_id=self.viewer.person_id, role=self.viewer.role, action=action.value,
            outcome=outcome, reason=reason, subject=person, rows=rows, dropped=dropped,
            args_hash=hashlib.sha256(f"{action}|{person}|{asked}".encode()).hexdigest()[:16],
        ))  # fmt: skip
