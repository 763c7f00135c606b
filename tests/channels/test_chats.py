"""A chat on a messenger, from the channel's knock to the last piece delivered, over the real queue and database."""

import asyncio
from datetime import timedelta
from time import monotonic

import pytest

from app.chats import take_in_chat
from channels.errors import Later, NeedsOperator, Refused, Unknown
from channels.pieces import Picture
from domain.people import Channel, Role
from storage.channel_accounts import ChannelAccounts
from storage.engine import connect
from storage.outbox import Outbox
from tests.channels.conftest import Chatting
from tests.web.script import CITIZEN


async def test_a_question_is_answered_and_the_first_answer_says_what_this_is(chatting: Chatting) -> None:
    response = await chatting.says("u1", "xin chào nhé")
    assert (response.status_code, response.content) == (200, b"")
    (first,) = await chatting.hears("u1", 1)
    assert "trợ lý tự động" in first
    assert first.endswith("Bạn hỏi: xin chào nhé")
    await chatting.says("u1", "câu hai")
    assert (await chatting.hears("u1", 2))[1] == "Bạn hỏi: câu hai"
    assert set(chatting.postbox.typed) == {"u1"}


async def test_a_repeated_delivery_is_answered_once(chatting: Chatting) -> None:
    for _ in range(3):
        assert (await chatting.says("u1", "một lần thôi", event_id="same")).status_code == 200
    await chatting.hears("u1", 1)
    await chatting.says("u1", "và câu này")
    await chatting.hears("u1", 2)
    assert [text for text, _, _ in chatting.house.turn.heard] == ["một lần thôi", "và câu này"]


async def test_a_forged_or_garbled_knock_is_turned_away_and_an_empty_one_is_greeted(chatting: Chatting) -> None:
    forged = await chatting.client.post("/channels/zalo_oa", content=b"{}", headers={"x-secret": "theirs"})
    assert forged.status_code == 401
    assert (await chatting.client.post("/channels/zalo_oa", content=b"")).status_code == 200
    assert (await chatting.client.post("/channels/telegram", content=b"{}")).status_code == 404
    assert (await chatting.client.post("/channels/pigeon", content=b"{}")).status_code in {404, 422}


async def test_one_chat_is_answered_in_order_and_many_at_once(chatting: Chatting) -> None:
    await chatting.says("slow", "chờ tôi")
    await chatting.begun()
    await chatting.says("slow", "một")
    await chatting.says("slow", "hai")
    await chatting.says("quick", "ba")
    await chatting.hears("quick", 1)
    assert chatting.postbox.texts("slow") == []
    chatting.house.turn.gate.set()
    texts = await chatting.hears("slow", 2)
    assert texts[0].endswith("Xong rồi.")
    assert texts[1] == "Bạn hỏi: một\nhai"


async def test_an_emergency_passes_a_busy_lane_within_a_second(chatting: Chatting) -> None:
    await chatting.says("u1", "chờ tôi")
    await chatting.begun()
    began = monotonic()
    await chatting.says("u1", "bố tôi đau ngực lan ra tay, khó thở")
    (first,) = await chatting.hears("u1", 1)
    assert monotonic() - began < 1
    assert "115" in first
    chatting.house.turn.gate.set()
    texts = await chatting.hears("u1", 2)
    await asyncio.sleep(0.5)
    assert sum("Gọi 115 ngay" in text for text in chatting.postbox.texts("u1")) == 1
    assert texts[1].endswith("Xong rồi.")


async def test_what_waits_beside_an_emergency_is_answered_too(chatting: Chatting) -> None:
    await chatting.says("u1", "chờ tôi")
    await chatting.begun()
    for text in ("câu thường", "bố tôi đau ngực lan ra tay, khó thở", "câu sau"):
        await chatting.says("u1", text)
    chatting.house.turn.gate.set()
    assert (await chatting.hears("u1", 3))[2] == "Bạn hỏi: câu thường\ncâu sau"


async def test_a_picture_goes_between_its_words(chatting: Chatting) -> None:
    await chatting.says("u1", "công suất giường bệnh")
    await chatting.hears("u1", 3)
    kinds = [type(piece) for _, piece in chatting.postbox.sent]
    assert Picture in kinds
    assert "Nguồn" in chatting.postbox.texts("u1")[-1]


async def test_what_cannot_be_read_is_answered_kindly(chatting: Chatting) -> None:
    await chatting.says("u1", "sticker", kind="unreadable")
    assert "chỉ đọc được tin nhắn chữ" in (await chatting.hears("u1", 1))[0]


