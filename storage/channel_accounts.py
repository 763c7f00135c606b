"""Chats on messengers: a handle there is a pseudonym, never an identity, until a person links it (channels.md §5)."""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Row, case, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.clock import Clock
from domain.people import Assurance, Channel, Role
from storage.crypto import Cipher
from storage.tables import CHANNEL_ACCOUNTS as T
from storage.wall import Standing, stand


class Account(NamedTuple):
    """One chat; `key` stands for channel and handle everywhere but on the way out.

    `person_id` is "" until it is linked.
    """

    key: str
    channel: Channel
    handle: str
    person_id: str = ""
    role: Role = Role.ANONYMOUS
    level: Assurance = Assurance.ANONYMOUS
    expires_at: datetime | None = None
    greeted: bool = False
    seen_at: datetime | None = None

    @property
    def linked(self) -> bool:
        """Whether a person stands behind it."""
        return bool(self.person_id)


class Sure(NamedTuple):
    """How long a citizen's chat is known more surely than by phone: since the last message, and since the proof."""

    idle: timedelta = timedelta(minutes=30)
    longest: timedelta = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Handles:
    """Turns a handle into the key of its chat: the same for ever, and nothing to anybody without our secret."""

    secret: bytes = field(repr=False)

    def key(self, channel: Channel, handle: str) -> str:
        """The key of that handle's chat."""
        digest = hmac.new(self.secret, f"{channel.value}|{handle}".encode(), hashlib.sha256).hexdigest()
        return f"{channel.value}.{digest[:40]}"


@dataclass(frozen=True, slots=True)
class ChannelAccounts:
    """The chats, inside the unit of work that the caller holds open."""

    connection: AsyncConnection
    cipher: Cipher
    clock: Clock
    handles: Handles
    sure: Sure = field(default_factory=Sure)

    async def meet(self, channel: Channel, handle: str) -> Account:
        """The chat of that handle, as it is linked now; a new one is nobody's. A link that ran out counts no more."""
        key, now = self.handles.key(channel, handle), self.clock.now()
        await stand(self.connection, Standing(account=key))
        new = insert(T).values(
            key=key, channel=channel.value, handle=self.cipher.seal(T.c.handle, handle), made_at=now, seen_at=now
        )
        longer = func.least(now + self.sure.idle, T.c.linked_at + self.sure.longest)
        sure = case((T.c.sure_until > now, longer), else_=T.c.sure_until)
        seen = {"seen_at": now, "left_at": None, "sure_until": sure}
        met = new.on_conflict_do_update(index_elements=[T.c.key], set_=seen)
        row = (await self.connection.execute(met.returning(T))).one()
        return self._account(row)

    async def link(self, key: str, person_id: str, role: Role, level: Assurance, *, method: str,
                   until: datetime) -> None:  # fmt: skip
        """From now until that instant the chat is that person in that role, proved so surely by that method.

        A citizen proved beyond their phone is known by the phone alone after a while (`Sure`).
        """
        now = self.clock.now()
        beyond = role is Role.CITIZEN and level > Assurance.PHONE
        linked = {"person_id": person_id, "role": role.value, "level": int(level), "method": method}
        await self._set(
            key, **linked, linked_at=now, expires_at=until, sure_until=now + self.sure.idle if beyond else None
        )

    async def unlink(self, key: str) -> None:
        """The chat is nobody's again."""
        none = ("person_id", "role", "method", "linked_at", "expires_at", "sure_until")
        await self._set(key, level=0, **dict.fromkeys(none))

    async def leave(self, key: str) -> None:
        """The person blocked or unfollowed us: the link ends, and nothing more is sent."""
        await self.unlink(key)
        await self._set(key, left_at=self.clock.now())

    async def greeted(self, key: str) -> None:
        """The person was told what this is."""
        await self._set(key, greeted_at=self.clock.now())

    async def of_person(self, person_id: str) -> list[Account]:
        """The chats that are this person's now, the last used first."""
        await stand(self.connection, Standing(person=person_id))
        query = select(T).where(T.c.person_id == person_id, T.c.left_at.is_(None)).order_by(T.c.seen_at.desc())
        return [found for row in await self.connection.execute(query) if (found := self._account(row)).linked]

    async def end_one(self, person_id: str, key: str) -> bool:
        """End the link of one of this person's chats; False when it is none of theirs."""
        if key not in {account.key for account in await self.of_person(person_id)}:
            return False
        await self.unlink(key)
        return True

    async def _set(self, key: str, **values: Any) -> None:  # noqa: ANN401 - columns of several kinds
        await stand(self.connection, Standing(account=key))
        await self.connection.execute(update(T).where(T.c.key == key).values(**values))

    def _account(self, row: Row[*tuple[Any, ...]]) -> Account:
        met = Account(row.key, Channel(row.channel), self.cipher.open(T.c.handle, row.handle),
                      greeted=row.greeted_at is not None)  # fmt: skip
        now = self.clock.now()
        if row.person_id is None or row.expires_at <= now:
            return met
        unsure = row.sure_until is not None and row.sure_until <= now
        level = min(Assurance(row.level), Assurance.PHONE) if unsure else Assurance(row.level)
        return met._replace(person_id=row.person_id, role=Role(row.role), level=level, expires_at=row.expires_at,
                            seen_at=row.seen_at)  # fmt: skip
