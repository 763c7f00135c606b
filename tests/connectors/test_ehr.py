"""The EHR ports on a real PostgreSQL: what is inside the scope comes, in order; what is outside never does."""

import unicodedata
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.ehr.port import Allergies, Citizens, Conditions, Guardians, Identities, Immunizations
from connectors.ehr.sql import SqlAllergies, SqlCitizens, SqlConditions, SqlGuardians, SqlIdentities, SqlImmunizations
from connectors.ehr.tables import ALLERGIES, CITIZENS, CONDITIONS, GUARDIANS, IMMUNIZATIONS
from connectors.units import Units
from domain.names import EVERY
from domain.people import SensitiveClass, Sex
from domain.records.ehr import Allergy, Citizen, Condition, Guardian, Immunization
from domain.scope import Purpose, RecordKind, Scope
from domain.text import fold
from storage.engine import Databases, connect
from tests.connectors.conftest import Filled, Reading
from tests.connectors.plans import index_conditions, plan_of, scanned

DAY = date(2026, 10, 5)
KINDS = frozenset({RecordKind.CITIZEN, RecordKind.ALLERGY, RecordKind.CONDITION, RecordKind.IMMUNIZATION,
                   RecordKind.GUARDIAN})  # fmt: skip
LAN = Scope(purpose=Purpose.OWN_RECORD, kinds=KINDS, patients=frozenset({"lan"}), communes=EVERY)
STATION = Scope(purpose=Purpose.PREVENTION, kinds=KINDS, patients=EVERY, communes=frozenset({"C1"}))


def citizen(person_id: str, name: str, commune: str = "C1") -> Citizen:
    return Citizen(person_id, name, date(1990, 5, 1), Sex.FEMALE, "9", "0", "Thôn 3", commune, "H1", "O+")


PEOPLE = [
    citizen("lan", "Nguyễn Thị Lan"), citizen("lan2", "Trần Thị Ngọc Lan"), citizen("lan3", "Nguyễn Thị Lan", "C2"),
    citizen("dang", "Đặng Văn Đức"), citizen("hen", "H'Hen Niê"),
    citizen("hoa1", "Lê Hoa"), citizen("hoa", unicodedata.normalize("NFD", "Lê Hoà")),
]  # fmt: skip


@pytest.fixture(scope="module")
def units(filled: Filled, reading: Reading) -> Units:
    return reading(filled([
        (CITIZENS, PEOPLE),
        (ALLERGIES, [
            Allergy("a1", "lan", "C1", "Hải sản", "food", "mề đay", "mild", DAY),
            Allergy("a2", "lan", "C1", "Penicillin", "medication", "sốc phản vệ", "severe", DAY),
            Allergy("a3", "dang", "C1", "Aspirin", "medication", "mề đay", "moderate", DAY),
        ]),
        (CONDITIONS, [
            Condition("c1", "lan", "C1", "I10", "Tăng huyết áp", DAY - timedelta(days=9), None),
            Condition("c2", "lan", "C1", "E11", "Đái tháo đường típ 2", DAY, None),
            Condition("c3", "lan", "C1", "B20", "Bệnh do HIV", DAY - timedelta(days=1), SensitiveClass.HIV),
            Condition("c4", "lan3", "C2", "I10", "Tăng huyết áp", DAY, None),
        ]),
        (IMMUNIZATIONS, [
            Immunization("i1", "lan", "C1", "Sởi", 1, DAY - timedelta(days=30), "Trạm Y tế"),
            Immunization("i2", "lan", "C1", "Sởi", 2, DAY, "Trạm Y tế"),
            Immunization("i3", "dang", "C1", "Sởi", 1, DAY, "Trạm Y tế"),
        ]),
        (GUARDIANS, [
            Guardian("lan", "child1", "mẹ", DAY), Guardian("lan", "child0", "mẹ", DAY + timedelta(days=1)),
            Guardian("dang", "child1", "cha", DAY),
        ]),
    ]))  # fmt: skip


async def ids(units: Units, name: str, scope: Scope = STATION, limit: int = 10) -> list[str]:
    citizens: Citizens = SqlCitizens(units)
    return [c.person_id for c in await citizens.named(scope, name, limit=limit)]


async def test_a_citizen_comes_whole_and_only_inside_the_scope(units: Units) -> None:
    citizens: Citizens = SqlCitizens(units)
    assert await citizens.one(LAN, "lan") == PEOPLE[0]
    assert await citizens.one(LAN, "dang") is None
    assert await citizens.one(STATION, "lan3") is None
    assert await citizens.one(STATION, "nobody") is None


