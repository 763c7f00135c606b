"""A migrated database of our own for each test, with a way in for each role."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import date

import psycopg
import pytest
from sqlalchemy import URL

from domain.clock import FixedClock, morning_of
from storage.crypto import Cipher
from storage.engine import Databases, engine, libpq
from storage.units import Units


@dataclass(frozen=True)
class Home:
    """One database with our own tables; roles are named `owner`, `app`, `audit`, `facts`."""

    databases: Databases

    def at(self, role: str) -> URL:
        url: URL = getattr(self.databases, role)
        return url

    def dsn(self, role: str) -> str:
        return libpq(self.at(role))

    def units(self, role: str, pool: int = 2) -> Units:
        return Units(engine(self.at(role), pool_size=pool))

    def raw(self, role: str) -> psycopg.Connection:
        return psycopg.connect(self.dsn(role), autocommit=True)


@pytest.fixture
def home(house_db: Callable[..., Databases]) -> Home:
    return Home(house_db())


@pytest.fixture
async def app(home: Home) -> AsyncIterator[Units]:
    units = home.units("app", pool=4)
    yield units
    await units.engine.dispose()


@pytest.fixture
async def owner(home: Home) -> AsyncIterator[Units]:
    units = home.units("owner")
    yield units
    await units.engine.dispose()


@pytest.fixture
def cipher() -> Cipher:
    return Cipher({"k1": b"1" * 32}, current="k1")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(morning_of(date(2026, 11, 20)))
