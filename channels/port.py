"""What the house needs of a messenger: verify, parse, send. The web page is none: it reads its turn's events."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Protocol

from channels.pieces import Piece
from domain.messages import Inbound
from domain.people import Channel

Publish = Callable[[bytes, str], Awaitable[str]]
"""Puts bytes of a media type under an unguessable address for a short time, for channels that fetch pictures."""


class Messenger(Protocol):
    """One bot or account on one channel."""

    @property
    def channel(self) -> Channel:
        """Which door this is."""
        ...

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:
        """Let pass what the channel itself sent. Header names are in lower case; compared in constant time.

        Raises:
            Forged: the secret or the signature is wrong or missing.
        """
        ...

    def parse(self, body: bytes, *, received_at: datetime) -> list[Inbound]:
        """What people did, by one delivery; empty for what needs no answer (echoes, receipts, groups, probes).

        Texts are NFC without control characters. `event_id` is the same however often the channel repeats itself.

        Raises:
            Garbled: not the channel's format.
        """
        ...

    async def send(self, to: str, piece: Piece) -> str:
        """Send one piece to the person of that handle; the channel's own id of it, "" where it gives none.

        Raises:
            Later, Refused, Unknown, NeedsOperator: see `errors.py`.
        """
        ...

    async def typing(self, to: str) -> None:
        """Show that an answer is being made, where the channel can; whatever goes wrong is passed over."""
        ...

    async def noticed(self, body: bytes) -> None:
        """Once a delivery is kept: tell the channel what it waits for (a pressed button); failures are passed over."""
        ...

    async def look(self) -> str:
        """Who we are there and whether all is well, as one English sentence for operators.

        Raises:
            Later, NeedsOperator: it does not answer, or does not know us.
        """
        ...


class Polling(Protocol):
    """A messenger that can be asked for news where no address of ours can be reached from outside."""

    async def updates(self) -> list[bytes]:
        """Deliveries as `parse` reads them, waiting for some seconds; asking again says that the last were kept.

        Raises:
            Later, NeedsOperator: see `errors.py`.
        """
        ...
