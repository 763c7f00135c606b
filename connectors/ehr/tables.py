"""Tables of the EHR store, made from its records."""

from collections.abc import Sequence

from sqlalchemy import ColumnClause, MetaData, Text, literal_column
from sqlalchemy.dialects.postgresql import ARRAY

from connectors.tables import Wall, table_of
from domain.records.ehr import Allergy, Citizen, Condition, Guardian, Immunization
from domain.scope import RecordKind

METADATA = MetaData(schema="ehr")

CITIZENS = table_of(
    Citizen, "citizens", METADATA, key="person_id",
    wall=Wall(kind=RecordKind.CITIZEN, person="person_id", commune="commune"),
    indexes=[("commune",), ("cccd",), ("phone",)],
)  # fmt: skip

ALLERGIES = table_of(
    Allergy, "allergies", METADATA, key="allergy_id",
    wall=Wall(kind=RecordKind.ALLERGY, person="person_id", commune="commune"),
    indexes=[("person_id",)],
)  # fmt: skip

CONDITIONS = table_of(
    Condition, "conditions", METADATA, key="condition_id",
    wall=Wall(kind=RecordKind.CONDITION, person="person_id", commune="commune", sensitive="sensitive"),
    indexes=[("person_id",)],
)  # fmt: skip

IMMUNIZATIONS = table_of(
    Immunization, "immunizations", METADATA, key="immunization_id",
    wall=Wall(kind=RecordKind.IMMUNIZATION, person="person_id", commune="commune"),
    indexes=[("person_id", "given_on")],
)  # fmt: skip

GUARDIANS = table_of(
    Guardian, "guardians", METADATA, key=("guardian_id", "person_id"),
    wall=Wall(kind=RecordKind.GUARDIAN, person="guardian_id"),
)  # fmt: skip

COUNTED = {
    "citizens": ("commune", "born_on", "sex"),
    "immunizations": ("commune", "vaccine", "dose", "given_on"),
}
"""Columns that the `facts` role may count: none that names a person."""

NAME_WORDS: ColumnClause[Sequence[str]] = literal_column("citizens.name_words", ARRAY(Text))
"""The folded words of `full_name`: a column of citizens that the database generates, so no part of the record."""
