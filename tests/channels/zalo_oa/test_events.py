"""What people do at Zalo, in our words; shapes as captured."""

import json
import logging
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.errors import Garbled
from channels.zalo_oa.events import inbound, phone, read
from domain.messages import Inbound, Kind
from tests.channels.contract import NOW, heard
from tests.channels.zalo_oa import events
from tests.channels.zalo_oa.events import PERSON, attached, raw, retries, signed
from tests.channels.zalo_oa.far_side import ZaloOaFar
from tests.channels.zalo_oa.test_signature import BODY

AT = 1543908534740


def did(said: dict[str, Any]) -> tuple[Kind, str]:
    found = parsed(raw(said))
    assert found
    assert found.sender == PERSON
    return found.kind, found.text


def parsed(body: bytes) -> Inbound | None:
    event = read(body)
    return inbound(event, body, NOW) if event else None


def test_the_published_text_event() -> None:
    found = parsed(BODY)
    assert found
    assert (found.text, found.kind, found.event_id) == ("Xin chào", Kind.TEXT, "user_send_text:96d3cdf3af150460909")
    assert found.raw == BODY


COORDINATES = {"latitude": "10.03", "longitude": "105.78"}


@pytest.mark.parametrize(("kind", "attachment"), [
    ("image", attached("image", url="http://f6.photo.talk.zdn.vn/1", thumbnail="http://t.f6.photo.talk.zdn.vn/1")),
    ("gif", attached("gif", url="http://x/1", thumbnail="http://x/2")),
    ("audio", attached("audio", url="http://x/1.amr")),
    ("video", attached("video", url="http://x/1", thumbnail="http://x/2", description="")),
    ("sticker", attached("sticker", url="http://x/1", id="40")),
    ("location", attached("location", coordinates=COORDINATES)),
    ("business_card", attached("link", description='{"phone":"84912345678"}', url="http://x", thumbnail="http://x")),
    ("file", attached("file", size="1", name="kq.pdf", checksum="0", type="pdf", url="http://x/1")),
    ("hologram", attached("hologram")),
])  # fmt: skip
def test_what_is_no_text_is_named_and_not_read(kind: str, attachment: dict[str, Any]) -> None:
    assert did(events.message(f"user_send_{kind}", AT, attachment)) == (Kind.UNREADABLE, kind)
    assert did(events.message(f"user_send_{kind}", AT, attachment, text="ảnh kết quả")) == (Kind.UNREADABLE, kind)


def test_a_link_with_words_is_words() -> None:
    link = attached("link", url="https://example.vn", thumbnail="", description="")
    assert did(events.message("user_send_link", AT, link, text="https://example.vn")) == (
        Kind.TEXT,
        "https://example.vn",
    )
    assert did(events.message("user_send_link", AT, link)) == (Kind.UNREADABLE, "link")


@pytest.mark.parametrize("text", [None, "", " \n", "\x00\x07"])
def test_a_text_without_words_is_unreadable(text: str | None) -> None:
    assert did(events.message("user_send_text", AT, text=text)) == (Kind.UNREADABLE, "text")


def test_lines_and_tabs_stay() -> None:
    assert did(events.message("user_send_text", AT, text="một\r\n\thai\x85")) == (Kind.TEXT, "một\n\thai")


def test_beginning_and_leaving() -> None:
    assert did(events.followed("follow", AT)) == (Kind.START, "")
    began = {"oa_id": "388613280878808645", "user_id": PERSON, "event_name": "user_click_chatnow", "timestamp": AT}
    assert did(began) == (Kind.START, "")
    assert did(events.followed("unfollow", AT)) == (Kind.LEFT, "unfollow")


def test_a_withdrawal_of_consent_ends_everything_and_is_told_to_operators(
    far: ZaloOaFar, caplog: pytest.LogCaptureFixture
) -> None:
    (left,) = heard(far, signed(raw(events.withdrawn(AT))))
    assert (left.kind, left.text, left.sender) == (Kind.LEFT, "user_withdraw", PERSON)
    assert [r.levelno for r in caplog.records if "withdraws" in r.getMessage()] == [logging.WARNING]
    assert PERSON not in caplog.text


@pytest.mark.parametrize("given", ["84912345678", 84912345678, "0912345678", "+84 912 345 678", "84.912.345.678"])
def test_a_submitted_number_is_a_claim(given: str | int) -> None:
    assert did(events.submitted(AT, given)) == (Kind.CLAIMED_PHONE, "+84912345678")


@pytest.mark.parametrize("given", ["", "912345678", "84", "8491234", "849123456789012", "abc", "٠٩١٢٣٤٥٦٧٨"])
def test_what_is_no_number_of_this_country_is_none(given: str) -> None:
    assert phone(given) is None
    assert did(events.submitted(AT, given)) == (Kind.UNREADABLE, "user_submit_info")


def test_retries_are_one_event_and_the_bytes_are_the_same(far: ZaloOaFar) -> None:
    for said in (events.message("user_send_text", AT, text="chào"), events.followed("follow", AT),
                 events.submitted(AT, "84912345678"), events.withdrawn(AT)):  # fmt: skip
        first = signed(raw(said))
        again = retries(first)
        assert [delivery.headers["num_retry"] for delivery in again] == ["1", "2", "3", "4", "5"]
        ids = {heard(far, delivery)[0].event_id for delivery in [first, *again]}
        assert len(ids) == 1
        assert PERSON not in ids.pop(), "event ids are kept in plain"


def test_the_same_deed_at_another_time_is_another_event() -> None:
    found = [parsed(raw(events.followed(name, at))) for name, at in [("follow", 1), ("follow", 2), ("unfollow", 1)]]
    assert len({one.event_id for one in found if one}) == 3


def test_events_of_another_account_are_passed_over_with_a_word(
    far: ZaloOaFar, caplog: pytest.LogCaptureFixture
) -> None:
    other = events.followed("follow", AT) | {"oa_id": "1111"}
    assert heard(far, signed(raw(other))) == []
    assert "another account" in caplog.text


@pytest.mark.parametrize("said", [
    {"event_name": "user_send_text"}, {"event_name": "follow", "follower": {"id": "a b"}},
    {"event_name": "follow", "follower": {}}, {"event_name": ["x"]}, {"event_name": "user_send_text", "sender": "me"},
    {"event_name": "user_send_text", "sender": {"id": "1"}, "message": "x"},
])  # fmt: skip
def test_an_event_that_names_nobody_is_garbled(said: dict[str, Any]) -> None:
    with pytest.raises(Garbled) as caught:
        read(json.dumps(said).encode())
    assert caught.value.__cause__ is None


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(
        st.sampled_from(["event_name", "sender", "id", "message", "text", "msg_id", "info", "phone", "timestamp"])
        | st.text(), inner | st.sampled_from(["user_send_text", "follow", "user_submit_info"])), max_leaves=20,
))  # fmt: skip
def test_no_json_crashes(said: object) -> None:
    try:
        parsed(json.dumps(said).encode())
    except Garbled:
        return
