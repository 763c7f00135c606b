"""The citizen's record, guarded."""

from dataclasses import dataclass, field

from access.guards.look import Looker, listed
from access.once import Once
from access.sources import Sources
from domain.actions import Action
from domain.records.ehr import Allergy, Citizen, Condition, Guardian, Immunization
from domain.scope import Scope


@dataclass(frozen=True, slots=True)
class GuardedEhr:
    """Citizens, allergies, conditions and doses that this viewer may see."""

    sources: Sources
    look: Looker
    _known: Once[Citizen | None] = field(default_factory=Once)

    async def citizen(self, person_id: str) -> Citizen | None:
        """One resident, looked up once a turn."""
        return await self._known(person_id, lambda: self.look.one(
            Action.READ_CITIZEN, lambda s: _one(self.sources, s, person_id), person=person_id,
        ))  # fmt: skip

    async def named(self, name: str, *, limit: int) -> list[Citizen]:
        """Residents of that name, in any spelling."""
        return await self.look.many(
            Action.READ_CITIZEN, lambda s: self.sources.citizens.named(s, name, limit=limit), asked=(name, limit)
        )

    async def allergies(self, person_id: str) -> list[Allergy]:
        """Known allergies of one person."""
        return await self.look.many(
            Action.READ_ALLERGIES, lambda s: self.sources.allergies.of(s, person_id), person=person_id
        )

    async def conditions(self, person_id: str) -> list[Condition]:
        """Long-lasting illnesses of one person."""
        return await self.look.many(
            Action.READ_CONDITIONS, lambda s: self.sources.conditions.of(s, person_id), person=person_id
        )

    async def immunizations(self, person_id: str) -> list[Immunization]:
        """Doses one person was given."""
        return await self.look.many(
            Action.READ_IMMUNIZATIONS, lambda s: self.sources.immunizations.of(s, person_id), person=person_id
        )

    async def dependants(self) -> list[Guardian]:
        """Whom the viewer stands for today."""
        return await self.look.relations.guardianships()


async def _one(sources: Sources, scope: Scope, person_id: str) -> list[Citizen]:
    return listed(await sources.citizens.one(scope, person_id))
