"""The inbox keeps an event once, the outbox delivers in order, a page hears of a turn at once."""

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag

from domain.clock import FixedClock
from domain.errors import Misconfigured
from domain.messages import Inbound
from domain.people import Channel, Role, Viewer
from storage.conversations import Conversation, ConversationStore
from storage.crypto import Cipher, rotate
from storage.events import Row, TurnEvents
from storage.feed import EventFeed
from storage.inbox import Inbox
from storage.outbox import Delivery, Outbox
from storage.tables import INBOX
from storage.units import Units
from tests.storage.conftest import Home

ME = Viewer(person_id="999300000001", role=Role.CITIZEN)
ZALO = Channel.ZALO_OA


def arrival(clock: FixedClock, event: str = "m1", text: str = "Tôi bị sốt cao") -> Inbound:
    return Inbound(
        channel=ZALO, event_id=event, sender="zalo-48151623", text=text, received_at=clock.now(), session="c1",
        raw=b'\xff\x00{"text": "raw bytes"}',
    )  # fmt: skip


async def conversation(app: Units, cipher: Cipher, clock: FixedClock) -> Conversation:
    async with app.work() as connection:
        return await ConversationStore(connection, cipher, clock).open(None, ME)


async def test_an_event_is_kept_once(home: Home, app: Units, cipher: Cipher, clock: FixedClock) -> None:
    async def put(event: str) -> int | None:
        async with app.work() as connection:
            return await Inbox(connection, cipher, clock).put_new(arrival(clock, event))

    numbers = await asyncio.gather(*(put("m1") for _ in range(8)))
    assert len([n for n in numbers if n is not None]) == 1
    assert await put("m2") is not None
    async with app.work() as connection:
        inbox = Inbox(connection, cipher, clock)
        first, second = await inbox.waiting()
        assert await inbox.fetch(first) == arrival(clock)
        assert await inbox.finish(first)
        assert not await inbox.finish(first)
        assert await inbox.fetch(first) is None
        assert await inbox.waiting() == [second]
    with home.raw("owner") as connection_:
        rows = str(connection_.execute("SELECT inbox::text FROM house.inbox").fetchall())
    for word in ("sốt cao", "zalo-48151623", "raw bytes"):
        assert word.encode().hex() not in rows
        assert word not in rows


async def test_delivery_keeps_the_order_of_each_conversation(app: Units, cipher: Cipher, clock: FixedClock) -> None:
    async with app.work() as connection:
        outbox = Outbox(connection, cipher, clock)

        async def add(turn: str, where: str, seq: int) -> bool:
            return await outbox.add(
                turn_id=turn, conversation=where, channel=ZALO, seq=seq, payload={"text": f"{turn}{seq}"}
            )

        assert await add("t1", "a", 1)
        assert await add("t1", "a", 2)
        assert await add("t2", "b", 1)
        assert not await add("t1", "a", 1)
    first, other = await claim(app, cipher, clock), await claim(app, cipher, clock)
    assert (first.payload, first.tries, other.payload) == ({"text": "t11"}, 1, {"text": "t21"})
    assert await claim(app, cipher, clock) is None
    async with app.work() as connection:
        outbox = Outbox(connection, cipher, clock)
        await outbox.mark(first.id, Delivery.PENDING, due_at=clock.now() + timedelta(minutes=1))
        assert await outbox.claim_next(ZALO) is None
        clock.at += timedelta(minutes=1)
        again = await outbox.claim_next(ZALO)
        assert again is not None
        assert (again.id, again.tries) == (first.id, 2)
        await outbox.mark(first.id, Delivery.SENT)
        second = await outbox.claim_next(ZALO)
        assert second is not None
        assert second.payload == {"text": "t12"}
        assert await outbox.claim_next(Channel.TELEGRAM) is None


async def claim(app: Units, cipher: Cipher, clock: FixedClock) -> Any:  # noqa: ANN401 - a parcel or none
    async with app.work() as connection:
        return await Outbox(connection, cipher, clock).claim_next(ZALO)


async def test_a_dead_senders_message_is_tried_once_more(app: Units, cipher: Cipher, clock: FixedClock) -> None:
    async with app.work() as connection:
        await Outbox(connection, cipher, clock).add(turn_id="t", conversation="a", channel=ZALO, seq=1, payload={})
    for tries in (1, 2):
        assert (await claim(app, cipher, clock)).tries == tries
        clock.at += timedelta(minutes=2)
        async with app.work() as connection:
            assert await Outbox(connection, cipher, clock).give_back(timedelta(minutes=1)) == 1
    assert await claim(app, cipher, clock) is None


