"""Channels that cannot reach us are asked for news; what they bring is kept before they are asked again."""

import asyncio
import logging

from app.chats import take_in_chat
from app.web.needs import House
from channels.errors import ChannelError, Garbled, Later
from channels.port import Messenger, Polling

_log = logging.getLogger(__name__)
_AFTER_A_FAULT = 30.0


async def poll(house: House, messenger: Messenger, stop: asyncio.Event) -> None:
    """Ask one channel until `stop` is set."""
    while not stop.is_set():
        try:
            await poll_once(house, messenger)
        except ChannelError as error:
            _log.error("%s cannot be asked for news: %s", messenger.channel.value, error)
            await asyncio.sleep(error.after if isinstance(error, Later) else _AFTER_A_FAULT)


async def poll_once(house: House, messenger: Messenger) -> int:
    """Ask once and keep what came; how many messages there were.

    Raises:
        Later, NeedsOperator: the channel does not answer, or does not know us.
    """
    count = 0
    for body in await _polled(messenger).updates():
        try:
            arrived = messenger.parse(body, received_at=house.now.now())
        except Garbled:
            _log.warning("%s brought something that is not its format", messenger.channel.value)
            continue
        for inbound in arrived:
            count += await take_in_chat(house, inbound)
        await messenger.noticed(body)
    return count


def _polled(messenger: Messenger) -> Polling:
    updates = getattr(messenger, "updates", None)
    if updates is None:
        raise TypeError(f"{messenger.channel.value} cannot be polled")
    polled: Polling = messenger  # type: ignore[assignment] # seen to have the port's one method
    return polled
