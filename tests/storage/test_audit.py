"""Changing, removing, reordering a row or cutting the tail of the audit is found."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from access.ports import AuditEvent
from domain.clock import FixedClock
from domain.people import Role
from storage.anchor import AnchorFile, keep_anchored
from storage.audit import AuditKeys, SqlAuditLog
from storage.crypto import Cipher
from tests.storage.conftest import Home

KEYS = AuditKeys(chain=b"c" * 32, subjects=b"s" * 32)

SWAPPED = """UPDATE house.audit SET seq = 99 WHERE seq = 3; UPDATE house.audit SET seq = 3 WHERE seq = 4;
    UPDATE house.audit SET seq = 4 WHERE seq = 99"""
REPEATED = """INSERT INTO house.audit SELECT 7, at, turn_id, viewer, role, action, subject, outcome, tag, reason,
    args_hash, rows, dropped, mac FROM house.audit WHERE seq = 6"""


def look(number: int = 0, outcome: str = "allowed") -> AuditEvent:
    return AuditEvent(
        turn=f"t{number}", viewer_id="079300000001", role=Role.DOCTOR, action="emr.patient.read", outcome=outcome,
        reason="care_relation", subject="079300000002", args_hash="ab" * 32, rows=number,
    )  # fmt: skip


@pytest.fixture
async def log(home: Home, clock: FixedClock) -> AsyncIterator[SqlAuditLog]:
    units = home.units("audit", pool=4)
    yield SqlAuditLog(units, KEYS, clock)
    await units.engine.dispose()


async def write(log: SqlAuditLog, count: int = 6) -> None:
    for number in range(count):
        assert await log.write(look(number)) == number + 1


async def test_an_untouched_chain_holds(log: SqlAuditLog, tmp_path: Path) -> None:
    assert await log.verify() == (0, "")
    await write(log)
    anchor = AnchorFile(tmp_path / "anchor")
    head = await log.head()
    assert head is not None
    anchor.append(head)
    assert await log.verify(anchor.path) == (6, "")
    assert (tmp_path / "anchor").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("tampering", "fault"), [
    ("UPDATE house.audit SET outcome = 'denied' WHERE seq = 3", "row 3 is not what was written"),
    ("UPDATE house.audit SET rows = rows + 1 WHERE seq = 6", "row 6 is not what was written"),
    ("UPDATE house.audit SET at = at + interval '1 microsecond' WHERE seq = 1", "row 1 is not what was written"),
    ("UPDATE house.audit SET subject = NULL WHERE seq = 2", "row 2 is not what was written"),
    ("DELETE FROM house.audit WHERE seq = 3", "row 3 is missing"),
    ("DELETE FROM house.audit WHERE seq = 1", "row 1 is missing"),
    ("DELETE FROM house.audit WHERE seq = 3; UPDATE house.audit SET seq = seq - 1 WHERE seq > 3", "row 3 is not"),
    (SWAPPED, "row 3 is not what was written, or not where it was"),
    (REPEATED, "row 7 is not what was written"),
])  # fmt: skip
async def test_tampering_by_the_owner_is_found(home: Home, log: SqlAuditLog, tampering: str, fault: str) -> None:
    await write(log)
    with home.raw("owner") as connection:
        connection.execute(tampering.encode())
    verdict = await log.verify()
    assert not verdict.holds
    assert verdict.fault.startswith(fault)


async def test_a_cut_tail_is_found_with_the_anchor_only(home: Home, log: SqlAuditLog, tmp_path: Path) -> None:
    await write(log)
    anchor = AnchorFile(tmp_path / "anchor")
    head = await log.head()
    assert head is not None
    anchor.append(head)
    with home.raw("owner") as connection:
        connection.execute("DELETE FROM house.audit WHERE seq > 4")
    assert (await log.verify()).holds
    assert (await log.verify(anchor.path)).fault == "the chain ends at row 4, but the anchor has seen row 6"
    await log.write(look(4, "denied"))
    await log.write(look(5, "denied"))
    assert (await log.verify(anchor.path)).fault == "row 6 is not the one that the anchor has seen"


async def test_many_at_once_make_one_chain(log: SqlAuditLog) -> None:
    numbers = await asyncio.gather(*(log.write(look(n)) for n in range(40)))
    assert sorted(numbers) == list(range(1, 41))
    assert await log.verify() == (40, "")


async def test_no_person_stands_in_the_rows(home: Home, log: SqlAuditLog, cipher: Cipher) -> None:
    seq = await log.write(look())
    await log.keep_text(cipher, seq, "Bệnh nhân Nguyễn Thị B")
    with home.raw("owner") as connection:
        rows = str(connection.execute("SELECT audit::text FROM house.audit").fetchall())
        texts = str(connection.execute("SELECT audit_texts::text FROM house.audit_texts").fetchall())
    assert "07930000000" not in rows
    assert "Nguyễn".encode().hex() not in texts


async def test_search_knows_people_by_their_pseudonym(log: SqlAuditLog) -> None:
    await write(log, 3)
    await log.write(look(3, "denied"))
    assert [row.seq for row in await log.search(subject="079300000002", tag="doctor:*:denied")] == [4]
    assert [row.seq for row in await log.search(viewer_id="079300000001", limit=2)] == [4, 3]
    assert await log.search(viewer_id="079300000009") == []
    assert [row.tag for row in await log.search(turn="t0")] == ["doctor:emr.patient:read:allowed"]


async def test_the_anchor_is_kept_while_running_and_at_exit(log: SqlAuditLog, tmp_path: Path) -> None:
    anchor = AnchorFile(tmp_path / "anchor")
    await log.write(look())
    keeper = asyncio.create_task(keep_anchored(log.head, anchor, every=30))
    while not anchor.path.exists():  # noqa: ASYNC110 - a file has no event to wait for
        await asyncio.sleep(0.01)
    await log.write(look())
    keeper.cancel()
    with pytest.raises(asyncio.CancelledError):
        await keeper
    assert sorted(anchor.heads()) == [1, 2]


async def test_an_append_is_cheap(log: SqlAuditLog) -> None:
    await write(log, 20)
    times = []
    for number in range(200):
        start = time.perf_counter()
        await log.write(look(number))
        times.append(time.perf_counter() - start)
    median = sorted(times)[100] * 1000
    assert median < 5, f"an append took {median:.2f} ms; the aim on a quiet machine is 1 ms"
