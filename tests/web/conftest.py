"""A scripted house behind its real door: a server on loopback, a worker beside it, and browsers to knock with."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest

from app.web.serving import server
from app.worker import run_worker
from tests.cellar import Cellar
from tests.web.script import ScriptedHouse, scripted_house
from tests.web.visitor import Visitor


@dataclass
class Door:
    """A house that is served and worked."""

    house: ScriptedHouse
    url: str


@pytest.fixture(scope="session")
async def door(cellar: Cellar, migrated: str) -> AsyncIterator[Door]:
    async with scripted_house(cellar.copy(migrated), cellar.secrets) as house, house.queue.running():
        stop, serving = asyncio.Event(), server(house, "127.0.0.1", 0)
        served, working = asyncio.create_task(serving.serve()), asyncio.create_task(run_worker(house, stop))
        while not serving.started:  # noqa: ASYNC110 - the server tells nobody that it has begun
            await asyncio.sleep(0.02)
        port = serving.servers[0].sockets[0].getsockname()[1]
        yield Door(house, f"http://127.0.0.1:{port}")
        house.turn.gate.set()
        stop.set()
        serving.should_exit = True
        await asyncio.gather(served, working)


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
