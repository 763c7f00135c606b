"""The task queue: procrastinate on our own PostgreSQL, and nothing else in the house knows it.

Jobs of one lock (a conversation) run one after the other, in the order they were deferred; a higher priority would
overtake within the lock, so every task that shares a lock keeps the same priority. Arguments are ids, nothing else.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime

import psycopg
from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import DeleteJobCondition
from procrastinate.schema import SchemaManager
from procrastinate.worker import Worker
from sqlalchemy.ext.asyncio import AsyncConnection

Task = Callable[..., Awaitable[None]]

_LOG = logging.getLogger(__name__)
_NAME = "hoiyte"
_HEARTBEAT = 2.0
_SWEEP = 1.0
_POLL = 1.0
"""Seconds until a job whose time came (a retry) is noticed; new jobs and freed locks wake the worker at once."""
_AT_MOST = 5
"""How many workers a job may take down before it is left as failed."""
_ALIVE = 74660
"""Class of the advisory locks that living workers hold; a killed one's is free at once, a busy one's never is."""

_GRANTS = """
GRANT USAGE ON SCHEMA public TO hoiyte_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_workers, procrastinate_jobs, procrastinate_periodic_defers,
    procrastinate_events TO hoiyte_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO hoiyte_app;
"""

_DEAD = """
    SELECT w.id FROM procrastinate_workers w
    WHERE w.last_heartbeat < now() - interval '4 seconds' AND NOT EXISTS (
        SELECT FROM pg_locks l
        WHERE l.locktype = 'advisory' AND l.classid = 74660 AND l.objid = w.id AND l.granted
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))
"""
_GIVE_BACK = f"""
    WITH dead AS ({_DEAD}), orphans AS (
        SELECT j.id, j.attempts FROM procrastinate_jobs j
        WHERE j.status = 'doing' AND (j.worker_id IS NULL OR j.worker_id IN (SELECT id FROM dead))
        FOR UPDATE SKIP LOCKED)
    SELECT id, CASE WHEN attempts < {_AT_MOST}
        THEN procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL)
        ELSE procrastinate_finish_job_v1(id, 'failed', false) END
    FROM orphans
"""  # noqa: S608 - constants of this file
_BURY = f"DELETE FROM procrastinate_workers WHERE id IN ({_DEAD})"  # noqa: S608 - constants of this file

FORGET_JOBS = """
    DELETE FROM procrastinate_jobs j WHERE j.status NOT IN ('todo', 'doing') AND NOT EXISTS (
        SELECT FROM procrastinate_events e WHERE e.job_id = j.id AND e.at >= :before)
"""
"""Removes jobs that ended before an instant; the retention job runs it as owner."""

DEFER_FOR = """procrastinate_defer_jobs_v1(ARRAY[
    ROW('default', %(task)s, 0, %(lock)s, NULL, jsonb_build_object('inbox_id', kept.id), NULL)
]::procrastinate_job_to_defer_v1[])"""
"""Leaves a job of that task and lock for an inbox row `kept`, as an expression within the statement that keeps it."""


def queue_schema() -> str:
    """The engine's own tables and functions, and the grants the app role needs, as SQL for the owner to run once."""
    return SchemaManager.get_schema() + _GRANTS


