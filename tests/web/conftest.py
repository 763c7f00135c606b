"""A scripted house behind its real door, and browsers to knock with."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
from playwright.async_api import Browser

from tests.cellar import Cellar
from tests.web.screen import chromium
from tests.web.script import ScriptedHouse, scripted_house
from tests.web.served import served
from tests.web.visitor import Visitor


@dataclass
class Door:
    """A house that is served and worked."""

    house: ScriptedHouse
    url: str


@pytest.fixture(scope="session")
async def door(cellar: Cellar, migrated: str) -> AsyncIterator[Door]:
    async with scripted_house(cellar.copy(migrated), cellar.secrets) as house, served(house) as url:
        yield Door(house, url)
        house.turn.gate.set()


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The system's Chromium."""
    async with chromium() as found:
        yield found


Visit = Callable[..., Awaitable[Visitor]]


@pytest.fixture
async def visit(door: Door) -> AsyncIterator[Visit]:
    """`await visit()` is a guest, `await visit("doctor")` plays somebody."""
    async with AsyncExitStack() as stack:

        async def come(persona: str | None = None) -> Visitor:
            visitor = await stack.enter_async_context(Visitor.at(door.url))
            await visitor.me()
            if persona:
                await visitor.play(persona)
            return visitor

        yield come
