"""What is the Official Account's own about sending: buttons, pictures, files, windows, templates, the receipt."""

import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from channels.drawing import Drawer, NotDrawn
from channels.errors import Later, Refused
from channels.pieces import Buttons, Picture, Words
from channels.zalo_oa.messenger import ZaloOa
from channels.zalo_oa.uploads import LARGEST_FILE, LARGEST_IMAGE
from domain.messages import Kind
from evals.far.zalo_oa import (
    MESSAGE,
    PHONE_TEMPLATE,
    QUOTA,
    REACTION,
    TEMPLATE,
    UPLOAD_FILE,
    UPLOAD_IMAGE,
)
from tests.channels.contract import SPEC, heard
from tests.channels.zalo_oa.events import PERSON
from tests.channels.zalo_oa.far_side import ZaloOaFar, settings

CHART = Picture(caption="Công suất giường", spec=SPEC)


@pytest.fixture
async def drawing(far: ZaloOaFar) -> list[bytes]:
    """The account with a pen of ours: what is drawn next stands in the list."""
    drawn = [b"\x89PNG\r\n\x1a\n small"]

    async def draw(spec: dict[str, Any]) -> bytes:
        if not drawn[-1]:
            raise NotDrawn
        return drawn[-1]

    await far.oa.aclose()
    far.oa = far.messenger = ZaloOa(far.settings, far.pocket, far.clock, transport=far.cable, draw=draw)
    return drawn


@pytest.fixture
async def thrifty(draw: Drawer) -> AsyncIterator[ZaloOaFar]:
    side = ZaloOaFar(draw, may_cost=False)
    yield side
    await side.close()


async def test_a_long_choice_has_a_short_title_and_says_all_of_its_words(far: ZaloOaFar) -> None:
    choice = "Khám tại " + "Bệnh viện Đa khoa " * 8
    await far.oa.send(PERSON, Buttons(text="Chọn:", choices=(choice.strip(),)))
    assert len(far.shown[-1].buttons[0]) == 100
    pressed = far.presses(far.shown[-1], 0)
    assert pressed
    (said,) = heard(far, pressed)
    assert (said.kind, said.text) == (Kind.TEXT, choice.strip())


async def test_a_button_speaks_without_marks(far: ZaloOaFar) -> None:
    await far.oa.send(PERSON, Buttons(text="**Chọn**:", choices=("**Đặt** lịch",)))
    assert (far.shown[-1].text, far.shown[-1].buttons) == ("Chọn:", ("Đặt lịch",))


async def test_the_same_picture_is_uploaded_once_in_six_days(far: ZaloOaFar, drawing: list[bytes]) -> None:
    for _ in range(3):
        await far.oa.send(PERSON, CHART)
    assert far.account.asked.count(UPLOAD_IMAGE) == 1
    assert {shown.picture for shown in far.shown} == {drawing[0]}
    far.clock.at += timedelta(days=6, hours=1)
    await far.oa.send(PERSON, CHART)
    assert far.account.asked.count(UPLOAD_IMAGE) == 2


async def test_an_expired_picture_is_uploaded_again_once(far: ZaloOaFar, drawing: list[bytes]) -> None:
    await far.oa.send(PERSON, CHART)
    far.account.uploads.clear()
    await far.oa.send(PERSON, CHART)
    assert len(far.shown) == 2
    far.account.turn(MESSAGE, -100, -100)
    with pytest.raises(Refused):
        await far.oa.send(PERSON, CHART)


async def test_a_picture_that_cannot_go_leaves_its_words(
    far: ZaloOaFar, drawing: list[bytes], caplog: pytest.LogCaptureFixture
) -> None:
    for hopeless in (b"", b"\x89PNG" + b"0" * LARGEST_IMAGE):
        drawing.append(hopeless)
        await far.oa.send(PERSON, CHART)
        assert (far.shown[-1].text, far.shown[-1].picture) == ("Công suất giường", b"")
    assert UPLOAD_IMAGE not in far.account.asked
    drawing.append(b"\x89PNG")
    far.account.turn(UPLOAD_IMAGE, -211)
    await far.oa.send(PERSON, CHART)
    assert far.shown[-1].picture == b"", "five thousand uploads a month are used up"
    assert "giường" not in caplog.text


async def test_a_file_goes_as_it_is(far: ZaloOaFar) -> None:
    content = bytes(range(256)) * 4
    await far.oa.send_file(PERSON, "Kết quả.pdf", content)
    token = far.account.sent[-1]["message"]["attachment"]["payload"]["token"]
    assert far.account.uploads[token] == content
    for name, body in (("a.exe", b"x"), ("a", b"x"), ("a.pdf", b"0" * (LARGEST_FILE + 1))):
        with pytest.raises(Refused):
            await far.oa.send_file(PERSON, name, body)
    assert far.account.asked.count(UPLOAD_FILE) == 1


async def test_a_card_asks_for_the_phone(far: ZaloOaFar) -> None:
    await far.oa.ask_for_phone(PERSON, "Trạm Y tế", "Xin số điện thoại để xác minh", "https://example.vn/logo.png")
    payload = far.account.sent[-1]["message"]["attachment"]["payload"]
    assert payload["template_type"] == "request_user_info"
    assert [element["title"] for element in payload["elements"]] == ["Trạm Y tế"]


