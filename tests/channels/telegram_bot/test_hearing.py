"""What is Telegram's own in what comes in: numbers, edits, presses, settings."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from channels.errors import Forged, Garbled
from channels.pieces import Buttons, Words
from channels.telegram.messenger import Telegram
from channels.telegram.reading import inbound
from channels.telegram.settings import TelegramSettings
from domain.messages import Inbound, Kind
from tests.channels.far import Delivery
from tests.channels.telegram_bot.people import (
    ME,
    SECRET,
    SOMEBODY_ELSE,
    TOKEN,
    TelegramFar,
    Update,
    membership,
    message,
    press,
)

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)


def heard(far: TelegramFar, delivery: Delivery) -> Inbound:
    (said,) = far.messenger.parse(delivery.body, received_at=NOW)
    return said


@pytest.mark.parametrize("number", ["84912345678", "+84 912 345 678", "0912.345.678", "0084912345678"])
def test_an_own_number_is_vouched_for(far: TelegramFar, number: str) -> None:
    said = heard(far, far.deliver(message=message(contact={"phone_number": number, "first_name": "An", "user_id": ME})))
    assert (said.kind, said.text) == (Kind.PHONE, "+84912345678")


@pytest.mark.parametrize("owner", [{"user_id": SOMEBODY_ELSE}, {}])
def test_somebody_elses_number_is_a_claim_only(far: TelegramFar, owner: Update) -> None:
    contact = {"phone_number": "84912345678", "first_name": "Mẹ", **owner}
    assert heard(far, far.deliver(message=message(contact=contact))).kind is Kind.CLAIMED_PHONE


def test_a_contact_without_a_number_is_unreadable(far: TelegramFar) -> None:
    contact = {"phone_number": "113", "first_name": "An", "user_id": ME}
    assert heard(far, far.deliver(message=message(contact=contact))).kind is Kind.UNREADABLE


@pytest.mark.parametrize("content", ["photo", "voice", "document", "location", "video_note", "paid_media"])
def test_what_is_no_text_is_named(far: TelegramFar, content: str) -> None:
    said = heard(far, far.deliver(message=message(**{content: {"file_id": "x"}}, caption="kết quả đây")))
    assert (said.kind, said.text) == (Kind.UNREADABLE, content)


@pytest.mark.parametrize(
    ("written", "kind", "text"),
    [
        ("/start", Kind.START, ""),
        ("/start ", Kind.START, ""),
        ("/start " + "a" * 64, Kind.START, "a" * 64),
        ("/start tôi đau ngực quá", Kind.TEXT, "/start tôi đau ngực quá"),
        ("/starting", Kind.TEXT, "/starting"),
        ("/help", Kind.TEXT, "/help"),
        (" \x00 ", Kind.UNREADABLE, "empty"),
    ],
)  # fmt: skip
def test_a_start_is_what_telegram_makes_of_a_link(far: TelegramFar, written: str, kind: Kind, text: str) -> None:
    said = heard(far, far.says(written))
    assert (said.kind, said.text) == (kind, text)


def test_an_edited_text_is_said_anew(far: TelegramFar) -> None:
    first = heard(far, far.says("lịch tiêm be"))
    mended = heard(far, far.deliver(edited_message=message(text="lịch tiêm bé", edit_date=1795000009)))
    assert (mended.text, mended.kind) == ("lịch tiêm bé", Kind.TEXT)
    assert mended.event_id != first.event_id


def test_the_event_is_the_bots_and_the_updates(far: TelegramFar) -> None:
    assert heard(far, far.says("chào")).event_id == "110201543:10001"


async def test_long_and_like_choices_come_back_whole(far: TelegramFar) -> None:
    choices = tuple(f"{'Trung tâm Y tế huyện Phong Điền, khoa Khám bệnh, ' * 3}phòng {n}" for n in range(8))
    await far.messenger.send(far.person, Buttons(text="Chọn:", choices=choices))
    for place, words in enumerate(choices):
        pressed = far.presses(far.shown[-1], place)
        assert pressed
        assert heard(far, pressed).text == words


@pytest.mark.parametrize(
    "under",
    [
        message(text="Chọn:", reply_markup={"inline_keyboard": [[{"text": "Thuốc", "callback_data": "1"}]]}),
        {"message_id": 5, "date": 0, "chat": {"id": ME, "type": "private"}},
    ],
    ids=["forged", "too old"],
)
def test_a_press_without_its_words_is_unreadable(far: TelegramFar, under: Update) -> None:
    said = heard(far, far.deliver(callback_query=press("0", under)))
    assert (said.kind, said.text) == (Kind.UNREADABLE, "button")


async def test_a_press_is_noticed_however_often_it_is_brought(far: TelegramFar) -> None:
    await far.messenger.send(far.person, Buttons(text="Chọn:", choices=("Thuốc", "Lịch")))
    pressed = far.presses(far.shown[-1], 0)
    assert pressed
    events = set()
    for _ in range(2):
        events.add(heard(far, pressed).event_id)
        await far.messenger.noticed(pressed.body)
    assert len(events) == 1
    assert len(far.server.kept.noticed) == 1


async def test_what_is_no_press_is_noticed_in_silence(far: TelegramFar) -> None:
    for body in (far.says("chào").body, b"{"):
        await far.messenger.noticed(body)
    assert far.server.kept.noticed == []
    far.order("down")
    await far.messenger.noticed(far.deliver(callback_query=press("0", message(text="Chọn:"))).body)


def test_leaving_a_chat_twice_is_two_events(far: TelegramFar) -> None:
    gone = [far.deliver(my_chat_member=membership("kicked")) for _ in range(2)]
    assert len({heard(far, delivery).event_id for delivery in gone}) == 2


@pytest.mark.parametrize("secret", ["", "a" * 257, "có dấu", "a b", "a.b"])
def test_a_secret_that_telegram_would_refuse_is_refused_first(secret: str) -> None:
    with pytest.raises(ValidationError) as refused:
        TelegramSettings.model_validate({"token": TOKEN, "webhook_secret": secret})
    assert not secret or secret not in str(refused.value)


@pytest.mark.parametrize("token", ["", "abc", "1:", f"{TOKEN}/../x", f"{TOKEN} "])
def test_a_token_that_is_none_is_refused_and_not_repeated(token: str) -> None:
    with pytest.raises(ValidationError) as refused:
        TelegramSettings.model_validate({"token": token})
    assert TOKEN not in str(refused.value)


async def test_without_a_secret_nobody_is_believed(far: TelegramFar) -> None:
    bot = Telegram(TelegramSettings.model_validate({"token": TOKEN}), draw=far.draw)
    for delivery in (far.says("chào"), *far.forged("chào")):
        with pytest.raises(Forged):
            bot.verify(delivery.headers, delivery.body)
    await bot.close()


def test_neither_token_nor_secret_is_read_off_the_settings(far: TelegramFar) -> None:
    shown = f"{far.settings!r} {far.settings} {far.messenger!r} {far.settings.model_dump_json()}"
    assert TOKEN not in shown
    assert SECRET not in shown


NAMES = (
    "message", "edited_message", "callback_query", "my_chat_member", "chat", "from", "id", "type", "text", "contact",
    "reply_markup", "inline_keyboard", "data", "new_chat_member", "status", "phone_number",
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("aữ\x00 0+", max_size=9) | st.just("private"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=20,
)


@settings(deadline=None)
@given(happened=st.dictionaries(st.sampled_from(NAMES[:4]), JSON))
def test_whatever_comes_is_heard_or_refused(happened: Update) -> None:
    body = json.dumps({"update_id": 7} | happened).encode()
    try:
        assert len(inbound(body, bot_id="1", received_at=NOW)) <= 1
    except Garbled:
        return


async def test_words_of_ours_never_start_with_a_press_of_another_message(far: TelegramFar) -> None:
    """Two keyboards stand in one chat; each press brings the words of its own."""
    for choices in (("Thuốc", "Lịch"), ("Xác nhận", "Thôi")):
        await far.messenger.send(far.person, Buttons(text="Chọn:", choices=choices))
    await far.messenger.send(far.person, Words(text="xong"))
    older = far.presses(far.shown[0], 0)
    assert older
    assert heard(far, older).text == "Thuốc"
