"""Whose a proved number is: asked as `job:identity`, through the gate and into the audit like any look.

Nothing of a record is handed on but who it is, and nothing at all is told to whoever proved no number.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from access.cedar import Policy
from access.facts import Facts
from access.gate import Gate
from access.ports import AuditEvent, AuditLog
from access.sources import Sources
from domain.actions import Action
from domain.people import Assurance, Role, Viewer
from domain.records.ehr import Citizen
from domain.scope import Scope

IDENTITY_JOB = Viewer(person_id=Role.JOB_IDENTITY.value, role=Role.JOB_IDENTITY, level=Assurance.STAFF)


class Identified(NamedTuple):
    """Who somebody is."""

    person_id: str
    full_name: str
    born_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Finds the person behind a number that was just proved."""

    sources: Sources
    policy: Policy
    audit: AuditLog

    async def with_national_id(self, number: str, *, turn: str, born_on: date | None = None) -> Identified | None:
        """The one citizen of that number, and of that birthday where one was proved; else None.

        Raises:
            SourceUnavailable: the store did not answer.
        """
        found = await self._find(turn, lambda scope: self.sources.identities.by_national_id(scope, number))
        one = len(found) == 1 and born_on in {None, found[0].born_on}
        return _identified(found[0]) if one else None

    async def with_phone(self, number: str, *, turn: str) -> list[Identified]:
        """Everybody reached at that phone: a family often shares one.

        Raises:
            SourceUnavailable: the store did not answer.
        """
        found = await self._find(turn, lambda scope: self.sources.identities.by_phone(scope, number))
        return [_identified(citizen) for citizen in found]

    async def signed_in(self, person_id: str, how: str, *, turn: str) -> None:
        """Remember that this person was signed in."""
        event = AuditEvent(
            turn=turn, viewer_id=IDENTITY_JOB.person_id, role=IDENTITY_JOB.role, action=Action.FIND_CITIZEN.value,
            outcome="signed_in", reason=how, subject=person_id,
        )  # fmt: skip
        await self.audit.write(event)

    async def _find(self, turn: str, look: Callable[[Scope], Awaitable[list[Citizen]]]) -> list[Citizen]:
        gate = Gate(IDENTITY_JOB, turn, self.policy, self.audit)
        # The number itself is in no digest of the audit: twelve digits are soon tried.
        return await gate.read(Action.FIND_CITIZEN, Facts(), look)


def _identified(citizen: Citizen) -> Identified:
    return Identified(citizen.person_id, citizen.full_name, citizen.born_on)
