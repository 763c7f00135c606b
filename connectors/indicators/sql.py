"""The facts port on PostgreSQL."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Table, func, literal, select

from connectors.indicators.metrics import MARKERS, Home, metric
from connectors.indicators.port import By
from connectors.indicators.tables import COMMUNE_FACTS, FACILITY_FACTS, FACT_COVERAGE, FACT_RUNS
from connectors.tables import inside
from connectors.units import Units
from domain.periods import Period
from domain.records.indicators import FactTotal
from domain.scope import Scope

_TABLES: dict[Home, Table] = {Home.FACILITY: FACILITY_FACTS, Home.COMMUNE: COMMUNE_FACTS}


class _Asked(NamedTuple):
    """What a caller wants to know, for the helpers below."""

    metrics: tuple[str, ...]
    period: Period
    facility: str | None
    commune: str | None
    by: By


class _Sum(NamedTuple):
    """One line that the database adds up."""

    metric: str
    key: str
    value: Decimal
    first: date
    last: date


class _Days(NamedTuple):
    """A stretch of days, both ends inside."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SqlFacts:
    """Facts on PostgreSQL."""

    units: Units

    async def totals(self, scope: Scope, metrics: tuple[str, ...], period: Period, *, facility: str | None,
                     commune: str | None, by: By) -> list[FactTotal]:  # fmt: skip
        asked, found = _Asked(metrics, period, facility, commune, by), []
        async with self.units.reading(scope) as connection:
            coverage = await connection.execute(select(FACT_COVERAGE).where(*inside(FACT_COVERAGE, scope)))
            counted = {row.source: _Days(row.first_day, row.last_day) for row in coverage}
            for home in _homes(asked):
                if names := _lying_in(home, metrics):
                    sums = await connection.execute(_sums(scope, home, names, asked))
                    found += _totals(home, names, [_Sum(*row) for row in sums], counted, asked)
        return sorted(found, key=lambda total: (metrics.index(total.metric), total.key))

    async def as_of(self, scope: Scope) -> datetime | None:
        rows = await self.units.rows(scope, select(func.max(FACT_RUNS.c.ran_at)).where(*inside(FACT_RUNS, scope)))
        at: datetime | None = rows[0][0]
        return at


def _homes(asked: _Asked) -> list[Home]:
    """The tables that can answer: a place of one kind leaves out what lies by the other."""
    by_facility = asked.facility is not None or asked.by in {"facility", "department"}
    by_commune = asked.commune is not None or asked.by == "commune"
    if by_facility and by_commune:
        return []
    return [home for home, left_out in ((Home.FACILITY, by_commune), (Home.COMMUNE, by_facility)) if not left_out]


def _lying_in(home: Home, metrics: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in metrics if (known := metric(name)) and known.home is home)


def _key(table: Table, by: By) -> ColumnElement[str]:
    match by:
        case "all":
            return literal("all")
        case "month":
            return func.to_char(table.c.day, "YYYY-MM")
        case "facility" | "department" | "commune":
            column: ColumnElement[str] = table.c[by]
            return column


def _sums(scope: Scope, home: Home, names: tuple[str, ...], asked: _Asked) -> Select[Any]:
    table = _TABLES[home]
    c, place = table.c, asked.facility if home is Home.FACILITY else asked.commune
    key = _key(table, asked.by).label("key")
    query = select(c.metric, key, func.sum(c.value), func.min(c.day), func.max(c.day)).where(
        *inside(table, scope), c.metric.in_([*names, MARKERS[home]]), c.day >= asked.period.start,
        c.day < asked.period.end,
    )  # fmt: skip
    if place is not None:
        query = query.where(c[home.value] == place)
    return query.group_by(c.metric, key)


def _totals(home: Home, names: tuple[str, ...], sums: list[_Sum], counted: dict[str, _Days],
            asked: _Asked) -> list[FactTotal]:  # fmt: skip
    days = {line.key: _Days(line.first, line.last) for line in sums if line.metric == MARKERS[home]}
    values = {(line.metric, line.key): line.value for line in sums if line.metric != MARKERS[home]}
    if asked.by == "department":
        # A facility is counted as a whole: its days are those of each department that has anything at all.
        days = {key: days[""] for _, key in values if key and "" in days}
    return [
        _total(name, key, values.get((name, key), Decimal(0)), at, asked)
        for key, here in days.items()
        for name in names
        if (at := _both(here, counted.get(_source(name))))
    ]


def _source(name: str) -> str:
    known = metric(name)
    return known.source if known else ""


def _both(left: _Days, right: _Days | None) -> _Days | None:
    if right is None:
        return None
    common = _Days(max(left.first, right.first), min(left.last, right.last))
    return common if common.first <= common.last else None


def _total(name: str, key: str, value: Decimal, at: _Days, asked: _Asked) -> FactTotal:
    facility = key if asked.by == "facility" else asked.facility
    commune = key if asked.by == "commune" else asked.commune
    return FactTotal(name, key, value, (at.last - at.first).days + 1, at.first, at.last, facility, commune)
