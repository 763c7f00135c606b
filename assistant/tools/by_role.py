"""Who has which tools. A model is offered its viewer's row and nothing else."""

from assistant.tools import (
    claims,
    food_safety,
    indicators,
    inspections,
    library,
    oversight,
    own,
    own_services,
    patients,
    poisoning,
    programmes,
    slots,
    stations,
    wards,
)  # fmt: skip
from assistant.tools.binding import Tool
from domain.people import Role

_EVERYBODY: tuple[Tool, ...] = (library.guidance, slots.free_slots, food_safety.establishment_lookup)
_CLINICAL: tuple[Tool, ...] = (
    wards.my_patients, wards.ward_results, patients.patient_summary, patients.patient_visits, patients.patient_results,
    patients.patient_medicines, patients.patient_allergies, patients.patient_vaccinations, patients.department_bookings,
)  # fmt: skip
_FIGURES: tuple[Tool, ...] = (indicators.indicator, indicators.indicator_definition)
_WATCH: tuple[Tool, ...] = (stations.disease_counts, poisoning.outbreaks)

_DUTIES: dict[Role, tuple[Tool, ...]] = {
    Role.CITIZEN: (
        own.my_visits, own.my_results, own.my_medicines, own.my_record, own_services.my_vaccinations,
        own_services.my_insurance, own_services.my_claims, own_services.my_bookings,
    ),
    Role.DOCTOR: _CLINICAL,
    Role.NURSE: _CLINICAL,
    Role.STATION_STAFF: (
        stations.missed_doses, stations.antenatal_due, stations.chronic_overdue, stations.resident_lookup,
        *_WATCH, *_FIGURES,
    ),
    Role.FOOD_SAFETY_OFFICER: (
        food_safety.establishments, inspections.inspections, poisoning.poisoning_cases, *_WATCH,
    ),
    Role.INSURANCE_OFFICER: (claims.claim, claims.claims_summary, claims.rejected_claims, claims.claims_list),
    Role.HOSPITAL_MANAGER: (*_FIGURES, programmes.programme),
    Role.DEPARTMENT_MANAGER: (*_FIGURES, programmes.programme, *_WATCH),
    Role.AUDITOR: (oversight.audit_search,),
    Role.DATA_PROTECTION_OFFICER: (oversight.audit_search,),
}  # fmt: skip

TOOLS: dict[Role, tuple[Tool, ...]] = {role: (*_DUTIES.get(role, ()), *_EVERYBODY) for role in Role}
