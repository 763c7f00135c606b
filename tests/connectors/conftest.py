"""Stores with rows in them, read as the house reads them: through the ports, under a signed scope."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy import NullPool, Table, create_engine, insert
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from connectors.guard.key import put_key
from connectors.signing import ScopeSigner
from connectors.units import Units, copy_in
from storage.engine import Databases, connect, libpq
from tests.cellar import Cellar
from tests.connectors.wall_contract import TABLES, rows_of

Loads = Iterable[tuple[Table, Sequence[tuple[Any, ...]]]]
Filled = Callable[[Loads], Databases]
Reading = Callable[[Databases], Units]

KEY = b"an invented key for tests only!!"


@pytest.fixture(scope="session")
def guarded(cellar: Cellar, migrated: str) -> str:
    """A template with every store empty and the guard key in its place."""

    def fill(databases: Databases) -> None:
        with connect(databases.owner) as connection:
            put_key(connection, KEY)

    return cellar.template("guarded", fill, base=migrated)


@pytest.fixture(scope="module")
def filled(cellar: Cellar, guarded: str) -> Iterator[Filled]:
    """Makes a database that holds these few rows; gone after the module."""
    made: list[Databases] = []

    def make(loads: Loads) -> Databases:
        made.append(cellar.copy(guarded))
        put_in(made[-1], loads)
        return made[-1]

    yield make
    for databases in made:
        cellar.drop(databases)


@pytest.fixture(scope="module")
def crowded(cellar: Cellar, guarded: str) -> Iterator[Filled]:
    """Makes a database that holds these many rows, loaded by COPY as a province is, and known to the planner."""
    made: list[Databases] = []

    def make(loads: Loads) -> Databases:
        made.append(cellar.copy(guarded))
        copy_in(libpq(made[-1].owner), loads)
        with connect(made[-1].owner) as connection:
            connection.execute("ANALYZE")
        return made[-1]

    yield make
    for databases in made:
        cellar.drop(databases)


@pytest.fixture(scope="module")
async def reading() -> AsyncIterator[Reading]:
    """Opens a database for reading as the app role, with the right key."""
    engines: list[AsyncEngine] = []

    def read(databases: Databases) -> Units:
        engines.append(create_async_engine(databases.app, pool_size=1, max_overflow=0))
        return Units(engines[-1], ScopeSigner(KEY))

    yield read
    for engine in engines:
        await engine.dispose()


@pytest.fixture(scope="module")
def walled(filled: Filled) -> Databases:
    """Every store with every combination of bonds in every table."""
    return filled([(table, rows_of(table)) for table in TABLES])


def put_in(databases: Databases, loads: Loads) -> None:
    """INSERT records as owner, all of them or none."""
    engine = create_engine(databases.owner, poolclass=NullPool)
    with engine.begin() as connection:
        for table, records in loads:
            columns = [column.name for column in table.columns]
            rows = [dict(zip(columns, record, strict=True)) for record in records]
            if rows:
                connection.execute(insert(table), rows)
