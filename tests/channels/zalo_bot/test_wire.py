"""Deliveries as documented and as captured, in our words."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.errors import Garbled
from channels.zalo_bot.wire import inbound
from domain.messages import Inbound, Kind

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
DOCUMENTED = """{"ok":true,"result":{"event_name":"message.text.received",
 "message":{"from":{"id":"6ede9afa66b88fe6d6a9","display_name":"Ted","is_bot":false},
            "chat":{"id":"6ede9afa66b88fe6d6a9","chat_type":"PRIVATE"},
            "text":"Xin chào","message_id":"2d758cb5e222177a4e35","date":1750316131602}}}"""
CAPTURED_IMAGE = """{"event_name":"message.image.received",
 "message":{"date":1789033572455,"chat":{"chat_type":"PRIVATE","id":"a1b2c3d4e5f60718293a"},
  "message_id":"m1a2b3c4d5e6f7081920","from":{"id":"a1b2c3d4e5f60718293a","is_bot":false,"display_name":"…"},
  "photo_url":"https://photo-stal-1.zdn.vn/x.jpg","caption":"đơn thuốc","message_type":"CHAT_PHOTO"}}"""


def read(body: str) -> list[Inbound]:
    return inbound(body.encode(), NOW)


def changed(**message: object) -> list[Inbound]:
    """The documented event with some of its message changed; None takes a part away."""
    event = json.loads(DOCUMENTED)["result"]
    told = {key: value for key, value in (event["message"] | message).items() if value is not None}
    return read(json.dumps(event | {"message": told}))


def test_a_documented_text() -> None:
    (said,) = read(DOCUMENTED)
    assert (said.text, said.kind, said.sender) == ("Xin chào", Kind.TEXT, "6ede9afa66b88fe6d6a9")
    assert said.event_id == "6ede9afa66b88fe6d6a9:2d758cb5e222177a4e35"
    assert said.received_at == NOW  # Our clock; the platform's `date` counts milliseconds and is not asked.
    assert said.raw == DOCUMENTED.encode()


def test_wrapped_and_bare_are_the_same_event() -> None:
    bare = json.dumps(json.loads(DOCUMENTED)["result"])
    assert read(bare)[0].event_id == read(DOCUMENTED)[0].event_id


@pytest.mark.parametrize("key", ["photo", "photo_url"])
def test_an_image_is_unreadable_under_either_name(key: str) -> None:
    (sent,) = read(CAPTURED_IMAGE.replace("photo_url", key))
    assert (sent.kind, sent.text, sent.sender) == (Kind.UNREADABLE, "image", "a1b2c3d4e5f60718293a")


@pytest.mark.parametrize("kind", ["sticker", "voice", "unsupported", "hologram"])
@pytest.mark.parametrize("content", [{}, {"sticker": "7"}, {"sticker": {"url": "x"}}, {"voice_url": "https://x.aac"}])
def test_what_is_no_text_is_named(kind: str, content: dict[str, Any]) -> None:
    event = DOCUMENTED.replace("message.text", f"message.{kind}").replace(
        '"text":"Xin chào"', json.dumps(content)[1:-1] or '"_":0'
    )
    (sent,) = read(event)
    assert (sent.kind, sent.text) == (Kind.UNREADABLE, kind)


@pytest.mark.parametrize("text", ["", "  ", "\u0007\u0000", None])
def test_a_text_without_a_word_is_unreadable(text: str | None) -> None:
    assert [said.kind for said in changed(text=text)] == [Kind.UNREADABLE]


def test_lines_stay() -> None:
    assert changed(text=" một\r\n\thai\u0000 ")[0].text == "một\n\thai"


def test_ids_may_be_numbers() -> None:
    (said,) = changed(chat={"id": 42, "chat_type": "PRIVATE"}, message_id=7)
    assert (said.sender, said.event_id) == ("42", "42:7")


def test_one_id_in_two_chats_is_two_events() -> None:
    there = changed(chat={"id": "b", "chat_type": "PRIVATE"})
    assert there[0].event_id != read(DOCUMENTED)[0].event_id


def test_without_an_id_the_same_bytes_are_the_same_event() -> None:
    first, again, other = (changed(message_id=None, text=text)[0].event_id for text in ("a", "a", "b"))
    assert first == again != other


@pytest.mark.parametrize(
    "message",
    [
        {"chat": {"id": "g", "chat_type": "GROUP"}},
        {"chat": {"id": "g", "chat_type": "SOMETHING_NEW"}},
        {"chat": {"id": "g"}},
        {"chat": {"id": "g"}, "from": None},
        {"from": {"id": "9f", "is_bot": True}},
    ],
)
def test_only_a_person_alone_with_us_is_heard(message: dict[str, Any]) -> None:
    assert changed(**message) == []


def test_a_chat_of_no_kind_is_private_where_both_ids_are_one() -> None:
    assert changed(chat={"id": "6ede9afa66b88fe6d6a9"})


@pytest.mark.parametrize(
    "body", ["", " \n", "{}", '{"ok":true}', '{"event_name":"user.follow"}', '{"result":{"url":""}}']
)
def test_probes_ask_nothing(body: str) -> None:
    assert read(body) == []


@pytest.mark.parametrize("body", ['{"event_name":"message.text.received","message":{"chat":{}}}', "[" * 9000, "7"])
def test_another_shape_is_garbled_and_its_error_quotes_nothing(body: str) -> None:
    with pytest.raises(Garbled) as garbled:
        read(body)
    assert garbled.value.__suppress_context__
    assert str(garbled.value) == "a delivery of Zalo Bot has not its shape"


@given(
    body=st.binary(max_size=200)
    | st.recursive(
        st.none() | st.text(),
        lambda x: st.dictionaries(
            st.sampled_from(["event_name", "message", "result", "chat", "from", "id", "text"]), x
        ),
    ).map(lambda x: json.dumps(x).encode())
)
def test_anything_is_read_or_garbled(body: bytes) -> None:
    try:
        inbound(body, NOW)
    except Garbled:
        return
