"""Jobs are part of the transaction, keep the order of their lock, and outlive a killed worker."""

import asyncio
import logging
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from storage.queue import Queue
from storage.units import Units
from tests.storage.conftest import Home

WORKER = Path(__file__).with_name("queue_worker.py")


@asynccontextmanager
async def working(queue: Queue) -> AsyncIterator[None]:
    stop = asyncio.Event()
    async with queue.running():
        task = asyncio.create_task(queue.work(stop))
        try:
            yield
        finally:
            stop.set()
            await asyncio.wait_for(task, 20)


async def test_a_job_exists_only_when_its_transaction_committed(home: Home, app: Units) -> None:
    queue = Queue(home.dsn("app"))

    async def fail() -> None:
        async with app.work() as connection:
            await queue.defer("answer", on=connection, lock="c1", inbox=1)
            raise RuntimeError("rolled back")

    with pytest.raises(RuntimeError, match="rolled back"):
        await fail()
    async with app.work() as connection:
        await queue.defer("answer", on=connection, lock="c1", inbox=2)
    with home.raw("owner") as raw:
        assert raw.execute("SELECT args, lock FROM procrastinate_jobs").fetchall() == [({"inbox": 2}, "c1")]


async def test_one_lock_keeps_its_order_and_locks_run_beside_each_other(home: Home, app: Units) -> None:
    queue, heard, done = Queue(home.dsn("app")), [], asyncio.Event()

    async def answer(where: str, number: int) -> None:
        await asyncio.sleep(0.05 if number == 0 else 0)
        heard.append((where, number))
        if len(heard) == 12:
            done.set()

    queue.task("answer", answer)
    async with app.work() as connection:
        for number in range(4):
            for where in ("a", "b", "c"):
                await queue.defer("answer", on=connection, lock=where, where=where, number=number)
    async with working(queue):
        start = time.monotonic()
        await asyncio.wait_for(done.wait(), 20)
        assert time.monotonic() - start < 1.5, "a freed lock wakes the next job of the conversation"
    for where in ("a", "b", "c"):
        assert [n for w, n in heard if w == where] == [0, 1, 2, 3]
    with home.raw("owner") as raw:
        assert raw.execute("SELECT count(*) FROM procrastinate_jobs").fetchone() == (0,)


async def test_a_killed_workers_job_is_given_back_within_ten_seconds(home: Home, app: Units) -> None:
    queue, heard = Queue(home.dsn("app")), asyncio.Event()

    async def take_over(turn: str) -> None:
        assert turn == "t1"
        heard.set()

    queue.task("hang", take_over)
    async with app.work() as connection:
        await queue.defer("hang", on=connection, lock="c1", turn="t1")
    environment = {"PYTHONPATH": str(WORKER.parents[2]), "PATH": "/usr/bin:/bin"}
    victim = await asyncio.create_subprocess_exec(
        sys.executable, str(WORKER), home.dsn("app"), stdout=asyncio.subprocess.PIPE, env=environment
    )
    assert victim.stdout is not None
    assert await asyncio.wait_for(victim.stdout.readline(), 30) == b"t1\n"
    async with working(queue):
        await asyncio.sleep(5)
        assert not heard.is_set(), "a living worker keeps its job"
        victim.kill()
        await victim.wait()
        start = time.monotonic()
        await asyncio.wait_for(heard.wait(), 10)
        assert time.monotonic() - start < 10
        sys.stdout.write(f"given back after {time.monotonic() - start:.1f} s\n")


async def test_a_worker_that_is_busy_is_not_taken_for_dead(home: Home, app: Units) -> None:
    queue, runs, done = Queue(home.dsn("app")), [], asyncio.Event()

    async def blocks() -> None:
        runs.append(1)
        time.sleep(5.5)  # noqa: ASYNC251 - the loop stands still on purpose
        done.set()

    queue.task("blocks", blocks)
    other = Queue(home.dsn("app"))
    async with app.work() as connection:
        await queue.defer("blocks", on=connection)
    async with working(queue):
        given_back = asyncio.to_thread(asyncio.run, _sweep_for(other, 5.0))
        swept = asyncio.create_task(given_back)
        await asyncio.wait_for(done.wait(), 30)
        assert await swept == 0
    assert runs == [1]


async def _sweep_for(queue: Queue, seconds: float) -> int:
    given, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        given += await queue.give_back_stalled()
        await asyncio.sleep(0.3)
    return given


async def test_a_failing_job_is_tried_again_and_says_nothing_of_its_person(
    home: Home, app: Units, caplog: pytest.LogCaptureFixture
) -> None:
    queue, tries, done = Queue(home.dsn("app")), [], asyncio.Event()

    async def fails(turn: str) -> None:
        tries.append(turn)
        if len(tries) < 2:
            raise ValueError("079300000001 bị sốt")
        done.set()

    async def broken() -> None:
        raise ValueError("079300000001 bị ho")

    queue.task("fails", fails, attempts=3)
    queue.task("broken", broken)
    async with app.work() as connection:
        await queue.defer("broken", on=connection)
        await queue.defer("fails", on=connection, lock="c1", turn="t1")
    with caplog.at_level(logging.INFO):
        async with working(queue):
            await asyncio.wait_for(done.wait(), 30)
    assert "079300000001" not in caplog.text
    assert "task broken" in caplog.text
    assert "ValueError at" in caplog.text


async def test_a_worker_outlives_its_database(home: Home, app: Units) -> None:
    queue, heard = Queue(home.dsn("app")), asyncio.Event()

    async def answer() -> None:
        heard.set()

    queue.task("answer", answer)
    async with working(queue):
        await asyncio.sleep(0.5)
        await app.engine.dispose()
        with home.raw("app") as connection:
            connection.execute("""SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = current_user""")
        async with app.work() as connection_:
            await queue.defer("answer", on=connection_)
        await asyncio.wait_for(heard.wait(), 20)
