"""The Bot API's methods, as far as the house calls them: what each checks, keeps and gives back."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from channels.splitting import size
from tests.channels.far import Shown
from tests.channels.telegram_bot.markup import CannotParseError, displayed

BOT = {"id": 110201543, "is_bot": True, "first_name": "Hỏi Y Tế", "username": "hoiyte_test_bot"}


class Refusal(Exception):  # noqa: N818 - it is an answer
    """The Bot API says no."""

    def __init__(self, code: int, description: str, parameters: dict[str, int] | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters

    def said(self) -> dict[str, Any]:
        """The body of the answer."""
        more = {"parameters": self.parameters} if self.parameters else {}
        return {"ok": False, "error_code": self.code, "description": self.description, **more}


@dataclass(frozen=True)
class Form:
    """The arguments of one call."""

    fields: dict[str, str]
    files: dict[str, bytes]

    def words(self, name: str, most: int, *, least: int = 1) -> tuple[str, tuple[str, ...]]:
        """A text as displayed, and its bold; Telegram strips what it shows and counts UTF-16 units after parsing."""
        raw = self.fields.get(name, "")
        need(len(raw.encode()) <= 32 * 1024, "message is too long")
        try:
            text, bold = displayed(raw) if self.fields.get("parse_mode") == "HTML" else (raw, ())
        except CannotParseError as error:
            raise Refusal(400, f"Bad Request: can't parse entities: {error}") from None
        need(size(text.strip()) >= least, "message text is empty")
        need(size(text.strip()) <= most, "message is too long")
        return text.strip(), bold


@dataclass
class Kept:
    """What the far side knows and was told."""

    people: set[str] = field(default_factory=set)
    """Chats that exist: Telegram knows nobody who never opened the bot."""
    shown: list[Shown] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)
    """The same as Telegram's own records, with their keyboards."""
    typed: list[str] = field(default_factory=list)
    drafts: list[tuple[int, str]] = field(default_factory=list)
    noticed: list[str] = field(default_factory=list)
    webhook: dict[str, Any] = field(default_factory=dict)
    news: list[dict[str, Any]] = field(default_factory=list)


def need(kept: object, otherwise: str) -> None:
    """Refuse what breaks a limit."""
    if not kept:
        raise Refusal(400, f"Bad Request: {otherwise}")


def _buttons(form: Form) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    if "reply_markup" not in form.fields:
        return None, ()
    markup = json.loads(form.fields["reply_markup"])
    rows = markup["inline_keyboard"]
    buttons = [button for row in rows for button in row]
    need(len(buttons) <= 100 and all(1 <= len(row) <= 8 for row in rows), "BUTTON_COUNT_INVALID")
    need(all(1 <= len(button["callback_data"].encode()) <= 64 for button in buttons), "BUTTON_DATA_INVALID")
    need(all(button["text"] for button in buttons), "BUTTON_TEXT_INVALID")
    return markup, tuple(button["text"] for button in buttons)


def _chat(kept: Kept, form: Form) -> str:
    chat = form.fields.get("chat_id", "")
    need(chat in kept.people, "chat not found")
    return chat


def _show(kept: Kept, shown: Shown, markup: dict[str, Any] | None) -> dict[str, Any]:
    message = {"message_id": 7000 + len(kept.messages), "date": 1795000000, "from": BOT,
               "chat": {"id": int(shown.to), "type": "private"}, "text": shown.text}  # fmt: skip
    message |= {"reply_markup": markup} if markup else {}
    kept.shown.append(shown)
    kept.messages.append(message)
    return message


def send_message(kept: Kept, form: Form) -> object:
    chat = _chat(kept, form)
    text, bold = form.words("text", 4096)
    markup, buttons = _buttons(form)
    return _show(kept, Shown(to=chat, text=text, bold=bold, buttons=buttons), markup)


def send_photo(kept: Kept, form: Form) -> object:
    chat = _chat(kept, form)
    picture = form.files.get("photo", b"")
    need(picture.startswith(b"\x89PNG"), "IMAGE_PROCESS_FAILED")
    need(len(picture) <= 10 * 2**20, "file is too big")
    text, bold = form.words("caption", 1024, least=0)
    return _show(kept, Shown(to=chat, text=text, bold=bold, picture=picture), None)


def send_chat_action(kept: Kept, form: Form) -> object:
    need(form.fields.get("action") == "typing", "wrong parameter action in request")
    kept.typed.append(_chat(kept, form))
    return True


def send_message_draft(kept: Kept, form: Form) -> object:
    _chat(kept, form)
    draft = int(form.fields.get("draft_id", 0))
    need(draft, "DRAFT_ID_INVALID")
    kept.drafts.append((draft, form.words("text", 4096, least=0)[0]))
    return True


def answer_callback_query(kept: Kept, form: Form) -> object:
    number = form.fields["callback_query_id"]
    need(number not in kept.noticed, "query is too old and response timeout expired or query ID is invalid")
    kept.noticed.append(number)
    return True


def get_me(kept: Kept, form: Form) -> object:
    return BOT | {"can_join_groups": False, "can_read_all_group_messages": False, "supports_inline_queries": False}


def set_webhook(kept: Kept, form: Form) -> object:
    secret = form.fields.get("secret_token", "")
    need(re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret), "secret token contains unallowed characters")
    kept.webhook = dict(form.fields) if form.fields.get("url") else {}
    return True


def get_webhook_info(kept: Kept, form: Form) -> object:
    info = {"url": kept.webhook.get("url", ""), "has_custom_certificate": False, "pending_update_count": len(kept.news)}
    failed = kept.webhook.get("last_error_message")
    return info | ({"last_error_date": 1795000000, "last_error_message": failed} if failed else {})


def get_updates(kept: Kept, form: Form) -> object:
    """Those from `offset` on; the ones before it are forgotten."""
    if kept.webhook:
        raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first")
    kept.news = [update for update in kept.news if update["update_id"] >= int(form.fields.get("offset", 0))]
    return kept.news[:100]


METHODS: dict[str, Callable[[Kept, Form], object]] = {
    "answerCallbackQuery": answer_callback_query, "getMe": get_me, "getUpdates": get_updates,
    "getWebhookInfo": get_webhook_info, "sendChatAction": send_chat_action, "sendMessage": send_message,
    "sendMessageDraft": send_message_draft, "sendPhoto": send_photo, "setWebhook": set_webhook,
}  # fmt: skip
