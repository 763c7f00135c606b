"""Tables of the EMR store, made from its records."""

from datetime import datetime

from sqlalchemy import ColumnClause, DateTime, MetaData, literal_column

from connectors.tables import Wall, table_of
from domain.records.emr import Bed, CareRelation, Encounter, Medication, Observation, Patient
from domain.scope import RecordKind

METADATA = MetaData(schema="emr")

PATIENTS = table_of(
    Patient, "patients", METADATA, key=("person_id", "facility"),
    wall=Wall(kind=RecordKind.PATIENT, person="person_id", facility="facility"),
)  # fmt: skip

ENCOUNTERS = table_of(
    Encounter, "encounters", METADATA, key="encounter_id",
    wall=Wall(kind=RecordKind.ENCOUNTER, person="person_id", facility="facility", sensitive="sensitive"),
    indexes=[("person_id", "started_at"), ("facility", "department", "ended_at"), ("facility", "ended_at")],
)  # fmt: skip

OBSERVATIONS = table_of(
    Observation, "observations", METADATA, key="observation_id",
    wall=Wall(kind=RecordKind.OBSERVATION, person="person_id", facility="facility", sensitive="sensitive"),
    indexes=[("person_id", "taken_at")],
)  # fmt: skip

MEDICATIONS = table_of(
    Medication, "medications", METADATA, key="medication_id",
    wall=Wall(kind=RecordKind.MEDICATION, person="person_id", facility="facility", sensitive="sensitive"),
    indexes=[("person_id", "started_on")],
)  # fmt: skip

BEDS = table_of(
    Bed, "beds", METADATA, key=("facility", "department"),
    wall=Wall(kind=RecordKind.FACT, facility="facility"),
)  # fmt: skip

COUNTED = {
    "encounters": ("facility", "department", "encounter_class", "started_at", "ended_at", "icd10", "outcome"),
    "beds": ("facility", "department", "planned", "actual"),
}
"""Columns that the `facts` role may count: none that names a person."""

CARE_RELATIONS = table_of(
    CareRelation, "care_relations", MetaData(schema="emr"), key=("person_id", "facility"),
    wall=Wall(kind=RecordKind.CARE_RELATION, person="person_id", facility="facility"),
)  # fmt: skip

CARE_ENDED_AT: ColumnClause[datetime] = literal_column("care_relations.ended_at", DateTime(timezone=True))
"""The view's one column beside the record: days are cut by it, since a date made of it would know no index."""

_STAYS = (
    "SELECT person_id, facility, department, (ended_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS until"
    ", ended_at FROM emr.encounters"
)

VIEWS = [(CARE_RELATIONS, _STAYS)]
"""Encounters, with nothing left in them but who was where until when."""
