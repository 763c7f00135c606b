"""Codes open one thing, once, for a while; nothing of them can be read from the table."""

import asyncio
from datetime import timedelta

import pytest

from access.ports import CodeFor, OneTimeCodes
from domain.clock import FixedClock
from storage.codes import MOST_TRIES, SqlOneTimeCodes
from storage.crypto import Cipher
from storage.units import Units
from tests.storage.conftest import Home

LASTS = timedelta(minutes=10)
ME = {"person": "999300000001"}


@pytest.fixture
def codes(app: Units, cipher: Cipher, clock: FixedClock) -> OneTimeCodes:
    return SqlOneTimeCodes(app, cipher, clock, b"k" * 32)


async def test_a_code_opens_once(codes: OneTimeCodes) -> None:
    assert await codes.put(CodeFor.PHONE, "+84900", "482913", ME, lasts=LASTS)
    assert await codes.look(CodeFor.PHONE, "+84900") == ME
    assert await codes.use(CodeFor.LINK, "+84900", "482913") is None
    assert await codes.use(CodeFor.PHONE, "+84901", "482913") is None
    assert await codes.use(CodeFor.PHONE, "+84900", "482913") == ME
    assert await codes.use(CodeFor.PHONE, "+84900", "482913") is None
    assert await codes.look(CodeFor.PHONE, "+84900") is None


async def test_of_many_at_the_same_moment_one_gets_in(codes: OneTimeCodes) -> None:
    await codes.put(CodeFor.LINK, "482913", "", ME, lasts=LASTS)
    got = await asyncio.gather(*(codes.use(CodeFor.LINK, "482913", "", by=str(n)) for n in range(8)))
    assert [one for one in got if one] == [ME]


async def test_whoever_used_it_comes_to_the_same_end_again(codes: OneTimeCodes, clock: FixedClock) -> None:
    await codes.put(CodeFor.LINK, "482913", "", ME, lasts=LASTS)
    assert await codes.use(CodeFor.LINK, "482913", "", by="turn 1") == ME
    assert await codes.use(CodeFor.LINK, "482913", "", by="turn 1") == ME
    assert await codes.use(CodeFor.LINK, "482913", "wrong", by="turn 1") is None
    assert await codes.use(CodeFor.LINK, "482913", "", by="turn 2") is None
    clock.at += LASTS
    assert await codes.use(CodeFor.LINK, "482913", "", by="turn 1") is None


async def test_after_five_wrong_tries_the_right_one_is_wrong_too(codes: OneTimeCodes) -> None:
    await codes.put(CodeFor.PHONE, "+84900", "482913", ME, lasts=LASTS)
    tries = (codes.use(CodeFor.PHONE, "+84900", f"{n:06}") for n in range(2 * MOST_TRIES))
    assert set(await asyncio.gather(*tries)) == {None}
    assert await codes.use(CodeFor.PHONE, "+84900", "482913") is None


async def test_a_code_runs_out(codes: OneTimeCodes, clock: FixedClock) -> None:
    await codes.put(CodeFor.PHONE, "+84900", "482913", ME, lasts=LASTS)
    clock.at += LASTS
    assert await codes.look(CodeFor.PHONE, "+84900") is None
    assert await codes.use(CodeFor.PHONE, "+84900", "482913") is None


async def test_a_new_code_takes_the_place_of_the_old_only_where_it_may(codes: OneTimeCodes, clock: FixedClock) -> None:
    await codes.put(CodeFor.PHONE, "+84900", "111111", {}, lasts=LASTS)
    await codes.put(CodeFor.PHONE, "+84900", "222222", ME, lasts=LASTS)
    assert await codes.use(CodeFor.PHONE, "+84900", "111111") is None
    assert not await codes.put(CodeFor.PHONE, "+84900", "333333", {}, lasts=LASTS, over=False)
    assert await codes.use(CodeFor.PHONE, "+84900", "222222") == ME
    assert await codes.put(CodeFor.PHONE, "+84900", "333333", {}, lasts=LASTS, over=False)
    clock.at += LASTS
    assert await codes.put(CodeFor.PHONE, "+84900", "444444", {}, lasts=LASTS, over=False)


async def test_what_happens_is_counted_in_windows(codes: OneTimeCodes, clock: FixedClock) -> None:
    assert [await codes.count("wrong", within=LASTS) for _ in range(3)] == [1, 2, 3]
    assert (await codes.counted("wrong"), await codes.counted("other")) == (3, 0)
    clock.at += LASTS
    assert await codes.counted("wrong") == 0
    assert await codes.count("wrong", within=LASTS) == 1


async def test_the_tables_hold_neither_code_nor_holder_nor_payload(codes: OneTimeCodes, home: Home) -> None:
    await codes.put(CodeFor.PHONE, "+84900", "482913", ME, lasts=LASTS)
    await codes.count("sms|+84900", within=LASTS)
    with home.raw("owner") as connection:
        said = str(
            connection.execute("SELECT c::text, h::text FROM house.one_time_codes c, house.happenings h").fetchall()
        )
    assert said.count("phone") == 1
    assert not any(secret in said for secret in ("84900", "482913", "9993", "sms"))
    with home.raw("app") as connection:
        assert connection.execute("SELECT count(*) FROM house.one_time_codes").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM house.happenings").fetchone() == (0,)