@pytest.mark.parametrize("name", ["Nguyễn Thị Lan", "nguyen thi lan", "LAN Nguyễn", "  lan ,  NGUYEN ",
                                  "nguyễn thị lân", unicodedata.normalize("NFD", "Nguyễn Thị Lan")])  # fmt: skip
async def test_a_name_is_found_in_any_spelling_and_order(units: Units, name: str) -> None:
    assert await ids(units, name) == ["lan"]


@pytest.mark.parametrize(("name", "found"), [
    ("dang van duc", ["dang"]), ("Đức Đặng", ["dang"]), ("đang", ["dang"]), ("h hen", ["hen"]), ("H’Hen Niê", ["hen"]),
    ("le hoa", ["hoa", "hoa1"]), ("Lê Hòa", ["hoa", "hoa1"]),
    ("la", []), ("Lan Đức", []), ("", []), (" . ", []), ("%", []), ("🙂", []),
    ("' OR 1=1 --", []), ("lan lan", ["lan", "lan2"]),
])  # fmt: skip
async def test_every_word_must_be_in_the_name(units: Units, name: str, found: list[str]) -> None:
    assert await ids(units, name) == found


async def test_the_nearest_name_comes_first_and_the_page_ends_where_it_was_asked_to(units: Units) -> None:
    assert await ids(units, "thi lan") == ["lan", "lan2"]
    assert await ids(units, "thi lan", limit=1) == ["lan"]


async def test_marks_that_were_typed_come_before_marks_that_were_not(units: Units) -> None:
    assert await ids(units, "hoa") == ["hoa1", "hoa"]
    assert await ids(units, "Lê Hoà") == ["hoa", "hoa1"]
    assert await ids(units, " Lê hoa") == ["hoa1", "hoa"]


async def test_a_name_does_not_reach_over_the_commune_or_past_the_kind(units: Units) -> None:
    assert await ids(units, "nguyen thi lan", replace(STATION, communes=frozenset({"C2"}))) == ["lan3"]
    assert await ids(units, "nguyen thi lan", replace(STATION, communes=frozenset())) == []
    assert await ids(units, "nguyen thi lan", replace(STATION, kinds=KINDS - {RecordKind.CITIZEN})) == []
    assert await ids(units, "nguyen thi lan", replace(STATION, patients=frozenset({"dang"}))) == []


async def test_severe_allergies_come_first(units: Units) -> None:
    allergies: Allergies = SqlAllergies(units)
    assert [a.allergy_id for a in await allergies.of(LAN, "lan")] == ["a2", "a1"]
    assert await allergies.of(LAN, "dang") == []


async def test_an_illness_of_a_guarded_class_is_shown_to_the_cleared_alone(units: Units) -> None:
    conditions: Conditions = SqlConditions(units)
    cleared = replace(LAN, classes=frozenset({SensitiveClass.HIV}))
    other = replace(LAN, classes=frozenset({SensitiveClass.MENTAL_HEALTH}))
    assert [c.condition_id for c in await conditions.of(LAN, "lan")] == ["c2", "c1"]
    assert [c.condition_id for c in await conditions.of(other, "lan")] == ["c2", "c1"]
    shown = await conditions.of(cleared, "lan")
    assert [c.condition_id for c in shown] == ["c2", "c3", "c1"]
    assert shown[1].sensitive is SensitiveClass.HIV


async def test_doses_come_latest_first(units: Units) -> None:
    immunizations: Immunizations = SqlImmunizations(units)
    assert [i.dose for i in await immunizations.of(LAN, "lan")] == [2, 1]
    assert await immunizations.of(LAN, "dang") == []


async def test_a_guardian_stands_for_a_child_until_that_day_and_not_after(units: Units) -> None:
    guardians: Guardians = SqlGuardians(units)
    assert [g.person_id for g in await guardians.of(LAN, "lan", on=DAY)] == ["child0", "child1"]
    assert [g.person_id for g in await guardians.of(LAN, "lan", on=DAY + timedelta(days=1))] == ["child0"]
    assert await guardians.of(LAN, "lan", on=DAY + timedelta(days=2)) == []
    assert await guardians.of(LAN, "dang", on=DAY) == []


@pytest.mark.parametrize("scope", [
    replace(LAN, kinds=frozenset()), replace(LAN, patients=frozenset()), replace(LAN, communes=frozenset()),
], ids=["kinds", "patients", "communes"])  # fmt: skip
async def test_a_scope_that_lacks_anything_reads_nothing(units: Units, scope: Scope) -> None:
    assert await SqlCitizens(units).one(scope, "lan") is None
    assert await SqlAllergies(units).of(scope, "lan") == []
    assert await SqlConditions(units).of(scope, "lan") == []
    assert await SqlImmunizations(units).of(scope, "lan") == []


