"""A messenger without a wire, for tests of what lies behind every channel's port."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from channels.errors import ChannelError, Forged
from channels.pieces import Buttons, Picture, Words
from domain.messages import Inbound, Kind
from domain.people import Channel


@dataclass
class Postbox:
    """Keeps what is sent; `faults` are raised by the next sends, in order, and None lets one pass."""

    channel: Channel = Channel.ZALO_OA
    sent: list[tuple[str, Words | Buttons | Picture]] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    seen: list[bytes] = field(default_factory=list)
    faults: list[ChannelError | None] = field(default_factory=list)
    hold: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.hold.set()

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:
        if headers.get("x-secret") != "ours":
            raise Forged

    def parse(self, body: bytes, *, received_at: datetime) -> list[Inbound]:
        said = json.loads(body)
        return [Inbound(channel=self.channel, event_id=said["id"], sender=said["from"], text=said.get("text", ""),
                        kind=Kind(said.get("kind", "text")), received_at=received_at, raw=body)]  # fmt: skip

    async def send(self, to: str, piece: Words | Buttons | Picture) -> str:
        await self.hold.wait()
        if self.faults and (fault := self.faults.pop(0)):
            raise fault
        self.sent.append((to, piece))
        return str(len(self.sent))

    async def typing(self, to: str) -> None:
        self.typed.append(to)

    async def noticed(self, body: bytes) -> None:
        self.seen.append(body)

    async def look(self) -> str:
        return "a postbox"

    def texts(self, to: str) -> list[str]:
        """The words that arrived at somebody, in order."""
        return [piece.caption if isinstance(piece, Picture) else piece.text for who, piece in self.sent if who == to]
