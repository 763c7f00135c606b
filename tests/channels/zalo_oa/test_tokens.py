"""The pair is renewed once for everybody, kept before it is used, and cried over when it is lost."""

import asyncio
import logging
from datetime import timedelta

import pytest

from channels.errors import Later, NeedsOperator
from channels.pieces import Words
from evals.far.zalo_oa import APP_SECRET, GET_OA, MESSAGE, OAUTH, TOKEN, Knob
from tests.channels.contract import NOW
from tests.channels.zalo_oa.events import PERSON
from tests.channels.zalo_oa.far_side import ZaloOaFar, first_pair

HELLO = Words(text="chào")


def alarms(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno == logging.CRITICAL]


async def test_a_young_token_is_left_alone(far: ZaloOaFar) -> None:
    far.clock.at += timedelta(hours=19, minutes=59)
    await far.oa.send(PERSON, HELLO)
    assert (far.account.renewals, far.account.refused) == (0, 0)


async def test_a_token_of_twenty_hours_is_renewed_before_it_is_refused(far: ZaloOaFar) -> None:
    far.clock.at += timedelta(hours=20)
    await far.oa.send(PERSON, HELLO)
    assert (far.account.renewals, far.account.refused, far.pocket.puts) == (1, 0, 1)
    assert far.pocket.pair is not None
    assert far.pocket.pair.access == far.account.access
    assert far.pocket.pair.expires_at == far.clock.now() + timedelta(hours=25)


@pytest.mark.parametrize("code", [-216, -220])
async def test_a_token_that_is_refused_is_renewed_once(far: ZaloOaFar, code: int) -> None:
    far.account.turn(MESSAGE, code)
    await far.oa.send(PERSON, HELLO)
    assert (far.account.renewals, len(far.shown)) == (1, 1)
    far.account.turn(MESSAGE, code, code)
    with pytest.raises(NeedsOperator):
        await far.oa.send(PERSON, HELLO)
    assert (far.account.renewals, len(far.shown)) == (2, 1)


async def test_many_who_find_it_old_renew_it_once(far: ZaloOaFar) -> None:
    far.clock.at += timedelta(hours=26)
    await asyncio.gather(*(far.oa.send(PERSON, HELLO) for _ in range(8)))
    assert (far.account.renewals, far.account.refused, len(far.shown)) == (1, 0, 8)


async def test_the_new_pair_is_kept_before_it_is_used(far: ZaloOaFar, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(**_: object) -> None:
        raise OSError("the disk is full")

    far.clock.at += timedelta(hours=20)
    monkeypatch.setattr(far.pocket, "put", full)
    with pytest.raises(OSError, match="full"):
        await far.oa.send(PERSON, HELLO)
    assert far.account.asked == [OAUTH]


async def test_a_pair_that_could_not_be_kept_is_cried_over(
    far: ZaloOaFar, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await test_the_new_pair_is_kept_before_it_is_used(far, monkeypatch)
    assert alarms(caplog) == ["the renewed tokens of the Zalo account were lost: an operator must bring a new pair"]


async def test_a_renewal_ends_though_who_asked_is_gone(far: ZaloOaFar) -> None:
    far.clock.at += timedelta(hours=26)
    sending = asyncio.create_task(far.oa.send(PERSON, HELLO))
    with far.account.lock:
        # The renewal has left, and cannot be answered yet.
        await asyncio.sleep(0.2)
        sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    await far.oa.send(PERSON, HELLO)
    assert (far.account.renewals, far.pocket.puts, len(far.shown)) == (1, 1, 1)


async def test_a_renewal_that_is_refused_is_cried_over_once_and_the_old_token_serves_till_its_end(
    far: ZaloOaFar, caplog: pytest.LogCaptureFixture
) -> None:
    far.clock.at += timedelta(hours=20)
    far.account.turn(OAUTH, *[-14014] * 9)
    for _ in range(3):
        await far.oa.send(PERSON, HELLO)
    assert far.account.asked.count(OAUTH) == 1
    far.clock.at += timedelta(hours=5)
    for _ in range(2):
        with pytest.raises(NeedsOperator):
            await far.oa.send(PERSON, HELLO)
    assert len(alarms(caplog)) == far.account.asked.count(OAUTH) == 2
    assert "-14014" in alarms(caplog)[0]
    assert TOKEN not in caplog.text
    assert APP_SECRET not in caplog.text


async def test_an_operator_mends_it_by_a_new_pair(far: ZaloOaFar) -> None:
    pair, far.pocket.pair = far.pocket.pair, None
    with pytest.raises(NeedsOperator, match="an operator must bring one"):
        await far.oa.send(PERSON, HELLO)
    far.pocket.pair = pair
    await far.oa.send(PERSON, HELLO)


async def test_a_refresh_token_that_was_used_elsewhere_needs_an_operator(far: ZaloOaFar) -> None:
    far.account.renewals += 1
    with pytest.raises(NeedsOperator):
        await far.oa.send(PERSON, HELLO)
    far.pocket.pair = first_pair(far.account, far.clock)
    await far.oa.send(PERSON, HELLO)


@pytest.mark.parametrize("knob", ["503", "502", "drop"])
async def test_a_token_door_that_is_not_there_is_asked_later(far: ZaloOaFar, knob: Knob) -> None:
    far.clock.at += timedelta(hours=26)
    far.account.turn(OAUTH, knob)
    with pytest.raises(Later):
        await far.oa.send(PERSON, HELLO)
    far.clock.at += timedelta(minutes=2)
    if knob == "503":
        await far.oa.send(PERSON, HELLO)
    else:
        # It had been renewed, and the new pair was lost on the way.
        with pytest.raises(NeedsOperator):
            await far.oa.send(PERSON, HELLO)


async def test_a_cut_cable_loses_no_pair(far: ZaloOaFar) -> None:
    far.clock.at = NOW + timedelta(hours=26)
    far.next("down")
    with pytest.raises(Later):
        await far.oa.send(PERSON, HELLO)
    far.clock.at += timedelta(minutes=2)
    await far.oa.send(PERSON, HELLO)
    assert far.account.renewals == 1


async def test_a_look_names_the_account_and_knows_another(far: ZaloOaFar, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await far.oa.look() == "Zalo Official Account “Sở Y tế”: verified, package Nâng cao."
    monkeypatch.setattr("evals.far.zalo_oa.OA_ID", "1111")
    with pytest.raises(NeedsOperator, match="another Zalo account"):
        await far.oa.look()
    assert set(far.account.asked) == {GET_OA}
