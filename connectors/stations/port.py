"""What the house needs of commune health stations: one small port per noun, a scope first in every call.

Lists stop at `limit`; `how_many_…` counts the whole list, since a figure shown to a person must not be a page's.
"""

from datetime import date
from typing import Protocol

from domain.periods import Period
from domain.records.stations import ChronicCare, ChronicTally, DiseaseCount, DueDose, Pregnancy
from domain.scope import Scope


class DueDoses(Protocol):
    """Doses of the vaccination schedule, child by child; a dose is open until it is given."""

    async def missed(self, scope: Scope, *, on: date, vaccine: str | None, commune: str | None, since: date | None,
                     limit: int) -> list[DueDose]:  # fmt: skip
        """Open doses due before `on` (and on `since` or later), longest overdue first."""
        ...

    async def how_many_missed(self, scope: Scope, *, on: date, vaccine: str | None, commune: str | None,
                              since: date | None) -> int:  # fmt: skip
        """How many doses `missed` would list without a limit."""
        ...

    async def coming(self, scope: Scope, period: Period, *, vaccine: str | None, commune: str | None,
                     limit: int) -> list[DueDose]:  # fmt: skip
        """Open doses due in the period, soonest first."""
        ...

    async def how_many_coming(self, scope: Scope, period: Period, *, vaccine: str | None, commune: str | None) -> int:
        """How many doses `coming` would list without a limit."""
        ...

    async def of(self, scope: Scope, person_id: str) -> list[DueDose]:
        """Every dose of one child's schedule, given or not, by the day it is due."""
        ...


class Pregnancies(Protocol):
    """Pregnancies on the antenatal register that are not over."""

    async def due(self, scope: Scope, period: Period, *, commune: str | None, limit: int) -> list[Pregnancy]:
        """Pregnancies whose next visit lies in or before the period, longest waiting first."""
        ...

    async def how_many_due(self, scope: Scope, period: Period, *, commune: str | None) -> int:
        """How many pregnancies `due` would list without a limit."""
        ...

    async def current(self, scope: Scope, *, commune: str | None, limit: int) -> list[Pregnancy]:
        """Pregnancies not yet delivered, soonest birth first."""
        ...

    async def how_many_current(self, scope: Scope, *, commune: str | None) -> int:
        """How many pregnancies `current` would list without a limit."""
        ...


class ChronicCares(Protocol):
    """People on long-term registers (hypertension, diabetes)."""

    async def overdue(self, scope: Scope, *, programme: str | None, on: date, commune: str | None,
                      limit: int) -> list[ChronicCare]:  # fmt: skip
        """People whose next visit was due before `on`, longest overdue first."""
        ...

    async def how_many_overdue(self, scope: Scope, *, programme: str | None, on: date, commune: str | None) -> int:
        """How many people `overdue` would list without a limit."""
        ...

    async def tally(self, scope: Scope, *, programme: str | None, on: date, commune: str | None) -> list[ChronicTally]:
        """Counts per programme, in its order; the scope must hold the kinds chronic_care and fact."""
        ...


class DiseaseCounts(Protocol):
    """Weekly counts of notifiable diseases."""

    async def weekly(self, scope: Scope, period: Period, *, disease: str | None,
                     commune: str | None) -> list[DiseaseCount]:  # fmt: skip
        """Counts of the ISO weeks whose Monday lies in the period, newest week first, then by disease and commune.

        `disease` is an ICD-10 code, or its first three characters for all of a group (A97: A97.0, …).
        A week belongs to one period of each length, so that sums agree.
        """
        ...
