"""The pair of tokens: who keeps it, and how exactly one of many processes renews it.

Zalo's refresh token serves once, and a renewal kills the old access token at once. So the pair is renewed under a lock
that all processes share, and the new one is kept before anybody uses it.
"""

import asyncio
import logging
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from channels.errors import ChannelError, Later, NeedsOperator
from channels.zalo_oa.oauth import Fresh, OAuth
from domain.clock import Clock

_LOG = logging.getLogger(__name__)


class Pair(Protocol):
    """An access token and the refresh token that renews it, with when they were made and when the first ends."""

    @property
    def access(self) -> str:
        """What every request carries."""
        ...

    @property
    def refresh(self) -> str:
        """What serves once to get the next pair."""
        ...

    @property
    def made_at(self) -> datetime:
        """When Zalo gave it."""
        ...

    @property
    def expires_at(self) -> datetime:
        """When the access token ends."""
        ...


class Held(Protocol):
    """The pair while nobody else can change it."""

    @property
    def pair(self) -> Pair | None:
        """The freshest one; None where no operator has brought a first one."""
        ...

    async def put(self, *, access: str, refresh: str, made_at: datetime, expires_at: datetime) -> None:
        """Keep another in its place; it is kept for good when the lock is given back."""
        ...


class TokenStore(Protocol):
    """Where the pair of one Official Account is kept for every process."""

    async def read(self) -> Pair | None:
        """The pair as it was last kept, without waiting for anybody."""
        ...

    def locked(self) -> AbstractAsyncContextManager[Held]:
        """The pair, for one process at a time; what was put is kept when the block ends, and not when it raises."""
        ...


class _Failed(NamedTuple):
    refresh: str
    error: ChannelError
    until: datetime


class Tokens:
    """The access token to use now, renewed when four fifths of its life are over, or when Zalo does not take it."""

    def __init__(self, store: TokenStore, oauth: OAuth, clock: Clock) -> None:
        """Renew what is in that store; processes that share it share one renewal."""
        self._store, self._oauth, self._clock = store, oauth, clock
        # Those who wait within one process do so here, and not each with a connection of its own.
        self._one = asyncio.Lock()
        self._running: set[asyncio.Task[str]] = set()
        self._failed: _Failed | None = None

    async def current(self) -> str:
        """A token that should be taken.

        Raises:
            NeedsOperator: there is no pair, or it has ended and cannot be renewed.
            Later: it has ended, and Zalo could not be asked for another.
        """
        pair, now = _some(await self._store.read()), self._clock.now()
        if now < pair.made_at + (pair.expires_at - pair.made_at) * 4 / 5:
            return pair.access
        try:
            return await self.renewed(stale=pair.access)
        except ChannelError:
            # The alarm has been raised; what the old token can still carry shall not wait for the operator.
            if now >= pair.expires_at:
                raise
            return pair.access

    async def renewed(self, *, stale: str) -> str:
        """The token that comes after `stale`: by whoever renewed it first. Raises as `current`."""
        task = asyncio.create_task(self._renewed(stale), name="zalo token renewal")
        self._running.add(task)
        task.add_done_callback(self._done)
        # Who asked may be cancelled; a renewal once begun must end with the pair kept.
        return await asyncio.shield(task)

    async def _renewed(self, stale: str) -> str:
        fresh: Fresh | None = None
        try:
            async with self._one, self._store.locked() as held:
                pair = _some(held.pair)
                if pair.access != stale:
                    return pair.access
                now = self._clock.now()
                fresh = await self._ask(pair.refresh, now)
                await held.put(access=fresh.access, refresh=fresh.refresh, made_at=now, expires_at=now + fresh.lasts)
        except BaseException:
            if fresh:
                _LOG.critical("the renewed tokens of the Zalo account were lost: an operator must bring a new pair")
            raise
        _LOG.info("the tokens of the Zalo account were renewed")
        return fresh.access

    async def _ask(self, refresh: str, now: datetime) -> Fresh:
        """Ask Zalo, but not again and again with what it has just refused."""
        failed = self._failed
        if failed and failed.refresh == refresh and now < failed.until:
            raise type(failed.error)(str(failed.error))
        try:
            return await self._oauth.renew(refresh)
        except ChannelError as error:
            _LOG.critical("the tokens of the Zalo account were not renewed: %s", error)
            rest = timedelta(minutes=1 if isinstance(error, Later) else 10)
            self._failed = _Failed(refresh, error, now + rest)
            raise

    def _done(self, task: asyncio.Task[str]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            # Looked at here, since whoever asked may be gone.
            task.exception()


def _some(pair: Pair | None) -> Pair:
    if pair is None:
        raise NeedsOperator("no pair of tokens is kept for this Zalo account: an operator must bring one")
    return pair
