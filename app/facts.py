"""The facts job: counts the stores by day and place, as the `facts` role, which can read no person.

Each store may lie in a database of its own: rows are counted where they lie and only counts travel.
"""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from typing import NamedTuple

import psycopg
from psycopg.rows import TupleRow
from psycopg.sql import SQL, Composed, Identifier, Literal
from sqlalchemy import URL

from app.fact_counts import COUNTS, Count
from connectors.indicators.metrics import MARKERS, Home, metrics_from
from domain.clock import Clock, midnight, today
from domain.errors import SourceUnavailable
from storage.engine import Databases, libpq

YEARS = 3
"""Facts reach back at most to the first of January this many years ago."""

_LOCK = 7_203  # any number, the same for everybody who counts
_PLACES = {Home.FACILITY: "facility", Home.COMMUNE: "commune"}

Connection = psycopg.Connection[TupleRow]


class Counted(NamedTuple):
    """What one run did: the first day it counted again, the last, and how many facts it wrote."""

    first_day: date
    last_day: date
    rows: int


class _Stretch(NamedTuple):
    """One source's days to be counted again, and the day it begins."""

    source: Count
    begins: date
    first: date


async def refresh_facts(databases: Databases, clock: Clock, *, full: bool = False,
                        elsewhere: Mapping[str, URL] | None = None) -> Counted | None:  # fmt: skip
    """Bring the facts up to now, in one transaction; what was done, or None when the stores hold nothing to count.

    Counts again the days that may still have changed since the last run, or with `full` all of them. Doing it twice
    changes nothing. `elsewhere` says which stores ("emr", …) lie in another database, as the facts role reaches it.

    Raises:
        SourceUnavailable: one of the databases did not answer.
    """
    try:
        return await asyncio.to_thread(_refresh, databases, clock, full, elsewhere or {})
    except psycopg.Error as error:
        raise SourceUnavailable(type(error).__name__) from error


def _refresh(databases: Databases, clock: Clock, full: bool, elsewhere: Mapping[str, URL]) -> Counted | None:  # noqa: FBT001 - handed through
    with ExitStack() as stack:
        stores = _open_stores(stack, databases, elsewhere)
        facts = stack.enter_context(psycopg.connect(libpq(databases.facts), application_name="hoiyte-facts"))
        facts.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        stretches = _stretches(stores, today(clock), None if full else _last_counted(facts))
        counted = _count(stores, facts, stretches, clock) if stretches else None
    if counted:
        with _opened(libpq(databases.facts)) as facts:
            _analyze(facts)
    return counted


def _count(stores: dict[str, Connection], facts: Connection, stretches: list[_Stretch], clock: Clock) -> Counted:
    first, last = min(stretch.first for stretch in stretches), today(clock)
    for stretch in stretches:
        _forget(facts, stretch)
        _bring(stores[_store(stretch.source)], facts, stretch, last)
    rows = sum(_put(facts, home) for home in Home)
    for home in Home:
        _mark(facts, home, first, last)
    _remember(facts, stretches, last)
    facts.execute(
        "INSERT INTO indicators.fact_runs VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
        (clock.now(), first, last, rows),
    )
    return Counted(first, last, rows)


def _store(count: Count) -> str:
    return count.name.partition(".")[0]


@contextmanager
def _opened(place: str) -> Iterator[Connection]:
    with psycopg.connect(place, application_name="hoiyte-facts", autocommit=True) as connection:
        yield connection


def _open_stores(stack: ExitStack, databases: Databases, elsewhere: Mapping[str, URL]) -> dict[str, Connection]:
    places = {store: libpq(elsewhere.get(store, databases.facts)) for store in map(_store, COUNTS)}
    opened = {place: stack.enter_context(_opened(place)) for place in dict.fromkeys(places.values())}
    return {store: opened[place] for store, place in places.items()}


def _last_counted(facts: Connection) -> date | None:
    return _day(facts, "SELECT max(last_day) FROM indicators.fact_runs")


def _day(connection: Connection, question: str) -> date | None:
    row = connection.execute(question).fetchone()
    day: date | None = row[0] if row else None
    return day


