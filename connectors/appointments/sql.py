"""The appointments ports on PostgreSQL."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement

from connectors.appointments.tables import BOOKINGS, CARE_RELATIONS, CARE_STARTS_AT, SLOTS
from connectors.tables import reader, within
from connectors.units import Units
from domain.clock import midnight
from domain.periods import Period, a_day
from domain.records.appointments import Booking, Slot
from domain.records.emr import CareRelation
from domain.scope import Scope

_slot, _booking, _relation = reader(Slot), reader(Booking), reader(CareRelation)


def _starts_in(starts_at: ColumnElement[datetime], period: Period) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return starts_at >= midnight(period.start), starts_at < midnight(period.end)


@dataclass(frozen=True, slots=True)
class SqlSlots:
    """Sessions on PostgreSQL."""

    units: Units

    async def free(self, scope: Scope, *, facility: str | None, department: str | None, period: Period,
                   limit: int) -> list[Slot]:  # fmt: skip
        """Sessions starting in the period with a place left, soonest first; None means any facility or department."""
        c = SLOTS.c
        query = within(SLOTS, scope).where(*_starts_in(c.starts_at, period), c.taken < c.capacity)
        if facility is not None:
            query = query.where(c.facility == facility)
        if department is not None:
            query = query.where(c.department == department)
        query = query.order_by(c.starts_at, c.slot_id).limit(limit)
        return [_slot(row) for row in await self.units.rows(scope, query)]


@dataclass(frozen=True, slots=True)
class SqlBookings:
    """Bookings on PostgreSQL."""

    units: Units

    async def of(self, scope: Scope, person_id: str, *, since: datetime, limit: int) -> list[Booking]:
        """One person's bookings that start at `since` or later, soonest first."""
        c = BOOKINGS.c
        query = within(BOOKINGS, scope).where(c.person_id == person_id, c.starts_at >= since)
        query = query.order_by(c.starts_at, c.booking_id).limit(limit)
        return [_booking(row) for row in await self.units.rows(scope, query)]

    async def on(self, scope: Scope, facility: str, department: str, period: Period) -> list[Booking]:
        """A department's bookings of the period in queue order: by session, then by number."""
        c = BOOKINGS.c
        query = within(BOOKINGS, scope).where(c.facility == facility, c.department == department)
        query = query.where(*_starts_in(c.starts_at, period)).order_by(c.starts_at, c.queue_no, c.booking_id)
        return [_booking(row) for row in await self.units.rows(scope, query)]

    async def relations(self, scope: Scope, facility: str, *, person_id: str | None, day: date) -> list[CareRelation]:
        """Who is cared for at the facility because of a booking of that day; of one person, or of all."""
        c = CARE_RELATIONS.c
        query = within(CARE_RELATIONS, scope).where(c.facility == facility, *_starts_in(CARE_STARTS_AT, a_day(day)))
        if person_id is not None:
            query = query.where(c.person_id == person_id)
        return [_relation(row) for row in await self.units.rows(scope, query.distinct())]
