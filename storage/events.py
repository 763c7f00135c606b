"""A turn as it happens: rows with a sequence, which a page reads from the last one it saw; stop is a row too."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.clock import Clock
from storage.conversations import Conversation
from storage.crypto import Cipher
from storage.tables import TURN_EVENTS as E
from storage.tables import TURN_STOPS as S
from storage.units import Units, straight
from storage.wall import Standing, stand

CHANNEL = "house_events"
"""Notified with the turn's id, and nothing else, in the transaction that adds a row."""

# The subquery runs before the row is checked against the wall, since its functions are volatile.
_APPEND = """INSERT INTO house.turn_events (turn_id, seq, conversation, kind, payload, at)
    SELECT %(turn)s, %(seq)s, %(conversation)s, %(kind)s, %(payload)s, %(at)s
    FROM (SELECT set_config('hoiyte.conversation', %(conversation)s, true), pg_notify('house_events', %(turn)s)) stand
    ON CONFLICT DO NOTHING"""
_STOP = """INSERT INTO house.turn_stops (turn_id, conversation, at)
    SELECT %(turn)s, %(conversation)s, %(at)s
    FROM (SELECT set_config('hoiyte.conversation', %(conversation)s, true), pg_notify('house_events', %(turn)s)) stand
    ON CONFLICT DO NOTHING"""


class Happening(NamedTuple):
    """One row of a turn: `kind` and `payload` are the caller's words."""

    seq: int
    kind: str
    payload: dict[str, Any]


class SoFar(NamedTuple):
    """How far a turn was told: its last row's number, and whether somebody asked for it to end."""

    seq: int
    stopped: bool


async def so_far(connection: AsyncConnection, conversation: Conversation, turn_id: str) -> SoFar:
    """How far this turn was told, inside the unit of work that the caller holds open."""
    await stand(connection, Standing(conversation=conversation.id))
    last = select(func.max(E.c.seq)).where(E.c.turn_id == turn_id).scalar_subquery()
    row = (await connection.execute(select(last, exists().where(S.c.turn_id == turn_id)))).one()
    return SoFar(row[0] or 0, row[1])


class Row(NamedTuple):
    """One row to be told of a turn."""

    conversation: Conversation
    turn_id: str
    seq: int
    kind: str
    payload: Mapping[str, Any]


async def append_row(connection: AsyncConnection, cipher: Cipher, clock: Clock, row: Row) -> None:
    """Add the row inside the unit of work that the caller holds open: there is never an answer without its last row."""
    await straight(connection, _APPEND, _values(row, cipher, clock))


def _values(row: Row, cipher: Cipher, clock: Clock) -> dict[str, Any]:
    return {"turn": row.turn_id, "seq": row.seq, "conversation": row.conversation.id, "kind": row.kind,
            "payload": cipher.seal_json(E.c.payload, row.payload), "at": clock.now()}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TurnEvents:
    """The rows of turns, each appended in a transaction of its own so that a page sees it at once."""

    units: Units
    cipher: Cipher
    clock: Clock

    async def append(self, row: Row) -> None:
        """Add the row and wake whoever watches its turn; a replayed turn's row that is there already stays."""
        await self.units.alone(_APPEND, _values(row, self.cipher, self.clock))

    async def events_after(self, conversation: Conversation, turn_id: str, seq: int) -> list[Happening]:
        """The rows of the turn after `seq`, in order; none when the turn is another conversation's."""
        query = select(E.c.seq, E.c.kind, E.c.payload).where(E.c.turn_id == turn_id, E.c.seq > seq).order_by(E.c.seq)
        async with self.units.work() as connection:
            await stand(connection, Standing(conversation=conversation.id))
            rows = (await connection.execute(query)).all()
        return [Happening(row.seq, row.kind, self.cipher.open_json(E.c.payload, row.payload)) for row in rows]

    async def stop_turn(self, conversation: Conversation, turn_id: str) -> None:
        """Ask for the turn to end early; asking twice, or too late, changes nothing."""
        await self.units.alone(_STOP, self._named(conversation, turn_id))

    async def is_stopped(self, conversation: Conversation, turn_id: str) -> bool:
        """Whether somebody in this conversation asked for the turn to end."""
        query = select(S.c.turn_id).where(S.c.turn_id == turn_id)
        async with self.units.work() as connection:
            await stand(connection, Standing(conversation=conversation.id))
            return (await connection.execute(query)).first() is not None

    def _named(self, conversation: Conversation, turn_id: str) -> dict[str, Any]:
        return {"turn": turn_id, "conversation": conversation.id, "at": self.clock.now()}
