"""A house behind its real door: a server on loopback and a worker beside it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.web.needs import House
from app.web.serving import server
from app.worker import run_worker


@asynccontextmanager
async def served(house: House) -> AsyncIterator[str]:
    """The address it is served at until the block ends."""
    async with house.queue.running():
        stop, serving = asyncio.Event(), server(house, "127.0.0.1", 0)
        serve, work = asyncio.create_task(serving.serve()), asyncio.create_task(run_worker(house, stop))
        while not serving.started:  # noqa: ASYNC110 - the server tells nobody that it has begun
            await asyncio.sleep(0.02)
        port = serving.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
        stop.set()
        serving.should_exit = True
        await asyncio.gather(serve, work)
