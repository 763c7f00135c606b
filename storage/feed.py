"""One LISTEN connection per process, and everybody in it who waits for a turn."""

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

import psycopg

from storage.events import CHANNEL

_LOG = logging.getLogger(__name__)
_PAUSE = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Bell:
    """Rings when the watched turn has a new row, and after a time in which rows may have been missed."""

    _event: asyncio.Event = field(default_factory=asyncio.Event)

    def ring(self) -> None:
        """Wake the one who waits, now or when they next wait."""
        self._event.set()

    async def wait(self, seconds: float) -> bool:
        """Wait until it rings, at most `seconds`; whether it rang. Read the rows either way."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._event.wait(), seconds)
        rang = self._event.is_set()
        self._event.clear()
        return rang


@dataclass(frozen=True, slots=True)
class EventFeed:
    """Fans notifications out to waiters. Enter `running()` once per process; it reconnects by itself.

    A watcher begins to watch, reads the rows, waits, reads again: what happens between reading and waiting rings too.
    """

    dsn: str = field(repr=False)
    _bells: defaultdict[str, set[Bell]] = field(default_factory=lambda: defaultdict(set), init=False, repr=False)
    _listening: asyncio.Event = field(default_factory=asyncio.Event, init=False, repr=False)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["EventFeed"]:
        """Listen while the block runs; entered once the database listens, or after a second without it."""
        task = asyncio.create_task(self._listen_for_ever(), name="event feed")
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._listening.wait(), 1.0)
            yield self
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    @contextmanager
    def watch(self, turn_id: str) -> Iterator[Bell]:
        """A bell for one turn, as long as the block runs."""
        bell = Bell()
        self._bells[turn_id].add(bell)
        try:
            yield bell
        finally:
            self._bells[turn_id].discard(bell)
            if not self._bells[turn_id]:
                del self._bells[turn_id]

    async def _listen_for_ever(self) -> None:
        while True:
            try:
                await self._listen()
            except psycopg.OperationalError as error:
                _LOG.warning("event feed lost its database (%s), connecting again", type(error).__name__)
            self._listening.clear()
            await asyncio.sleep(_PAUSE)

    async def _listen(self) -> None:
        async with await psycopg.AsyncConnection.connect(self.dsn, autocommit=True) as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            self._listening.set()
            self._ring_all()
            async for notice in connection.notifies():
                for bell in tuple(self._bells.get(notice.payload, ())):
                    bell.ring()

    def _ring_all(self) -> None:
        for bells in tuple(self._bells.values()):
            for bell in tuple(bells):
                bell.ring()
