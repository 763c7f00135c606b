"""Slots and bookings, guarded."""

from dataclasses import dataclass
from datetime import datetime

from access.guards.look import Looker
from access.sources import Sources
from domain.actions import Action
from domain.periods import Period
from domain.records.appointments import Booking, Slot


@dataclass(frozen=True, slots=True)
class GuardedAppointments:
    """Free sessions, and the bookings that this viewer may see."""

    sources: Sources
    look: Looker

    async def free(self, period: Period, *, facility: str | None, department: str | None, limit: int) -> list[Slot]:
        """Sessions with a place left, soonest first."""
        return await self.look.many(
            Action.READ_SLOTS,
            lambda s: self.sources.slots.free(
                s, facility=facility, department=department, period=period, limit=limit
            ),
            asked=(period, facility, department, limit),
        )  # fmt: skip

    async def of(self, person_id: str, *, since: datetime, limit: int) -> list[Booking]:
        """One person's bookings, soonest first."""
        return await self.look.many(
            Action.READ_BOOKINGS, lambda s: self.sources.bookings.of(s, person_id, since=since, limit=limit),
            person=person_id, asked=(since, limit),
        )  # fmt: skip

    async def on(self, facility: str, department: str, period: Period) -> list[Booking]:
        """A department's bookings in queue order."""
        return await self.look.many(
            Action.READ_BOOKINGS, lambda s: self.sources.bookings.on(s, facility, department, period),
            asked=(facility, department, period),
        )  # fmt: skip
