"""The wall around every store, tried from both sides: the WHERE of the adapters alone, row-level security alone."""

from time import time
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from psycopg.sql import SQL, Identifier
from sqlalchemy import NullPool, Table, create_engine, select

from connectors.signing import ScopeSigner
from connectors.tables import reader, wall_of, within
from connectors.units import Units
from domain.scope import Scope
from storage.engine import Databases, connect
from tests.connectors.conftest import KEY, Reading
from tests.connectors.wall_contract import (
    PERSONAL,
    STORES,
    TABLES,
    VIEWS,
    WITHOUT_WALL,
    belongs,
    everything,
    is_inside,
    rows_of,
    scopes,
)  # fmt: skip

each_shown = pytest.mark.parametrize("table", TABLES + VIEWS, ids=str)
each_table = pytest.mark.parametrize("table", TABLES, ids=str)


@pytest.fixture(scope="module")
def units(reading: Reading, walled: Databases) -> Units:
    return reading(walled)


async def records(units: Units, table: Table) -> list[Any]:
    """What there is to be seen: every row, read with every right."""
    read = reader(table.info["record"])
    return [read(row) for row in await units.rows(everything(wall_of(table).kind), select(table))]


@each_table
async def test_with_every_right_every_row_is_there(units: Units, table: Table) -> None:
    assert sorted(await records(units, table), key=repr) == sorted(rows_of(table), key=repr)


@each_shown
async def test_the_database_shows_what_the_scope_holds_and_nothing_else(units: Units, table: Table) -> None:
    there, read, shown = await records(units, table), reader(table.info["record"]), 0
    assert there
    for scope in scopes(wall_of(table).kind):
        seen = [read(row) for row in await units.rows(scope, select(table))]
        assert sorted(seen, key=repr) == sorted((r for r in there if is_inside(scope, belongs(table, r))), key=repr)
        shown += bool(seen)
    assert shown


@each_shown
async def test_the_query_asks_for_what_the_scope_holds_and_nothing_else(units: Units, table: Table) -> None:
    kind, there, read = wall_of(table).kind, await records(units, table), reader(table.info["record"])
    for scope in scopes(kind):
        seen = [read(row) for row in await units.rows(everything(kind), within(table, scope))]
        assert sorted(seen, key=repr) == sorted((r for r in there if is_inside(scope, belongs(table, r))), key=repr)


@each_shown
async def test_nothing_is_left_open_behind_a_read(units: Units, table: Table) -> None:
    assert await units.rows(everything(wall_of(table).kind), select(table))
    async with units.engine.connect() as connection:
        assert (await connection.execute(select(table))).all() == []


def seen_with(databases: Databases, table: Table, said: tuple[str, str] | None) -> int:
    """How many rows the app role counts by raw SQL with this scope and signature."""
    with connect(databases.app) as connection:
        if said:
            settings = "SELECT set_config('hoiyte.scope', %s, true), set_config('hoiyte.mac', %s, true)"
            connection.execute(settings, said)
        where = {"schema": Identifier(table.schema or ""), "table": Identifier(table.name)}
        row = connection.execute(SQL("SELECT count(*) FROM {schema}.{table}").format(**where)).fetchone()
    return int(row[0]) if row else 0


def widest(table: Table) -> Scope:
    return everything(wall_of(table).kind)


@each_shown
def test_without_a_signed_scope_there_is_nothing(walled: Databases, table: Table) -> None:
    text_, mac = ScopeSigner(KEY).sign(widest(table))
    assert seen_with(walled, table, (text_, mac)) > 0
    assert seen_with(walled, table, None) == 0
    assert seen_with(walled, table, (text_, "")) == 0
    assert seen_with(walled, table, ("", mac)) == 0


@each_shown
def test_a_forged_scope_shows_nothing(walled: Databases, table: Table) -> None:
    forged = ScopeSigner(b"a key that somebody made up.....").sign(widest(table))
    narrow_text, narrow_mac = ScopeSigner(KEY).sign(Scope(purpose=widest(table).purpose))
    assert seen_with(walled, table, forged) == 0
    assert seen_with(walled, table, (forged[0], narrow_mac)) == 0
    assert seen_with(walled, table, (narrow_text, narrow_mac)) == 0


