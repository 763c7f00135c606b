"""The food-safety ports, through PostgreSQL: what the public and the officers ask for, within their scopes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.food_safety.sql import SqlEstablishments, SqlInspections, SqlOutbreaks, SqlPoisonings
from connectors.food_safety.tables import ESTABLISHMENTS, INSPECTIONS, OUTBREAKS, POISONING_CASES
from connectors.units import Units
from domain.clock import midnight
from domain.names import EVERY
from domain.people import Sex
from domain.periods import Period, month, span
from domain.records.food_safety import Establishment, Inspection, Outbreak, PoisoningCase
from domain.scope import Purpose, RecordKind, Scope
from domain.text import fold
from storage.engine import Databases, connect
from tests.connectors.conftest import Filled, Reading

K = RecordKind
ON = date(2026, 11, 22)
PUBLIC = Scope(purpose=Purpose.PUBLIC, kinds=frozenset({K.ESTABLISHMENT}), communes=EVERY)
OFFICER = Scope(
    purpose=Purpose.FOOD_SAFETY,
    kinds=frozenset({K.ESTABLISHMENT, K.INSPECTION, K.OUTBREAK, K.POISONING_CASE}),
    patients=EVERY, communes=frozenset({"C1", "C2"}),
)  # fmt: skip


def days(count: int) -> date:
    return ON + timedelta(days=count)


def place(number: str, name: str, *, commune: str = "C1", expires: int | None = None) -> Establishment:
    until = None if expires is None else days(expires)
    return Establishment(number, name, "quán ăn", "B", "", commune, "active", None if until is None else f"GCN{number}",
                         until and until - timedelta(days=1095), until)  # fmt: skip


def inspection(number: str, planned: int, done: int | None = None, result: str | None = None,
               commune: str = "C1") -> Inspection:  # fmt: skip
    return Inspection(number, "E1", commune, days(planned), None if done is None else days(done), "scheduled", result,
                      "", Decimal(0))  # fmt: skip


def outbreak(number: str, at: datetime, commune: str = "C1") -> Outbreak:
    return Outbreak(number, "E1", commune, "Đám cưới", at, 60, 31, 12, 0, "gỏi", "", "reported")


def case(number: str, onset: datetime, outbreak_id: str | None = "O1", commune: str = "C1") -> PoisoningCase:
    return PoisoningCase(number, outbreak_id, f"P{number}", "Anh", 30, Sex.MALE, commune, "E1", "gỏi",
                         onset - timedelta(hours=6), onset, "nôn", True, False, "suspected")  # fmt: skip


NOON = datetime(2026, 11, 10, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def store(filled: Filled) -> Databases:
    return filled([
        (ESTABLISHMENTS, [
            place("E1", "Quán Bún chả Hương Liên", expires=-10), place("E2", "Phở Đặng (Hà Nội)", expires=0),
            place("E3", "Cơ sở chế biến Hương Sen", expires=29), place("E4", "Bếp ăn Hương", expires=30),
            place("E5", "Tạp hoá Minh"), place("E6", "Bún chả Hương", commune="C3", expires=-1),
        ]),
        (INSPECTIONS, [
            inspection("1", -20, -18, "pass"), inspection("2", -15, -15, "fail"), inspection("3", -2),
            inspection("4", 3), inspection("5", 40), inspection("6", -30, 2, "fail"), inspection("7", -1, commune="C3"),
        ]),
        (OUTBREAKS, [
            outbreak("O1", NOON), outbreak("O2", NOON - timedelta(days=40), "C2"), outbreak("O3", NOON, "C3"),
            outbreak("O4", midnight(date(2026, 12, 1)) - timedelta(seconds=1)),
        ]),
        (POISONING_CASES, [
            case("1", NOON), case("2", NOON + timedelta(hours=2)), case("3", NOON - timedelta(days=20), None, "C2"),
            case("4", NOON, "O3", "C3"),
        ]),
    ])  # fmt: skip


@pytest.fixture(scope="module")
def units(store: Databases, reading: Reading) -> Units:
    return reading(store)


@pytest.mark.parametrize(("name", "wanted"), [
    ("bun cha huong", ["E6", "E1"]), ("HƯƠNG  bún", ["E6", "E1"]), ("dang", ["E2"]), ("phở hà nội", ["E2"]),
    ("hương", ["E4", "E6", "E1", "E3"]), ("huo", []), ("  ", []), ("!?", []), ("bún chả đặng", []),
])  # fmt: skip
async def test_a_place_is_found_by_the_words_of_its_name(units: Units, name: str, wanted: list[str]) -> None:
    places = SqlEstablishments(units)
    found = await places.named(PUBLIC, name, commune=None, limit=9)
    assert [e.establishment_id for e in found] == wanted
    assert await places.how_many_named(PUBLIC, name, commune=None) == len(wanted)


async def test_without_a_name_all_of_a_commune_are_there(units: Units) -> None:
    places = SqlEstablishments(units)
    assert [e.establishment_id for e in await places.named(PUBLIC, None, commune="C3", limit=9)] == ["E6"]
    assert len(await places.named(PUBLIC, None, commune=None, limit=4)) == 4
    assert await places.how_many_named(PUBLIC, None, commune=None) == 6


@pytest.mark.parametrize(("state", "wanted"), [
    ("expired", ["E1", "E6"]), ("expiring", ["E2", "E3"]), ("valid", ["E2", "E3", "E4"]), ("none", ["E5"]),
])  # fmt: skip
async def test_certificates_are_told_apart_on_a_day(units: Units, state: str, wanted: list[str]) -> None:
    places = SqlEstablishments(units)
    asked = {"on": ON, "within_days": 30, "commune": None}
    found = await places.certificates(PUBLIC, state, limit=9, **asked)  # type: ignore[arg-type] # spelled in the table
    assert [e.establishment_id for e in found] == wanted
    assert await places.how_many_certificates(PUBLIC, state, **asked) == len(wanted)  # type: ignore[arg-type] # as above
    assert len(await places.certificates(PUBLIC, state, limit=1, **asked)) == 1  # type: ignore[arg-type] # as above


async def test_an_officer_sees_places_of_own_communes(units: Units) -> None:
    places = SqlEstablishments(units)
    assert await places.one(PUBLIC, "E6") is not None
    assert await places.one(OFFICER, "E6") is None
    assert await places.one(OFFICER, "E1") == place("E1", "Quán Bún chả Hương Liên", expires=-10)


@pytest.mark.parametrize(("state", "period", "wanted"), [
    ("due", None, ["6", "3", "4", "5"]), ("due", month(2026, 11), ["3", "4"]), ("done", None, ["2", "1"]),
    ("failed", None, ["2"]), ("done", span(days(-16), days(5)), ["2"]), (None, None, ["5", "4", "6", "3", "2", "1"]),
])  # fmt: skip
async def test_inspections_are_due_done_or_failed(
    units: Units, state: str | None, period: Period | None, wanted: list[str]
) -> None:
    inspections = SqlInspections(units)
    asked = {"period": period, "commune": None, "state": state, "on": ON}
    assert [i.inspection_id for i in await inspections.of(OFFICER, limit=9, **asked)] == wanted  # type: ignore[arg-type] # spelled in the table
    assert await inspections.how_many(OFFICER, **asked) == len(wanted)  # type: ignore[arg-type] # as above
    assert await inspections.of(OFFICER, limit=9, **{**asked, "commune": "C3"}) == []  # type: ignore[arg-type] # as above


async def test_outbreaks_of_a_month_end_at_its_midnight_in_vietnam(units: Units) -> None:
    outbreaks = SqlOutbreaks(units)
    assert [o.outbreak_id for o in await outbreaks.of(OFFICER, month(2026, 11), commune=None)] == ["O4", "O1"]
    assert [o.outbreak_id for o in await outbreaks.of(OFFICER, month(2026, 10), commune=None)] == ["O2"]
    assert await outbreaks.of(OFFICER, month(2026, 12), commune=None) == []
    assert await outbreaks.of(OFFICER, month(2026, 11), commune="C2") == []
    assert await outbreaks.one(OFFICER, "O2") == outbreak("O2", NOON - timedelta(days=40), "C2")
    assert await outbreaks.one(OFFICER, "O3") is None


async def test_a_line_list_is_of_one_event_or_of_a_time(units: Units) -> None:
    poisonings = SqlPoisonings(units)
    of_one = await poisonings.of(OFFICER, outbreak_id="O1", period=None, commune=None, limit=9)
    assert [c.case_id for c in of_one] == ["2", "1"]
    assert len(await poisonings.of(OFFICER, outbreak_id="O1", period=None, commune=None, limit=1)) == 1
    assert await poisonings.how_many(OFFICER, outbreak_id="O1", period=None, commune=None) == 2
    of_october = await poisonings.of(OFFICER, outbreak_id=None, period=month(2026, 10), commune="C2", limit=9)
    assert [c.case_id for c in of_october] == ["3"]
    assert await poisonings.of(OFFICER, outbreak_id="O3", period=None, commune=None, limit=9) == []


@pytest.mark.parametrize("scope", [
    Scope(purpose=Purpose.FOOD_SAFETY), replace(OFFICER, communes=frozenset()),
    replace(OFFICER, kinds=frozenset({K.PATIENT})),
])  # fmt: skip
async def test_an_absent_field_means_nothing(units: Units, scope: Scope) -> None:
    everywhere = {"commune": None, "limit": 9}
    assert await SqlEstablishments(units).named(scope, None, **everywhere) == []  # type: ignore[arg-type] # both fit
    assert await SqlEstablishments(units).how_many_named(scope, None, commune=None) == 0
    assert await SqlEstablishments(units).one(scope, "E1") is None
    assert await SqlInspections(units).of(scope, period=None, state=None, on=ON, commune=None, limit=9) == []
    assert await SqlInspections(units).how_many(scope, period=None, state=None, on=ON, commune=None) == 0
    assert await SqlOutbreaks(units).of(scope, month(2026, 11), commune=None) == []
    assert await SqlOutbreaks(units).one(scope, "O1") is None
    assert await SqlPoisonings(units).of(scope, outbreak_id=None, period=None, commune=None, limit=9) == []


async def test_cases_need_people_in_the_scope(units: Units) -> None:
    places_only = replace(OFFICER, patients=frozenset())
    assert await SqlPoisonings(units).how_many(places_only, outbreak_id=None, period=None, commune=None) == 0
    assert len(await SqlOutbreaks(units).of(places_only, month(2026, 11), commune=None)) == 2


@given(names=st.lists(st.text("aAăĂâÂđĐêÊôÔơƠưỰ́̀̉̃ệữớ bBh0 \t", max_size=20), min_size=1, max_size=30))
def test_the_database_folds_words_as_the_house_does(store: Databases, names: list[str]) -> None:
    with connect(store.app) as connection:
        for name in names:
            row = connection.execute("SELECT food_safety.words(%s)", (name,)).fetchone()
            assert row
            assert " ".join(row[0]) == fold(name)
