"""What is Telegram's own in what goes out: HTML, faults, pace, drafts, polling, the webhook."""

import asyncio
import json
from datetime import UTC, datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.drawing import Drawer
from channels.errors import ChannelError, Later, NeedsOperator, Refused, Unknown
from channels.pieces import Picture, Words
from channels.splitting import size
from channels.telegram.line import answered, unreached
from channels.telegram.messenger import Telegram
from channels.telegram.pacing import Pace
from channels.telegram.wording import as_html
from domain.blocks import ChartBlock
from tests.channels.telegram_bot.markup import displayed
from tests.channels.telegram_bot.people import SECRET, TOKEN, TelegramFar, message, no_wait
from tests.channels.telegram_bot.server import Trouble, serving
from tests.web.answers import BEDS, BROKEN_CHART

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
HELLO = Words(text="chào")


async def test_words_whose_html_cannot_be_read_go_without_it(far: TelegramFar) -> None:
    far.order("cannot_parse")
    await far.messenger.send(far.person, Words(text="Tổng: **12** < 13"))
    assert (far.shown[-1].text, far.shown[-1].bold) == ("Tổng: 12 < 13", ())


async def test_words_that_cannot_be_read_at_all_are_refused(far: TelegramFar) -> None:
    far.order("cannot_parse", times=2)
    with pytest.raises(Refused) as refused:
        await far.messenger.send(far.person, HELLO)
    assert not refused.value.gone
    assert "hiv" not in str(refused.value)


@given(text=st.text("*<>&;# b/ưỡ😀\nagmplt", max_size=80))
def test_every_text_is_read_as_html(text: str) -> None:
    shown, _ = displayed(as_html(text))
    assert shown.replace("*", "") == text.replace("*", "")


@pytest.mark.parametrize("letter", ["&", "<", "ữ", "😀"])
def test_the_longest_text_is_below_the_raw_limit(letter: str) -> None:
    longest = letter * (4096 // size(letter))
    assert len(as_html(longest).encode()) <= 32 * 1024


async def test_a_real_chart_is_drawn_and_a_broken_one_is_told(far: TelegramFar) -> None:
    real, broken = (next(b.spec for b in a.blocks if isinstance(b, ChartBlock)) for a in (BEDS, BROKEN_CHART))
    await far.messenger.send(far.person, Picture(caption="**Giường** & bệnh", spec=real))
    assert (far.shown[-1].text, far.shown[-1].bold) == ("Giường & bệnh", ("Giường",))
    await far.messenger.send(far.person, Picture(caption="Biểu đồ hỏng", spec=broken))
    assert (far.shown[-1].text, far.shown[-1].picture) == ("Biểu đồ hỏng", b"")


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [("hangs_up", Unknown), ("out_of_time", Unknown), ("nonsense", Unknown), ("conflict", NeedsOperator)],
)
async def test_troubles_have_their_names(far: TelegramFar, trouble: Trouble, kind: type[ChannelError]) -> None:
    far.order(trouble)
    with pytest.raises(kind):
        await far.messenger.send(far.person, HELLO)


async def test_busy_says_how_long(far: TelegramFar) -> None:
    far.order("busy")
    with pytest.raises(Later) as later:
        await far.messenger.send(far.person, HELLO)
    assert later.value.after == 7


async def test_a_server_that_is_gone_means_later(draw: Drawer) -> None:
    with serving(TOKEN) as server:
        far = TelegramFar(server, draw)
    with pytest.raises(Later):
        await far.messenger.send(far.person, HELLO)
    with pytest.raises(Later):
        await far.messenger.look()
    await far.messenger.close()


async def test_who_never_opened_the_bot_is_refused_but_has_not_left(far: TelegramFar) -> None:
    with pytest.raises(Refused, match="chat not found") as refused:
        await far.messenger.send("7", HELLO)
    assert not refused.value.gone


def test_every_failure_of_the_connection_has_a_name_in_our_house() -> None:
    foreign = {kind for kind in vars(httpx).values() if isinstance(kind, type) and issubclass(kind, httpx.HTTPError)}
    later = {kind.__name__ for kind in foreign if isinstance(unreached(kind.__new__(kind)), Later)}
    assert later == {"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"}


@given(code=st.integers(100, 599).filter(lambda code: code != 200), payload=st.binary(max_size=40))
def test_every_answer_has_a_name_in_our_house(code: int, payload: bytes) -> None:
    assert isinstance(answered(code, payload), Later | NeedsOperator | Refused | Unknown)


