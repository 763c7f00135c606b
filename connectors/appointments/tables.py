"""Tables of the appointments store, made from its records."""

from datetime import datetime

from sqlalchemy import ColumnClause, DateTime, MetaData, literal_column

from connectors.tables import Wall, table_of
from domain.records.appointments import Booking, Slot
from domain.records.emr import CareRelation
from domain.scope import RecordKind

METADATA = MetaData(schema="appointments")

SLOTS = table_of(
    Slot, "slots", METADATA, key="slot_id",
    wall=Wall(kind=RecordKind.SLOT, facility="facility"),
    indexes=[("facility", "department", "starts_at"), ("starts_at",)],
)  # fmt: skip

BOOKINGS = table_of(
    Booking, "bookings", METADATA, key="booking_id",
    wall=Wall(kind=RecordKind.BOOKING, person="person_id", facility="facility"),
    indexes=[("person_id", "starts_at"), ("facility", "department", "starts_at")],
)  # fmt: skip

COUNTED = {"bookings": ("facility", "department", "starts_at", "status")}
"""Columns that the `facts` role may count: none that names a person."""

CARE_RELATIONS = table_of(
    CareRelation, "care_relations", MetaData(schema="appointments"), key=("person_id", "facility"),
    wall=Wall(kind=RecordKind.CARE_RELATION, person="person_id", facility="facility"),
)  # fmt: skip

CARE_STARTS_AT: ColumnClause[datetime] = literal_column("care_relations.starts_at", DateTime(timezone=True))
"""The view's one column beside the record: days are cut by it, since a date made of it would know no index."""

_STANDING = (
    "SELECT person_id, facility, department, (starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS until, starts_at"
    " FROM appointments.bookings WHERE status IN ('confirmed', 'checked_in', 'done')"
)

VIEWS = [(CARE_RELATIONS, _STANDING)]
"""Bookings that stand, with nothing left in them but who comes where when."""
