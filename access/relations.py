"""Why this viewer may look: their dependants, and the patients in their care. Read through the gate like all else."""

from dataclasses import dataclass, field
from datetime import timedelta

from access.facts import Facts, alone
from access.gate import Gate
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
    _cared_for: dict[str | None, frozenset[str]] = field(default_factory=dict)
    _stands_for: dict[str, list[Guardian]] = field(default_factory=dict)

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
        viewer = self.gate.viewer
        if viewer.person_id not in self._stands_for:
            self._stands_for[viewer.person_id] = await self.gate.read(
                Action.READ_GUARDIANS, alone(viewer),
                lambda scope: self.sources.guardians.of(scope, viewer.person_id, on=today(self.clock)),
                person=viewer.person_id,
            )  # fmt: skip
        return self._stands_for[viewer.person_id]

    async def _cares_for(self, person: str | None) -> frozenset[str]:
        if person not in self._cared_for:
            self._cared_for[person] = await self._read_cares_for(person)
        return self._cared_for[person]

    async def _read_cares_for(self, person: str | None) -> frozenset[str]:
        viewer = self.gate.viewer
        if viewer.facility is None:
            raise NotAllowed
        held = [r for r in await self._held(viewer.facility, person) if _in_reach(viewer, r)]
        return frozenset(r.person_id for r in held)

    async def _held(self, facility: str, person: str | None) -> list[CareRelation]:
        known, day = alone(self.gate.viewer), today(self.clock)
        since = day - timedelta(days=self.care_days)
        stays = await self.gate.read(
            Action.READ_CARE, known,
            lambda scope: self.sources.care.relations(scope, facility, person_id=person, since=since),
            person=person,
        )  # fmt: skip
        booked = await self.gate.read(
            Action.READ_CARE, known,
            lambda scope: self.sources.bookings.relations(scope, facility, person_id=person, day=day),
            person=person,
        )  # fmt: skip
        return [*stays, *booked]


def _in_reach(viewer: Viewer, relation: CareRelation) -> bool:
    """In the viewer's department, or anywhere in their facility while on call (design §2)."""
    if relation.facility != viewer.facility:
        return False
    return viewer.on_call or relation.department == viewer.department
