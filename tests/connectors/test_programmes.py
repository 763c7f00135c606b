"""The programmes port on a real PostgreSQL."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from connectors.programmes.port import Activities
from connectors.programmes.sql import SqlActivities
from connectors.programmes.tables import ACTIVITIES
from connectors.units import copy_in
from domain.names import EVERY
from domain.records.programmes import Activity, Group
from domain.scope import Purpose, RecordKind, Scope
from storage.engine import libpq
from tests.connectors.conftest import Filled, Reading

DIGITAL, SMART = Group.DIGITAL_TRANSFORMATION, Group.SMART_HEALTH
MANAGER = Scope(purpose=Purpose.MANAGEMENT, kinds=frozenset({RecordKind.ACTIVITY}))


def activity(activity_id: str, group: Group, priority: int, due_on: date) -> Activity:
    money = Decimal("1250000000.50")
    return Activity(activity_id, group, priority, "Bệnh án điện tử", "Phòng Nghiệp vụ Y", date(2026, 1, 1), due_on, 40,
                    money, money / 2, "", "")  # fmt: skip


ROADMAP = [
    activity("later", DIGITAL, 1, date(2026, 12, 31)),
    activity("smart", SMART, 1, date(2026, 11, 1)),
    activity("least", DIGITAL, 3, date(2026, 1, 31)),
    activity("sooner", DIGITAL, 1, date(2026, 6, 30)),
]


@pytest.fixture(scope="module")
def activities(filled: Filled, reading: Reading) -> Activities:
    return SqlActivities(reading(filled([(ACTIVITIES, ROADMAP)])))


async def ids(activities: Activities, scope: Scope, group: Group | None) -> list[str]:
    return [a.activity_id for a in await activities.of(scope, group=group)]


async def test_a_group_comes_by_priority_and_then_by_due_date(activities: Activities) -> None:
    assert await ids(activities, MANAGER, DIGITAL) == ["sooner", "later", "least"]
    assert await ids(activities, MANAGER, SMART) == ["smart"]
    assert await ids(activities, MANAGER, None) == ["sooner", "smart", "later", "least"]


async def test_an_activity_comes_whole_with_its_money_exact(activities: Activities) -> None:
    (found,) = await activities.of(MANAGER, group=SMART)
    assert found == ROADMAP[1]
    assert found.group is SMART


async def test_without_the_kind_there_is_nothing(activities: Activities) -> None:
    nobody = replace(MANAGER, kinds=frozenset(RecordKind) - {RecordKind.ACTIVITY}, patients=EVERY, facilities=EVERY)
    assert await ids(activities, nobody, None) == []


def test_the_roadmap_can_be_loaded_as_the_other_stores_are(filled: Filled) -> None:
    assert copy_in(libpq(filled([]).owner), [(ACTIVITIES, ROADMAP)]) == len(ROADMAP)
