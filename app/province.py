"""A synthetic province, from plan to filled stores: generated, copied, counted, and given people to play."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict

from psycopg import sql
from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from app.cellar import Cellar
from app.facts import refresh_facts
from app.loading import copy_batch, empty_stores, index_definitions, store_tables
from app.personas import personas_of
from connectors.ehr.tables import CITIZENS
from domain.clock import FixedClock, SystemClock, morning_of
from domain.errors import Misconfigured
from storage.accounts import fill_personas, fill_staff
from storage.directory import fill_directory
from storage.engine import connect, engine
from storage.marks import StoreKind, StoreMark, read_mark, renew_mark
from storage.units import Units
from synthetic.plan import Plan
from synthetic.province import batches, cast, directory, staff

Progress = Callable[[str, float], None]
"""Told what is being done and how much of it is done, 0 to 1."""

_CITIZENS_A_CHUNK = 500


async def generate(plan: Plan, cellar: Cellar, progress: Progress) -> int:
    """Fill a store that is new or synthetic; how many rows went in.

    Raises:
        Misconfigured: the store holds real people, or was never marked and is not empty.
    """
    await _mark(plan, cellar)
    rows = _fill(plan, cellar, progress)
    await _name(plan, cellar)
    progress("Tính số liệu tổng hợp", 0.0)
    await refresh_facts(cellar.databases, FixedClock(morning_of(plan.reference_day)))
    progress("Tính số liệu tổng hợp", 1.0)
    return rows


async def current_plan(cellar: Cellar) -> Plan | None:
    """The plan this store was filled by, or None when it was never filled."""
    async with cellar.own.work() as connection:
        mark = await read_mark(connection)
    if mark is None or not mark.plan:
        return None
    return Plan(**{**mark.plan, "reference_day": mark.reference_day})


async def _mark(plan: Plan, cellar: Cellar) -> None:
    said = {k: v for k, v in asdict(plan).items() if k != "reference_day"}
    async with _as_owner(cellar) as connection:
        known = await read_mark(connection)
        if known is not None and known.kind is not StoreKind.SYNTHETIC:
            raise Misconfigured("this store is marked real; invented people are never put beside real ones")
        if known is None and _holds_rows(cellar):
            raise Misconfigured("this store was never marked and is not empty; the generator leaves it alone")
        await renew_mark(connection, StoreMark(StoreKind.SYNTHETIC, plan.reference_day, said), SystemClock())


async def _name(plan: Plan, cellar: Cellar) -> None:
    places, people, parts = directory(plan), staff(plan), cast(plan)
    async with _as_owner(cellar) as connection:
        await fill_directory(connection, places)
        await fill_staff(connection, people)
        rows = await connection.execute(select(CITIZENS.c.person_id, CITIZENS.c.full_name, CITIZENS.c.commune).where(
            CITIZENS.c.person_id.in_([parts.citizen, parts.spouse, parts.patient_diabetic])))  # fmt: skip
        named = {person: (name, commune) for person, name, commune in rows}
        await fill_personas(connection, personas_of(parts, people, places, named))


@asynccontextmanager
async def _as_owner(cellar: Cellar) -> AsyncIterator[AsyncConnection]:
    owner = engine(cellar.databases.owner, pool_size=1)
    try:
        async with Units(owner).work() as connection:
            yield connection
    finally:
        await owner.dispose()


def _holds_rows(cellar: Cellar) -> bool:
    tables = store_tables().values()
    with connect(cellar.databases.owner) as connection:
        return any(connection.execute(_any_row(t)).fetchone() for t in tables)


def _any_row(table: Table) -> sql.Composed:
    return sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(table.schema or "", table.name))


def _fill(plan: Plan, cellar: Cellar, progress: Progress) -> int:
    tables, rows, expected = store_tables(), 0, max(1, plan.citizens // _CITIZENS_A_CHUNK)
    with connect(cellar.databases.owner) as connection, connection.transaction():
        empty_stores(connection, tables.values())
        indexes = list(index_definitions(connection, tables.values()))
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}".encode())
        for number, batch in enumerate(batches(plan)):
            rows += copy_batch(connection, batch.rows, tables)
            progress("Dựng tỉnh mẫu", min(0.95, number / expected))
        for _, statement in indexes:
            connection.execute(statement.encode())
    with connect(cellar.databases.owner) as connection:
        connection.execute("ANALYZE")
    progress("Dựng tỉnh mẫu", 1.0)
    return rows