LETTERS = st.text(
    "aăâđêôơưAĂÂĐÊÔƠƯ áàảãạắằẳẵặếềểễệốồổỗộớờởỡợứừửữựíìỉĩịýỳỷỹỵ ÁÀẢÃẠỨỪỬỮỰbcdghklmnpqrstvxyBCDGHKLMNPQRSTVXY'-.\t",
    max_size=40,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=LETTERS, form=st.sampled_from(["NFC", "NFD"]))
def test_the_database_folds_as_the_house_does(databases: Databases, name: str, form: str) -> None:
    typed = unicodedata.normalize(form, name)  # type: ignore[arg-type]
    with connect(databases.app) as connection:
        row = connection.execute("SELECT ehr.words(%s)", (typed,)).fetchone()
    assert row == ("".join(c if c.isalnum() else " " for c in fold(name)).split(),)


COMMUNES = 100


@pytest.fixture(scope="module")
def crowd(crowded: Filled, reading: Reading) -> Units:
    who = [(f"p{i:05}", f"C{i % COMMUNES}") for i in range(20_000)]
    return reading(crowded([
        (CITIZENS, [citizen(p, f"Nguyễn Văn {p}", c) for p, c in who]),
        (ALLERGIES, [Allergy(f"a{p}", p, c, "Tôm", "food", "ngứa", "mild", DAY) for p, c in who]),
        (CONDITIONS, [Condition(f"c{p}", p, c, "I10", "Tăng huyết áp", DAY, None) for p, c in who]),
        (IMMUNIZATIONS, [Immunization(f"i{p}", p, c, "Sởi", 1, DAY, "Trạm Y tế") for p, c in who]),
        (GUARDIANS, [Guardian(p, f"child{p}", "mẹ", DAY) for p, _ in who]),
    ]))  # fmt: skip


async def test_reads_of_one_person_enter_by_an_index(crowd: Units) -> None:
    scope = replace(LAN, patients=frozenset({"p00007"}))
    reads = [
        lambda u: SqlCitizens(u).one(scope, "p00007"),
        lambda u: SqlAllergies(u).of(scope, "p00007"),
        lambda u: SqlConditions(u).of(scope, "p00007"),
        lambda u: SqlImmunizations(u).of(scope, "p00007"),
        lambda u: SqlGuardians(u).of(scope, "p00007", on=DAY),
        lambda u: SqlAllergies(u).of(STATION, "p00007"),
    ]
    for read in reads:
        plan = await plan_of(crowd, read)
        assert scanned(plan) == set()
        assert "p00007" in index_conditions(plan)


async def test_a_name_is_looked_for_in_one_commune_alone(crowd: Units) -> None:
    plan = await plan_of(crowd, lambda u: SqlCitizens(u).named(STATION, "van", limit=10))
    assert scanned(plan) == set()
    assert "commune" in index_conditions(plan)
    assert len(await SqlCitizens(crowd).named(STATION, "nguyen van", limit=1000)) == 20_000 // COMMUNES


async def test_whose_a_number_is(filled: Filled, reading: Reading) -> None:
    family = [
        PEOPLE[0]._replace(cccd="900190000001", phone="0900000001"),
        PEOPLE[2]._replace(cccd="900190000002", phone="+84900000001"),
        PEOPLE[3]._replace(cccd="900190000003", phone="0900000002"),
    ]
    identities: Identities = SqlIdentities(reading(filled([(CITIZENS, family)])))
    everybody = Scope(purpose=Purpose.SERVICE, kinds=KINDS, patients=EVERY, communes=EVERY)
    assert await identities.by_national_id(everybody, "900190000002") == [family[1]]
    assert await identities.by_national_id(everybody, "90019000000_") == []
    assert await identities.by_phone(everybody, "+84900000001") == family[:2]
    assert await identities.by_phone(everybody, "0900000001") == family[:2]
    assert await identities.by_phone(LAN, "0900000001") == family[:1]
    assert await identities.by_phone(replace(everybody, kinds=frozenset()), "0900000001") == []


async def test_a_number_is_looked_for_by_its_index(crowd: Units) -> None:
    everybody = Scope(purpose=Purpose.SERVICE, kinds=KINDS, patients=EVERY, communes=EVERY)
    plan = await plan_of(crowd, lambda units: SqlIdentities(units).by_national_id(everybody, "900190000002"))
    assert scanned(plan) == set()
    assert "cccd" in index_conditions(plan)
