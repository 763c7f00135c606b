"""The outbox: what is to be delivered, in order within a conversation, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import and_, case, exists, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.clock import Clock
from domain.people import Channel
from storage.crypto import Cipher
from storage.tables import OUTBOX as T
from storage.wall import POST, Standing, stand


class Delivery(StrEnum):
    """What became of a message; `unknown` is the dead letter of a channel that cannot confirm (design §3.10)."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


_DEAD = (Delivery.FAILED.value, Delivery.UNKNOWN.value)
_OPEN = (Delivery.PENDING.value, Delivery.SENDING.value)


class Parcel(NamedTuple):
    """One message to deliver."""

    id: int
    turn_id: str
    conversation: str
    channel: Channel
    seq: int
    payload: dict[str, Any]
    tries: int


class DeadLetter(NamedTuple):
    """A message that never surely arrived."""

    id: int
    channel: str
    state: str
    tries: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Outbox:
    """The outbox, inside the unit of work that the caller holds open."""

    connection: AsyncConnection
    cipher: Cipher
    clock: Clock

    async def add(self, *, turn_id: str, conversation: str, channel: Channel, seq: int, payload: dict[str, Any],
                  due_at: datetime | None = None, sent: bool = False) -> bool:  # fmt: skip
        """Leave a message for delivery; False when this turn left the same `seq` before (a replayed turn).

        `sent` keeps what needs no sender: what a page reads are the turn's events.
        """
        await stand(self.connection, Standing(conversation=conversation))
        sealed = self.cipher.seal_json(T.c.payload, payload)
        row = insert(T).values(turn_id=turn_id, conversation=conversation, channel=channel.value, seq=seq,
                               payload=sealed, due_at=due_at or self.clock.now())  # fmt: skip
        if sent:
            row = row.values(state=Delivery.SENT.value, sent_at=self.clock.now())
        added = row.on_conflict_do_nothing(index_elements=[T.c.turn_id, T.c.seq]).returning(T.c.id)
        return await self.connection.scalar(added) is not None

    async def claim_next(self, channel: Channel) -> Parcel | None:
        """The oldest message that is due and has none before it in its conversation, now marked as being sent."""
        await stand(self.connection, POST)
        earlier = T.alias("earlier")
        blocked = exists().where(
            earlier.c.conversation == T.c.conversation, earlier.c.channel == T.c.channel, earlier.c.id < T.c.id,
            earlier.c.state.in_(_OPEN),
        )  # fmt: skip
        now, due = self.clock.now(), and_(T.c.state == Delivery.PENDING.value, T.c.due_at <= self.clock.now())
        query = select(T.c.id).where(T.c.channel == channel.value, due, ~blocked).order_by(T.c.id).limit(1)
        number = await self.connection.scalar(query.with_for_update(skip_locked=True))
        if number is None:
            return None
        claimed = update(T).where(T.c.id == number)
        sending = claimed.values(state=Delivery.SENDING.value, tries=T.c.tries + 1, claimed_at=now)
        return self._parcel((await self.connection.execute(sending.returning(T))).one())

    async def mark(self, number: int, state: Delivery, *, due_at: datetime | None = None, theirs: str = "") -> None:
        """Say what became of a message; `PENDING` with `due_at` tries again then. `theirs` is the channel's own id."""
        await stand(self.connection, POST)
        values: dict[str, Any] = {"state": state.value}
        if state is Delivery.SENT:
            values |= {"sent_at": self.clock.now(), "number": theirs}
        if due_at:
            values["due_at"] = due_at
        await self.connection.execute(update(T).where(T.c.id == number).values(values))

    async def tell_dead(self, conversation: str) -> int:
        """How many messages of a chat never surely arrived and were not told of yet; they count as told from now on."""
        await stand(self.connection, Standing(conversation=conversation))
        dead = and_(T.c.conversation == conversation, T.c.state.in_(_DEAD), T.c.told_at.is_(None))
        return (await self.connection.execute(update(T).where(dead).values(told_at=self.clock.now()))).rowcount

    async def dead(self, limit: int = 100) -> list[DeadLetter]:
        """What never surely arrived, the newest first: what operators see, without a word of what was said."""
        await stand(self.connection, POST)
        columns = (T.c.id, T.c.channel, T.c.state, T.c.tries, T.c.due_at)
        query = select(*columns).where(T.c.state.in_(_DEAD)).order_by(T.c.id.desc()).limit(limit)
        return [DeadLetter(*row) for row in await self.connection.execute(query)]

    async def replay(self, numbers: Sequence[int]) -> int:
        """Try these dead letters again, as if they were new; how many there were."""
        await stand(self.connection, POST)
        again = {"state": Delivery.PENDING.value, "tries": 0, "due_at": self.clock.now()}
        dead = and_(T.c.id.in_(numbers), T.c.state.in_(_DEAD))
        return (await self.connection.execute(update(T).where(dead).values(**again))).rowcount

    async def give_back(self, older: timedelta) -> int:
        """Messages whose sender died while sending: tried once more, and after that left as `unknown`; how many."""
        await stand(self.connection, POST)
        again = case((T.c.tries < 2, Delivery.PENDING.value), else_=Delivery.UNKNOWN.value)
        dead = and_(T.c.state == Delivery.SENDING.value, T.c.claimed_at < self.clock.now() - older)
        return (await self.connection.execute(update(T).where(dead).values(state=again))).rowcount

    def _parcel(self, row: Any) -> Parcel:  # noqa: ANN401 - a row has no narrower type
        payload = self.cipher.open_json(T.c.payload, row.payload)
        return Parcel(row.id, row.turn_id, row.conversation, Channel(row.channel), row.seq, payload, row.tries)