async def test_one_answer_asks_for_its_room_once(far: ZaloOaFar) -> None:
    for n in range(4):
        await far.oa.send(PERSON, Words(text=f"phần {n}"))
    assert far.account.asked.count(QUOTA) == 1
    far.clock.at += timedelta(minutes=11)
    await far.oa.send(PERSON, Words(text="phần sau"))
    assert far.account.asked.count(QUOTA) == 2


async def test_after_seven_days_only_a_template_goes(far: ZaloOaFar) -> None:
    room = far.account.people[PERSON]
    room.last_interaction = far.clock.now() - timedelta(days=7, minutes=1)
    with pytest.raises(Refused, match="only a template") as refused:
        await far.oa.send(PERSON, CHART)
    assert not refused.value.gone
    assert set(far.account.asked) == {QUOTA}, "nothing was drawn, uploaded or sent"
    assert await far.oa.send_template(PERSON, "717021", {"gio": "07:30"})
    room.last_interaction = far.clock.now()
    await far.oa.send(PERSON, Words(text="chào anh/chị"))
    assert far.shown, "a new word of theirs ends the no at once"


@pytest.mark.parametrize("code", [-230, -232])
async def test_zalo_itself_may_say_so(far: ZaloOaFar, code: int) -> None:
    far.account.turn(MESSAGE, code)
    with pytest.raises(Refused, match="only a template"):
        await far.oa.send(PERSON, Words(text="chào"))


async def test_a_charged_message_goes_with_a_note(far: ZaloOaFar, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="channels")
    far.account.people[PERSON].last_interaction = far.clock.now() - timedelta(hours=49)
    await far.oa.send(PERSON, Words(text="chào"))
    assert "charges" in caplog.text


async def test_a_charged_message_stays_where_it_must_not_cost(thrifty: ZaloOaFar) -> None:
    room = thrifty.account.people[PERSON]
    room.remain = 2
    for _ in range(2):
        await thrifty.oa.send(PERSON, Words(text="chào"))
    with pytest.raises(Refused, match="may_cost"):
        await thrifty.oa.send(PERSON, Words(text="chào"))
    room.last_interaction, room.remain = thrifty.clock.now() - timedelta(hours=49), 8
    with pytest.raises(Refused, match="may_cost"):
        await thrifty.oa.send(PERSON, Words(text="chào"))
    assert len(thrifty.shown) == 2


async def test_who_is_unknown_to_the_quota_is_left_to_the_sending(far: ZaloOaFar) -> None:
    far.account.turn(QUOTA, -201)
    await far.oa.send(PERSON, Words(text="chào"))
    assert far.shown


async def test_a_template_by_phone_carries_its_tracking(far: ZaloOaFar) -> None:
    number = await far.oa.send_template_to_phone("+84912345678", "4312", {"otp": "482913"}, tracking="otp-1")
    assert number == "t1"
    assert far.account.templates == [
        {"phone": "84912345678", "template_id": "4312", "template_data": {"otp": "482913"}, "tracking_id": "otp-1"}
    ]
    for phone, tracking in (("0912345678", "x"), ("+84912345678", ""), ("+84912345678", "x" * 49)):
        with pytest.raises(Refused):
            await far.oa.send_template_to_phone(phone, "4312", {}, tracking=tracking)
    assert far.account.asked.count(PHONE_TEMPLATE) == 1


async def test_a_trial_template_says_that_it_is_one(far: ZaloOaFar) -> None:
    trial = ZaloOa(settings(far.server.url, template_mode="development"), far.pocket, far.clock, draw=far.draw)
    await trial.send_template_to_phone("+84912345678", "4312", {}, tracking="t")
    await trial.aclose()
    assert far.account.templates[-1]["mode"] == "development"


async def test_templates_wait_for_the_morning_and_the_day(far: ZaloOaFar) -> None:
    far.account.turn(TEMPLATE, -234)
    with pytest.raises(Later):
        await far.oa.send_template(PERSON, "717021", {})
    for code in (-133, -144):
        far.account.turn(PHONE_TEMPLATE, code)
        with pytest.raises(Later):
            await far.oa.send_template_to_phone("+84912345678", "4312", {}, tracking="t")


async def test_a_template_host_that_refuses_the_token_gets_a_new_one(far: ZaloOaFar) -> None:
    far.account.turn(PHONE_TEMPLATE, -124)
    assert await far.oa.send_template_to_phone("+84912345678", "4312", {}, tracking="t")
    assert far.account.renewals == 1


async def test_a_message_gets_one_receipt(far: ZaloOaFar) -> None:
    (said,) = heard(far, far.says("chào"))
    await far.oa.typing(PERSON)
    await far.oa.typing(PERSON)
    assert far.typed == [PERSON]
    action = far.account.reactions[0]["sender_action"]
    assert said.event_id == f"user_send_text:{action['react_message_id']}"
    heard(far, far.says("chào nữa"))
    far.account.turn(REACTION, -32)
    await far.oa.typing(PERSON)
    assert far.typed == [PERSON]
