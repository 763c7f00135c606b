"""Long-running processes: the web process, a worker process, and the demo that is both."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.chores import declare_chores
from app.delivery import Courier
from app.polling import poll
from app.settings import Settings
from app.web.serving import server
from app.wiring import House, open_house
from app.worker import run_worker
from storage.anchor import AnchorFile, keep_anchored


async def run_web(settings: Settings) -> None:
    """Serve until the process is told to stop."""
    async with open_house(settings) as house, anchored(house):
        await server(house, settings.host, settings.port).serve()


async def run_work(settings: Settings, *, concurrency: int) -> None:
    """Answer messages until the process is told to stop."""
    # The door goes first: what is not kept yet may be lost, what is kept can wait.
    os.nice(5)
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    async with open_house(settings) as house, anchored(house):
        await work_until(house, stop, concurrency=concurrency)


async def run_both(house: House, host: str, port: int) -> None:
    """Serve and work in one process, until it is told to stop: what a demo on one machine needs."""
    stop = asyncio.Event()
    async with anchored(house):
        worker = asyncio.create_task(work_until(house, stop, concurrency=4))
        try:
            await server(house, host, port).serve()
        finally:
            stop.set()
            await worker


async def work_until(house: House, stop: asyncio.Event, *, concurrency: int) -> None:
    """Answer messages, deliver the answers, and do what is due by the clock, until the event is set."""
    declare_chores(house)
    polled = [house.messengers[channel] for channel in house.settings.polled if channel in house.messengers]
    async with house.queue.running(), house.feed.running(), asyncio.TaskGroup() as group:
        group.create_task(Courier(house.cellar, house.now, house.messengers).run(stop))
        asking = [group.create_task(poll(house, messenger, stop)) for messenger in polled]
        await run_worker(house, stop, concurrency=concurrency)
        for task in asking:
            task.cancel()


@asynccontextmanager
async def anchored(house: House) -> AsyncIterator[None]:
    """Keep the head of the audit chain noted in the data folder while the block runs, and once more at its end."""
    task = asyncio.create_task(keep_anchored(house.audit.head, AnchorFile(house.settings.data / "audit.anchor")))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
