"""The facts port on PostgreSQL."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, Integer, Select, Table, Text, column, func, literal, select, type_coerce
from sqlalchemy import values as rows_of
from sqlalchemy.ext.asyncio import AsyncConnection

from connectors.indicators.metrics import Home, Metric, metric
from connectors.indicators.port import By
from connectors.indicators.tables import (
    COMMUNE_FACTS,
    COUNTED_COMMUNES,
    COUNTED_FACILITIES,
    FACILITY_FACTS,
    FACT_COVERAGE,
    FACT_RUNS,
)
from connectors.tables import inside
from connectors.units import Units
from domain.periods import Period, month
from domain.records.indicators import FactTotal
from domain.scope import Scope

_FACTS: dict[Home, Table] = {Home.FACILITY: FACILITY_FACTS, Home.COMMUNE: COMMUNE_FACTS}
_COUNTED: dict[Home, Table] = {Home.FACILITY: COUNTED_FACILITIES, Home.COMMUNE: COUNTED_COMMUNES}


class _Days(NamedTuple):
    """A stretch of days, both ends inside."""

    first: date
    last: date


class _Asked(NamedTuple):
    """What a caller wants to know."""

    scope: Scope
    metrics: tuple[str, ...]
    period: Period
    facility: str | None
    commune: str | None
    by: By

    def place(self, home: Home) -> str | None:
        """The one place that was asked for, where it is of this kind."""
        return self.facility if home is Home.FACILITY else self.commune

    def stretches(self) -> dict[str, _Days]:
        """The months of the period by their key, or the whole period under its one key."""
        whole = _Days(self.period.start, self.period.last)
        return dict(_months(whole)) if self.by == "month" else {"all": whole}


Sums = dict[tuple[str, str], Decimal]
"""What was added up, by metric and key."""


@dataclass(frozen=True, slots=True)
class SqlFacts:
    """Facts on PostgreSQL."""

    units: Units

    async def totals(self, scope: Scope, metrics: tuple[str, ...], period: Period, *, facility: str | None,
                     commune: str | None, by: By) -> list[FactTotal]:  # fmt: skip
        asked, found = _Asked(scope, metrics, period, facility, commune, by), []
        async with self.units.reading(scope) as connection:
            coverage = (await connection.execute(_covered(scope))).all()
            counted = {row.source: _Days(row.first_day, row.last_day) for row in coverage}
            counted_at = coverage[0].counted_at if coverage else None
            for home in _homes(asked):
                if names := [name for name in metrics if _lies_in(home, name, counted)]:
                    days = _keys(asked, await _places(connection, asked, home))
                    found += _totals(asked, names, days, counted, await _sums(connection, asked, home, names, counted))
        told = (total._replace(counted_at=counted_at) for total in found)
        return sorted(told, key=lambda total: (metrics.index(total.metric), total.key))


def _covered(scope: Scope) -> Select[Any]:
    """From when to when each source was counted, and when that was last done."""
    ran = select(func.max(FACT_RUNS.c.ran_at)).where(*inside(FACT_RUNS, scope)).scalar_subquery()
    return select(FACT_COVERAGE, ran.label("counted_at")).where(*inside(FACT_COVERAGE, scope))


def _homes(asked: _Asked) -> list[Home]:
    """The tables that can answer: a place of one kind leaves out what lies by the other."""
    by_facility = asked.facility is not None or asked.by in {"facility", "department"}
    by_commune = asked.commune is not None or asked.by == "commune"
    if by_facility and by_commune:
        return []
    return [home for home, left_out in ((Home.FACILITY, by_commune), (Home.COMMUNE, by_facility)) if not left_out]


def _lies_in(home: Home, name: str, counted: dict[str, _Days]) -> bool:
    known = metric(name)
    return known is not None and known.home is home and known.source in counted


async def _places(connection: AsyncConnection, asked: _Asked, home: Home) -> dict[str, _Days]:
    table, place = _COUNTED[home], asked.place(home)
    query = select(table).where(*inside(table, asked.scope))
    if place is not None:
        query = query.where(table.c[home.value] == place)
    return {place: _Days(first, last) for place, first, last in await connection.execute(query)}


def _keys(asked: _Asked, places: dict[str, _Days]) -> dict[str, _Days]:
    """The days that were counted under each key; departments are known by their facts alone, so they share one key."""
    if not places:
        return {}
    if asked.by in {"facility", "commune"}:
        there = places
    else:
        everywhere = _Days(min(days.first for days in places.values()), max(days.last for days in places.values()))
        there = dict.fromkeys(asked.stretches(), everywhere)
    stretches, whole = asked.stretches(), _Days(asked.period.start, asked.period.last)
    clipped = {key: _both(days, stretches.get(key, whole)) for key, days in there.items()}
    return {key: days for key, days in clipped.items() if days}


async def _sums(connection: AsyncConnection, asked: _Asked, home: Home, names: list[str],
                counted: dict[str, _Days]) -> Sums:  # fmt: skip
    """Flows in one query; stocks in one for each source, since each is known up to its own last day."""
    queries = []
    if flows := [name for name in names if not _known(name).stock]:
        queries.append(_flows(asked, home, flows))
    stocks = [name for name in names if _known(name).stock]
    for source in dict.fromkeys(map(_source, stocks)):
        known = {key: days for key, part in asked.stretches().items() if (days := _both(part, counted[source]))}
        if known:
            queries.append(_stocks(asked, home, [name for name in stocks if _source(name) == source], known))
    return {(name, key): value for query in queries for name, key, value in await connection.execute(query)}


def _flows(asked: _Asked, home: Home, names: list[str]) -> Select[Any]:
    table = _FACTS[home]
    key = func.to_char(table.c.day, "YYYY-MM") if asked.by == "month" else _key(table, asked.by)
    query = select(table.c.metric, key.label("key"), func.sum(table.c.value)).where(
        *_asked_of(table, asked, home, names), table.c.day >= asked.period.start, table.c.day < asked.period.end
    )
    return query.group_by(table.c.metric, "key")


def _stocks(asked: _Asked, home: Home, names: list[str], known: dict[str, _Days]) -> Select[Any]:
    """Person-days: a change that came on a day counts for each day from then to the end of the stretch."""
    table = _FACTS[home]
    part = rows_of(column("part", Text), column("first", Date), column("stop", Date), name="parts").data(
        [(key, days.first, days.last + timedelta(days=1)) for key, days in known.items()]
    )
    key = part.c.part if asked.by == "month" else _key(table, asked.by)
    days = type_coerce(part.c.stop - func.greatest(table.c.day, part.c.first), Integer)
    query = select(table.c.metric, key.label("key"), func.sum(table.c.value * days))
    query = query.select_from(table.join(part, table.c.day < part.c.stop)).where(*_asked_of(table, asked, home, names))
    return query.group_by(table.c.metric, "key")


def _key(table: Table, by: By) -> ColumnElement[str]:
    return literal("all") if by == "all" else table.c[by]


def _asked_of(table: Table, asked: _Asked, home: Home, names: list[str]) -> list[ColumnElement[bool]]:
    conditions, place = [*inside(table, asked.scope), table.c.metric.in_(names)], asked.place(home)
    return conditions if place is None else [*conditions, table.c[home.value] == place]


def _totals(asked: _Asked, names: list[str], days: dict[str, _Days], counted: dict[str, _Days],
            sums: Sums) -> list[FactTotal]:  # fmt: skip
    """A total for each key and metric that was counted there; where nothing was added up, it is 0."""
    if asked.by == "department":
        days = {key: days["all"] for _, key in sums if key and "all" in days}
    return [
        _total(asked, name, key, sums.get((name, key), Decimal(0)), at)
        for key, here in days.items()
        for name in names
        if (at := _both(here, counted[_source(name)]))
    ]


def _total(asked: _Asked, name: str, key: str, value: Decimal, at: _Days) -> FactTotal:
    facility = key if asked.by == "facility" else asked.facility
    commune = key if asked.by == "commune" else asked.commune
    return FactTotal(name, key, value, (at.last - at.first).days + 1, at.first, at.last, facility, commune)


def _known(name: str) -> Metric:
    known = metric(name)
    if known is None:
        raise KeyError(name)
    return known


def _source(name: str) -> str:
    return _known(name).source


def _both(left: _Days, right: _Days) -> _Days | None:
    common = _Days(max(left.first, right.first), min(left.last, right.last))
    return common if common.first <= common.last else None


def _months(days: _Days) -> Iterator[tuple[str, _Days]]:
    at = month(days.first.year, days.first.month)
    while at.start <= days.last:
        if common := _both(days, _Days(at.start, at.last)):
            yield f"{at.start:%Y-%m}", common
        at = month(at.end.year, at.end.month)