@each_shown
@pytest.mark.parametrize("shift", [-61, 61])
def test_a_scope_of_another_minute_shows_nothing(walled: Databases, table: Table, shift: int) -> None:
    assert seen_with(walled, table, ScopeSigner(KEY, lambda: time() + shift).sign(widest(table))) == 0


@each_table
def test_the_facts_role_counts_every_row_by_the_columns_it_was_given_and_by_no_other(
    walled: Databases, table: Table
) -> None:
    rows = len(rows_of(table))
    given = set(STORES[table.schema or ""].COUNTED.get(table.name, ()))
    where = {"table": Identifier(table.schema or "", table.name)}
    with connect(walled.facts) as connection:
        connection.autocommit = True
        for column in table.columns:
            use = SQL("SELECT count(*) FROM {table} WHERE {column} IS NULL OR true")
            count = use.format(column=Identifier(column.name), **where)
            if column.name in given:
                assert connection.execute(count).fetchone() == (rows,)
            elif wall_of(table).person:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(count)


@pytest.mark.parametrize("store", STORES)
def test_no_column_that_names_a_person_is_counted_or_stands_outside_a_wall(store: str) -> None:
    counted = STORES[store].COUNTED
    assert not {c for columns in counted.values() for c in columns} & PERSONAL
    assert set(counted) <= {table.name for table in STORES[store].METADATA.tables.values()}
    assert not [t for t in WITHOUT_WALL if t.schema == store and PERSONAL & set(t.columns.keys())]


@each_shown
def test_the_app_role_may_read_and_not_write(walled: Databases, table: Table) -> None:
    with connect(walled.app) as connection:
        for verb, allowed in (("SELECT", True), ("TRUNCATE", False), ("REFERENCES", False), ("TRIGGER", False)):
            row = connection.execute("SELECT has_table_privilege(%s, %s)", (str(table), verb)).fetchone()
            assert row == (allowed,)


def test_the_app_role_cannot_read_the_key(walled: Databases) -> None:
    with connect(walled.app) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("SELECT * FROM guard.keys")


@pytest.mark.parametrize("store", STORES)
def test_the_migrations_make_the_tables_that_the_code_means(databases: Databases, store: str) -> None:
    metadata = STORES[store].METADATA

    def ours(item: object, name: str | None, sort: str, reflected: bool, found: object) -> bool:
        # What the database generates by itself is no field of a record.
        return not (sort == "column" and reflected and getattr(item, "computed", None) is not None)

    def in_store(name: str | None, sort: str, parents: dict[str, str | None]) -> bool:
        if sort == "table" and f"{parents['schema_name']}.{name}" not in metadata.tables:
            return readable(databases, f"{parents['schema_name']}.{name}")
        return sort != "schema" or name == metadata.schema

    options = {"include_schemas": True, "include_name": in_store, "include_object": ours}
    engine = create_engine(databases.owner, poolclass=NullPool)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def readable(databases: Databases, table: str) -> bool:
    """Whether the app role reads it; what it does not is the facts job's own work-bench and holds no record."""
    with connect(databases.app) as connection:
        return connection.execute("SELECT has_table_privilege(%s, 'SELECT')", (table,)).fetchone() == (True,)


@pytest.mark.parametrize("store", STORES)
def test_the_frozen_wall_is_the_one_that_the_code_declares(databases: Databases, store: str) -> None:
    tables = [t for t in TABLES if t.schema == store]
    query = (
        "SELECT c.relrowsecurity, count(p.*) FILTER (WHERE 'hoiyte_app' = ANY (p.roles)) FROM pg_class c"
        " LEFT JOIN pg_policies p ON p.schemaname = %s AND p.tablename = c.relname"
        " WHERE c.oid = %s::regclass GROUP BY c.relrowsecurity"
    )
    with connect(databases.owner) as connection:
        for table in tables:
            assert connection.execute(query, (store, str(table))).fetchone() == (True, 1)
        for view in (v for v in VIEWS if v.schema == store):
            barrier = "SELECT reloptions FROM pg_class WHERE oid = %s::regclass"
            assert connection.execute(barrier, (str(view),)).fetchone() == (["security_barrier=true"],)
