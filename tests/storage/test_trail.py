"""The audit as a list of looks: by whom, at whom, how they ended; never more than oversight may see."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from access.ports import Looks
from domain.clock import FixedClock, today
from domain.names import EVERY
from domain.people import Role
from domain.periods import a_day, month
from domain.scope import Purpose, RecordKind, Scope
from storage.audit import SqlAuditLog
from storage.trail import SqlAuditTrail
from tests.storage.conftest import Home
from tests.storage.test_audit import KEYS, look

OVERSEER = Scope(purpose=Purpose.OVERSIGHT, kinds=frozenset({RecordKind.AUDIT_EVENT}), patients=EVERY)
NOBODY = replace(OVERSEER, kinds=frozenset({RecordKind.FACT}))


@pytest.fixture
async def trail(home: Home, clock: FixedClock) -> AsyncIterator[SqlAuditTrail]:
    units = home.units("audit", pool=4)
    log = SqlAuditLog(units, KEYS, clock)
    for outcome in ("allowed", "read", "denied"):
        await log.write(look(0, outcome))
    await log.write(replace(look(1, "read"), role=Role.NURSE, viewer_id="079300000003", subject=None))
    await log.write(replace(look(2, "read"), action="indicators.fact.read", subject=None))
    yield SqlAuditTrail(units, KEYS)
    await units.engine.dispose()


def the_day(clock: FixedClock) -> Looks:
    return Looks(period=a_day(today(clock)))


async def test_the_newest_come_first_and_announcements_are_left_out(trail: SqlAuditTrail, clock: FixedClock) -> None:
    found = await trail.looks(OVERSEER, the_day(clock), limit=9)
    assert [(x.seq, x.outcome) for x in found] == [(5, "read"), (4, "read"), (3, "denied"), (2, "read")]
    assert [x.seq for x in await trail.looks(OVERSEER, the_day(clock), limit=1)] == [5]


@pytest.mark.parametrize(
    ("meant", "wanted"),
    [
        ({"subject": "079300000002"}, [3, 2]),
        ({"subject": "079300000009"}, []),
        ({"role": "nurse"}, [4]),
        ({"outcome": "denied"}, [3]),
        ({"records": True}, [4, 3, 2]),
        ({"period": month(2020, 1)}, []),
    ],
)
async def test_looks_are_narrowed_by_what_is_asked(
    trail: SqlAuditTrail, clock: FixedClock, meant: dict[str, object], wanted: list[int]
) -> None:
    narrowed = replace(the_day(clock), **meant)  # type: ignore[arg-type] # each is a field of Looks
    assert [x.seq for x in await trail.looks(OVERSEER, narrowed, limit=9)] == wanted


async def test_looks_are_counted_by_group(trail: SqlAuditTrail, clock: FixedClock) -> None:
    (whole,) = await trail.tally(OVERSEER, the_day(clock), by="all")
    assert (whole.looks, whole.denied, whole.viewers) == (4, 1, 2)
    by_role = await trail.tally(OVERSEER, the_day(clock), by="role")
    assert [(t.label, t.looks, t.denied) for t in by_role] == [("doctor", 3, 1), ("nurse", 1, 0)]
    by_viewer = await trail.tally(OVERSEER, the_day(clock), by="viewer")
    assert [t.label for t in by_viewer] == [KEYS.pseudonym("079300000001"), KEYS.pseudonym("079300000003")]


async def test_without_oversight_nothing_comes_back(trail: SqlAuditTrail, clock: FixedClock) -> None:
    assert await trail.looks(NOBODY, the_day(clock), limit=9) == []
    assert await trail.tally(NOBODY, the_day(clock), by="all") == []
