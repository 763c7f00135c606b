"""How soon a channel gets its 200, at 200 events a second: beside a bare endpoint, and while workers are busy."""

import asyncio
import json
import uuid
from contextlib import AsyncExitStack
from statistics import median, quantiles
from time import perf_counter

import httpx
from sqlalchemy import text

from app.settings import Settings
from app.wiring import House, open_house
from evals.processes import answers, free_port, hoiyte, process
from evals.report import Report
from storage.engine import libpq

RATE, SECONDS = 200, 10
_SECRET, _TOKEN = "bench-secret", "1:bench"
_BACKLOG = 400
_WORDS = ("thẻ bảo hiểm đi khám cần mang giấy tờ gì", "dấu hiệu sốt xuất huyết nặng", "lịch tiêm chủng trẻ em")


async def bench_webhook(settings: Settings) -> Report:
    """Three loads of the same kind: bare, ours with nobody working, ours with two workers busy."""
    began = perf_counter()
    port, bare_port = free_port(), free_port()
    env = {
        "HOIYTE_PORT": str(port), "HOIYTE_ZALO_BOT__TOKEN": _TOKEN, "HOIYTE_ZALO_BOT__WEBHOOK_SECRET": _SECRET,
        "HOIYTE_ZALO_BOT__API_BASE": f"http://127.0.0.1:{free_port()}",
    }  # fmt: skip
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(open_house(settings))
        owner = libpq(house.cellar.databases.owner)
        await stack.enter_async_context(process("-m", "evals.bare", str(bare_port), owner, env={}))
        await stack.enter_async_context(process(*hoiyte("serve"), env=env))
        ours, floor = f"http://127.0.0.1:{port}/channels/zalo_bot", f"http://127.0.0.1:{bare_port}/bare"
        await asyncio.gather(answers(ours), answers(floor))
        bare, idle, busy = await _loads(stack, house, ours, floor, env)
    return _report(bare, idle, busy, perf_counter() - began)


async def _loads(
    stack: AsyncExitStack, house: House, ours: str, floor: str, env: dict[str, str]
) -> tuple["Load", "Load", "Load"]:
    await load(floor, 2)
    await load(ours, 2)
    bare, idle = await load(floor), await load(ours)
    await load(ours, _BACKLOG / RATE)
    for _ in range(2):
        await stack.enter_async_context(process(*hoiyte("work"), env=env))
    await _working(house)
    return bare, idle, await load(ours)


class Load:
    """What became of a load: milliseconds of each answer, and how many were refused."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.refused = 0

    def quantile(self, share: float) -> float:
        """The milliseconds within which that share was answered, in hundredths."""
        return quantiles(self.times, n=100)[round(share * 100) - 1]


async def load(url: str, seconds: float = SECONDS) -> Load:
    """Events at an even pace, whatever becomes of those before."""
    seen, limits = Load(), httpx.Limits(max_connections=64, max_keepalive_connections=64)
    async with httpx.AsyncClient(limits=limits, timeout=30, trust_env=False) as client, asyncio.TaskGroup() as group:
        start = asyncio.get_running_loop().time()
        for number in range(int(RATE * seconds)):
            await asyncio.sleep(max(0.0, start + number / RATE - asyncio.get_running_loop().time()))
            group.create_task(_knock(client, url, number, seen))
    return seen


async def _knock(client: httpx.AsyncClient, url: str, number: int, seen: Load) -> None:
    body, began = _event(number), perf_counter()
    response = await client.post(url, content=body, headers={"X-Bot-Api-Secret-Token": _SECRET})
    seen.times.append((perf_counter() - began) * 1000)
    seen.refused += response.status_code != 200


def _event(number: int) -> bytes:
    who = f"bench{number % 200:04d}"
    said = {
        "from": {"id": who, "display_name": "B", "is_bot": False}, "chat": {"id": who, "chat_type": "PRIVATE"},
        "text": _WORDS[number % len(_WORDS)], "message_id": uuid.uuid4().hex[:20], "date": 1795000000000,
    }  # fmt: skip
    return json.dumps({"event_name": "message.text.received", "message": said}).encode()


async def _working(house: House) -> None:
    """Come back once the backlog begins to shrink, which means that the workers are busy with it."""
    before = await _waiting(house)
    async with asyncio.timeout(60):
        while await _waiting(house) >= before:  # noqa: ASYNC110 - the workers are other processes
            await asyncio.sleep(0.2)


async def _waiting(house: House) -> int:
    async with house.cellar.own.work() as connection:
        return int(await connection.scalar(text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")) or 0)


def _report(bare: Load, idle: Load, busy: Load, seconds: float) -> Report:
    ratio = idle.quantile(0.99) / bare.quantile(0.99)
    return Report(
        name="webhook", n=len(idle.times) + len(busy.times), seconds=round(seconds, 1),
        aims={"p99_ratio": "<= 3", "busy_p99_ms": "<= 50", "refused": "== 0"},
        figures={"p99_ratio": round(ratio, 2), "busy_p99_ms": round(busy.quantile(0.99), 1),
                 "refused": float(idle.refused + busy.refused), "p50_ms": round(median(idle.times), 2),
                 "p99_ms": round(idle.quantile(0.99), 1), "busy_p50_ms": round(median(busy.times), 2)},
        floors={"p50_ms": round(median(bare.times), 2), "p99_ms": round(bare.quantile(0.99), 1)},
    )  # fmt: skip
