"""What the house needs of a hospital's medical record: one small port per noun, a scope first in every call."""

from datetime import date
from typing import Protocol

from domain.records.emr import CareRelation, Encounter, Medication, Observation, Patient
from domain.scope import Scope


class Patients(Protocol):
    """People as hospitals know them."""

    async def of(self, scope: Scope, person_id: str) -> list[Patient]:
        """The person's registration at each hospital inside the scope; empty if none."""
        ...


class Encounters(Protocol):
    """Visits and stays."""

    async def of(self, scope: Scope, person_id: str, *, limit: int) -> list[Encounter]:
        """The latest encounters of one person, newest first."""
        ...

    async def open_in(self, scope: Scope, facility: str, department: str, *, limit: int) -> list[Encounter]:
        """Encounters still open in one department, longest stay first."""
        ...


class Observations(Protocol):
    """Laboratory results."""

    async def of(self, scope: Scope, person_id: str, *, since: date, limit: int) -> list[Observation]:
        """Results of one person taken on `since` or later, newest first."""
        ...


class Medications(Protocol):
    """Prescribed medicines."""

    async def of(self, scope: Scope, person_id: str, *, limit: int) -> list[Medication]:
        """The latest prescribed lines of one person, newest first."""
        ...


class Care(Protocol):
    """Why a department may read a patient (design §2: open encounter, or ended at most so many days ago)."""

    async def relations(self, scope: Scope, facility: str, *, person_id: str | None, since: date) -> list[CareRelation]:
        """Relations at the facility that are open or ended on `since` or later; of one person, or of all."""
        ...
