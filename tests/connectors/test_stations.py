"""The stations ports, through PostgreSQL: what a station asks for, within what its scope holds."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from connectors.stations.sql import SqlChronicCares, SqlDiseaseCounts, SqlDueDoses, SqlPregnancies
from connectors.stations.tables import CHRONIC_CARES, DISEASE_COUNTS, DUE_DOSES, PREGNANCIES
from connectors.units import Units
from domain.names import EVERY, Names
from domain.periods import a_day, month, span
from domain.records.stations import ChronicCare, ChronicTally, DiseaseCount, DueDose, Pregnancy
from domain.scope import Purpose, RecordKind, Scope
from tests.connectors.conftest import Filled, Reading
from tests.connectors.plans import plan_of, scanned

K = RecordKind
ON = date(2026, 11, 22)
STATION = Scope(
    purpose=Purpose.PREVENTION,
    kinds=frozenset({K.CHRONIC_CARE, K.PREGNANCY, K.DUE_DOSE, K.DISEASE_COUNT, K.FACT}),
    patients=EVERY, communes=frozenset({"C1", "C2"}),
)  # fmt: skip
BLIND = [
    Scope(purpose=Purpose.PREVENTION),
    replace(STATION, communes=frozenset()),
    replace(STATION, kinds=frozenset({K.PATIENT})),
]
"""Scopes in which one field is absent: nothing at all."""


def days(count: int) -> date:
    return ON + timedelta(days=count)


def dose(number: str, due: int, *, given: int | None = None, vaccine: str = "Sởi", commune: str = "C1") -> DueDose:
    given_on = None if given is None else days(given)
    return DueDose(number, f"P{number}", "Bé", date(2026, 1, 1), "", commune, vaccine, 1, days(due), given_on)


def pregnancy(number: str, next_visit: int | None, *, delivered: int | None = None, due: int = 90,
              commune: str = "C1") -> Pregnancy:  # fmt: skip
    over = None if delivered is None else days(delivered)
    next_visit_on = None if next_visit is None else days(next_visit)
    return Pregnancy(number, f"P{number}", "Chị", date(1998, 1, 1), "", commune, days(due - 280), days(due), 2, None,
                     next_visit_on, "", 1, over)  # fmt: skip


def chronic(number: str, next_due: int, *, programme: str = "hypertension", on_target: bool = True,
            commune: str = "C1") -> ChronicCare:  # fmt: skip
    return ChronicCare(number, f"P{number}", "Bà", date(1955, 1, 1), "", commune, programme, date(2024, 1, 1), None,
                       days(next_due), 138, 82, None, on_target)  # fmt: skip


def cases(commune: str, icd10: str, week_on: date, count: int) -> DiseaseCount:
    return DiseaseCount(commune, icd10, "…", week_on, count, 0)


@pytest.fixture(scope="module")
def units(filled: Filled, reading: Reading) -> Units:
    return reading(filled([
        (DUE_DOSES, [
            dose("1", -3), dose("2", -40), dose("3", -10, given=-2), dose("4", 0), dose("5", 5, vaccine="BCG"),
            dose("6", -20, commune="C2", vaccine="BCG"), dose("7", -50, commune="C3"),
        ]),
        (PREGNANCIES, [
            pregnancy("1", 3), pregnancy("2", -9, due=30), pregnancy("3", -5, delivered=-4), pregnancy("4", None),
            pregnancy("5", 40, commune="C2"), pregnancy("6", 1, commune="C3"),
        ]),
        (CHRONIC_CARES, [
            chronic("1", -1), chronic("2", -30, on_target=False), chronic("3", 0), chronic("4", 9, on_target=False),
            chronic("5", -2, programme="diabetes"), chronic("6", -7, commune="C2"), chronic("7", -8, commune="C3"),
        ]),
        (DISEASE_COUNTS, [
            cases("C1", "A97.0", date(2026, 10, 26), 4), cases("C1", "A97.1", date(2026, 11, 2), 1),
            cases("C2", "B08.4", date(2026, 11, 2), 7), cases("C2", "A97", date(2026, 11, 9), 2),
            cases("C3", "A97.0", date(2026, 11, 2), 99),
        ]),
    ]))  # fmt: skip


async def test_missed_doses_are_open_and_past_the_longest_first(units: Units) -> None:
    found = await SqlDueDoses(units).missed(STATION, on=ON, vaccine=None, commune=None, since=None, limit=9)
    assert [d.due_dose_id for d in found] == ["2", "6", "1"]
    assert found[0] == dose("2", -40)


async def test_missed_doses_are_narrowed_by_what_is_asked(units: Units) -> None:
    doses = SqlDueDoses(units)
    asked: list[tuple[dict[str, Any], list[str]]] = [
        ({"vaccine": "BCG", "commune": None, "since": None}, ["6"]),
        ({"vaccine": None, "commune": "C1", "since": None}, ["2", "1"]),
        ({"vaccine": None, "commune": "C3", "since": None}, []),
        ({"vaccine": None, "commune": None, "since": days(-20)}, ["6", "1"]),
    ]
    for narrowed, wanted in asked:
        found = await doses.missed(STATION, on=ON, limit=9, **narrowed)
        assert [d.due_dose_id for d in found] == wanted
        assert await doses.how_many_missed(STATION, on=ON, **narrowed) == len(wanted)


async def test_a_page_ends_and_the_count_does_not(units: Units) -> None:
    doses = SqlDueDoses(units)
    assert len(await doses.missed(STATION, on=ON, vaccine=None, commune=None, since=None, limit=1)) == 1
    assert await doses.how_many_missed(STATION, on=ON, vaccine=None, commune=None, since=None) == 3


async def test_coming_doses_lie_in_the_period(units: Units) -> None:
    doses, week = SqlDueDoses(units), span(ON, days(6))
    found = await doses.coming(STATION, week, vaccine=None, commune=None, limit=9)
    assert [d.due_dose_id for d in found] == ["4", "5"]
    assert await doses.how_many_coming(STATION, week, vaccine=None, commune=None) == 2
    assert await doses.coming(STATION, a_day(days(4)), vaccine=None, commune=None, limit=9) == []


async def test_a_childs_doses_hold_the_given_ones_too(units: Units) -> None:
    assert await SqlDueDoses(units).of(STATION, "P3") == [dose("3", -10, given=-2)]
    assert await SqlDueDoses(units).of(STATION, "P7") == []


async def test_visits_are_due_in_the_period_or_already_late(units: Units) -> None:
    pregnancies, period = SqlPregnancies(units), month(2026, 11)
    found = await pregnancies.due(STATION, period, commune=None, limit=9)
    assert [p.pregnancy_id for p in found] == ["2", "1"]
    assert await pregnancies.how_many_due(STATION, period, commune=None) == 2
    assert await pregnancies.due(STATION, period, commune="C2", limit=9) == []


async def test_current_pregnancies_are_not_over(units: Units) -> None:
    found = await SqlPregnancies(units).current(STATION, commune=None, limit=9)
    assert [p.pregnancy_id for p in found] == ["2", "1", "4", "5"]
    assert await SqlPregnancies(units).how_many_current(STATION, commune="C1") == 3


async def test_overdue_people_come_longest_first(units: Units) -> None:
    cares = SqlChronicCares(units)
    found = await cares.overdue(STATION, programme="hypertension", on=ON, commune=None, limit=2)
    assert [c.register_id for c in found] == ["2", "6"]
    assert await cares.how_many_overdue(STATION, programme="hypertension", on=ON, commune=None) == 3
    assert await cares.how_many_overdue(STATION, programme=None, on=ON, commune="C1") == 3


async def test_a_register_is_tallied_by_programme(units: Units) -> None:
    cares = SqlChronicCares(units)
    assert await cares.tally(STATION, programme=None, on=ON, commune=None) == [
        ChronicTally("diabetes", 1, 1, 1), ChronicTally("hypertension", 5, 3, 3),
    ]  # fmt: skip
    assert await cares.tally(STATION, programme="hypertension", on=ON, commune="C2") == [
        ChronicTally("hypertension", 1, 1, 1, "C2")
    ]
    register_only = replace(STATION, kinds=frozenset({K.CHRONIC_CARE}))
    assert await cares.tally(register_only, programme=None, on=ON, commune=None) == []


async def test_weeks_belong_to_the_period_of_their_monday(units: Units) -> None:
    counts = SqlDiseaseCounts(units)
    found = await counts.weekly(STATION, month(2026, 11), disease=None, commune=None)
    assert [(c.week_on.day, c.commune, c.cases) for c in found] == [(9, "C2", 2), (2, "C1", 1), (2, "C2", 7)]
    assert [c.cases for c in await counts.weekly(STATION, month(2026, 10), disease=None, commune=None)] == [4]


async def test_a_disease_is_asked_for_by_its_code_or_its_group(units: Units) -> None:
    counts, both = SqlDiseaseCounts(units), span(date(2026, 10, 1), ON)
    assert [c.cases for c in await counts.weekly(STATION, both, disease="A97", commune=None)] == [2, 1, 4]
    assert [c.cases for c in await counts.weekly(STATION, both, disease="A97.1", commune=None)] == [1]
    assert [c.cases for c in await counts.weekly(STATION, both, disease="A97", commune="C2")] == [2]
    assert await counts.weekly(STATION, both, disease="A9", commune=None) == []


@pytest.mark.parametrize("scope", BLIND)
async def test_an_absent_field_means_nothing(units: Units, scope: Scope) -> None:
    doses, pregnancies, cares = SqlDueDoses(units), SqlPregnancies(units), SqlChronicCares(units)
    assert await doses.missed(scope, on=ON, vaccine=None, commune=None, since=None, limit=9) == []
    assert await doses.how_many_missed(scope, on=ON, vaccine=None, commune=None, since=None) == 0
    assert await doses.of(scope, "P1") == []
    assert await pregnancies.current(scope, commune=None, limit=9) == []
    assert await pregnancies.how_many_due(scope, month(2026, 11), commune=None) == 0
    assert await cares.overdue(scope, programme=None, on=ON, commune=None, limit=9) == []
    assert await cares.tally(scope, programme=None, on=ON, commune=None) == []
    assert await SqlDiseaseCounts(units).weekly(scope, month(2026, 11), disease=None, commune=None) == []


async def test_one_persons_scope_reads_one_person(units: Units) -> None:
    own = replace(STATION, patients=frozenset({"P1"}), communes=EVERY)
    found = await SqlDueDoses(units).missed(own, on=ON, vaccine=None, commune=None, since=None, limit=9)
    assert [d.person_id for d in found] == ["P1"]
    assert await SqlDueDoses(units).of(own, "P2") == []


@pytest.fixture(scope="module")
def many(crowded: Filled, reading: Reading) -> Units:
    """Enough rows that reading a table from end to end would hurt."""
    return reading(crowded([
        (DUE_DOSES, [dose(str(n), n % 700 - 600, given=None if n % 12 == 0 else 0, commune=f"C{n % 97}")
                     for n in range(20_000)]),
        (CHRONIC_CARES, [chronic(str(n), n % 300 - 40, commune=f"C{n % 97}") for n in range(20_000)]),
        (PREGNANCIES, [pregnancy(str(n), n % 60 - 10, delivered=None if n % 9 == 0 else -5, commune=f"C{n % 97}")
                       for n in range(20_000)]),
        (DISEASE_COUNTS, [cases(f"C{n % 97}", f"A{n % 89:02d}", ON - timedelta(days=7 * (n % 150)), 1)
                          for n in range(97 * 89 * 2)]),
    ]))  # fmt: skip


READS: dict[str, Callable[[Units, Scope], Awaitable[object]]] = {
    "missed": lambda u, s: SqlDueDoses(u).missed(s, on=ON, vaccine=None, commune=None, since=None, limit=20),
    "of": lambda u, s: SqlDueDoses(u).of(s, "P5"),
    "due": lambda u, s: SqlPregnancies(u).due(s, month(2026, 11), commune=None, limit=20),
    "overdue": lambda u, s: SqlChronicCares(u).overdue(s, programme=None, on=ON, commune=None, limit=20),
    "weekly": lambda u, s: SqlDiseaseCounts(u).weekly(s, month(2026, 11), disease=None, commune=None),
}


@pytest.mark.parametrize("read", READS)
@pytest.mark.parametrize("communes", [frozenset({"C1"}), EVERY])
async def test_a_list_is_found_by_an_index(many: Units, read: str, communes: Names) -> None:
    plan = await plan_of(many, lambda units: READS[read](units, replace(STATION, communes=communes)))
    assert scanned(plan) == set()
