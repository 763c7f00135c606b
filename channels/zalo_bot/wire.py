"""What the Bot Platform says, in our words: deliveries and answers. Pure; see `channels.md` §1.2 and §1.3."""

import hashlib
import re
import unicodedata
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from channels.errors import Garbled
from domain.messages import Inbound, Kind
from domain.people import Channel

_MESSAGE = re.compile(r"message\.(\w+)\.received")
_UNSEEN = {"Cc", "Cs"}
"""Unicode categories of control characters and halves of letters; line breaks and tabs stay."""


class _Foreign(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True, hide_input_in_errors=True)


class _Person(_Foreign):
    id: str = ""
    is_bot: bool = False


class _Chat(_Foreign):
    id: str
    chat_type: str = ""


class _Message(_Foreign):
    chat: _Chat
    sender: _Person = Field(default=_Person(), alias="from")
    message_id: str = ""
    text: str | None = None

    @property
    def is_private(self) -> bool:
        """One person alone with us; where the kind of chat is not told, both have one id."""
        return self.chat.chat_type == "PRIVATE" or (not self.chat.chat_type and self.chat.id == self.sender.id)


class _Update(_Foreign):
    event_name: str = ""
    message: _Message | None = None


class _Delivery(_Update):
    """Documented as wrapped in `result`, captured without it."""

    result: _Update | None = None


class Envelope(_Foreign):
    """Every answer of the platform; `ok` decides, whatever the HTTP status."""

    ok: bool
    result: Any = None
    error_code: int | None = None
    description: str = ""


class Verification(_Foreign):
    """How the platform's probe of our webhook went, at once when it was set."""

    ok: bool = False
    outcome: str = "not told"
    hint: str = ""


class Hook(_Foreign):
    """A webhook as the platform knows it. It keeps the address of one that failed its probe."""

    url: str = ""
    verification: Verification = Verification()


class Me(_Foreign):
    """Who our token says we are."""

    account_name: str = ""
    account_type: str = ""


class Sent(_Foreign):
    """A message that was taken."""

    message_id: str = ""


def inbound(body: bytes, received_at: datetime) -> list[Inbound]:
    """What one person did by this delivery; empty for probes, groups, other bots and events that are no message.

    Raises:
        Garbled: not the platform's format.
    """
    if not body.strip():
        return []
    update = _update(body)
    event, message = _MESSAGE.fullmatch(update.event_name), update.message
    if not event or not message or not message.is_private or message.sender.is_bot:
        return []
    said = _clean(message.text or "") if event[1] == "text" else ""
    return [
        Inbound(
            channel=Channel.ZALO_BOT, event_id=_event_id(message, body), sender=message.chat.id, text=said or event[1],
            received_at=received_at, kind=Kind.TEXT if said else Kind.UNREADABLE, raw=body,
        )
    ]  # fmt: skip


def _update(body: bytes) -> _Update:
    try:
        delivery = _Delivery.model_validate_json(body)
    except ValidationError:
        raise Garbled("a delivery of Zalo Bot has not its shape") from None
    return delivery.result or delivery


def _event_id(message: _Message, body: bytes) -> str:
    """Chat and message, as ids of messages are only known to be unique within a chat."""
    return f"{message.chat.id}:{message.message_id or hashlib.sha256(body).hexdigest()[:32]}"


def _clean(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if c in "\n\t" or unicodedata.category(c) not in _UNSEEN).strip()
