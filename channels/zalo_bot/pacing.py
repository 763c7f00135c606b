"""How fast and how much we write: no rate is published, so a cautious one; and the plan's messages of a month."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from channels.errors import Later, NeedsOperator, Refused
from domain.clock import Clock, SystemClock, local, midnight

_CHATS_KEPT = 1000
SentSince = Callable[[datetime], Awaitable[int]]
"""How many messages this bot sent since an instant."""


async def none_sent(_since: datetime) -> int:
    """Nothing, for a bot that has only begun."""
    return 0


class Pace:
    """Turns to write: one message a second to each chat and five a second to all, in the order they were asked for."""

    def __init__(
        self, *, per_chat: float = 1.0, overall: float = 0.2,
        now: Callable[[], float] = time.monotonic, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:  # fmt: skip
        self._per_chat, self._overall, self._now, self._sleep = per_chat, overall, now, sleep
        self._chats: dict[str, float] = {}
        self._all = 0.0

    async def turn(self, chat: str) -> None:
        """Wait until this chat may be written to. Who waits for a chat holds up no other chat."""
        if len(self._chats) > _CHATS_KEPT:
            self._chats = {name: free for name, free in self._chats.items() if free > self._now()}
        at = max(self._now(), self._chats.get(chat, 0.0))
        self._chats[chat] = at + self._per_chat
        await self._until(at)
        at = max(self._now(), self._all)
        self._all = at + self._overall
        await self._until(at)

    async def _until(self, at: float) -> None:
        if (wait := at - self._now()) > 0:
            await self._sleep(wait)


class Allowance:
    """The messages of one month in Viet Nam; `sent_since` is asked at the start and when the month turns.

    One process sends for a bot. Two would each count their own, and the platform's 429 would be the only wall.
    """

    def __init__(self, cap: int, sent_since: SentSince = none_sent, clock: Clock | None = None) -> None:
        self.cap, self._sent_since, self._clock = cap, sent_since, clock or SystemClock()
        self._month: datetime | None = None
        self._spent = 0

    async def spent(self) -> int:
        """How many messages of this month have gone."""
        month = midnight(local(self._clock.now()).date().replace(day=1))
        if month != self._month:
            self._spent, self._month = await self._sent_since(month), month
        return self._spent

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """One message, given back if it surely was not sent.

        Raises:
            NeedsOperator: the month has none left.
        """
        if await self.spent() >= self.cap:
            raise NeedsOperator(f"the {self.cap} messages that Zalo Bot allows in a month are used up")
        self._spent += 1
        try:
            yield
        except (Later, Refused, NeedsOperator):
            self._spent -= 1
            raise
