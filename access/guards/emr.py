"""The hospital record, guarded."""

from dataclasses import dataclass, field
from datetime import date

from access.guards.look import Looker
from access.once import Once
from access.sources import Sources
from domain.actions import Action
from domain.records.emr import Encounter, Medication, Observation, Patient


@dataclass(frozen=True, slots=True)
class GuardedEmr:
    """Patients, encounters, results and medicines that this viewer may see."""

    sources: Sources
    look: Looker
    _known: Once[list[Patient]] = field(default_factory=Once)

    async def patient(self, person_id: str) -> list[Patient]:
        """The person's registrations, looked up once a turn."""
        return await self._known(person_id, lambda: self.look.many(
            Action.READ_PATIENT, lambda s: self.sources.patients.of(s, person_id), person=person_id
        ))  # fmt: skip

    async def encounters(self, person_id: str, *, limit: int) -> list[Encounter]:
        """The latest encounters of one person, newest first."""
        return await self.look.many(
            Action.READ_ENCOUNTERS, lambda s: self.sources.encounters.of(s, person_id, limit=limit),
            person=person_id, asked=limit,
        )  # fmt: skip

    async def open_in(self, facility: str, department: str, *, limit: int) -> list[Encounter]:
        """Encounters still open in one department, longest stay first."""
        return await self.look.many(
            Action.READ_ENCOUNTERS, lambda s: self.sources.encounters.open_in(s, facility, department, limit=limit),
            asked=(facility, department, limit),
        )  # fmt: skip

    async def observations(self, person_id: str, *, since: date, limit: int) -> list[Observation]:
        """Laboratory results of one person, newest first."""
        return await self.look.many(
            Action.READ_OBSERVATIONS,
            lambda s: self.sources.observations.of(s, person_id, since=since, limit=limit),
            person=person_id, asked=(since, limit),
        )  # fmt: skip

    async def medications(self, person_id: str, *, limit: int) -> list[Medication]:
        """The latest prescribed lines of one person, newest first."""
        return await self.look.many(
            Action.READ_MEDICATIONS, lambda s: self.sources.medications.of(s, person_id, limit=limit),
            person=person_id, asked=limit,
        )  # fmt: skip