async def test_a_person_gets_one_message_a_second_and_all_thirty() -> None:
    slept: list[float] = []
    clock = [100.0]

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock[0] += seconds

    pace = Pace(now=lambda: clock[0], sleep=sleep)
    for chat in ("an", "an", "binh", "chi"):
        await pace.turn(chat)
    assert slept == pytest.approx([1.0, 1 / 30, 1 / 30])


async def test_a_message_waits_for_its_turn(far: TelegramFar) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    patient = Telegram(far.settings, draw=far.draw, pace=Pace(now=lambda: 5.0, sleep=sleep))
    for _ in range(3):
        await patient.send(far.person, HELLO)
    await patient.close()
    assert [round(seconds) for seconds in slept if seconds >= 0.5] == [1, 2]


async def test_a_draft_is_shown_and_never_fails(far: TelegramFar) -> None:
    for text in ("", "Kết quả **HbA1c", "Kết quả **HbA1c** < 6", "ưỡ " * 3000):
        await far.messenger.draft(far.person, 3, text)
    shown = [text for _, text in far.server.kept.drafts]
    assert shown[:3] == ["", "Kết quả HbA1c", "Kết quả HbA1c < 6"]
    assert len(shown[3]) <= 4096
    far.order("blocked")
    await far.messenger.draft(far.person, 3, "x")
    await far.messenger.draft("không phải số", 3, "x")
    assert len(far.server.kept.drafts) == 4
    assert far.shown == []


async def test_news_is_polled_once_and_read_as_a_webhook_brings_it(far: TelegramFar) -> None:
    far.server.kept.news = [far.update(message=message(text=text)) for text in ("một", "hai")]
    said = [far.messenger.parse(body, received_at=NOW)[0].text for body in await far.messenger.updates()]
    assert said == ["một", "hai"]
    assert await far.messenger.updates() == []
    assert far.server.kept.news == []


async def test_news_whose_answer_got_lost_is_brought_again(far: TelegramFar) -> None:
    far.server.kept.news = [far.update(message=message(text="một"))]
    far.order("hangs_up")
    with pytest.raises(Later):
        await far.messenger.updates()
    assert len(await far.messenger.updates()) == 1


async def test_an_update_nobody_can_read_does_not_hold_up_the_others(far: TelegramFar) -> None:
    far.server.kept.news = [far.update(message=7), far.update(message=message(text="hai"))]
    assert [json.loads(body)["update_id"] for body in await far.messenger.updates()] == [10_001, 10_002]
    assert await far.messenger.updates() == []


async def test_who_is_brought_news_cannot_poll(far: TelegramFar) -> None:
    await far.messenger.register("https://hoiyte.example/channels/telegram")
    hook = far.server.kept.webhook
    assert hook["secret_token"] == SECRET
    assert json.loads(hook["allowed_updates"]) == ["message", "edited_message", "callback_query", "my_chat_member"]
    with pytest.raises(NeedsOperator):
        await far.messenger.updates()
    await far.messenger.register("")
    assert await far.messenger.updates() == []


async def test_look_says_how_news_comes_and_what_went_wrong(far: TelegramFar) -> None:
    assert "@hoiyte_test_bot; no webhook is set" in await far.messenger.look()
    await far.messenger.register("https://hoiyte.example/channels/telegram/secret-path")
    far.server.kept.webhook["last_error_message"] = "Read timeout expired"
    said = await far.messenger.look()
    assert "news comes to hoiyte.example" in said
    assert "Read timeout expired" in said
    assert "secret-path" not in said
    far.order("bad_token")
    with pytest.raises(NeedsOperator):
        await far.messenger.look()


async def test_sending_goes_on_while_a_poll_is_stuck(far: TelegramFar) -> None:
    """A hundred messages at once and a poll share no connection, and none waits for the pool in vain."""
    far.server.kept.people.update(str(n) for n in range(100))
    bot = Telegram(far.settings.model_copy(update={"timeout": 20.0}), draw=far.draw, pace=Pace(sleep=no_wait))
    far.order("sent_then_silent")
    poll = asyncio.create_task(bot.updates())
    try:
        while far.server.troubles:  # noqa: ASYNC110 - the server lives in a thread
            await asyncio.sleep(0.01)
        await asyncio.gather(*(bot.send(str(n), HELLO) for n in range(100)))
        assert not poll.done()
    finally:
        poll.cancel()
        await asyncio.gather(poll, return_exceptions=True)
        await bot.close()
    assert len(far.shown) == 100
