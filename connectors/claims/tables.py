"""Tables of the claims store, made from its records."""

from sqlalchemy import MetaData

from connectors.tables import Wall, table_of
from domain.records.claims import Claim, ClaimLine, Coverage
from domain.scope import RecordKind

METADATA = MetaData(schema="claims")

COVERAGES = table_of(
    Coverage, "coverages", METADATA, key="card_no",
    wall=Wall(kind=RecordKind.COVERAGE, person="person_id", commune="commune"),
    indexes=[("person_id",)],
)  # fmt: skip

CLAIMS = table_of(
    Claim, "claims", METADATA, key="claim_id",
    wall=Wall(kind=RecordKind.CLAIM, person="person_id", facility="facility", sensitive="sensitive"),
    indexes=[("person_id", "discharged_at"), ("facility", "discharged_at"), ("discharged_at",), ("decided_on",)],
)  # fmt: skip

LINES = table_of(
    ClaimLine, "claim_lines", METADATA, key=("claim_id", "line_no"),
    wall=Wall(kind=RecordKind.CLAIM_LINE, person="person_id", facility="facility", sensitive="sensitive"),
)  # fmt: skip

COUNTED = {
    "coverages": ("commune", "valid_from", "valid_to", "percent"),
    "claims": (
        "facility", "visit_type", "object_code", "discharged_at", "drugs", "total", "covered", "copay", "own", "fund",
        "status", "rejected", "icd10",
    ),
}  # fmt: skip
"""Columns that the `facts` role may count: none that names a person."""
