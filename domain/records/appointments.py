"""Slots and bookings (FHIR Slot, Appointment)."""

from datetime import datetime
from typing import NamedTuple

from domain.scope import Belongs, RecordKind


class Slot(NamedTuple):
    """A session that can be booked, with how many places it has and how many are taken."""

    slot_id: str
    facility: str
    department: str
    doctor_name: str
    starts_at: datetime
    capacity: int
    taken: int

    @property
    def belongs(self) -> Belongs:
        """The facility; public."""
        return Belongs(RecordKind.SLOT, facility=self.facility)


class Booking(NamedTuple):
    """A place taken: `status` is confirmed, checked_in, done, cancelled or no_show."""

    booking_id: str
    slot_id: str
    person_id: str
    facility: str
    department: str
    starts_at: datetime
    queue_no: int
    reason: str
    status: str
    booked_at: datetime

    @property
    def belongs(self) -> Belongs:
        """The person and the facility."""
        return Belongs(RecordKind.BOOKING, self.person_id, self.facility)
