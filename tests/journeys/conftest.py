"""A small province and the real house over it, made once; tests ask it questions through the front door."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

import pytest
import pytest_asyncio

from app.asking import Asked, ask, play
from app.settings import Settings
from app.wiring import House
from domain.people import Channel
from storage.engine import connect
from tests.cellar import Cellar
from tests.province import data_folder, house_over


class Asking(Protocol):
    """One question through the whole door."""

    async def __call__(self, persona: str, text: str, session: str | None = None, channel: Channel = ...) -> Asked:
        """The answered turn."""
        ...


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house(
    cellar: Cellar, province: str, models: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[House]:
    """A house over 400 invented citizens."""
    settings = Settings(data=data_folder(tmp_path_factory.mktemp("house"), models))
    async with house_over(cellar.copy(province), cellar.secrets, settings) as opened:
        yield opened


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

    def do(self, statement: str) -> None:
        """Change something, round everything."""
        with connect(self._url) as connection:
            connection.execute(statement.encode())

    def all(self, query: str) -> list[tuple[object, ...]]:
        """Every row."""
        with connect(self._url) as connection:
            return list(connection.execute(query.encode()).fetchall())
