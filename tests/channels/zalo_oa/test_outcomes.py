"""Every code and every broken connection has a meaning in our house."""

from datetime import UTC, datetime

import httpx
import pytest

from channels.errors import ChannelError, Later, NeedsOperator, Refused, Unknown
from channels.pieces import Words
from channels.zalo_oa.outcomes import OA, TEMPLATE, Expired, Remedy, failure, until_morning
from channels.zalo_oa.wire import ours
from domain.clock import FixedClock
from evals.far.zalo_oa import GET_OA, MESSAGE, QUOTA, Knob
from tests.channels.zalo_oa.events import PERSON
from tests.channels.zalo_oa.far_side import ZaloOaFar

NIGHT = FixedClock(datetime(2026, 11, 25, 16, 30, tzinfo=UTC))  # 23:30 in Viet Nam

OA_CODES = """
-216 -220 | -32 | -213 -217 -227 -230 -232 -244 | -201 -210 -233 -248 -249 | -211 -218 -234
-204 -205 -209 -212 -219 -221 -223 -224 -320 -321 | -100 | -240 -242
"""
TEMPLATE_CODES = """
-124 | -108 | -109 | -112 -1121 -1122 -1124 | -114 -118 -119 | -115 | -126 -127 | -131 | -133 | -144 | -146 -147
-139 -141
"""


def codes(table: str) -> set[int]:
    return {int(word) for word in table.replace("|", " ").split()}


def test_every_code_of_the_tables_has_a_remedy() -> None:
    assert codes(OA_CODES) == set(OA)
    assert codes(TEMPLATE_CODES) <= set(TEMPLATE)
    assert set(TEMPLATE) - codes(TEMPLATE_CODES) == {-216, -220, -32, -234}, "what both hosts may say"


@pytest.mark.parametrize(("code", "kind"), [
    (-216, NeedsOperator), (-32, Later), (-211, Later), (-234, Later), (-217, Refused), (-230, Refused),
    (-201, Refused), (-100, Expired), (-224, NeedsOperator), (-240, NeedsOperator), (-9999, Refused),
])  # fmt: skip
def test_a_code_becomes_an_error(code: int, kind: type[ChannelError]) -> None:
    error = failure(code, OA, NIGHT)
    assert type(error) is kind
    assert str(code) in str(error)


def test_only_who_left_is_gone() -> None:
    gone = {code for code in OA if getattr(failure(code, OA, NIGHT), "gone", False)}
    assert gone == {-213, -217}


def test_waits_are_as_long_as_their_reason() -> None:
    waits = {code: error.after for code in (-32, -211, -234) if isinstance(error := failure(code, OA, NIGHT), Later)}
    assert waits == {-32: 60, -211: 3600, -234: 6.5 * 3600}
    assert until_morning(datetime(2026, 11, 25, 22, 59, tzinfo=UTC)) == 60
    assert until_morning(datetime(2026, 11, 25, 23, 0, tzinfo=UTC)) == 24 * 3600


def test_every_remedy_is_used() -> None:
    assert {*OA.values(), *TEMPLATE.values()} == set(Remedy)


def every(kind: type[httpx.HTTPError]) -> list[type[httpx.HTTPError]]:
    """The kind and all below it that httpx itself has; other libraries make more."""
    below = [sub for sub in kind.__subclasses__() if sub.__module__.partition(".")[0] == "httpx"]
    return [kind, *(one for sub in below for one in every(sub))]


def test_every_error_of_httpx_has_a_name_in_our_house() -> None:
    before = {
        "ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol", "LocalProtocolError",
        "WriteError", "WriteTimeout",
    }  # fmt: skip
    for kind in every(httpx.HTTPError):
        error = kind("token and text") if kind is not httpx.HTTPStatusError else httpx.HTTPError("token and text")
        expected = Later if kind.__name__ in before else Unknown
        assert type(ours(error, sends=True)) is expected, kind
        assert type(ours(error, sends=False)) is Later, kind
        assert "token" not in str(ours(error, sends=True))


@pytest.mark.parametrize(("knob", "kind", "arrived"), [
    ("drop", Unknown, 1), ("502", Unknown, 1), ("garbled", Unknown, 1), ("503", Later, 0), (-211, Later, 0),
    (-201, Refused, 0), (-224, NeedsOperator, 0), (-9999, Refused, 0),
])  # fmt: skip
async def test_what_a_sending_comes_to(far: ZaloOaFar, knob: Knob, kind: type[ChannelError], arrived: int) -> None:
    far.account.turn(MESSAGE, knob)
    with pytest.raises(kind) as caught:
        await far.messenger.send(PERSON, Words(text="chào"))
    assert type(caught.value) is kind
    assert len(far.shown) == arrived
    await far.messenger.send(PERSON, Words(text="lại đây"))


@pytest.mark.parametrize("knob", ["drop", "502", "garbled", "503", -32])
async def test_before_a_sending_nobody_is_in_doubt(far: ZaloOaFar, knob: Knob) -> None:
    far.account.turn(QUOTA, knob)
    with pytest.raises(Later):
        await far.messenger.send(PERSON, Words(text="chào"))
    assert far.shown == []
    far.account.turn(GET_OA, knob)
    with pytest.raises(Later):
        await far.messenger.look()
