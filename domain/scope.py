"""How far one look may reach. Minted by `access` alone; every connector call needs one."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from domain.names import Names
from domain.people import SensitiveClass


class RecordKind(StrEnum):
    """Every kind of record in the stores, by its FHIR name where it has one."""

    PATIENT = "patient"
    ENCOUNTER = "encounter"
    OBSERVATION = "observation"
    MEDICATION = "medication"
    CARE_RELATION = "care_relation"
    CITIZEN = "citizen"
    ALLERGY = "allergy"
    CONDITION = "condition"
    IMMUNIZATION = "immunization"
    GUARDIAN = "guardian"
    COVERAGE = "coverage"
    CLAIM = "claim"
    CLAIM_LINE = "claim_line"
    ESTABLISHMENT = "establishment"
    INSPECTION = "inspection"
    POISONING_CASE = "poisoning_case"
    OUTBREAK = "outbreak"
    CHRONIC_CARE = "chronic_care"
    PREGNANCY = "pregnancy"
    DUE_DOSE = "due_dose"
    DISEASE_COUNT = "disease_count"
    FACT = "fact"
    SLOT = "slot"
    BOOKING = "booking"
    ACTIVITY = "activity"
    PASSAGE = "passage"
    AUDIT_EVENT = "audit_event"


PERSONLESS = frozenset({
    RecordKind.ESTABLISHMENT, RecordKind.INSPECTION, RecordKind.OUTBREAK, RecordKind.DISEASE_COUNT, RecordKind.FACT,
    RecordKind.SLOT, RecordKind.ACTIVITY, RecordKind.PASSAGE,
})  # fmt: skip
"""Kinds that hold no person; a row of any other kind without a person is malformed and is never shown."""


class Purpose(StrEnum):
    """Why the look happens; kept in the audit (Law 91/2025/QH15 art. 9: consent is per purpose)."""

    OWN_RECORD = "own_record"
    TREATMENT = "treatment"
    PREVENTION = "prevention"
    PAYMENT = "payment"
    FOOD_SAFETY = "food_safety"
    MANAGEMENT = "management"
    SERVICE = "service"
    OVERSIGHT = "oversight"
    PUBLIC = "public"


class Belongs(NamedTuple):
    """Whom and what one row belongs to; None where the kind has no such bond."""

    kind: RecordKind
    person: str | None = None
    facility: str | None = None
    commune: str | None = None
    sensitive: SensitiveClass | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How far this look may reach: every absent field means nothing at all.

    A row is inside when its kind is among `kinds`, each bond it has (person, facility, commune) is held by the
    matching names, and its sensitive class, if any, is among `classes`.
    """

    purpose: Purpose
    kinds: frozenset[RecordKind] = frozenset()
    patients: Names = frozenset()
    facilities: Names = frozenset()
    communes: Names = frozenset()
    classes: frozenset[SensitiveClass] = frozenset()
