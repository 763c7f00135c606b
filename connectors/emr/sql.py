"""The EMR ports on PostgreSQL."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_

from connectors.emr.tables import CARE_ENDED_AT, CARE_RELATIONS, ENCOUNTERS, MEDICATIONS, OBSERVATIONS, PATIENTS
from connectors.tables import reader, within
from connectors.units import Units
from domain.clock import midnight
from domain.records.emr import CareRelation, Encounter, Medication, Observation, Patient
from domain.scope import Scope

_patient, _encounter = reader(Patient), reader(Encounter)
_observation, _medication, _relation = reader(Observation), reader(Medication), reader(CareRelation)


@dataclass(frozen=True, slots=True)
class SqlPatients:
    """Patients on PostgreSQL."""

    units: Units

    async def of(self, scope: Scope, person_id: str) -> list[Patient]:
        """The person's registration at each hospital inside the scope; empty if none."""
        query = within(PATIENTS, scope).where(PATIENTS.c.person_id == person_id).order_by(PATIENTS.c.facility)
        return [_patient(row) for row in await self.units.rows(scope, query)]


@dataclass(frozen=True, slots=True)
class SqlEncounters:
    """Encounters on PostgreSQL."""

    units: Units

    async def of(self, scope: Scope, person_id: str, *, limit: int) -> list[Encounter]:
        """The latest encounters of one person, newest first."""
        c = ENCOUNTERS.c
        query = within(ENCOUNTERS, scope).where(c.person_id == person_id)
        query = query.order_by(c.started_at.desc(), c.encounter_id).limit(limit)
        return [_encounter(row) for row in await self.units.rows(scope, query)]

    async def open_in(self, scope: Scope, facility: str, department: str, *, limit: int) -> list[Encounter]:
        """Encounters still open in one department, longest stay first."""
        c = ENCOUNTERS.c
        query = within(ENCOUNTERS, scope).where(
            c.facility == facility, c.department == department, c.ended_at.is_(None)
        )
        query = query.order_by(c.started_at, c.encounter_id).limit(limit)
        return [_encounter(row) for row in await self.units.rows(scope, query)]


@dataclass(frozen=True, slots=True)
class SqlObservations:
    """Laboratory results on PostgreSQL."""

    units: Units

    async def of(self, scope: Scope, person_id: str, *, since: date, limit: int) -> list[Observation]:
        """Results of one person taken on `since` or later, newest first."""
        c = OBSERVATIONS.c
        query = within(OBSERVATIONS, scope).where(c.person_id == person_id, c.taken_at >= midnight(since))
        query = query.order_by(c.taken_at.desc(), c.observation_id).limit(limit)
        return [_observation(row) for row in await self.units.rows(scope, query)]


@dataclass(frozen=True, slots=True)
class SqlMedications:
    """Prescribed medicines on PostgreSQL."""

    units: Units

    async def of(self, scope: Scope, person_id: str, *, limit: int) -> list[Medication]:
        """The latest prescribed lines of one person, newest first."""
        c = MEDICATIONS.c
        query = within(MEDICATIONS, scope).where(c.person_id == person_id)
        query = query.order_by(c.started_on.desc(), c.medication_id).limit(limit)
        return [_medication(row) for row in await self.units.rows(scope, query)]


@dataclass(frozen=True, slots=True)
class SqlCare:
    """Care relations, read off encounters: a view with less in it than an encounter."""

    units: Units

    async def relations(self, scope: Scope, facility: str, *, person_id: str | None, since: date) -> list[CareRelation]:
        """Relations at the facility that are open or ended on `since` or later; of one person, or of all."""
        c = CARE_RELATIONS.c
        query = within(CARE_RELATIONS, scope).where(
            c.facility == facility, or_(CARE_ENDED_AT.is_(None), midnight(since) <= CARE_ENDED_AT)
        )
        if person_id is not None:
            query = query.where(c.person_id == person_id)
        return [_relation(row) for row in await self.units.rows(scope, query.distinct())]
