"""One delivery of Zalo as what a person did: pure functions over captured shapes."""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from channels.errors import Garbled
from domain.messages import Inbound, Kind
from domain.people import Channel

Handle = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
_VIETNAMESE = re.compile(r"^(?:84|0)([1-9][0-9]{8,9})$")


class _Loose(BaseModel):
    """Zalo adds fields without telling, and writes numbers now as numbers, now as strings."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True, coerce_numbers_to_str=True)


class _Party(_Loose):
    id: Handle


class _Message(_Loose):
    text: str | None = None
    msg_id: str | None = None


class _Info(_Loose):
    phone: str | None = None


class _Named(_Loose):
    event_name: str = ""


class Event(_Named):
    """What we read of an event; each kind fills some of it."""

    sender: _Party | None = None
    recipient: _Party | None = None
    follower: _Party | None = None
    user_id: Handle | None = None
    oa_id: str | None = None
    message: _Message | None = None
    info: _Info | None = None
    timestamp: str = ""

    @property
    def subject(self) -> str:
        """The handle of the person who did it."""
        party = self.follower or self.sender
        return (party.id if party else None) or self.user_id or ""

    @property
    def account(self) -> str:
        """The Official Account it was done to, where the event says it."""
        return self.oa_id or (self.recipient.id if self.recipient else "")

    @property
    def number(self) -> str:
        """The same for every repetition. A handle is hashed: event ids are kept in plain."""
        if self.message and self.message.msg_id:
            return f"{self.event_name}:{self.message.msg_id}"
        seen = hashlib.sha256(f"{self.account}|{self.timestamp}|{self.subject}".encode()).hexdigest()
        return f"{self.event_name}:{seen[:32]}"


class Did(NamedTuple):
    """What the person did, and what `Inbound.text` holds then."""

    kind: Kind
    text: str


def read(body: bytes) -> Event | None:
    """The event, where a person did something to us; None for echoes, receipts, groups, tags, calls and the like.

    Raises:
        Garbled: not Zalo's format.
    """
    try:
        if not _reader(_Named.model_validate_json(body).event_name):
            return None
        event = Event.model_validate_json(body)
    except ValidationError:
        raise Garbled("a delivery is not an event as Zalo writes it") from None
    if not event.subject:
        raise Garbled("an event of a person names nobody")
    return event


def inbound(event: Event, body: bytes, received_at: datetime) -> Inbound:
    """The event in our words."""
    reader = _reader(event.event_name) or _unreadable
    did = reader(event)
    return Inbound(channel=Channel.ZALO_OA, event_id=event.number, sender=event.subject, text=did.text, kind=did.kind,
                   received_at=received_at, raw=body)  # fmt: skip


def phone(text: str) -> str | None:
    """A Vietnamese number as +84…; None where it is none."""
    found = _VIETNAMESE.match(re.sub(r"[\s.+()-]", "", text))
    return f"+84{found[1]}" if found else None


def _said(event: Event) -> Did:
    text = _clean((event.message.text if event.message else None) or "")
    return Did(Kind.TEXT, text) if text else _unreadable(event)


def _unreadable(event: Event) -> Did:
    return Did(Kind.UNREADABLE, event.event_name.removeprefix("user_send_"))


def _left(event: Event) -> Did:
    return Did(Kind.LEFT, event.event_name)


def _submitted(event: Event) -> Did:
    number = phone((event.info.phone if event.info else None) or "")
    return Did(Kind.CLAIMED_PHONE, number) if number else _unreadable(event)


WITHDRAWN = "user_withdraw"
"""A person withdraws consent, or asks to delete or restrict what is held: nothing may be sent, and a human must act."""

_READERS: dict[str, Callable[[Event], Did]] = {
    "user_send_text": _said,
    "user_send_link": _said,
    "user_submit_info": _submitted,
    "follow": lambda _: Did(Kind.START, ""),
    "user_click_chatnow": lambda _: Did(Kind.START, ""),
    "unfollow": _left,
    WITHDRAWN: _left,
}


def _reader(name: str) -> Callable[[Event], Did] | None:
    """Whatever else a person sends is unreadable, kinds to come included; in groups we are not spoken to."""
    is_sent = name.startswith("user_send_") and not name.startswith("user_send_group_")
    return _READERS.get(name) or (_unreadable if is_sent else None)


def _clean(text: str) -> str:
    normal = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in normal if letter in "\n\t" or unicodedata.category(letter) != "Cc").strip()
