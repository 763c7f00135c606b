"""Tables of the food-safety store, made from its records."""

from collections.abc import Sequence

from sqlalchemy import ColumnClause, MetaData, Text, column
from sqlalchemy.dialects.postgresql import ARRAY

from connectors.tables import Wall, table_of
from domain.records.food_safety import Establishment, Inspection, Outbreak, PoisoningCase
from domain.scope import RecordKind

METADATA = MetaData(schema="food_safety")

ESTABLISHMENTS = table_of(
    Establishment, "establishments", METADATA, key="establishment_id",
    wall=Wall(kind=RecordKind.ESTABLISHMENT, commune="commune"),
    indexes=[("commune",), ("expires_on",)],
)  # fmt: skip

INSPECTIONS = table_of(
    Inspection, "inspections", METADATA, key="inspection_id",
    wall=Wall(kind=RecordKind.INSPECTION, commune="commune"),
    indexes=[("done_on", "planned_on"), ("establishment_id",)],
)  # fmt: skip

POISONING_CASES = table_of(
    PoisoningCase, "poisoning_cases", METADATA, key="case_id",
    wall=Wall(kind=RecordKind.POISONING_CASE, person="person_id", commune="commune"),
    indexes=[("outbreak_id",), ("onset_at",), ("person_id",)],
)  # fmt: skip

OUTBREAKS = table_of(
    Outbreak, "outbreaks", METADATA, key="outbreak_id",
    wall=Wall(kind=RecordKind.OUTBREAK, commune="commune"),
    indexes=[("occurred_at",)],
)  # fmt: skip

COUNTED = {
    "inspections": ("commune", "done_on", "result"),
    "outbreaks": ("commune", "occurred_at", "exposed", "affected", "hospitalized", "deaths", "status"),
}
"""Columns that the `facts` role may count: none that names a person."""

NAME_WORDS: ColumnClause[Sequence[str]] = column("name_words", ARRAY(Text))
"""The folded words of `name`: a column that the database generates (migration 0002), so no part of the record."""
