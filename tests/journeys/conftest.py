"""A small province and the real house over it, made once; tests ask it questions through the front door."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Protocol

import pytest
import pytest_asyncio

from app.asking import Asked, ask, play
from app.cellar import Cellar as AppCellar
from app.province import generate
from app.settings import Settings
from app.wiring import House, build
from domain.people import Channel
from storage.engine import connect, engine
from synthetic.plan import Plan
from tests.cellar import Cellar

DAY = date(2026, 11, 22)


class Asking(Protocol):
    """One question through the whole door."""

    async def __call__(self, persona: str, text: str, session: str | None = None, channel: Channel = ...) -> Asked:
        """The answered turn."""
        ...


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house(cellar: Cellar, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A house over 400 invented citizens."""
    databases, secrets = cellar.copy(migrated), cellar.secrets
    app = engine(databases.app, pool_size=4)
    audit = engine(databases.audit, pool_size=2)
    opened = AppCellar(databases=databases, secrets=secrets, app=app, audit=audit)
    await generate(Plan(citizens=400, reference_day=DAY), opened, lambda step, done: None)
    yield await build(Settings(data=tmp_path_factory.mktemp("house")), opened)
    await app.dispose()
    await audit.dispose()


@pytest.fixture(scope="session")
def asking(house: House) -> Asking:
    """Ask as a persona."""

    async def one(persona: str, text: str, session: str | None = None, channel: Channel = Channel.WEB) -> Asked:
        return await ask(house, await play(house, persona, channel), text, session=session)

    return one


@pytest.fixture(scope="session")
def sql(house: House) -> "Sql":
    """Look into the stores as owner, round everything."""
    return Sql(house)


class Sql:
    """Plain SQL as owner."""

    def __init__(self, house: House) -> None:
        self._url = house.cellar.databases.owner

    def one(self, query: str) -> object:
        """The first value of the first row."""
        with connect(self._url) as connection:
            row = connection.execute(query.encode()).fetchone()
        assert row is not None, query
        return row[0]

    def all(self, query: str) -> list[tuple[object, ...]]:
        """Every row."""
        with connect(self._url) as connection:
            return list(connection.execute(query.encode()).fetchall())