async def test_an_old_question_gets_an_apology(chatting: Chatting) -> None:
    (late,) = chatting.postbox.parse(b'{"id": "e", "from": "u1", "text": "xin ch\\u00e0o"}',
                                     received_at=chatting.house.now.now() - timedelta(hours=3))  # fmt: skip
    await take_in_chat(chatting.house, late)
    assert "hệ thống đang gián đoạn" in (await chatting.hears("u1", 1))[0]
    assert chatting.house.turn.heard == []


@pytest.mark.parametrize(("faults", "arrives"), [
    ([Later("busy", after=0.1)] * 3, 2),
    ([NeedsOperator("token")], 0),
    ([Unknown()], 2),
    ([Unknown(), Unknown()], 1),
    ([Refused("content")], 1),
])  # fmt: skip
async def test_faults_on_the_way_out(chatting: Chatting, faults: list[Exception], arrives: int) -> None:
    chatting.postbox.faults = [*faults]  # type: ignore[list-item] # channel errors, as the parameters say
    await chatting.says("u1", "câu một")
    if arrives:
        await settled(chatting)
    await chatting.says("u1", "câu hai")
    if arrives:
        texts = await chatting.hears("u1", arrives)
        assert texts[-1].endswith("câu hai")
        assert ("có thể chưa đến được" in texts[-1]) == (arrives == 1)
    else:
        await asyncio.sleep(0.5)
        assert chatting.postbox.sent == []


async def test_a_dead_letter_is_seen_and_can_be_replayed(chatting: Chatting) -> None:
    chatting.postbox.faults = [Refused("content")]
    await chatting.says("u1", "câu một")
    for _ in range(100):
        async with chatting.house.cellar.own.work() as connection:
            outbox = Outbox(connection, chatting.house.cellar.cipher, chatting.house.now)
            if dead := await outbox.dead():
                assert await outbox.replay([letter.id for letter in dead]) == 1
                break
        await asyncio.sleep(0.05)
    assert (await chatting.hears("u1", 1))[0].endswith("câu một")


async def test_who_left_is_unlinked_and_hears_no_more(chatting: Chatting) -> None:
    await link(chatting, "u1")
    await chatting.says("u1", "lần khám của tôi")
    await chatting.hears("u1", 1)
    assert chatting.house.turn.heard[-1][1].person_id == CITIZEN.person_id
    await chatting.says("u1", "", kind="left")
    await chatting.says("u1", "tôi quay lại")
    await chatting.hears("u1", 2)
    assert chatting.house.turn.heard[-1][1].role is Role.ANONYMOUS


async def test_a_link_that_ran_out_counts_no_more(chatting: Chatting) -> None:
    await link(chatting, "u1", lasts=timedelta(seconds=0))
    await chatting.says("u1", "của tôi")
    await chatting.hears("u1", 1)
    assert chatting.house.turn.heard[-1][1].role is Role.ANONYMOUS


async def test_two_guests_never_share_a_conversation(chatting: Chatting) -> None:
    await chatting.says("u1", "bí mật của tôi")
    await chatting.hears("u1", 1)
    await chatting.says("u2", "câu khác")
    await chatting.hears("u2", 1)
    assert chatting.house.turn.heard[-1][2] == []
    await chatting.says("u1", "câu nữa")
    await chatting.hears("u1", 2)
    assert next(said.text for said in chatting.house.turn.heard[-1][2]) == "bí mật của tôi"


async def test_no_handle_and_no_text_lies_open_in_the_tables(chatting: Chatting) -> None:
    await chatting.says("handle-4711", "chữ bí mật")
    await chatting.hears("handle-4711", 1)
    with connect(chatting.house.cellar.databases.owner) as owner:
        for table in ("inbox", "outbox", "channel_accounts", "messages", "conversations", "turn_events"):
            rows = owner.execute(f"SELECT t::text FROM house.{table} t".encode()).fetchall()
            assert rows
            assert not any("4711" in row[0] or "bí mật" in row[0] for row in rows)


async def settled(chatting: Chatting) -> None:
    """Come back once it is known of every message what became of it."""
    query = "SELECT count(*), count(*) FILTER (WHERE state IN ('pending', 'sending')) FROM house.outbox"
    for _ in range(400):
        with connect(chatting.house.cellar.databases.owner) as owner:
            row = owner.execute(query).fetchone()
        if row is not None and row[0] and not row[1]:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("a message is still on its way")


async def link(chatting: Chatting, who: str, lasts: timedelta = timedelta(days=1)) -> None:
    house = chatting.house
    async with house.cellar.own.work() as connection:
        accounts = ChannelAccounts(connection, house.cellar.cipher, house.now, house.cellar.handles)
        met = await accounts.meet(Channel.ZALO_OA, who)
        await accounts.link(met.key, CITIZEN.person_id, Role.CITIZEN, CITIZEN.level, method="test",
                            until=house.now.now() + lasts)  # fmt: skip
