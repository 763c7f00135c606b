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

from app.fact_counts import COUNTS, RATED, Count
from connectors.indicators.metrics import METRICS, Home, metrics_from
from domain.clock import Clock, midnight, today
from domain.errors import SourceUnavailable
from storage.engine import Databases, libpq

YEARS = 3
"""Facts reach back at most to the first of January this many years ago."""

_LOCK = 7_203  # any number, the same for everybody who counts

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
        _mark(facts, home, last)
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
    return _day(facts, SQL("SELECT max(last_day) FROM indicators.fact_runs"))


def _day(connection: Connection, question: SQL) -> date | None:
    row = connection.execute(question).fetchone()
    day: date | None = row[0] if row else None
    return day


def _stretches(stores: dict[str, Connection], last: date, counted: date | None) -> list[_Stretch]:
    begins = {c.name: _begins(stores[_store(c)], c, last) for c in COUNTS}
    rated = min((day for name in RATED if (day := begins[name])), default=None)
    found = []
    for source in COUNTS:
        day = begins[source.name] if source.begins else rated
        if day is not None and day <= last:
            day = max(day, date(last.year - YEARS, 1, 1))
            again = day if counted is None else min(counted, last) - timedelta(days=source.settles)
            found.append(_Stretch(source, day, max(day, again)))
    return found


def _begins(store: Connection, source: Count, last: date) -> date | None:
    return _day(store, _dated(source.begins, last, last)) if source.begins else None


def _forget(facts: Connection, stretch: _Stretch) -> None:
    """Delete the days to be counted again; what a stock stood at before them is taken off its first new day."""
    table, place = _table(stretch.source.home), _place(stretch.source.home)
    names = metrics_from(stretch.source.name)
    families = [name for name in names if name.endswith(":")]
    facts.execute(
        SQL(
            "DELETE FROM indicators.{} WHERE day >= %s AND (metric = ANY (%s)"
            " OR split_part(metric, ':', 1) || ':' = ANY (%s))"
        ).format(table),
        (stretch.first, list(names), families),
    )
    facts.execute(
        SQL(
            "INSERT INTO indicators.{} SELECT metric, {place}, %s, -sum(value) FROM indicators.{}"
            " WHERE metric = ANY (%s) GROUP BY metric, {place}"
        ).format(_incoming(stretch.source.home), table, place=place),
        (stretch.first, [name for name in names if METRICS[name].stock]),
    )


def _bring(store: Connection, facts: Connection, stretch: _Stretch, last: date) -> None:
    into = SQL("COPY indicators.{} FROM STDIN").format(_incoming(stretch.source.home))
    for question in stretch.source.questions:
        asked = SQL("COPY ({}) TO STDOUT").format(_dated(question, stretch.first, last))
        with store.cursor().copy(asked) as counts, facts.cursor().copy(into) as rows:
            for block in counts:
                rows.write(block)


def _dated(question: str, first: date, last: date) -> SQL:
    """The question with its days written into it, since COPY takes no parameters from a client."""
    days = {"first": first, "last": last, "since": midnight(first), "until": midnight(last + timedelta(days=1))}
    for name, value in days.items():
        question = question.replace(f"%({name})s", Literal(value).as_string())
    return SQL(question)


def _put(facts: Connection, home: Home) -> int:
    moved = facts.execute(
        SQL(
            "INSERT INTO indicators.{} SELECT metric, {place}, day, sum(value) FROM indicators.{}"
            # A figure reads one metric's days: lying side by side they are a few pages, and not one page a row.
            " GROUP BY metric, {place}, day HAVING sum(value) <> 0 ORDER BY metric, day"
        ).format(_table(home), _incoming(home), place=_place(home))
    )
    facts.execute(SQL("TRUNCATE indicators.{}").format(_incoming(home)))
    return moved.rowcount


def _mark(facts: Connection, home: Home, last: date) -> None:
    facts.execute(
        SQL(
            "INSERT INTO indicators.{counted} AS known SELECT {place}, min(day), %s FROM indicators.{facts}"
            " GROUP BY {place} ON CONFLICT ({place}) DO UPDATE SET last_day = excluded.last_day,"
            " first_day = least(known.first_day, excluded.first_day)"
        ).format(counted=_counted(home), place=Identifier(home.value), facts=_table(home)),
        (last,),
    )


def _remember(facts: Connection, stretches: list[_Stretch], last: date) -> None:
    for stretch in stretches:
        facts.execute(
            "INSERT INTO indicators.fact_coverage VALUES (%s, %s, %s) ON CONFLICT (source) DO UPDATE"
            " SET first_day = least(fact_coverage.first_day, excluded.first_day), last_day = excluded.last_day",
            (stretch.source.name, stretch.begins, last),
        )


def _analyze(facts: Connection) -> None:
    """Tell the planner what is there now; a server before 17 lets only the owner: it warns, and goes on."""
    for home in Home:
        facts.execute(SQL("ANALYZE indicators.{}").format(_table(home)))


def _table(home: Home) -> Identifier:
    return Identifier(f"{home.value}_facts")


def _place(home: Home) -> Composed:
    """The columns that say where."""
    columns = ("facility", "department") if home is Home.FACILITY else ("commune",)
    return SQL(", ").join(map(Identifier, columns))


def _counted(home: Home) -> Identifier:
    return Identifier("counted_facilities" if home is Home.FACILITY else "counted_communes")


def _incoming(home: Home) -> Identifier:
    return Identifier(f"incoming_{home.value}_facts")
