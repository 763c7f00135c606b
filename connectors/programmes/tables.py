"""Tables of the programmes store, made from its records."""

from sqlalchemy import MetaData

from connectors.tables import Wall, table_of
from domain.records.programmes import Activity
from domain.scope import RecordKind

METADATA = MetaData(schema="programmes")

ACTIVITIES = table_of(Activity, "activities", METADATA, key="activity_id", wall=Wall(kind=RecordKind.ACTIVITY))

COUNTED: dict[str, tuple[str, ...]] = {}
"""Columns that the `facts` role may count: figures are not made of the roadmap."""
