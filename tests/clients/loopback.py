"""A server on a port of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn


@asynccontextmanager
async def running(server: uvicorn.Server) -> AsyncIterator[str]:
    """Its address, until the block ends."""
    serve = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - the server tells nobody that it has begun
        await asyncio.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await serve
