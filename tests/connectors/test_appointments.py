"""The appointments ports on a real PostgreSQL: free sessions, queues, and who is cared for because of a booking."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from connectors.appointments.port import Bookings, Slots
from connectors.appointments.sql import SqlBookings, SqlSlots
from connectors.appointments.tables import BOOKINGS, SLOTS
from connectors.units import Units
from domain.clock import midnight
from domain.names import EVERY
from domain.periods import a_day, month, span
from domain.records.appointments import Booking, Slot
from domain.records.emr import CareRelation
from domain.scope import Purpose, RecordKind, Scope
from tests.connectors.conftest import Filled, Reading
from tests.connectors.plans import index_conditions, plan_of, scanned

DAY = date(2026, 10, 5)
NEXT = DAY + timedelta(days=1)
EIGHT = midnight(DAY) + timedelta(hours=8)

ANYBODY = Scope(purpose=Purpose.PUBLIC, kinds=frozenset({RecordKind.SLOT}), facilities=EVERY)
LAN = Scope(purpose=Purpose.OWN_RECORD, kinds=frozenset({RecordKind.BOOKING}), patients=frozenset({"lan"}),
            facilities=EVERY)  # fmt: skip
WARD = Scope(purpose=Purpose.TREATMENT, kinds=frozenset({RecordKind.BOOKING}), patients=EVERY,
             facilities=frozenset({"F1"}))  # fmt: skip
CARE = replace(WARD, kinds=frozenset({RecordKind.CARE_RELATION}))


def slot(slot_id: str, starts_at: datetime, *, facility: str = "F1", department: str = "K01", taken: int = 0) -> Slot:
    return Slot(slot_id, facility, department, "BS. Trần Văn Minh", starts_at, 2, taken)


def booking(booking_id: str, person_id: str, starts_at: datetime, queue_no: int = 1, *, facility: str = "F1",
            department: str = "K01", status: str = "confirmed") -> Booking:  # fmt: skip
    return Booking(booking_id, "s", person_id, facility, department, starts_at, queue_no, "đau đầu", status, EIGHT)


SESSIONS = [
    slot("late", EIGHT + timedelta(hours=6)), slot("soon", EIGHT, taken=1), slot("full", EIGHT, taken=2),
    slot("elsewhere", EIGHT, facility="F2"), slot("eyes", EIGHT, department="K30"),
    slot("first", midnight(DAY)), slot("tomorrow", midnight(NEXT)),
    slot("yesterday", midnight(DAY) - timedelta(seconds=1)),
]  # fmt: skip
PLACES = [
    booking("b3", "minh", EIGHT, 3), booking("b1", "lan", EIGHT, 1),
    booking("b2", "duc", EIGHT, 2, status="checked_in"),
    booking("later", "hoa", EIGHT + timedelta(hours=1), 1, status="done"),
    booking("gone", "an", EIGHT, 4, status="cancelled"), booking("absent", "binh", EIGHT, 5, status="no_show"),
    booking("eyes", "lan", EIGHT + timedelta(hours=3), 1, department="K30"),
    booking("elsewhere", "lan", EIGHT + timedelta(days=3), 1, facility="F2"),
    booking("past", "lan", EIGHT - timedelta(days=3), 1),
    booking("midnight", "mai", midnight(DAY), 9), booking("eve", "nga", midnight(DAY) - timedelta(seconds=1), 9),
    booking("next", "oanh", midnight(NEXT), 9),
]  # fmt: skip


@pytest.fixture(scope="module")
def units(filled: Filled, reading: Reading) -> Units:
    return reading(filled([(SLOTS, SESSIONS), (BOOKINGS, PLACES)]))


@pytest.fixture(scope="module")
def slots(units: Units) -> Slots:
    return SqlSlots(units)


@pytest.fixture(scope="module")
def bookings(units: Units) -> Bookings:
    return SqlBookings(units)


async def test_sessions_with_a_place_left_come_soonest_first(slots: Slots) -> None:
    found = await slots.free(ANYBODY, facility="F1", department="K01", period=a_day(DAY), limit=10)
    assert [s.slot_id for s in found] == ["first", "soon", "late"]
    assert found[1] == SESSIONS[1]


async def test_no_facility_and_no_department_mean_any(slots: Slots) -> None:
    anywhere = await slots.free(ANYBODY, facility=None, department=None, period=a_day(DAY), limit=10)
    assert [s.slot_id for s in anywhere] == ["first", "elsewhere", "eyes", "soon", "late"]
    eyes = await slots.free(ANYBODY, facility=None, department="K30", period=a_day(DAY), limit=10)
    assert [s.slot_id for s in eyes] == ["eyes"]
    there = await slots.free(ANYBODY, facility="F2", department=None, period=a_day(DAY), limit=10)
    assert [s.slot_id for s in there] == ["elsewhere"]


async def test_the_page_of_sessions_ends_where_it_was_asked_to(slots: Slots) -> None:
    found = await slots.free(ANYBODY, facility=None, department=None, period=month(2026, 10), limit=2)
    assert [s.slot_id for s in found] == ["yesterday", "first"]


async def test_a_scope_without_the_facility_or_the_kind_sees_no_session(slots: Slots) -> None:
    for scope in (replace(ANYBODY, facilities=frozenset()), replace(ANYBODY, kinds=frozenset({RecordKind.BOOKING}))):
        assert await slots.free(scope, facility=None, department=None, period=a_day(DAY), limit=10) == []
    one = replace(ANYBODY, facilities=frozenset({"F2"}))
    assert [s.facility for s in await slots.free(one, facility=None, department=None, period=a_day(DAY), limit=9)] == [
        "F2"
    ]


async def test_ones_own_bookings_come_from_an_instant_on(bookings: Bookings) -> None:
    assert [b.booking_id for b in await bookings.of(LAN, "lan", since=EIGHT, limit=10)] == ["b1", "eyes", "elsewhere"]
    assert [b.booking_id for b in await bookings.of(LAN, "lan", since=EIGHT + timedelta(seconds=1), limit=1)] == [
        "eyes"
    ]
    assert [b.booking_id for b in await bookings.of(WARD, "lan", since=EIGHT, limit=10)] == ["b1", "eyes"]
    assert (await bookings.of(LAN, "lan", since=EIGHT, limit=1))[0] == PLACES[1]


async def test_the_bookings_of_others_stay_out_of_sight(bookings: Bookings) -> None:
    long_ago = datetime(2000, 1, 1, tzinfo=UTC)
    assert await bookings.of(LAN, "duc", since=long_ago, limit=10) == []
    for scope in (replace(LAN, patients=frozenset()), replace(LAN, facilities=frozenset()),
                  replace(LAN, kinds=frozenset({RecordKind.SLOT, RecordKind.CARE_RELATION}))):  # fmt: skip
        assert await bookings.of(scope, "lan", since=long_ago, limit=10) == []


async def test_a_department_sees_its_day_in_queue_order(bookings: Bookings) -> None:
    found = await bookings.on(WARD, "F1", "K01", a_day(DAY))
    assert [b.booking_id for b in found] == ["midnight", "b1", "b2", "b3", "gone", "absent", "later"]
    assert await bookings.on(WARD, "F2", "K01", span(date(2026, 1, 1), date(2026, 12, 31))) == []


async def test_a_booking_of_the_day_is_a_care_relation(bookings: Bookings) -> None:
    found = await bookings.relations(CARE, "F1", person_id=None, day=DAY)
    assert {(r.person_id, r.department) for r in found} == {
        ("lan", "K01"), ("lan", "K30"), ("duc", "K01"), ("minh", "K01"), ("hoa", "K01"), ("mai", "K01"),
    }  # fmt: skip
    (of_duc,) = await bookings.relations(CARE, "F1", person_id="duc", day=DAY)
    assert of_duc == CareRelation("duc", "F1", "K01", DAY)


async def test_no_relation_comes_of_another_day_a_broken_booking_or_another_facility(bookings: Bookings) -> None:
    for person_id in ("an", "binh", "nga", "oanh"):
        assert await bookings.relations(CARE, "F1", person_id=person_id, day=DAY) == []
    assert await bookings.relations(CARE, "F2", person_id=None, day=DAY + timedelta(days=3)) == []
    assert await bookings.relations(WARD, "F1", person_id=None, day=DAY) == []
    assert await bookings.relations(replace(CARE, patients=frozenset()), "F1", person_id="lan", day=DAY) == []


async def test_a_scope_of_relations_reads_no_booking(bookings: Bookings) -> None:
    assert await bookings.on(CARE, "F1", "K01", a_day(DAY)) == []


@pytest.fixture(scope="module")
def crowd(crowded: Filled, reading: Reading) -> Units:
    halls = [(f"F{i % 20}", f"K{i % 7:02}", midnight(DAY) + timedelta(hours=i % 2_000)) for i in range(40_000)]
    return reading(crowded([
        (SLOTS, [slot(f"s{i}", at, facility=f, department=d) for i, (f, d, at) in enumerate(halls)]),
        (BOOKINGS, [booking(f"b{i}", f"p{i:05}", at, facility=f, department=d) for i, (f, d, at) in enumerate(halls)]),
    ]))  # fmt: skip


async def test_the_common_reads_enter_by_an_index(crowd: Units) -> None:
    own = replace(LAN, patients=frozenset({"p00007"}))
    reads = {
        "p00007": lambda u: SqlBookings(u).of(own, "p00007", since=EIGHT, limit=5),
        "K01": lambda u: SqlBookings(u).on(WARD, "F1", "K01", a_day(DAY)),
        "starts_at": lambda u: SqlBookings(u).relations(CARE, "F1", person_id=None, day=DAY),
        "(person_id = 'p00008'": lambda u: SqlBookings(u).relations(CARE, "F1", person_id="p00008", day=DAY),
        "'F1'": lambda u: SqlSlots(u).free(ANYBODY, facility="F1", department="K01", period=a_day(DAY), limit=5),
        "(starts_at": lambda u: SqlSlots(u).free(ANYBODY, facility=None, department=None, period=a_day(DAY), limit=5),
    }
    for entered_with, read in reads.items():
        plan = await plan_of(crowd, read)
        assert scanned(plan) == set()
        assert entered_with in index_conditions(plan)
