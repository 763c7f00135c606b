"""A house behind its real door: a server on loopback and a worker beside it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.web.needs import House
from app.web.serving import server
from app.worker import run_worker


@asynccontextmanager
async def listening(house: House) -> AsyncIterator[str]:
    """The address its door listens at until the block ends; nobody works behind it."""
    serving = server(house, "127.0.0.1", 0)
    serve = asyncio.create_task(serving.serve())
    while not serving.started:  # noqa: ASYNC110 - the server tells nobody that it has begun
        await asyncio.sleep(0.02)
    port = serving.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    serving.should_exit = True
    await serve


@asynccontextmanager
async def served(house: House) -> AsyncIterator[str]:
    """The address it is served and worked at until the block ends."""
    stop = asyncio.Event()
    async with house.queue.running(), listening(house) as url:
        work = asyncio.create_task(run_worker(house, stop))
        yield url
        stop.set()
        await work
