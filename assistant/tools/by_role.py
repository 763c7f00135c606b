"""Who has which tools. A model is offered its viewer's row and nothing else."""

from assistant.tools import indicators, own, patients
from assistant.tools.binding import Tool
from domain.people import Role

_OWN: tuple[Tool, ...] = (
    own.my_visits, own.my_results, own.my_medicines, own.my_record, own.my_vaccinations, own.my_insurance,
    own.my_claims, own.my_bookings,
)  # fmt: skip
_CLINICAL: tuple[Tool, ...] = (
    patients.my_patients, patients.patient_summary, patients.patient_visits, patients.patient_results,
    patients.patient_medicines, patients.patient_allergies, patients.patient_vaccinations, patients.department_bookings,
)  # fmt: skip
_FIGURES: tuple[Tool, ...] = (indicators.indicator, indicators.indicator_definition)
_EVERYBODY: tuple[Tool, ...] = ()

TOOLS: dict[Role, tuple[Tool, ...]] = {
    role: _EVERYBODY + {Role.CITIZEN: _OWN, Role.DOCTOR: _CLINICAL, Role.NURSE: _CLINICAL, Role.HOSPITAL_MANAGER: _FIGURES,
                        Role.DEPARTMENT_MANAGER: _FIGURES, Role.STATION_STAFF: _FIGURES}.get(role, ())
    for role in Role
}
