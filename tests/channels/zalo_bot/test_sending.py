"""What is Zalo Bot's own on the way out: errors, pictures, the secret in the address."""

import logging
import re
import traceback

import httpx
import pytest
from pydantic import ValidationError

from channels.drawing import Draw, NotDrawn
from channels.errors import ChannelError, Later, NeedsOperator, Refused, Unknown
from channels.pieces import Buttons, Picture, Words
from channels.zalo_bot.bot import ZaloBot
from channels.zalo_bot.troubles import on_the_way
from tests.channels.contract import PNG, SPEC
from tests.channels.far import Fault
from tests.channels.zalo_bot.far import SECRET, TOKEN, ZaloBotFar
from tests.channels.zalo_bot.server import NO_TLS, OwnFault

HELLO = Words(text="chào")
CHART = Picture(caption="Công suất **giường**", spec=SPEC)
LEAVES = [e for e in vars(httpx).values() if isinstance(e, type) and issubclass(e, httpx.RequestError)]
NEVER_LEFT = {httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError}


@pytest.mark.parametrize("error", LEAVES)
def test_every_error_on_the_way_has_a_name_in_our_house(error: type[httpx.RequestError]) -> None:
    ours = on_the_way(error(f"https://x/bot{TOKEN}/sendMessage"))
    expected = Later if error in NEVER_LEFT else NeedsOperator if error is httpx.UnsupportedProtocol else Unknown
    assert type(ours) is expected
    assert TOKEN not in str(ours)


@pytest.mark.parametrize("by_status", [False, True])
@pytest.mark.parametrize(
    ("fault", "expected", "says"),
    [
        ("down", Later, "cannot be reached"),
        ("busy", Later, "quota"),
        ("bad_token", NeedsOperator, "token"),
        ("blocked", Refused, "403"),
        ("internal", Refused, "403"),
        ("gateway", Unknown, "502"),
        ("unavailable", Later, "503"),
        ("no_json", NeedsOperator, "not Zalo Bot"),
        ("moved", NeedsOperator, "not Zalo Bot"),
        ("cut", Unknown, "broke"),
        ("sent_then_silent", Unknown, "broke"),
    ],
)
async def test_what_goes_wrong(
    far: ZaloBotFar, fault: Fault | OwnFault, expected: type[ChannelError], says: str, *, by_status: bool
) -> None:
    far.zalo.errors_by_status = by_status
    far.next(fault)
    with pytest.raises(expected, match=says) as failed:
        await far.messenger.send(far.person, HELLO)
    assert len(far.shown) == (fault in {"cut", "sent_then_silent"})
    assert TOKEN not in "".join(traceback.format_exception(failed.value))
    # A foreign error would bring its request along, and with it the address.
    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__ or failed.value.__context__ is None


async def test_only_who_left_is_gone(far: ZaloBotFar) -> None:
    far.next("internal")
    with pytest.raises(Refused) as refused:
        await far.messenger.send(far.person, HELLO)
    assert not refused.value.gone
    with pytest.raises(Refused, match="404"):
        await far.messenger.send("nobody", HELLO)


@pytest.mark.parametrize("text", ["", "a" * 2001])
async def test_a_text_that_is_no_message_is_refused_by_the_platform(far: ZaloBotFar, text: str) -> None:
    with pytest.raises(Refused, match="400"):
        await far.messenger.send(far.person, Words(text=text))


async def test_a_late_answer_is_an_answer(far: ZaloBotFar) -> None:
    far.next("slow")
    assert re.fullmatch(r"[0-9a-f]{20}", await far.messenger.send(far.person, HELLO))


async def test_buttons_are_numbered_lines(far: ZaloBotFar) -> None:
    await far.messenger.send(far.person, Buttons(text="**Chọn:**", choices=("Thuốc", "Lịch")))
    assert far.shown[-1].text == "Chọn:\n1. Thuốc\n2. Lịch"


async def test_the_platform_fetches_a_picture_from_us(far: ZaloBotFar) -> None:
    assert await far.messenger.send(far.person, CHART)
    ((content, media_type),) = far.ours.pictures.values()
    assert (content[:8], media_type) == (PNG, "image/png")
    assert (far.shown[-1].picture, far.shown[-1].text) == (content, "Công suất giường")


async def test_a_picture_that_it_cannot_fetch_is_words(far: ZaloBotFar) -> None:
    far.next("unfetchable")
    await far.messenger.send(far.person, CHART)
    assert [(shown.text, shown.picture) for shown in far.shown] == [("Công suất giường", b"")]


async def test_who_left_gets_no_words_for_a_picture_either(far: ZaloBotFar) -> None:
    far.next("blocked")
    with pytest.raises(Refused):
        await far.messenger.send(far.person, CHART)
    assert far.shown == []


async def test_a_chart_that_cannot_be_drawn_is_words(far: ZaloBotFar) -> None:
    await far.messenger.send(far.person, Picture(caption="Công suất", spec={"mark": 7}))
    assert [(shown.text, shown.picture) for shown in far.shown] == [("Công suất", b"")]


async def test_a_house_without_a_public_address_sends_words(far: ZaloBotFar) -> None:
    async def draw(spec: object) -> bytes:
        raise NotDrawn

    async with httpx.AsyncClient(verify=NO_TLS) as http:
        await ZaloBot(far.settings(), http, publish=None, draw=draw).send(far.person, CHART)
    assert far.shown[-1].text == "Công suất giường"


async def test_typing_is_shown(far: ZaloBotFar) -> None:
    await far.messenger.typing(far.person)
    assert far.typed == [far.person]


async def test_a_wrong_token_of_ours_is_an_operators_matter(far: ZaloBotFar, draw: Draw) -> None:
    async with httpx.AsyncClient(verify=NO_TLS) as http:
        stranger = ZaloBot(far.settings(token="1:other"), http, publish=None, draw=draw)
        for asking in (stranger.send(far.person, HELLO), stranger.look(), stranger.updates()):
            with pytest.raises(NeedsOperator, match="token"):
                await asking


async def test_the_http_client_tells_no_address(far: ZaloBotFar, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await far.messenger.send(far.person, HELLO)
    far.next("moved")
    with pytest.raises(NeedsOperator):
        await far.messenger.send(far.person, HELLO)
    told = "".join(str(record.__dict__) for record in caplog.records)
    assert "httpcore" not in told
    assert TOKEN not in told


def test_settings_keep_their_secrets(far: ZaloBotFar) -> None:
    assert not {TOKEN, SECRET} & set(re.findall(r"[\w:-]+", repr(far.settings()) + far.settings().model_dump_json()))
    assert far.settings().model_copy().monthly_cap == 3000


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("token", "1:a/../bot2"), ("token", "1:a?b"), ("token", "1:a\n"), ("token", ""), ("webhook_secret", "secret7"),
        ("webhook_secret", "s" * 257), ("api_base", "http://bot-api.zaloplatforms.com"),
        ("api_base", "https://a/b"), ("api_base", "http://127.0.0.1.evil.vn"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_are_refused_unquoted(far: ZaloBotFar, setting: str, value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        far.settings(**{setting: value})
    assert not value or value not in str(refused.value)
