"""What the facts job counts: every metric with the source it comes from and the place it lies by.

A flow counts what happened on a day. A stock is how many there were on it (people, beds): its sum over days is
person-days or bed-days, its average that sum divided by the days. A stock is stored as its changes, since it stands
still on most days; `sql.py` adds them up again.
"""

from enum import StrEnum
from typing import NamedTuple


class Home(StrEnum):
    """The table a metric lies in."""

    FACILITY = "facility"
    COMMUNE = "commune"


class Metric(NamedTuple):
    """One thing counted; a name that ends in ":" stands for a family, e.g. "cases:" for "cases:A97".

    `source` is the store and what it is counted from in it: sources begin on different days.
    """

    name: str
    source: str
    home: Home
    stock: bool


_FACILITY: dict[str, tuple[str, ...]] = {
    "emr.encounters": (
        "outpatient_visits", "emergency_visits", "admissions", "contacts_ended", "transfers", "discharges",
        "discharged_days", "hospital_deaths", "inpatient_days",
    ),
    "emr.beds": ("bed_days_actual", "bed_days_planned"),
    "claims.claims": (
        "claims", "claim_total", "claim_covered", "claim_drugs", "claim_fund", "claim_patient_paid", "claims_rejected",
        "claim_rejected",
    ),
    "appointments.bookings": ("bookings", "bookings_no_show", "bookings_expected"),
}  # fmt: skip

_COMMUNE: dict[str, tuple[str, ...]] = {
    "ehr.citizens": ("population", "births"),
    "ehr.immunizations": ("doses_given",),
    "claims.coverages": ("card_holders",),  # as they are on the day of the run: replaced cards are not in the store
    "stations.due_doses": ("doses_due", "doses_due_given", "doses_due:", "doses_due_given:"),
    "stations.first_birthdays": ("infants", "infants_complete"),
    "stations.pregnancies": ("deliveries", "deliveries_3_visits", "deliveries_4_visits", "deliveries_tetanus"),
    "stations.enrolments": ("hypertension_enrolled", "diabetes_enrolled"),
    "stations.registers": (  # as they are on the day of the run: a register keeps no past
        "hypertension_current", "hypertension_on_target", "diabetes_current", "diabetes_on_target",
    ),
    "stations.disease_counts": ("cases", "case_deaths", "cases:", "case_deaths:"),
    "food_safety.outbreaks": (
        "outbreaks", "large_outbreaks", "outbreak_affected", "outbreak_hospitalized", "outbreak_deaths",
    ),
    "food_safety.inspections": ("inspections", "inspections_passed"),
}  # fmt: skip

_STOCKS = {"emr.beds", "claims.coverages", "stations.enrolments", "stations.registers"}

METRICS: dict[str, Metric] = {
    name: Metric(name, source, home, stock=source in _STOCKS or name == "population")
    for home, sources in ((Home.FACILITY, _FACILITY), (Home.COMMUNE, _COMMUNE))
    for source, names in sources.items()
    for name in names
}
"""Every metric that the job writes, by name."""


def metric(name: str) -> Metric | None:
    """What is known of a metric, or None when no job counts it; "cases:A97" is known as one of the family "cases:"."""
    family, colon, _ = name.partition(":")
    return METRICS.get(family + colon)


def metrics_from(source: str) -> tuple[str, ...]:
    """The names of the metrics counted from one source, families among them."""
    return tuple(known.name for known in METRICS.values() if known.source == source)
