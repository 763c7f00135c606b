"""What each tool takes, what it cannot do without, and which tool of another role asks the same of somebody else."""

from types import MappingProxyType
from typing import NamedTuple


class Shape(NamedTuple):
    """The arguments a tool takes, in the order they are asked for, and those it needs."""

    slots: tuple[str, ...]
    needs: tuple[str, ...] = ()


SHAPES: MappingProxyType[str, Shape] = MappingProxyType({
    "guidance": Shape(("question",), ("question",)),
    "free_slots": Shape(("facility", "department", "period", "part")),
    "establishment_lookup": Shape(("name", "commune"), ("name",)),
    "my_visits": Shape(("whom", "limit", "period", "back")),
    "my_results": Shape(("whom", "test", "period", "back", "compare")),
    "my_medicines": Shape(("whom", "period", "back")),
    "my_record": Shape(("whom",)),
    "my_vaccinations": Shape(("whom", "vaccine")),
    "my_insurance": Shape(("whom",)),
    "my_claims": Shape(("whom", "limit", "period", "back")),
    "my_bookings": Shape(("whom",)),
    "my_patients": Shape(("limit", "period")),
    "ward_results": Shape(("period",)),
    "patient_summary": Shape(("patient",), ("patient",)),
    "patient_visits": Shape(("patient", "limit", "period", "back"), ("patient",)),
    "patient_results": Shape(("patient", "test", "period", "back", "compare"), ("patient",)),
    "patient_medicines": Shape(("patient", "period", "back"), ("patient",)),
    "patient_allergies": Shape(("patient",), ("patient",)),
    "patient_vaccinations": Shape(("patient", "vaccine"), ("patient",)),
    "department_bookings": Shape(("period", "part")),
    "missed_doses": Shape(("vaccine", "period", "commune")),
    "antenatal_due": Shape(("period", "commune", "risk")),
    "chronic_overdue": Shape(("programme", "commune", "late_days", "over_age")),
    "resident_lookup": Shape(("name",), ("name",)),
    "disease_counts": Shape(("disease", "period", "commune")),
    "establishments": Shape(("name", "commune", "certificate", "period", "trade", "by", "uninspected")),
    "inspections": Shape(("period", "commune", "state", "name", "by")),
    "outbreaks": Shape(("period", "commune", "about", "at_least", "ongoing", "compare", "by")),
    "poisoning_cases": Shape(("outbreak", "period", "commune", "about", "outcome")),
    "claim": Shape(("claim",), ("claim",)),
    "claims_summary": Shape(("period", "facility", "by", "measure", "rank", "limit", "compare")),
    "rejected_claims": Shape(("period", "facility", "reason", "at_least", "limit")),
    "claims_list": Shape(("period", "facility", "status", "at_least", "limit")),
    "indicator": Shape(("indicator", "period", "place", "compare", "by", "rank", "limit", "bound"), ("indicator",)),
    "indicator_definition": Shape(("indicator",), ("indicator",)),
    "programme": Shape(("group", "late", "about")),
    "audit_search": Shape(("period", "patient", "role", "outcome", "by", "records", "limit")),
})  # fmt: skip

TWINS: MappingProxyType[str, tuple[str, ...]] = MappingProxyType({
    "my_visits": ("patient_visits",), "my_results": ("patient_results",), "my_medicines": ("patient_medicines",),
    "my_record": ("patient_summary", "patient_allergies", "resident_lookup"), "my_vaccinations": ("patient_vaccinations", "missed_doses"),
    "my_bookings": ("department_bookings",), "my_claims": ("claims_summary",),
    "patient_summary": ("my_record", "resident_lookup"), "patient_visits": ("my_visits",), "patient_results": ("my_results",),
    "patient_medicines": ("my_medicines",), "patient_allergies": ("my_record",), "patient_vaccinations": ("my_vaccinations",),
    "department_bookings": ("my_bookings",), "establishments": ("establishment_lookup",),
    "establishment_lookup": ("establishments",), "rejected_claims": ("claims_summary",), "resident_lookup": ("my_record",), "missed_doses": ("my_vaccinations",),
})  # fmt: skip
"""Where a role lacks a tool, these ask the same thing its own way."""

AHEAD = frozenset({"free_slots", "department_bookings", "antenatal_due", "my_bookings"})
"""Tools whose days lie ahead unless the question says otherwise."""

TALK = frozenset({"greeting", "thanks", "goodbye", "capabilities", "human", "not_yet", "not_held", "out_of_scope"})


def kind_of(bound: frozenset[str]) -> str:
    """What kind of asker has these tools: a key of `replies.EXAMPLES`."""
    signs = (
        ("my_visits", "citizen"), ("patient_summary", "clinician"), ("missed_doses", "station"), ("inspections", "food"),
        ("claim", "insurance"), ("programme", "manager"), ("indicator", "manager"), ("audit_search", "oversight"),
    )  # fmt: skip
    return next((kind for sign, kind in signs if sign in bound), "anonymous")
