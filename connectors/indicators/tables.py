"""Tables of the indicators store. None holds a person; a manager's scope still reaches only their own places."""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import MetaData

from connectors.tables import Wall, table_of
from domain.scope import RecordKind

METADATA = MetaData(schema="indicators")


class FacilityFact(NamedTuple):
    """A metric on one day in one department of a facility ("" where it is not counted by department).

    `value` is what happened on the day, or of a stock (`metrics.py`) the change on the day.
    """

    metric: str
    facility: str
    department: str
    day: date
    value: Decimal


class CommuneFact(NamedTuple):
    """A metric on one day in one commune; `value` as in a facility's fact."""

    metric: str
    commune: str
    day: date
    value: Decimal


class CountedFacility(NamedTuple):
    """A facility that is counted, from the day of its first fact on: what tells a zero from an unknown."""

    facility: str
    first_day: date
    last_day: date


class CountedCommune(NamedTuple):
    """The same of a commune."""

    commune: str
    first_day: date
    last_day: date


class FactRun(NamedTuple):
    """One run of the facts job: days from `first_day` to `last_day` were counted again."""

    ran_at: datetime
    first_day: date
    last_day: date
    rows: int


class FactCoverage(NamedTuple):
    """From which day to which day a source of `metrics.py` has been counted."""

    source: str
    first_day: date
    last_day: date


FACILITY_FACTS = table_of(
    FacilityFact, "facility_facts", METADATA, key=("metric", "facility", "department", "day"),
    wall=Wall(kind=RecordKind.FACT, facility="facility"),
    indexes=[("metric", "day")],
)  # fmt: skip

COMMUNE_FACTS = table_of(
    CommuneFact, "commune_facts", METADATA, key=("metric", "commune", "day"),
    wall=Wall(kind=RecordKind.FACT, commune="commune"),
    indexes=[("metric", "day")],
)  # fmt: skip

COUNTED_FACILITIES = table_of(
    CountedFacility, "counted_facilities", METADATA, key="facility",
    wall=Wall(kind=RecordKind.FACT, facility="facility"),
)  # fmt: skip

COUNTED_COMMUNES = table_of(
    CountedCommune, "counted_communes", METADATA, key="commune",
    wall=Wall(kind=RecordKind.FACT, commune="commune"),
)  # fmt: skip

FACT_RUNS = table_of(FactRun, "fact_runs", METADATA, key="ran_at", wall=Wall(kind=RecordKind.FACT))

FACT_COVERAGE = table_of(FactCoverage, "fact_coverage", METADATA, key="source", wall=Wall(kind=RecordKind.FACT))

COUNTED: dict[str, tuple[str, ...]] = {}
"""Nothing here is counted again; what the `facts` role may write is granted in migration 0002."""
