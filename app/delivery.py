"""The courier: takes what the outbox holds for a messenger, in order within a chat, and sees it delivered.

A channel that asks to wait is asked again; one that cannot say whether it sent is asked once more at most, and what is
still unknown then stays visible as a dead letter (design §3.10).
"""

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from app.cellar import Cellar
from channels.errors import ChannelError, Later, NeedsOperator, Refused, Unknown
from channels.pieces import PIECE
from channels.port import Messenger
from domain.clock import Clock
from domain.people import Channel
from storage.outbox import Delivery, Outbox, Parcel

_log = logging.getLogger(__name__)

AT_ONCE = 4
"""Messages of one channel under way at the same time, each of another chat."""
_LOOK = 0.25
"""Seconds between two looks into an outbox that was empty."""
_DEAD_SENDER = timedelta(seconds=60)
_MOST_TRIES = 8
_OPERATOR_WAITS = 60.0


class Fate(NamedTuple):
    """What became of one attempt: its state, when to try again, and the channel's own id."""

    state: Delivery
    after: float = 0.0
    number: str = ""


@dataclass(frozen=True, slots=True)
class Courier:
    """Delivers for every messenger this process has."""

    cellar: Cellar
    clock: Clock
    messengers: Mapping[Channel, Messenger]

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until `stop` is set; what is under way is finished."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._give_back(stop))
            for channel in self.messengers:
                for _ in range(AT_ONCE):
                    group.create_task(self._walk(channel, stop))

    async def deliver_one(self, channel: Channel) -> bool:
        """Deliver the next message that is due; False when there is none."""
        async with self.cellar.own.work() as connection:
            parcel = await self._outbox(connection).claim_next(channel)
        if parcel is None:
            return False
        fate = await self._attempt(parcel)
        async with self.cellar.own.work() as connection:
            due = self.clock.now() + timedelta(seconds=fate.after)
            await self._outbox(connection).mark(parcel.id, fate.state, due_at=due, theirs=fate.number)
        return True

    async def _walk(self, channel: Channel, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                found = await self.deliver_one(channel)
            except Exception as error:  # noqa: BLE001 - a database that went away comes back
                _log.warning("delivery waits: %s", type(error).__name__)
                found = False
            if not found:
                await _pause(stop, _LOOK)

    async def _attempt(self, parcel: Parcel) -> Fate:
        piece = PIECE.validate_python(parcel.payload["piece"])
        try:
            number = await self.messengers[parcel.channel].send(parcel.payload["to"], piece)
        except ChannelError as error:
            return _fate(parcel, error)
        return Fate(Delivery.SENT, number=number)

    async def _give_back(self, stop: asyncio.Event) -> None:
        """What a sender that died had in its hands is tried once more, and after that nobody knows."""
        while not stop.is_set():
            async with self.cellar.own.work() as connection:
                if count := await self._outbox(connection).give_back(_DEAD_SENDER):
                    _log.warning("%d messages of a dead sender were given back", count)
            await _pause(stop, 5.0)

    def _outbox(self, connection: AsyncConnection) -> Outbox:
        return Outbox(connection, self.cellar.cipher, self.clock)


def _fate(parcel: Parcel, error: ChannelError) -> Fate:
    match error:
        case Later() if parcel.tries < _MOST_TRIES:
            return Fate(Delivery.PENDING, after=error.after)
        case NeedsOperator():
            _log.error("%s: nothing leaves until an operator mends it: %s", parcel.channel.value, error)
            return Fate(Delivery.PENDING, after=_OPERATOR_WAITS)
        case Unknown() if parcel.tries < 2:
            return Fate(Delivery.PENDING, after=1.0)
        case Unknown():
            return Fate(Delivery.UNKNOWN)
        case Refused() | _:
            _log.warning("%s: a message is given up: %s", parcel.channel.value, type(error).__name__)
            return Fate(Delivery.FAILED)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
