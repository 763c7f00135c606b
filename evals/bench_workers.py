"""How many messages a second are answered by one worker process, and by two."""

import asyncio
import uuid
from contextlib import AsyncExitStack
from time import perf_counter

from sqlalchemy import text

from app.chats import take_in_chat
from app.settings import Settings
from app.wiring import House, open_house
from channels.zalo_bot.settings import ZaloBotSettings
from domain.messages import Inbound
from domain.people import Channel
from evals.processes import free_port, hoiyte, process
from evals.report import Report

CHATS = 300
"""One message each: several that wait in one chat would be answered once."""
_NEW = "SELECT count(*) FROM house.inbox WHERE state = 'new'"
_HERE = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '4 seconds'"
_WORDS = (
    "thẻ bảo hiểm đi khám cần mang giấy tờ gì",
    "dấu hiệu sốt xuất huyết nặng",
    "lịch tiêm chủng trẻ em",
    "xin chào",
)


async def bench_workers(settings: Settings) -> Report:
    """The same backlog of 300 chats, answered by one process and then by two."""
    began = perf_counter()
    env = {"HOIYTE_ZALO_BOT__TOKEN": "1:bench", "HOIYTE_ZALO_BOT__WEBHOOK_SECRET": "bench-secret",
           "HOIYTE_ZALO_BOT__API_BASE": f"http://127.0.0.1:{free_port()}"}  # fmt: skip
    bot = ZaloBotSettings.model_validate({"token": "1:bench", "webhook_secret": "bench-secret"})
    async with open_house(settings.model_copy(update={"zalo_bot": bot})) as house:
        one, two = await _rate(house, env, 1, "a"), await _rate(house, env, 2, "b")
    return Report(
        name="workers", n=2 * CHATS, seconds=round(perf_counter() - began, 1),
        aims={"one_a_second": "> 0", "second_to_first": "> 1"},
        figures={"one_a_second": round(one, 1), "two_a_second": round(two, 1), "second_to_first": round(two / one, 2)},
    )  # fmt: skip


async def _rate(house: House, env: dict[str, str], workers: int, name: str) -> float:
    """Messages a second, once all processes work, to the last that is answered."""
    async with AsyncExitStack() as stack:
        for _ in range(workers):
            await stack.enter_async_context(process(*hoiyte("work"), env=env))
        await _all_here(house, workers)
        began = perf_counter()
        for number in range(CHATS):
            await _fill(house, name, number)
        async with asyncio.timeout(300):
            while await _count(house, _NEW):  # noqa: ASYNC110 - the workers are other processes
                await asyncio.sleep(0.05)
        return CHATS / (perf_counter() - began)


async def _fill(house: House, name: str, number: int) -> None:
    await take_in_chat(house, Inbound(
        channel=Channel.ZALO_BOT, event_id=f"bench:{uuid.uuid4()}", sender=f"{name}{number}",
        text=_WORDS[number % len(_WORDS)], received_at=house.now.now(),
    ))  # fmt: skip


async def _all_here(house: House, workers: int) -> None:
    async with asyncio.timeout(120):
        while await _count(house, _HERE) < workers:  # noqa: ASYNC110 - the workers are other processes
            await asyncio.sleep(0.1)
    # A first question costs a process its imports.
    for number in range(4 * workers):
        await _fill(house, "warm", number)
    while await _count(house, _NEW):  # noqa: ASYNC110 - as above
        await asyncio.sleep(0.1)


async def _count(house: House, query: str) -> int:
    async with house.cellar.own.work() as connection:
        await connection.execute(text("SELECT set_config('hoiyte.duty', 'post', true)"))
        return int(await connection.scalar(text(query)) or 0)
