"""Every port of the stores with the SQL adapter behind it."""

from access.sources import Sources
from connectors.appointments.sql import SqlBookings, SqlSlots
from connectors.claims.sql import SqlClaimLines, SqlClaims, SqlCoverages
from connectors.ehr.sql import SqlAllergies, SqlCitizens, SqlConditions, SqlGuardians, SqlIdentities, SqlImmunizations
from connectors.emr.sql import SqlCare, SqlEncounters, SqlMedications, SqlObservations, SqlPatients
from connectors.food_safety.sql import SqlEstablishments, SqlInspections, SqlOutbreaks, SqlPoisonings
from connectors.indicators.sql import SqlFacts
from connectors.programmes.sql import SqlActivities
from connectors.stations.sql import SqlChronicCares, SqlDiseaseCounts, SqlDueDoses, SqlPregnancies
from connectors.units import Units
from retrieval.port import Library


def sql_sources(units: Units, library: Library) -> Sources:
    """All stores on one PostgreSQL; a province that keeps them apart gives each its own units here."""
    return Sources(
        patients=SqlPatients(units), encounters=SqlEncounters(units), observations=SqlObservations(units),
        medications=SqlMedications(units), care=SqlCare(units),
        citizens=SqlCitizens(units), identities=SqlIdentities(units),
        allergies=SqlAllergies(units), conditions=SqlConditions(units),
        immunizations=SqlImmunizations(units), guardians=SqlGuardians(units),
        coverages=SqlCoverages(units), claims=SqlClaims(units), claim_lines=SqlClaimLines(units),
        establishments=SqlEstablishments(units), inspections=SqlInspections(units), outbreaks=SqlOutbreaks(units),
        poisonings=SqlPoisonings(units),
        due_doses=SqlDueDoses(units), pregnancies=SqlPregnancies(units), chronic_cares=SqlChronicCares(units),
        disease_counts=SqlDiseaseCounts(units),
        facts=SqlFacts(units),
        slots=SqlSlots(units), bookings=SqlBookings(units),
        activities=SqlActivities(units),
        library=library,
    )  # fmt: skip
