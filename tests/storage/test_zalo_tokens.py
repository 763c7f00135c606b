"""The Official Account's tokens in the real database: sealed, behind the wall, renewed by one for all."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from channels.drawing import Drawer
from channels.pieces import Words
from channels.zalo_oa.messenger import ZaloOa
from channels.zalo_oa.oauth import OAuth
from channels.zalo_oa.tokens import Tokens, TokenStore
from channels.zalo_oa.wire import client
from domain.clock import FixedClock
from evals.far.zalo_oa import APP_ID, APP_SECRET, OA_ID, OAUTH, TOKEN, Account, FakeZaloOa, Room
from storage.crypto import Cipher, rotate
from storage.units import Units
from storage.zalo_tokens import ZaloPair, ZaloTokens
from tests.channels.contract import NOW
from tests.channels.zalo_oa.events import PERSON
from tests.channels.zalo_oa.far_side import settings
from tests.storage.conftest import Home

ROOT = Path(__file__).parents[2]
HELLO = Words(text="chào")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def far(clock: FixedClock) -> Iterator[FakeZaloOa]:
    server = FakeZaloOa(Account(clock, people={PERSON: Room(NOW + timedelta(hours=26))}))
    yield server
    server.close()


@pytest.fixture
async def store(app: Units, cipher: Cipher, clock: FixedClock, far: FakeZaloOa) -> ZaloTokens:
    made = ZaloTokens(app, cipher, OA_ID)
    await made.bring(access=far.account.access, refresh=far.account.refresh, now=clock.now())
    return made


@pytest.fixture
async def other(home: Home, store: ZaloTokens, cipher: Cipher) -> AsyncIterator[ZaloTokens]:
    """The same pair by a pool of its own, as another process has it."""
    units = home.units("app", pool=1)
    yield ZaloTokens(units, cipher, OA_ID)
    await units.engine.dispose()


async def test_the_pair_comes_back_and_is_sealed_at_rest(home: Home, store: ZaloTokens, clock: FixedClock) -> None:
    assert await store.read() == ZaloPair(f"{TOKEN}-a0", f"{TOKEN}-r0", NOW, NOW + timedelta(hours=25))
    assert TOKEN not in repr(await store.read())
    with home.raw("owner") as connection:
        row = connection.execute("SELECT access, refresh FROM house.channel_tokens").fetchone()
    assert row
    assert not [box for box in row if TOKEN.encode() in box]


async def test_nobody_but_the_post_reads_it(home: Home, store: ZaloTokens) -> None:
    with home.raw("app") as connection:
        assert connection.execute("SELECT count(*) FROM house.channel_tokens").fetchone() == (0,)
    assert await ZaloTokens(store.units, store.cipher, "1111").read() is None


async def test_a_rotation_of_keys_reaches_it(owner: Units, store: ZaloTokens) -> None:
    newer = Cipher({"k1": b"1" * 32, "k2": b"2" * 32}, current="k2")
    assert await rotate(owner, newer) == 2
    only = ZaloTokens(store.units, Cipher({"k2": b"2" * 32}, current="k2"), OA_ID)
    assert await only.read() == ZaloPair(f"{TOKEN}-a0", f"{TOKEN}-r0", NOW, NOW + timedelta(hours=25))


async def test_what_is_put_is_kept_when_the_block_ends_and_not_when_it_raises(
    store: ZaloTokens, other: ZaloTokens
) -> None:
    before, later = await store.read(), NOW + timedelta(hours=20)

    async def break_off() -> None:
        async with store.locked() as held:
            await held.put(access="a", refresh="r", made_at=NOW, expires_at=later)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await break_off()
    assert await other.read() == before
    async with store.locked() as held:
        await held.put(access="a", refresh="r", made_at=NOW, expires_at=later)
        assert await other.read() == before, "reading waits for nobody"
    assert await other.read() == ZaloPair("a", "r", NOW, later)


async def test_who_waits_for_the_lock_finds_the_newest(store: ZaloTokens, other: ZaloTokens) -> None:
    async def wait() -> ZaloPair | None:
        async with other.locked() as held:
            return held.pair

    async with store.locked() as held:
        waiting = asyncio.create_task(wait())
        await asyncio.sleep(0.2)
        assert not waiting.done()
        await held.put(access="a", refresh="r", made_at=NOW, expires_at=NOW)
    assert await waiting == ZaloPair("a", "r", NOW, NOW)


@pytest.mark.parametrize("hours", [20, 26])
async def test_two_stores_renew_it_once(
    store: ZaloTokens, other: ZaloTokens, far: FakeZaloOa, clock: FixedClock, hours: int
) -> None:
    clock.at += timedelta(hours=hours)
    far.account.turn(OAUTH, "slow", "slow")
    both = [ZaloOa(settings(far.url, read_seconds=20), one, clock, draw=Drawer()) for one in (store, other)]
    await asyncio.gather(*(one.send(PERSON, HELLO) for one in both for _ in range(5)))
    assert (far.account.renewals, len(far.account.sent)) == (1, 10)
    pair = await store.read()
    assert pair is not None
    assert (pair.access, pair.made_at) == (far.account.access, clock.now())
    for one in both:
        await one.aclose()


async def test_those_who_wait_in_one_process_hold_one_connection(
    home: Home, store: ZaloTokens, far: FakeZaloOa, clock: FixedClock
) -> None:
    units, by = home.units("app", pool=2), settings(far.url)
    http = client(by)
    tokens = Tokens(ZaloTokens(units, store.cipher, OA_ID), OAuth(by, http), clock)
    far.account.turn(OAUTH, "slow")
    stale = far.account.access
    renewals = asyncio.gather(*(tokens.renewed(stale=stale) for _ in range(5)))
    await asyncio.sleep(0.5)
    assert await tokens.current() == stale
    assert not renewals.done(), "reading did not wait for them"
    assert set(await renewals) == {far.account.access}
    await http.aclose()
    await units.engine.dispose()


async def racer(home: Home, far: FakeZaloOa) -> asyncio.subprocess.Process:
    by = {"api_base": far.url, "oauth_base": far.url, "app_id": APP_ID, "app_secret": APP_SECRET, "oa_id": OA_ID,
          "webhook_secret": "x", "read_seconds": 20}  # fmt: skip
    dsn = home.at("app").render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.storage.zalo_racer", dsn, json.dumps(by), NOW.isoformat()]
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=PIPE, stdout=PIPE, stderr=PIPE)


async def test_several_processes_renew_it_once(home: Home, store: ZaloTokens, far: FakeZaloOa) -> None:
    racers = [await racer(home, far) for _ in range(2)]
    for one in racers:
        assert one.stdout
        assert await one.stdout.readline() == b"ready\n"
    far.account.turn(OAUTH, "slow", "slow")
    said = await asyncio.gather(*(one.communicate(b"\n") for one in racers))
    assert [out.decode()[:21] for out, _ in said] == ["Zalo Official Account"] * 2, said
    assert (far.account.renewals, far.account.refused) == (1, 0)


def satisfied(store: ZaloTokens) -> TokenStore:
    return store
