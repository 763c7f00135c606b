"""As fast as Telegram wants it: about one message a second to a chat, thirty a second to all."""

import asyncio
import time
from collections.abc import Awaitable, Callable

_A_CHAT, _ALL = 1.0, 1 / 30
_MOST = 10_000
"""Chats remembered before those whose turn has long come are forgotten."""


class Pace:
    """Lets senders pass in the order in which they came; one process's own, so let one process send."""

    def __init__(
        self, *, now: Callable[[], float] = time.monotonic, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._now, self._sleep = now, sleep
        self._chats: dict[str, float] = {}
        self._free_at = 0.0

    async def turn(self, chat: str) -> None:
        """Return when it is this chat's turn, and then everybody's."""
        now = self._now()
        at = max(now, self._chats.get(chat, 0.0))
        self._forget(now)
        self._chats[chat] = at + _A_CHAT
        await self._until(at)
        at = max(self._now(), self._free_at)
        self._free_at = at + _ALL
        await self._until(at)

    async def _until(self, at: float) -> None:
        if (rest := at - self._now()) > 0:
            await self._sleep(rest)

    def _forget(self, now: float) -> None:
        if len(self._chats) > _MOST:
            self._chats = {chat: at for chat, at in self._chats.items() if at > now}
