"""Tables of the stations store, made from its records."""

from sqlalchemy import MetaData

from connectors.tables import Wall, table_of
from domain.records.stations import ChronicCare, DiseaseCount, DueDose, Pregnancy
from domain.scope import RecordKind

METADATA = MetaData(schema="stations")

CHRONIC_CARES = table_of(
    ChronicCare, "chronic_cares", METADATA, key="register_id",
    wall=Wall(kind=RecordKind.CHRONIC_CARE, person="person_id", commune="commune"),
    indexes=[("person_id",), ("commune", "programme", "next_due_on"), ("next_due_on",)],
)  # fmt: skip

PREGNANCIES = table_of(
    Pregnancy, "pregnancies", METADATA, key="pregnancy_id",
    wall=Wall(kind=RecordKind.PREGNANCY, person="person_id", commune="commune"),
    indexes=[("person_id",), ("commune", "delivered_on", "next_visit_on"), ("delivered_on", "next_visit_on")],
)  # fmt: skip

DUE_DOSES = table_of(
    DueDose, "due_doses", METADATA, key="due_dose_id",
    wall=Wall(kind=RecordKind.DUE_DOSE, person="person_id", commune="commune"),
    indexes=[("person_id", "due_on"), ("commune", "given_on", "due_on"), ("given_on", "due_on")],
)  # fmt: skip

DISEASE_COUNTS = table_of(
    DiseaseCount, "disease_counts", METADATA, key=("commune", "icd10", "week_on"),
    wall=Wall(kind=RecordKind.DISEASE_COUNT, commune="commune"),
    indexes=[("week_on", "icd10")],
)  # fmt: skip

COUNTED = {
    "chronic_cares": ("commune", "programme", "enrolled_on", "last_visit_on", "next_due_on", "on_target"),
    "pregnancies": ("commune", "visits", "tetanus_doses", "delivered_on"),
    "due_doses": ("commune", "vaccine", "dose", "due_on", "given_on"),
    "disease_counts": ("commune", "icd10", "week_on", "cases", "deaths"),
}
"""Columns that the `facts` role may count: none that names a person."""
