"""What the house needs of the food-safety system: one small port per noun, a scope first in every call.

Lists stop at `limit`; `how_many…` counts the whole list, since a figure shown to a person must not be a page's.
"""

from datetime import date
from typing import Literal, Protocol

from domain.periods import Period
from domain.records.food_safety import Establishment, Inspection, Outbreak, PoisoningCase
from domain.scope import Scope

CertificateState = Literal["expired", "expiring", "valid", "none"]
InspectionState = Literal["due", "done", "failed"]


class Establishments(Protocol):
    """Places that make or sell food; public.

    A certificate is `expired` when its last day lies before `on`, `expiring` when that day is one of the `within_days`
    days from `on`, `valid` when it has not passed; `none`: there is no certificate (exempt, or lacking one).
    """

    async def named(self, scope: Scope, name: str | None, *, commune: str | None, limit: int) -> list[Establishment]:
        """Establishments whose name holds every word of `name` in any order, case or spelling of marks; nearest first.

        None asks for all, in the order of their names.
        """
        ...

    async def certificates(self, scope: Scope, state: CertificateState, *, on: date, within_days: int,
                           commune: str | None, limit: int) -> list[Establishment]:  # fmt: skip
        """Establishments whose certificate is in that state, earliest expiry first, then by number."""
        ...

    async def one(self, scope: Scope, establishment_id: str) -> Establishment | None:
        """The establishment, or None when there is none inside the scope."""
        ...

    async def among(self, scope: Scope, establishment_ids: frozenset[str]) -> list[Establishment]:
        """Those of these establishments that lie inside the scope, by their id."""
        ...

    async def how_many_named(self, scope: Scope, name: str | None, *, commune: str | None) -> int:
        """How many establishments `named` would list without a limit."""
        ...

    async def how_many_certificates(self, scope: Scope, state: CertificateState, *, on: date, within_days: int,
                                    commune: str | None) -> int:  # fmt: skip
        """How many establishments `certificates` would list without a limit."""
        ...


class Inspections(Protocol):
    """Inspections, planned and done.

    On the day `on`, one is `due` while it is not done (its day in the period: the planned one, earliest first),
    `done` once it is, and `failed` when it ended with the result "fail" (their day: the one it was done, latest first).
    Asked for no state, the day is the one it was done, else the planned one, latest first.
    """

    async def of(self, scope: Scope, *, period: Period | None, commune: str | None, state: InspectionState | None,
                 on: date, limit: int) -> list[Inspection]:  # fmt: skip
        """Inspections in that state whose day lies in the period; no period means any day."""
        ...

    async def how_many(self, scope: Scope, *, period: Period | None, commune: str | None,
                       state: InspectionState | None, on: date) -> int:  # fmt: skip
        """How many inspections `of` would list without a limit."""
        ...


class Outbreaks(Protocol):
    """Poisoning events (vụ ngộ độc thực phẩm)."""

    async def of(self, scope: Scope, period: Period, *, commune: str | None) -> list[Outbreak]:
        """Events that occurred in the period, newest first."""
        ...

    async def one(self, scope: Scope, outbreak_id: str) -> Outbreak | None:
        """The event, or None when there is none inside the scope."""
        ...


class Poisonings(Protocol):
    """People who fell ill after a meal."""

    async def of(self, scope: Scope, *, outbreak_id: str | None, period: Period | None, commune: str | None,
                 limit: int) -> list[PoisoningCase]:  # fmt: skip
        """Cases of one event, or of all, whose illness began in the period, newest first."""
        ...

    async def how_many(self, scope: Scope, *, outbreak_id: str | None, period: Period | None,
                       commune: str | None) -> int:  # fmt: skip
        """How many cases `of` would list without a limit."""
        ...
