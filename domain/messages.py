"""What comes in through a channel and what goes out."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.blocks import Answer
from domain.people import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One message as a channel brought it: `event_id` is unique in the channel, `sender` is the channel's handle."""

    channel: Channel
    event_id: str
    sender: str
    text: str
    received_at: datetime
    session: str | None = None
    raw: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbound:
    """One answer on its way to a conversation."""

    channel: Channel
    turn_id: str
    session: str
    recipient: str
    answer: Answer
    reply: str
