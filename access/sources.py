"""The raw sources of a province, as `app/wiring.py` hands them to the desk. Nobody else may hold them."""

from dataclasses import dataclass

from connectors.appointments.port import Bookings, Slots
from connectors.claims.port import ClaimLines, Claims, Coverages
from connectors.ehr.port import Allergies, Citizens, Conditions, Guardians, Identities, Immunizations
from connectors.emr.port import Care, Encounters, Medications, Observations, Patients
from connectors.food_safety.port import Establishments, Inspections, Outbreaks, Poisonings
from connectors.indicators.port import Facts
from connectors.programmes.port import Activities
from connectors.stations.port import ChronicCares, DiseaseCounts, DueDoses, Pregnancies
from retrieval.port import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """One port per noun, whatever stands behind it."""

    patients: Patients
    encounters: Encounters
    observations: Observations
    medications: Medications
    care: Care
    citizens: Citizens
    identities: Identities
    allergies: Allergies
    conditions: Conditions
    immunizations: Immunizations
    guardians: Guardians
    coverages: Coverages
    claims: Claims
    claim_lines: ClaimLines
    establishments: Establishments
    inspections: Inspections
    outbreaks: Outbreaks
    poisonings: Poisonings
    due_doses: DueDoses
    pregnancies: Pregnancies
    chronic_cares: ChronicCares
    disease_counts: DiseaseCounts
    facts: Facts
    slots: Slots
    bookings: Bookings
    activities: Activities
    library: Library
