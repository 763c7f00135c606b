"""The web page as a channel: its POST body parsed to an Inbound, the answer rendered beside its blocks."""

import hashlib
import re
import unicodedata
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from channels.render import render
from domain.blocks import Answer
from domain.errors import NotUnderstood, TooLong
from domain.messages import Inbound
from domain.people import Channel

LONGEST_TEXT = 4000
"""Characters of one message, as the page counts them."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,80}$")]


class WebMessage(BaseModel):
    """The body of `POST /api/messages`."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    conversation: Name | None = None
    text: str
    event_id: Name


class NoWords(NotUnderstood):
    """The message has no letter and no digit: nothing that could be a question."""


class BadShape(NotUnderstood):
    """The body is not the JSON that the page sends."""


def parse(body: bytes, *, sender: str, received_at: datetime) -> Inbound:
    """The message of one POST; `sender` is the page's session, never something from the body.

    Raises:
        BadShape: not our JSON.
        NoWords: only spaces, emoji or signs.
        TooLong: more than LONGEST_TEXT characters.
    """
    try:
        said = WebMessage.model_validate_json(body)
    except ValidationError:
        raise BadShape from None
    text = _CONTROL.sub("", unicodedata.normalize("NFC", said.text)).strip()
    if len(text) > LONGEST_TEXT:
        raise TooLong
    if not any(unicodedata.category(letter)[0] in "LN" for letter in text):
        raise NoWords
    # A digest, since this key stands in the inbox as it is and must not tell who wrote.
    key = hashlib.sha256(f"{sender}:{said.event_id}".encode()).hexdigest()
    return Inbound(channel=Channel.WEB, event_id=key, sender=sender, text=text, received_at=received_at,
                   session=said.conversation, raw=body)  # fmt: skip


def reply(answer: Answer) -> str:
    """The plain text of an answer: what is kept as the message, copied, and read by other programs."""
    return render(answer, Channel.WEB)
