"""The pair of tokens of one Official Account, in one row that all processes share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.people import Channel
from storage.crypto import Cipher
from storage.tables import CHANNEL_TOKENS as T
from storage.units import Units
from storage.wall import POST, stand


@dataclass(frozen=True, slots=True)
class ZaloPair:
    """An access token, the refresh token that renews it once, and the access token's life."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ZaloTokens:
    """Satisfies `channels.zalo_oa.tokens.TokenStore`; opens units of its own."""

    units: Units
    cipher: Cipher
    account: str

    async def read(self) -> ZaloPair | None:
        """The pair as it was last kept; never waits for a renewal."""
        async with self.units.work() as connection:
            return await self._read(connection, self._mine())

    @asynccontextmanager
    async def locked(self) -> AsyncIterator["HeldPair"]:
        """The pair behind a lock on its row; what is put is committed when the block ends.

        The one place that holds a unit open across a call to somebody else, of seconds: the lock must outlive the call.
        """
        async with self.units.work() as connection:
            yield HeldPair(self, connection, await self._read(connection, self._mine().with_for_update()))

    async def bring(self, *, access: str, refresh: str, now: datetime, lasts: timedelta = timedelta(hours=25)) -> None:
        """Keep the pair that an operator brought from Zalo's console, in place of any other."""
        async with self.units.work() as connection:
            await stand(connection, POST)
            await self.put(connection, ZaloPair(access, refresh, now, now + lasts))

    async def put(self, connection: AsyncConnection, pair: ZaloPair) -> None:
        """Keep a pair within a unit that stands for the post."""
        sealed: dict[str, Any] = {
            "access": self.cipher.seal(T.c.access, pair.access), "refresh": self.cipher.seal(T.c.refresh, pair.refresh),
            "made_at": pair.made_at, "expires_at": pair.expires_at,
        }  # fmt: skip
        row = insert(T).values(channel=Channel.ZALO_OA.value, account=self.account, **sealed)
        await connection.execute(row.on_conflict_do_update(index_elements=[T.c.channel, T.c.account], set_=sealed))

    def _mine(self) -> Select[Any]:
        return select(T).where(T.c.channel == Channel.ZALO_OA.value, T.c.account == self.account)

    async def _read(self, connection: AsyncConnection, query: Select[Any]) -> ZaloPair | None:
        await stand(connection, POST)
        row = (await connection.execute(query)).first()
        if row is None:
            return None
        access, refresh = self.cipher.open(T.c.access, row.access), self.cipher.open(T.c.refresh, row.refresh)
        return ZaloPair(access, refresh, row.made_at, row.expires_at)


@dataclass(frozen=True, slots=True)
class HeldPair:
    """The pair while this unit holds its row."""

    store: ZaloTokens
    connection: AsyncConnection
    pair: ZaloPair | None

    async def put(self, *, access: str, refresh: str, made_at: datetime, expires_at: datetime) -> None:
        """Another in its place, committed with the unit."""
        await self.store.put(self.connection, ZaloPair(access, refresh, made_at, expires_at))
