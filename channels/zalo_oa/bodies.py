"""Our pieces as the bodies of Zalo's requests: pure functions."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

Body = dict[str, Any]

LONGEST_TITLE = 100
LONGEST_PAYLOAD = 1000
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def text(to: str, words: str) -> Body:
    """A message of plain words."""
    return _message(to, {"text": plain(words)})


def buttons(to: str, words: str, choices: Sequence[str]) -> Body:
    """Words with buttons. Pressing one comes back as the person's own text, so its payload is what it says."""
    offered = [
        {"title": _short(plain(c), LONGEST_TITLE), "type": "oa.query.show", "payload": plain(c)[:LONGEST_PAYLOAD]}
        for c in choices
    ]
    return _message(to, {"text": plain(words), "attachment": _template({"buttons": offered})})


def picture(to: str, caption: str, attachment: str) -> Body:
    """An uploaded picture with words."""
    media = {"template_type": "media", "elements": [{"media_type": "image", "attachment_id": attachment}]}
    return _message(to, {"text": plain(caption), "attachment": _template(media)})


def file(to: str, token: str) -> Body:
    """An uploaded file."""
    return _message(to, {"attachment": {"type": "file", "payload": {"token": token}}})


def request_phone(to: str, title: str, subtitle: str, image_url: str) -> Body:
    """A card that asks for name and phone; what comes back is a claim."""
    card = {"title": plain(title), "subtitle": plain(subtitle), "image_url": image_url}
    return _message(to, {"attachment": _template({"template_type": "request_user_info", "elements": [card]})})


def reaction(to: str, message: str, icon: str) -> Body:
    """An icon on a message of theirs."""
    return {"recipient": {"user_id": to}, "sender_action": {"react_icon": icon, "react_message_id": message}}


def template(to: str, number: str, values: Mapping[str, str]) -> Body:
    """An approved template, to a person of this account."""
    return {"user_id": to, "template_id": number, "template_data": _normal(values)}


def phone_template(phone: str, number: str, values: Mapping[str, str], tracking: str, mode: str) -> Body:
    """An approved template, to a phone number (+84…, which Zalo wants without the plus)."""
    body = {"phone": phone.lstrip("+"), "template_id": number, "template_data": _normal(values),
            "tracking_id": tracking}  # fmt: skip
    return body | ({"mode": mode} if mode == "development" else {})


def plain(words: str) -> str:
    """The words without marks of bold, composed, since Zalo counts letters."""
    return unicodedata.normalize("NFC", _BOLD.sub(r"\1", words))


def _message(to: str, message: Body) -> Body:
    return {"recipient": {"user_id": to}, "message": message}


def _template(payload: Body) -> Body:
    return {"type": "template", "payload": payload}


def _normal(values: Mapping[str, str]) -> dict[str, str]:
    return {name: unicodedata.normalize("NFC", value) for name, value in values.items()}


def _short(words: str, limit: int) -> str:
    return words if len(words) <= limit else words[: limit - 1] + "…"