async def test_rows_of_a_turn_are_read_from_the_last_one_seen(app: Units, cipher: Cipher, clock: FixedClock) -> None:
    mine, other = await conversation(app, cipher, clock), await conversation(app, cipher, clock)
    events = TurnEvents(app, cipher, clock)
    for seq, word in enumerate(("Chào", " bạn", " nhé"), 1):
        await events.append(Row(mine, "t1", seq, "spoken", {"delta": word}))
    await events.append(Row(mine, "t1", 3, "spoken", {"delta": "again"}))
    assert [e.payload["delta"] for e in await events.events_after(mine, "t1", 1)] == [" bạn", " nhé"]
    assert await events.events_after(other, "t1", 0) == []
    assert not await events.is_stopped(mine, "t1")
    await events.stop_turn(mine, "t1")
    await events.stop_turn(mine, "t1")
    assert await events.is_stopped(mine, "t1")
    assert not await events.is_stopped(other, "t1")


async def test_a_watcher_wakes_within_a_tenth_of_a_second(
    home: Home, app: Units, cipher: Cipher, clock: FixedClock
) -> None:
    mine, events = await conversation(app, cipher, clock), TurnEvents(app, cipher, clock)
    async with EventFeed(home.dsn("app")).running() as feed:
        with feed.watch("t1") as bell, feed.watch("t2") as silent:
            await events.append(Row(mine, "t1", 0, "spoken", {}))
            assert await bell.wait(2)
            times = []
            for seq in range(1, 6):
                start = time.perf_counter()
                waiting = asyncio.create_task(bell.wait(2))
                await events.append(Row(mine, "t1", seq, "spoken", {}))
                assert await waiting
                times.append(time.perf_counter() - start)
            assert sorted(times)[2] < 0.1
            assert not await silent.wait(0)


async def test_the_feed_comes_back_after_the_database_went(
    home: Home, app: Units, cipher: Cipher, clock: FixedClock
) -> None:
    mine, events = await conversation(app, cipher, clock), TurnEvents(app, cipher, clock)
    async with EventFeed(home.dsn("app")).running() as feed:
        with feed.watch("t1") as bell:
            await app.engine.dispose()
            end_listeners(home)
            assert await bell.wait(5), "the watcher is told to look again"
            await events.append(Row(mine, "t1", 1, "spoken", {}))
            assert await bell.wait(2)


def end_listeners(home: Home) -> None:
    with home.raw("app") as connection:
        query = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE query LIKE 'LISTEN%%' AND datname = current_database() AND pid <> pg_backend_pid()"""
        assert connection.execute(query).fetchall() == [(True,)]


async def test_rotation_seals_all_anew_and_can_be_broken_off(
    owner: Units, app: Units, cipher: Cipher, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.crypto._BATCH", 3)
    mine = await conversation(app, cipher, clock)
    async with app.work() as connection:
        inbox = Inbox(connection, cipher, clock)
        for number in range(7):
            await inbox.put_new(arrival(clock, f"m{number}"))
    await TurnEvents(app, cipher, clock).append(Row(mine, "t1", 1, "spoken", {"delta": "một"}))
    both = Cipher({**cipher.keys, "k2": b"2" * 32}, current="k2")
    assert await rotate(owner, both) == 3 * 7 + 1
    assert await rotate(owner, both) == 0
    alone = Cipher({"k2": b"2" * 32}, current="k2")
    async with app.work() as connection:
        inbox = Inbox(connection, alone, clock)
        assert [await inbox.fetch(n) for n in await inbox.waiting()] == [arrival(clock, f"m{n}") for n in range(7)]
    assert [e.payload for e in await TurnEvents(app, alone, clock).events_after(mine, "t1", 0)] == [{"delta": "một"}]


def test_a_box_opens_only_where_it_was_sealed(cipher: Cipher) -> None:
    box = cipher.seal(INBOX.c.text, "bí mật")
    assert cipher.open(INBOX.c.text, box) == "bí mật"
    with pytest.raises(InvalidTag):
        cipher.open(INBOX.c.sender, box)
    with pytest.raises(InvalidTag):
        cipher.open(INBOX.c.text, box[:-1] + bytes([box[-1] ^ 1]))
    with pytest.raises(Misconfigured):
        Cipher({"k9": b"9" * 32}, current="k9").open(INBOX.c.text, box)
    with pytest.raises(Misconfigured):
        Cipher({"k1": b"short"}, current="k1")
    assert "1111" not in repr(cipher)