def _stretches(stores: dict[str, Connection], last: date, counted: date | None) -> list[_Stretch]:
    begins = {c.name: _day(stores[_store(c)], c.begins) for c in COUNTS if c.begins}
    known = [day for day in begins.values() if day is not None and day <= last]
    if not known:
        return []
    earliest = max(min(known), date(last.year - YEARS, 1, 1))
    found = []
    for count in COUNTS:
        day = begins[count.name] if count.begins else earliest
        if day is not None and day <= last:
            day = max(day, earliest)
            again = day if counted is None else min(counted, last) - timedelta(days=count.settles)
            found.append(_Stretch(count, day, max(day, again)))
    return found


def _forget(facts: Connection, stretch: _Stretch) -> None:
    names = metrics_from(stretch.source.name)
    facts.execute(
        SQL(
            "DELETE FROM indicators.{} WHERE day >= %s AND (metric = ANY (%s)"
            " OR split_part(metric, ':', 1) || ':' = ANY (%s))"
        ).format(_table(stretch.source.home)),
        (stretch.first, list(names), [name for name in names if name.endswith(":")]),
    )


def _bring(store: Connection, facts: Connection, stretch: _Stretch, last: date) -> None:
    into = SQL("COPY indicators.{} FROM STDIN").format(_incoming(stretch.source.home))
    for question in stretch.source.questions:
        with store.cursor().copy(_asked(question, stretch.first, last)) as counts, facts.cursor().copy(into) as rows:
            for block in counts:
                rows.write(block)


def _asked(question: SQL | Composed, first: date, last: date) -> Composed:
    """The question as one COPY, its days written into it, since COPY takes no parameters from a server's side."""
    days = {"first": first, "last": last, "since": midnight(first), "until": midnight(last + timedelta(days=1))}
    text = question.as_string()
    for name, value in days.items():
        text = text.replace(f"%({name})s", Literal(value).as_string())
    return SQL("COPY ({}) TO STDOUT").format(SQL(text))


def _put(facts: Connection, home: Home) -> int:
    incoming, table = _incoming(home), _table(home)
    moved = facts.execute(SQL("INSERT INTO indicators.{} SELECT * FROM indicators.{}").format(table, incoming))
    facts.execute(SQL("TRUNCATE indicators.{}").format(incoming))
    return moved.rowcount


def _mark(facts: Connection, home: Home, first: date, last: date) -> None:
    """One row for each place and day that was counted, from the place's first fact on."""
    columns = "day::date, 1" if home is Home.COMMUNE else "'', day::date, 1"
    facts.execute(
        SQL(
            "INSERT INTO indicators.{table} SELECT {marker}, place, {columns} FROM"
            " (SELECT {place} AS place, min(day) AS first FROM indicators.{table} GROUP BY 1) AS places"
            " CROSS JOIN LATERAL generate_series(greatest(first, {first}), {last}, interval '1 day') AS day"
            " ON CONFLICT DO NOTHING"
        ).format(
            table=_table(home), marker=Literal(MARKERS[home]), place=Identifier(home.value), first=Literal(first),
            last=Literal(last), columns=SQL(columns),
        )
    )  # fmt: skip


def _remember(facts: Connection, stretches: list[_Stretch], last: date) -> None:
    for stretch in stretches:
        facts.execute(
            "INSERT INTO indicators.fact_coverage VALUES (%s, %s, %s) ON CONFLICT (source) DO UPDATE"
            " SET first_day = least(fact_coverage.first_day, excluded.first_day), last_day = excluded.last_day",
            (stretch.source.name, stretch.begins, last),
        )


def _analyze(facts: Connection) -> None:
    """Tell the planner what is there now, where this server lets the role (PostgreSQL 17 and later)."""
    for home in Home:
        facts.execute(SQL("ANALYZE indicators.{}").format(_table(home)))


def _table(home: Home) -> Identifier:
    return Identifier(f"{home.value}_facts")


def _incoming(home: Home) -> Identifier:
    return Identifier(f"incoming_{home.value}_facts")
