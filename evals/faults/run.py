"""The run: a small province on real processes, a hundred people who write, and somebody who breaks things meanwhile."""

import asyncio
import random
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import httpx

from app.cellar import Cellar, open_cellar
from app.province import generate
from app.settings import Settings
from domain.clock import SystemClock, today
from evals.far.zalo_oa import APP_ID, APP_SECRET, MESSAGE, OA_ID, Account, FakeZaloOa, Knob, Room
from evals.faults.check import faults
from evals.faults.history import History, Sent
from evals.faults.people import Person
from evals.faults.recall import recall
from evals.processes import Troupe, answers, free_port
from evals.report import Report
from storage.embedded import ensure_server, stop_server
from storage.secrets import Secrets
from storage.zalo_tokens import ZaloTokens
from synthetic.plan import Plan

WEBHOOK_SECRET = "fault-run-webhook"  # noqa: S105 - of an account that does not exist
_FAULTS: tuple[Knob, ...] = (-32, "503", "502", "silent", "drop", "garbled", "slow")
_DRAIN = 240.0


@dataclass
class Stage:
    """One run's own data folder, channel, processes and people."""

    folder: Path
    far: FakeZaloOa
    port: int
    chance: random.Random
    sent: list[Sent] = field(default_factory=list)

    @property
    def env(self) -> dict[str, str]:
        """What the processes are told."""
        oa = {"API_BASE": self.far.url, "BUSINESS_BASE": self.far.url, "OAUTH_BASE": self.far.url, "APP_ID": APP_ID,
              "APP_SECRET": APP_SECRET, "OA_ID": OA_ID, "WEBHOOK_SECRET": WEBHOOK_SECRET,
              "READ_SECONDS": "2"}  # fmt: skip
        return {"HOIYTE_DATA": str(self.folder), "HOIYTE_PORT": str(self.port), "DATABASE_URL": "",
                **{f"HOIYTE_ZALO_OA__{name}": value for name, value in oa.items()}}  # fmt: skip

    @property
    def door(self) -> str:
        """Where the channel delivers."""
        return f"http://127.0.0.1:{self.port}/channels/zalo_oa"


async def run_faults(*, chats: int = 100, each: int = 20, seed: int = 7, breaks: int = 12) -> Report:
    """Everything once: fill, start, write and break, wait until all is delivered, judge."""
    began = perf_counter()
    async with _stage(seed) as stage, Troupe(stage.env) as troupe:
        people = [Person(f"{246845883529190000 + n}", stage.chance.randrange(2**32)) for n in range(chats)]
        for person in people:
            stage.far.account.people[person.handle] = Room(SystemClock().now())
        await _raise_the_curtain(stage, troupe)
        over = asyncio.Event()
        breaking = asyncio.create_task(_break(stage, troupe, over, breaks))
        async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
            for told in await asyncio.gather(*(p.write(client, stage.door, WEBHOOK_SECRET, each) for p in people)):
                stage.sent += told
        over.set()
        done = await breaking
        history = await _drained(stage)
    return _report(history, done, perf_counter() - began)


@asynccontextmanager
async def _stage(seed: int) -> AsyncIterator[Stage]:
    folder = Path(tempfile.mkdtemp(prefix="hoiyte-faults-"))
    far = FakeZaloOa(Account(SystemClock()))
    try:
        stage = Stage(folder, far, free_port(), random.Random(seed))  # noqa: S311 - a plan of breakages, no secret
        async with _cellar(stage) as cellar:
            await generate(Plan(citizens=300, seed=seed, reference_day=today(SystemClock())), cellar, lambda *_: None)
            tokens = ZaloTokens(cellar.own, cellar.cipher, OA_ID)
            await tokens.bring(access=far.account.access, refresh=far.account.refresh, now=SystemClock().now(),
                               lasts=timedelta(hours=25))  # fmt: skip
        yield stage
    finally:
        far.close()
        with suppress(Exception):
            stop_server(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _cellar(stage: Stage) -> AbstractAsyncContextManager[Cellar]:
    return open_cellar(Settings.model_validate({"data": stage.folder, "DATABASE_URL": None}))


async def _raise_the_curtain(stage: Stage, troupe: Troupe) -> None:
    await troupe.keep("web", "serve")
    await troupe.keep("worker 1", "work")
    await troupe.keep("worker 2", "work")
    await answers(stage.door, 120)


async def _break(stage: Stage, troupe: Troupe, over: asyncio.Event, breaks: int) -> int:
    """Something breaks every few seconds until all is written; how often."""
    done = 0
    while done < breaks and not over.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), stage.chance.uniform(1.5, 4))
        stage.far.account.turn(MESSAGE, *stage.chance.choices(_FAULTS, k=3))
        kind = stage.chance.choice(("web", "worker 1", "worker 2", "worker 1", "database"))
        if kind == "database":
            await asyncio.to_thread(_restart, stage.folder)
        else:
            troupe.kill(kind)
        done += 1
    return done


def _restart(folder: Path) -> None:
    stop_server(folder)
    ensure_server(folder, Secrets.open(folder).passwords)


async def _drained(stage: Stage) -> History:
    """The history, once nothing waits any more, or after some minutes all the same."""
    stage.far.account.turn(MESSAGE)
    async with _cellar(stage) as cellar:
        until = perf_counter() + _DRAIN
        while True:
            history = await recall(cellar, stage.folder, stage.sent, stage.far.account)
            if perf_counter() > until or not _waits(history):
                return history
            await asyncio.sleep(2)


def _waits(history: History) -> bool:
    return any(row.state == "new" for row in history.kept) or any(
        row.state in {"pending", "sending"} for row in history.posted
    )


def _report(history: History, breaks: int, seconds: float) -> Report:
    broken = {name: float(len(found)) for name, found in faults(history).items()}
    figures = {**broken, "breaks": float(breaks), "arrived": float(len(history.arrived)),
               "unknown": float(sum(row.state == "unknown" for row in history.posted))}  # fmt: skip
    details = [{"promise": name, "broken by": ", ".join(found[:5])} for name, found in faults(history).items() if found]
    return Report(name="faults", n=len(history.sent), seconds=round(seconds, 1), aims=dict.fromkeys(broken, "== 0"),
                  figures=figures, details=details)  # fmt: skip
