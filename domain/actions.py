"""What can be done to the stores, named `store.kind.verb`, with the kinds of record each may bring back."""

from enum import StrEnum

from domain.scope import RecordKind as K


class Action(StrEnum):
    """One thing the gate can be asked for."""

    READ_CARE = "emr.care.read"
    READ_PATIENT = "emr.patient.read"
    READ_ENCOUNTERS = "emr.encounter.read"
    READ_OBSERVATIONS = "emr.observation.read"
    READ_MEDICATIONS = "emr.medication.read"
    READ_CITIZEN = "ehr.citizen.read"
    READ_ALLERGIES = "ehr.allergy.read"
    READ_CONDITIONS = "ehr.condition.read"
    READ_IMMUNIZATIONS = "ehr.immunization.read"
    FIND_CITIZEN = "ehr.identity.find"
    READ_GUARDIANS = "ehr.guardian.read"
    READ_COVERAGE = "claims.coverage.read"
    READ_CLAIMS = "claims.claim.read"
    READ_CLAIM_LINES = "claims.line.read"
    READ_CLAIM_TOTALS = "claims.total.read"
    READ_ESTABLISHMENTS = "food_safety.establishment.read"
    READ_INSPECTIONS = "food_safety.inspection.read"
    READ_POISONINGS = "food_safety.poisoning.read"
    READ_OUTBREAKS = "food_safety.outbreak.read"
    READ_CHRONIC_CARE = "stations.chronic_care.read"
    READ_PREGNANCIES = "stations.pregnancy.read"
    READ_DUE_DOSES = "stations.due_dose.read"
    READ_DISEASE_COUNTS = "stations.disease_count.read"
    READ_FACTS = "indicators.fact.read"
    READ_SLOTS = "appointments.slot.read"
    READ_BOOKINGS = "appointments.booking.read"
    READ_ACTIVITIES = "programmes.activity.read"
    READ_PASSAGES = "library.passage.read"
    READ_AUDIT = "audit.event.read"


KINDS: dict[Action, frozenset[K]] = {
    Action.READ_CARE: frozenset({K.CARE_RELATION}),
    Action.READ_PATIENT: frozenset({K.PATIENT}),
    Action.READ_ENCOUNTERS: frozenset({K.ENCOUNTER}),
    Action.READ_OBSERVATIONS: frozenset({K.OBSERVATION}),
    Action.READ_MEDICATIONS: frozenset({K.MEDICATION}),
    Action.READ_CITIZEN: frozenset({K.CITIZEN}),
    Action.READ_ALLERGIES: frozenset({K.ALLERGY}),
    Action.READ_CONDITIONS: frozenset({K.CONDITION}),
    Action.READ_IMMUNIZATIONS: frozenset({K.IMMUNIZATION}),
    Action.FIND_CITIZEN: frozenset({K.CITIZEN}),
    Action.READ_GUARDIANS: frozenset({K.GUARDIAN}),
    Action.READ_COVERAGE: frozenset({K.COVERAGE}),
    Action.READ_CLAIMS: frozenset({K.CLAIM}),
    Action.READ_CLAIM_LINES: frozenset({K.CLAIM_LINE}),
    Action.READ_CLAIM_TOTALS: frozenset({K.CLAIM, K.FACT}),
    Action.READ_ESTABLISHMENTS: frozenset({K.ESTABLISHMENT}),
    Action.READ_INSPECTIONS: frozenset({K.INSPECTION}),
    Action.READ_POISONINGS: frozenset({K.POISONING_CASE}),
    Action.READ_OUTBREAKS: frozenset({K.OUTBREAK}),
    Action.READ_CHRONIC_CARE: frozenset({K.CHRONIC_CARE, K.FACT}),
    Action.READ_PREGNANCIES: frozenset({K.PREGNANCY}),
    Action.READ_DUE_DOSES: frozenset({K.DUE_DOSE}),
    Action.READ_DISEASE_COUNTS: frozenset({K.DISEASE_COUNT}),
    Action.READ_FACTS: frozenset({K.FACT}),
    Action.READ_SLOTS: frozenset({K.SLOT}),
    Action.READ_BOOKINGS: frozenset({K.BOOKING}),
    Action.READ_ACTIVITIES: frozenset({K.ACTIVITY}),
    Action.READ_PASSAGES: frozenset({K.PASSAGE}),
    Action.READ_AUDIT: frozenset({K.AUDIT_EVENT}),
}
"""The kinds an action may bring back, and no others."""
