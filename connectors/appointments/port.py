"""What the house needs of booking and queues: one small port per noun, a scope first in every call."""

from datetime import date, datetime
from typing import Protocol

from domain.periods import Period
from domain.records.appointments import Booking, Slot
from domain.records.emr import CareRelation
from domain.scope import Scope


class Slots(Protocol):
    """Sessions that can be booked."""

    async def free(self, scope: Scope, *, facility: str | None, department: str | None, period: Period,
                   limit: int) -> list[Slot]:  # fmt: skip
        """Sessions starting in the period with a place left, soonest first; None means any facility or department."""
        ...


class Bookings(Protocol):
    """Places taken, cancelled ones included: `status` tells."""

    async def of(self, scope: Scope, person_id: str, *, since: datetime, limit: int) -> list[Booking]:
        """One person's bookings that start at `since` or later, soonest first."""
        ...

    async def on(self, scope: Scope, facility: str, department: str, period: Period) -> list[Booking]:
        """A department's bookings of the period in queue order: by session, then by number."""
        ...

    async def relations(self, scope: Scope, facility: str, *, person_id: str | None, day: date) -> list[CareRelation]:
        """Who is cared for at the facility because of a booking of that day (design §2); of one person, or of all.

        A booking that was cancelled or not kept is no care relation.
        """
        ...
