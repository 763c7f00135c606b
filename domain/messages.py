"""What comes in through a channel and what goes out."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.blocks import Answer
from domain.people import Channel


class Kind(StrEnum):
    """What a person did; what `Inbound.text` holds then."""

    TEXT = "text"
    """They wrote, or pressed a button whose words these are."""
    START = "start"
    """They opened the chat, for the first time or by a link: the link's payload, or nothing."""
    PHONE = "phone"
    """They handed over their own number, and the channel vouches that it is theirs: the number, as +84…"""
    CLAIMED_PHONE = "claimed_phone"
    """They handed over a number that nobody vouches for."""
    UNREADABLE = "unreadable"
    """They sent a picture, a voice, a sticker, or something the channel withholds: its kind, for the log."""
    LEFT = "left"
    """They blocked or unfollowed us: nothing may be sent any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One message as a channel brought it: `event_id` is unique in the channel, `sender` is the channel's handle."""

    channel: Channel
    event_id: str
    sender: str
    text: str
    received_at: datetime
    session: str | None = None
    kind: Kind = Kind.TEXT
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
