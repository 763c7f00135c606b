"""What people did, from the raw bytes of an update: pure functions."""

import re
import unicodedata
from datetime import datetime
from typing import NamedTuple

from pydantic import ValidationError

from channels.errors import Garbled
from channels.telegram.wire import Chat, Contact, Membership, Message, Press, Update, User
from domain.messages import Inbound, Kind
from domain.people import Channel

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_START = re.compile(r"/start(?:\s+([A-Za-z0-9_-]{1,64}))?\s*")
"""`t.me/<bot>?start=<payload>`; anything else after the word is a sentence that somebody typed."""
_UNREADABLE = (
    "photo", "voice", "sticker", "animation", "document", "audio", "video", "video_note", "venue", "location", "poll",
    "dice", "story", "game", "paid_media", "checklist",
)  # fmt: skip
"""Contents that ask for an answer though we cannot read them; what else is no text is Telegram's own note of events."""


class _Done(NamedTuple):
    """Who did what; the words of it."""

    sender: int
    kind: Kind
    text: str


def inbound(body: bytes, *, bot_id: str, received_at: datetime) -> list[Inbound]:
    """What somebody did by this update, or nothing.

    Raises:
        Garbled: no update of the Bot API.
    """
    update = _update(body)
    done = _done(update)
    return [] if done is None else [
        Inbound(channel=Channel.TELEGRAM, event_id=f"{bot_id}:{update.update_id}", sender=str(done.sender),
                kind=done.kind, text=done.text, received_at=received_at, raw=body)
    ]  # fmt: skip


def press(body: bytes) -> str | None:
    """Telegram's number of a press, which wants to hear that it was noticed; None for other updates."""
    update = _update(body)
    return update.callback_query.id if update.callback_query else None


def _update(body: bytes) -> Update:
    try:
        return Update.model_validate_json(body)
    except ValidationError:
        raise Garbled("no update of the Telegram Bot API") from None


def _done(update: Update) -> _Done | None:
    """People mend a question by editing it and wait for the new answer, so an edited text is said anew.

    Other edits (a location that moves, a caption) come by themselves and ask nothing.
    """
    if update.callback_query:
        return _pressed(update.callback_query)
    if update.my_chat_member:
        return _left(update.my_chat_member)
    if update.edited_message and update.edited_message.text:
        return _wrote(update.edited_message)
    return _wrote(update.message) if update.message else None


def _wrote(message: Message) -> _Done | None:
    sender = message.sender
    if not sender or not _is_alone(message.chat, sender):
        return None
    if message.contact:
        return _handed_over(message.contact, sender)
    if message.text is not None:
        return _said(sender.id, message.text)
    sent = next((name for name in _UNREADABLE if name in (message.model_extra or {})), None)
    return _Done(sender.id, Kind.UNREADABLE, sent) if sent else None


def _said(sender: int, written: str) -> _Done:
    text = _clean(written)
    if started := _START.fullmatch(text):
        return _Done(sender, Kind.START, started[1] or "")
    return _Done(sender, Kind.TEXT, text) if text else _Done(sender, Kind.UNREADABLE, "empty")


def _pressed(pressed: Press) -> _Done | None:
    """The words of the button, read from our own message, which comes back with the press: no memory is needed."""
    message, sender = pressed.message, pressed.sender
    if not message or not _is_alone(message.chat, sender):
        return None
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    words = (button.text for row in rows for button in row if button.callback_data == pressed.data)
    text = _clean(next(words, ""))
    return _Done(sender.id, Kind.TEXT, text) if text else _Done(sender.id, Kind.UNREADABLE, "button")


def _handed_over(contact: Contact, sender: User) -> _Done:
    """A number is the sender's own only where Telegram says that its owner is the sender; others are forwarded."""
    phone = _international(re.sub(r"\D", "", contact.phone_number))
    if len(phone) < 9:
        return _Done(sender.id, Kind.UNREADABLE, "contact")
    return _Done(sender.id, Kind.PHONE if contact.user_id == sender.id else Kind.CLAIMED_PHONE, phone)


def _international(digits: str) -> str:
    """0912… and 84912… are +84912…; 0049… is +49… ."""
    if digits.startswith("0") and not digits.startswith("00"):
        return "+84" + digits[1:]
    return "+" + digits.removeprefix("00")


def _left(membership: Membership) -> _Done | None:
    chat = membership.chat
    has_left = chat.type == "private" and membership.new_chat_member.status == "kicked"
    return _Done(chat.id, Kind.LEFT, "") if has_left else None


def _is_alone(chat: Chat, sender: User) -> bool:
    """Whether a person and the bot are between themselves: health is no matter for groups."""
    return chat.type == "private" and chat.id == sender.id and not sender.is_bot


def _clean(text: str) -> str:
    return _CONTROL.sub("", unicodedata.normalize("NFC", text)).strip()
