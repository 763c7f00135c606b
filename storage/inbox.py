"""The inbox: every event a channel brought, kept once under its own key before anything clever happens."""

from dataclasses import dataclass
from typing import Any, LiteralString, NewType

from sqlalchemy import Row, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.clock import Clock
from domain.messages import Inbound, Kind
from domain.people import Channel
from storage.crypto import Cipher
from storage.queue import DEFER_FOR
from storage.tables import INBOX as T
from storage.units import Units
from storage.wall import POST, Standing, stand

InboxId = NewType("InboxId", int)

# The subquery runs before the row is checked against the wall, since its functions are volatile.
_KEEP: LiteralString = f"""
    WITH kept AS (
        INSERT INTO house.inbox (channel, event_id, conversation, sender, text, raw, kind, received_at)
        SELECT %(channel)s, %(event_id)s, %(lock)s, %(sender)s, %(text)s, %(raw)s, %(kind)s, %(at)s
        FROM (SELECT set_config('hoiyte.conversation', %(lock)s, true)) stand
        ON CONFLICT (channel, event_id) DO NOTHING RETURNING id)
    SELECT id, {DEFER_FOR} FROM kept
"""  # noqa: S608 - a constant of the queue


async def keep(units: Units, cipher: Cipher, inbound: Inbound, *, task: str) -> InboxId | None:
    """Keep a messenger's event and leave a job for its lane, all in one trip; None when it was brought before.

    `inbound.session` is the lane. What stands between a channel and its 200 is this statement.
    """
    row = await units.alone(_KEEP, {
        "channel": inbound.channel.value, "event_id": inbound.event_id, "lock": inbound.session,
        "sender": cipher.seal(T.c.sender, inbound.sender), "text": cipher.seal(T.c.text, inbound.text),
        "raw": cipher.seal_bytes(T.c.raw, inbound.raw), "kind": inbound.kind.value, "at": inbound.received_at,
        "task": task,
    })  # fmt: skip
    return InboxId(row[0]) if row else None


@dataclass(frozen=True, slots=True)
class Inbox:
    """The inbox, inside the unit of work that the caller holds open (which also defers the job)."""

    connection: AsyncConnection
    cipher: Cipher
    clock: Clock

    async def put_new(self, inbound: Inbound) -> InboxId | None:
        """Keep the event and give its number, or None when this channel brought it before.

        `inbound.session` is the conversation's id, or the channel's own key of the chat where there is none yet.
        """
        await stand(self.connection, Standing(conversation=inbound.session) if inbound.session else POST)
        kept = insert(T).values(
            channel=inbound.channel.value,
            event_id=inbound.event_id,
            conversation=inbound.session or "",
            sender=self.cipher.seal(T.c.sender, inbound.sender),
            text=self.cipher.seal(T.c.text, inbound.text),
            raw=self.cipher.seal_bytes(T.c.raw, inbound.raw),
            kind=inbound.kind.value,
            received_at=inbound.received_at,
        )
        once = kept.on_conflict_do_nothing(index_elements=[T.c.channel, T.c.event_id]).returning(T.c.id)
        number = await self.connection.scalar(once)
        return None if number is None else InboxId(number)

    async def fetch(self, number: InboxId) -> Inbound | None:
        """The event as it came, or None when it is finished already (a job given back after its work was done)."""
        await stand(self.connection, POST)
        row = (await self.connection.execute(select(T).where(T.c.id == number, T.c.state == "new"))).first()
        return None if row is None else self._inbound(row)

    async def lane(self, number: InboxId) -> dict[InboxId, Inbound]:
        """What waits in the same lane as that event, oldest first: several quick messages are answered once.

        Empty when the event is finished already.
        """
        await stand(self.connection, POST)
        own = select(T.c.conversation).where(T.c.id == number, T.c.state == "new").scalar_subquery()
        query = select(T).where(T.c.conversation == own, T.c.state == "new").order_by(T.c.id)
        return {InboxId(row.id): self._inbound(row) for row in await self.connection.execute(query)}

    async def finish(self, number: InboxId, *, turn_id: str | None = None, failed: bool = False) -> bool:
        """Note which turn answered the event; False when somebody finished it first: then nothing may be sent."""
        await stand(self.connection, POST)
        done = update(T).where(T.c.id == number, T.c.state == "new")
        state = "failed" if failed else "done"
        changed = await self.connection.execute(done.values(state=state, finished_at=self.clock.now(), turn_id=turn_id))
        return changed.rowcount == 1

    async def waiting(self) -> list[InboxId]:
        """Events nobody finished yet, oldest first."""
        await stand(self.connection, POST)
        query = select(T.c.id).where(T.c.state == "new").order_by(T.c.id).limit(1000)
        return [InboxId(number) for number in await self.connection.scalars(query)]

    def _inbound(self, row: Row[*tuple[Any, ...]]) -> Inbound:
        return Inbound(
            channel=Channel(row.channel),
            event_id=row.event_id,
            sender=self.cipher.open(T.c.sender, row.sender),
            text=self.cipher.open(T.c.text, row.text),
            received_at=row.received_at,
            session=row.conversation or None,
            kind=Kind(row.kind),
            raw=self.cipher.open_bytes(T.c.raw, row.raw),
        )
