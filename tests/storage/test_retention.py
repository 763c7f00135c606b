"""What is older than its kind may be is forgotten, and the audit still verifies afterwards."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from access.ports import AuditEvent, CodeFor
from domain.clock import FixedClock
from domain.messages import Inbound
from domain.people import Assurance, Channel, Role, Viewer
from storage.accounts import Session, SqlSessions
from storage.anchor import AnchorFile
from storage.audit import AuditKeys, SqlAuditLog
from storage.codes import SqlOneTimeCodes
from storage.confirmations import Confirmations
from storage.conversations import Conversation, ConversationStore, Message
from storage.crypto import Cipher
from storage.events import Row, TurnEvents
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.retention import ELSEWHERE, RULES, forget, keep_days
from storage.units import Units
from tests.storage.conftest import Home

ME = Viewer(person_id="999300000001", role=Role.CITIZEN)
KEYS = AuditKeys(chain=b"c" * 32, subjects=b"s" * 32)
LOOK = AuditEvent(turn="t", viewer_id="NV1", role=Role.DOCTOR, action="emr.patient.read", outcome="allowed")


@pytest.fixture
async def log(home: Home, clock: FixedClock) -> AsyncIterator[SqlAuditLog]:
    units = home.units("audit")
    yield SqlAuditLog(units, KEYS, clock)
    await units.engine.dispose()


async def live_through_a_turn(app: Units, cipher: Cipher, clock: FixedClock, log: SqlAuditLog) -> Conversation:
    async with app.work() as connection:
        conversations = ConversationStore(connection, cipher, clock)
        mine = await conversations.open(None, ME)
        await conversations.append(mine, Message(turn_id="t", author="user", text="Chào", calls=[], sources=[]))
        arrived = Inbound(
            channel=Channel.WEB, event_id="e", sender="s", text="Chào", received_at=clock.now(), session=mine.id
        )
        await Inbox(connection, cipher, clock).put_new(arrived)
        await Outbox(connection, cipher, clock).add(
            turn_id="t", conversation=mine.id, channel=Channel.WEB, seq=1, payload={}
        )
        await Confirmations(connection, cipher, clock).ask(mine, ME, "Đặt lịch?", {})
    events = TurnEvents(app, cipher, clock)
    await events.append(Row(mine, "t", 1, "spoken", {}))
    await events.stop_turn(mine, "t")
    await SqlSessions(app, clock, cipher).begin(Session(ME.person_id, ME.role, Assurance.PHONE, persona=False))
    codes = SqlOneTimeCodes(app, cipher, clock, b"k" * 32)
    await codes.put(CodeFor.LINK, "482913", "", {}, lasts=timedelta(minutes=10))
    await codes.count("wrong", within=timedelta(minutes=10))
    await log.keep_text(cipher, await log.write(LOOK), "lý do")
    return mine


async def test_every_kind_has_a_rule(owner: Units) -> None:
    days = await keep_days(owner)
    assert set(days) == set(RULES) | ELSEWHERE | {"audit"}
    assert days["audit"] >= 5 * 365


async def test_each_kind_goes_when_its_time_has_come(
    owner: Units, app: Units, cipher: Cipher, clock: FixedClock, log: SqlAuditLog
) -> None:
    await live_through_a_turn(app, cipher, clock, log)
    born, kept = clock.at, await keep_days(owner)
    assert set((await forget(owner, clock, KEYS)).values()) == {0}
    gone: dict[str, int] = {}
    for days in (3, 31, 91, 366, 1825 + 31):
        clock.at = born + timedelta(days=days)
        now = {kind: count for kind, count in (await forget(owner, clock, KEYS)).items() if count}
        assert all(kept[kind] <= days for kind in now)
        gone |= now
        if days == 366:
            assert "audit" not in gone
    assert gone == {
        "sessions": 1, "one_time_codes": 2, "turn_events": 2, "confirmations": 1, "raw_events": 1, "outbox": 1,
        "conversations": 2, "audit_texts": 1, "audit": 1,
    }  # fmt: skip


async def test_a_conversation_that_goes_on_loses_its_old_words_only(
    owner: Units, app: Units, cipher: Cipher, clock: FixedClock, log: SqlAuditLog
) -> None:
    mine = await live_through_a_turn(app, cipher, clock, log)
    clock.at += timedelta(days=300)
    async with app.work() as connection:
        store = ConversationStore(connection, cipher, clock)
        await store.append(mine, Message(turn_id="t2", author="user", text="Còn đây", calls=[], sources=[]))
    clock.at += timedelta(days=100)
    assert (await forget(owner, clock, KEYS))["conversations"] == 1
    async with app.work() as connection:
        store = ConversationStore(connection, cipher, clock)
        assert [m.text for m in await store.recent(mine, ME)] == ["Còn đây"]
        assert [s.title for s in await store.list_for(ME)] == [""]


async def test_old_months_of_the_audit_go_whole_and_the_rest_verifies(
    owner: Units, clock: FixedClock, log: SqlAuditLog, tmp_path: Path
) -> None:
    anchor = AnchorFile(tmp_path / "anchor")
    for _ in range(6):
        await log.write(LOOK)
        head = await log.head()
        assert head is not None
        anchor.append(head)
        clock.at += timedelta(days=20)
    clock.at += timedelta(days=1825 - 60)
    gone = (await forget(owner, clock, KEYS))["audit"]
    assert 0 < gone < 6
    assert await log.verify(anchor.path) == (6 - gone, "")
    assert (await forget(owner, clock, KEYS))["audit"] == 0
    clock.at += timedelta(days=400)
    assert (await forget(owner, clock, KEYS))["audit"] == 6 - gone
    assert await log.verify(anchor.path) == (0, "")
    assert await log.write(LOOK) == 7
    assert await log.verify(anchor.path) == (1, "")


async def test_a_forged_seal_and_a_broken_chain_are_not_let_through(
    home: Home, owner: Units, clock: FixedClock, log: SqlAuditLog
) -> None:
    for _ in range(4):
        await log.write(LOOK)
    with home.raw("owner") as connection:
        connection.execute("UPDATE house.audit SET outcome = 'denied' WHERE seq = 2")
        clock.at += timedelta(days=4000)
        assert (await forget(owner, clock, KEYS))["audit"] == 0
        connection.execute("""INSERT INTO house.audit_seals
            SELECT seq, mac, 2, now(), repeat('0', 64) FROM house.audit WHERE seq = 2""")
        connection.execute("DELETE FROM house.audit WHERE seq <= 2")
    assert (await log.verify()).fault == "the seal at row 2 is not ours"
