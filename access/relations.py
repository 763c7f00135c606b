"""Why this viewer may look: their dependants, and the patients in their care. Read through the gate like all else."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from access.facts import Facts, alone
from access.gate import Gate
from access.once import Once
from access.sources import Sources
from domain.actions import Action
from domain.clock import Clock, today
from domain.errors import NotAllowed
from domain.names import EVERY, Names
from domain.people import Role, Viewer
from domain.records.ehr import Guardian
from domain.records.emr import CareRelation


@dataclass(frozen=True, slots=True)
class Relations:
    """Facts about the viewer, fetched when a decision needs them, and once a turn."""

    gate: Gate
    sources: Sources
    clock: Clock
    care_days: int
    _cared_for: Once[frozenset[str]] = field(default_factory=Once)
    _stands_for: Once[list[Guardian]] = field(default_factory=Once)

    async def facts(self, action: Action, person: str | None) -> Facts:
        """What the decision must know: nothing is fetched for roles that need nothing."""
        viewer = self.gate.viewer
        if viewer.role is Role.CITIZEN and person not in {None, viewer.person_id}:
            return Facts(own=alone(viewer).own | {g.person_id for g in await self.guardianships()})
        if viewer.role in {Role.DOCTOR, Role.NURSE} and action not in {Action.READ_CARE, Action.READ_BOOKINGS}:
            return Facts(own=alone(viewer).own, cares_for=await self._cares_for(person))
        return alone(viewer)

    async def facts_of(self, action: Action, persons: Names) -> Facts:
        """What a decision about all of these persons must know."""
        others = frozenset[str]() if persons is EVERY else persons - {self.gate.viewer.person_id}
        alike = self.gate.viewer.role is Role.CITIZEN or len(others) == 1
        return await self.facts(action, min(others, default=None) if alike else None)

    async def guardianships(self) -> list[Guardian]:
        """Whom the viewer stands for today."""
        return await self._stands_for(None, self._read_guardianships)

    async def _read_guardianships(self) -> list[Guardian]:
        viewer = self.gate.viewer
        return await self.gate.read(
            Action.READ_GUARDIANS, alone(viewer),
            lambda scope: self.sources.guardians.of(scope, viewer.person_id, on=today(self.clock)),
            person=viewer.person_id,
        )  # fmt: skip

    async def _cares_for(self, person: str | None) -> frozenset[str]:
        return await self._cared_for(person, lambda: self._read_cares_for(person))

    async def _read_cares_for(self, person: str | None) -> frozenset[str]:
        viewer = self.gate.viewer
        if viewer.facility is None:
            raise NotAllowed
        held = _in_reach(viewer, await self._stays(viewer.facility, person))
        if person is None or not held:
            held |= _in_reach(viewer, await self._booked(viewer.facility, person))
        return held

    async def _stays(self, facility: str, person: str | None) -> list[CareRelation]:
        since = today(self.clock) - timedelta(days=self.care_days)
        return await self.gate.read(
            Action.READ_CARE, alone(self.gate.viewer),
            lambda scope: self.sources.care.relations(scope, facility, person_id=person, since=since),
            person=person,
        )  # fmt: skip

    async def _booked(self, facility: str, person: str | None) -> list[CareRelation]:
        day = today(self.clock)
        return await self.gate.read(
            Action.READ_CARE, alone(self.gate.viewer),
            lambda scope: self.sources.bookings.relations(scope, facility, person_id=person, day=day),
            person=person,
        )  # fmt: skip


def _in_reach(viewer: Viewer, relations: Iterable[CareRelation]) -> frozenset[str]:
    """Whom the viewer cares for: in their department, or anywhere in their facility while on call (design §2)."""
    return frozenset(
        r.person_id
        for r in relations
        if r.facility == viewer.facility and (viewer.on_call or r.department == viewer.department)
    )
