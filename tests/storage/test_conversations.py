"""A conversation is one person's in one role on one channel, and its words are sealed."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from domain.clock import FixedClock
from domain.errors import UnknownSession
from domain.people import ANONYMOUS_VIEWER, Channel, Role, Viewer
from storage.confirmations import Confirmations
from storage.conversations import Conversation, ConversationStore, Message
from storage.crypto import Cipher
from storage.units import Units
from tests.storage.conftest import Home

ME = Viewer(person_id="999300000001", role=Role.CITIZEN)
SAID = "Tôi đau ngực từ hôm qua"

Opened = Callable[[], AbstractAsyncContextManager[ConversationStore]]


def message(text: str, author: str = "user", turn: str = "t1") -> Message:
    assert author in {"user", "assistant", "tool"}
    return Message(
        turn_id=turn, author=author, text=text,  # type: ignore[arg-type] # asserted above
        calls=[{"name": "own_visits", "args": {"họ": "Đặng"}}], sources=[{"kind": "emr", "ref": "e1"}],
    )  # fmt: skip


@pytest.fixture
def store(app: Units, cipher: Cipher, clock: FixedClock) -> Opened:
    @asynccontextmanager
    async def opened() -> AsyncIterator[ConversationStore]:
        async with app.work() as connection:
            yield ConversationStore(connection, cipher, clock)

    return opened


async def begin(store: Opened, viewer: Viewer = ME, *words: str) -> Conversation:
    async with store() as conversations:
        conversation = await conversations.open(None, viewer)
        if words:
            assert await conversations.append(conversation, *map(message, words)) == len(words)
    return conversation


async def test_what_was_said_comes_back_in_order(store: Opened) -> None:
    conversation = await begin(store, ME, SAID, "hai")
    async with store() as conversations:
        assert await conversations.append(conversation, message("ba", "assistant")) == 3
        again = await conversations.open(conversation.id, ME)
        assert again == conversation
        recent = await conversations.recent(again, ME, limit=2)
        assert [(m.seq, m.text) for m in recent] == [(2, "hai"), (3, "ba")]
        assert recent[0].calls == [{"name": "own_visits", "args": {"họ": "Đặng"}}]
        assert recent[0].sources == [{"kind": "emr", "ref": "e1"}]


@pytest.mark.parametrize("other", [
    replace(ME, person_id="999300000002"), replace(ME, role=Role.DOCTOR), replace(ME, channel=Channel.ZALO_OA),
    ANONYMOUS_VIEWER,
])  # fmt: skip
async def test_nobody_enters_another_conversation(store: Opened, other: Viewer) -> None:
    conversation = await begin(store, ME, SAID)
    async with store() as conversations:
        with pytest.raises(UnknownSession):
            await conversations.open(conversation.id, other)
        if (other.person_id, other.role) != (ME.person_id, ME.role):
            with pytest.raises(UnknownSession):
                await conversations.recent(conversation, other)


@pytest.mark.parametrize("session", ["", "nope", "' OR 1=1 --", "0" * 5000])
async def test_a_wrong_session_id_is_one_clear_error(store: Opened, session: str) -> None:
    async with store() as conversations:
        with pytest.raises(UnknownSession):
            await conversations.open(session, ME)


async def test_the_list_holds_ones_own_only(store: Opened, clock: FixedClock) -> None:
    first = await begin(store, ME, SAID, "câu sau không đổi tên")
    await begin(store, replace(ME, person_id="999300000002"), "của người khác")
    guest = await begin(store, ANONYMOUS_VIEWER, "khách hỏi")
    clock.at += timedelta(hours=1)
    second = await begin(store, ME)
    async with store() as conversations:
        mine = await conversations.list_for(ME)
        assert [(s.id, s.title) for s in mine] == [(second.id, ""), (first.id, SAID)]
        assert await conversations.list_for(ANONYMOUS_VIEWER) == []
        assert await conversations.open(guest.id, ANONYMOUS_VIEWER) == guest
        assert await conversations.latest(ME) == second
        await conversations.forget(first)
        assert [s.id for s in await conversations.list_for(ME)] == [second.id]


async def test_a_messenger_has_one_conversation_with_a_person(store: Opened) -> None:
    zalo = replace(ME, channel=Channel.ZALO_OA)
    async with store() as conversations:
        only = await conversations.latest(zalo)
        assert await conversations.latest(zalo) == only
        assert await conversations.latest(ME) != only
        with pytest.raises(UnknownSession):
            await conversations.latest(ANONYMOUS_VIEWER)


async def test_the_app_role_alone_sees_no_conversation(home: Home, store: Opened) -> None:
    conversation = await begin(store, ME, SAID)
    with home.raw("app") as connection:
        for table in ("conversations", "messages", "turn_events", "turn_stops", "confirmations", "sessions"):
            assert connection.execute(f"SELECT count(*) FROM house.{table}".encode()).fetchone() == (0,)
        insert = "INSERT INTO house.messages VALUES (%s, 9, 't', 'user', '', '', '', now())"
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(insert, (conversation.id,))
        with connection.transaction():
            connection.execute("SELECT set_config('hoiyte.conversation', %s, true)", (conversation.id,))
            assert connection.execute("SELECT count(*) FROM house.messages").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM house.messages").fetchone() == (0,)


async def test_no_plain_word_stands_in_the_tables(home: Home, store: Opened) -> None:
    await begin(store, ME, SAID)
    with home.raw("owner") as connection:
        query = "SELECT messages::text FROM house.messages UNION SELECT conversations::text FROM house.conversations"
        rows = str(connection.execute(query.encode()).fetchall())
    for word in (SAID, "own_visits", "Đặng"):
        assert word not in rows
        assert word.encode().hex() not in rows


async def test_a_write_waits_ten_minutes_for_its_own_person(
    app: Units, store: Opened, cipher: Cipher, clock: FixedClock
) -> None:
    conversation = await begin(store)
    async with app.work() as connection:
        confirmations = Confirmations(connection, cipher, clock)
        lost = await confirmations.ask(conversation, ME, "Đặt lịch khám ngày 21/11?", {"slot": "s0"})
        asked = await confirmations.ask(conversation, ME, "Đặt lịch khám ngày 22/11?", {"slot": "s1"})
        assert await confirmations.waiting(conversation, ME) == asked
        assert await confirmations.claim(conversation, ME, lost.id) is None
        with pytest.raises(UnknownSession):
            await confirmations.claim(conversation, replace(ME, person_id="999300000002"), asked.id)
    async with app.work() as connection:
        confirmations = Confirmations(connection, cipher, clock)
        assert await confirmations.claim(conversation, ME, asked.id) == asked
        assert await confirmations.claim(conversation, ME, asked.id) is None
        late = await confirmations.ask(conversation, ME, "Huỷ lịch?", {"slot": "s1"})
        clock.at += timedelta(minutes=10)
        assert await confirmations.claim(conversation, ME, late.id) is None
        said = await confirmations.ask(conversation, ME, "Huỷ lịch?", {"slot": "s1"})
        assert await confirmations.leave(conversation, ME) == 1
        assert await confirmations.claim(conversation, ME, said.id) is None
