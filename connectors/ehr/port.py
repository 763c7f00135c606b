"""What the house needs of the citizens' health record: one small port per noun, a scope first in every call."""

from datetime import date
from typing import Protocol

from domain.records.ehr import Allergy, Citizen, Condition, Guardian, Immunization
from domain.scope import Scope


class Citizens(Protocol):
    """Residents."""

    async def one(self, scope: Scope, person_id: str) -> Citizen | None:
        """The citizen, or None when there is none inside the scope."""
        ...

    async def named(self, scope: Scope, name: str, *, limit: int) -> list[Citizen]:
        """Citizens whose name holds every word of `name`, in any order, case or spelling of marks.

        The nearest names come first: those that hold it just as typed, then those with the fewest further words.
        A name without words finds nobody.
        """
        ...


class Identities(Protocol):
    """Whose a proved number is; asked by signing in and by nobody else."""

    async def by_national_id(self, scope: Scope, number: str) -> list[Citizen]:
        """Citizens with that citizen identity number (CCCD): one, unless the record is in error."""
        ...

    async def by_phone(self, scope: Scope, number: str) -> list[Citizen]:
        """Citizens reached at that phone (`0…` or `+84…`); a family often shares one. At most twenty."""
        ...


class Allergies(Protocol):
    """Allergies and intolerances."""

    async def of(self, scope: Scope, person_id: str) -> list[Allergy]:
        """All of one person's, the severe ones first."""
        ...


class Conditions(Protocol):
    """The problem list."""

    async def of(self, scope: Scope, person_id: str) -> list[Condition]:
        """Long-lasting illnesses of one person, latest first."""
        ...


class Immunizations(Protocol):
    """Doses given."""

    async def of(self, scope: Scope, person_id: str) -> list[Immunization]:
        """All doses one person was given, latest first."""
        ...


class Guardians(Protocol):
    """Who stands for whom."""

    async def of(self, scope: Scope, guardian_id: str, *, on: date) -> list[Guardian]:
        """The people this guardian still stands for on that day (`until_on` itself is inside)."""
        ...