class Queue:
    """Tasks by name, jobs deferred and jobs run, on the database of `dsn` (libpq words) under the `app` role."""

    def __init__(self, dsn: str, connections: int = 4) -> None:
        """Nothing is connected yet: deferring on a caller's connection needs no more, `running` opens the rest."""
        self._dsn = dsn
        self._app = App(connector=PsycopgConnector(conninfo=dsn, min_size=1, max_size=connections))
        _quieten()

    def task(self, name: str, run: Task, *, queue: str = "default", attempts: int = 1) -> None:
        """Declare what a job of that name does; it is called with the job's ids.

        When it raises it is run again after 2, 4, 8 … seconds until it had `attempts`.
        """
        retry = RetryStrategy(max_attempts=attempts, exponential_wait=2) if attempts > 1 else False
        self._app.task(name=name, queue=queue, retry=retry)(run)

    def every(self, cron: str, name: str, run: Callable[[], Awaitable[None]], *, queue: str = "default") -> None:
        """Declare a task that some worker runs by the clock, once per tick whatever the number of workers."""

        async def tick(timestamp: int) -> None:  # noqa: ARG001 - the engine says which tick it is
            await run()

        self._app.periodic(cron=cron)(self._app.task(name=name, queue=queue, queueing_lock=name)(tick))

    async def defer(self, task: str, *, on: AsyncConnection, lock: str | None = None, queue: str = "default",
                    at: datetime | None = None, **ids: str | int) -> int:  # fmt: skip
        """Leave a job within the transaction of `on`: it exists when that commits; the job's number."""
        raw = (await on.get_raw_connection()).driver_connection
        job = self._app.configure_task(task, allow_unknown=True, lock=lock, queue=queue, schedule_at=at, connection=raw)
        return await job.defer_async(**ids)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Queue"]:
        """Open the engine's own connections while the block runs."""
        async with self._app.open_async():
            yield self

    async def work(self, stop: asyncio.Event, *, concurrency: int = 8, queues: list[str] | None = None) -> None:
        """Run jobs inside `running` until `stop` is set, then finish those begun; a lost database is waited for."""
        while not stop.is_set():
            try:
                await self._work_once(stop, concurrency, queues)
            except (ConnectorException, psycopg.OperationalError) as error:
                _LOG.warning("the worker lost its database (%s), trying again", type(error).__name__)
            if not stop.is_set():
                await asyncio.sleep(_SWEEP)

    async def give_back_stalled(self) -> int:
        """Jobs of dead workers, ready to be run again; how many. `work` does this by itself every second."""
        async with await psycopg.AsyncConnection.connect(self._dsn, autocommit=True) as connection:
            return await _give_back(connection)

    async def _work_once(self, stop: asyncio.Event, concurrency: int, queues: list[str] | None) -> None:
        known = asyncio.Event()
        worker = self._worker(known, concurrency, queues)
        helpers = [asyncio.create_task(self._stay_known(worker, known)), asyncio.create_task(_stop_when(stop, worker))]
        try:
            await worker.run()  # type: ignore[no-untyped-call] # the engine leaves it unannotated
        finally:
            for helper in helpers:
                helper.cancel()
            await asyncio.gather(*helpers, return_exceptions=True)

    def _worker(self, known: asyncio.Event, concurrency: int, queues: list[str] | None) -> Worker:
        async def once_known(run: Callable[[], Awaitable[object]], *_: object) -> object:
            """No job begins before the worker's lock is held, or a job that blocks the loop would look abandoned."""
            await known.wait()
            return await run()

        return Worker(
            self._app,
            queues=queues,
            name=_NAME,
            concurrency=concurrency,
            fetch_job_polling_interval=_POLL,
            update_heartbeat_interval=_HEARTBEAT,
            stalled_worker_timeout=3600.0,
            delete_jobs=DeleteJobCondition.SUCCESSFUL,
            install_signal_handlers=False,
            worker_middleware=[once_known],
        )

    async def _stay_known(self, worker: Worker, known: asyncio.Event) -> None:
        """Hold the lock that says this worker lives, and give back the jobs of those whose lock is free."""
        while True:
            with contextlib.suppress(psycopg.OperationalError):
                async with await psycopg.AsyncConnection.connect(self._dsn, autocommit=True) as connection:
                    await _hold(connection, worker)
                    known.set()
                    while True:
                        await _give_back(connection)
                        await asyncio.sleep(_SWEEP)
            await asyncio.sleep(_SWEEP)


async def _hold(connection: psycopg.AsyncConnection, worker: Worker) -> None:
    while worker.worker_id is None:  # noqa: ASYNC110 - the engine tells nobody that it has its number
        await asyncio.sleep(0.01)
    await connection.execute("SELECT pg_advisory_lock(%s, %s)", (_ALIVE, worker.worker_id))


async def _give_back(connection: psycopg.AsyncConnection) -> int:
    async with connection.transaction():
        jobs = await (await connection.execute(_GIVE_BACK)).fetchall()
        if jobs:
            _LOG.warning("%d jobs of dead workers were given back", len(jobs))
        await connection.execute(_BURY)
    return len(jobs)


async def _stop_when(stop: asyncio.Event, worker: Worker) -> None:
    await stop.wait()
    worker.stop()  # type: ignore[no-untyped-call] # the engine leaves it unannotated


class _Discreet(logging.Filter):
    """Lets through that a job failed and where, never its arguments nor the words of its error."""

    def filter(self, record: logging.LogRecord) -> bool:
        job = record.__dict__.pop("job", None) or {}
        record.__dict__.pop("result", None)
        error = record.exc_info[1] if record.exc_info else None
        what = record.__dict__.get("action", "note"), type(error).__name__, _where(error)
        record.msg, record.args = "job %s of task %s: %s, %s at %s", (job.get("id"), job.get("task_name"), *what)
        record.exc_info = record.exc_text = None
        return True


def _where(error: BaseException | None) -> str:
    trace = error.__traceback__ if error else None
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "-"


def _quieten() -> None:
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    for name in ("procrastinate.worker", f"procrastinate.worker.{_NAME}"):
        logger = logging.getLogger(name)
        if not any(isinstance(f, _Discreet) for f in logger.filters):
            logger.addFilter(_Discreet())
