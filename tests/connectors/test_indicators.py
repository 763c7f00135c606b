"""The catalogue, the arithmetic, and the facts port on PostgreSQL."""

from collections import Counter
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.fact_counts import COUNTS
from connectors.indicators.catalog import load
from connectors.indicators.compute import Parts, by_key, figure, metrics_of, parts
from connectors.indicators.metrics import METRICS, metric
from connectors.indicators.sql import SqlFacts
from connectors.indicators.tables import (
    COMMUNE_FACTS,
    COUNTED_COMMUNES,
    COUNTED_FACILITIES,
    FACILITY_FACTS,
    FACT_COVERAGE,
    FACT_RUNS,
)
from domain.names import EVERY
from domain.periods import a_day, month, span
from domain.records.indicators import FactTotal, Indicator
from domain.scope import Purpose, RecordKind, Scope
from domain.text import fold, is_marked
from tests.connectors.conftest import Filled, Reading

CATALOG = load()
BY_CODE = {indicator.code: indicator for indicator in CATALOG}
SLUGS = [
    "bac_si_10k",
    "giuong_10k",
    "dieu_duong_10k",
    "duoc_si_dh_10k",
    "tyt_co_bs",
    "tyt_ho_sinh",
    "xa_dat_chuan",
    "thon_nvyt",
    "bhyt_bao_phu",
    "luot_kham",
    "luot_kham_bq",
    "luot_noi_tru",
    "ngay_dt_noi_tru",
    "ngay_dt_tb",
    "cong_suat_giuong",
    "ty_le_tu_vong_bv",
    "chuyen_vien",
    "ty_le_nhap_vien",
    "chi_bhyt",
    "chi_bq_luot",
    "cct_tu_tra",
    "ty_le_thuoc",
    "imr",
    "u5mr",
    "mmr",
    "kham_thai_3lan",
    "de_cbyt",
    "uv2",
    "so_sinh_cham",
    "tcdd_1t",
    "mui_vac_xin",
    "sdd_nhe_can",
    "sdd_thap_coi",
    "mac_btn_100k",
    "chet_btn",
    "hiv_100k",
    "lao_100k",
    "ndtp",
    "tha_quan_ly",
    "dtd_quan_ly",
]
"""The forty of domain.md §4.2."""

each = pytest.mark.parametrize("indicator", CATALOG, ids=lambda indicator: indicator.code)


# ---------------------------------------------------------------- the catalogue


def test_the_forty_are_there_and_codes_are_unique() -> None:
    assert len(SLUGS) == 40
    assert set(SLUGS) <= set(BY_CODE)
    assert len(BY_CODE) == len(CATALOG)


def test_no_two_indicators_are_called_the_same() -> None:
    said = Counter(name for i in CATALOG for name in {fold(name) for name in (i.name, *i.synonyms)})
    assert [name for name, count in said.items() if count > 1] == []


@each
def test_an_entry_is_whole(indicator: Indicator) -> None:
    assert all(getattr(indicator, f.name) != "" for f in fields(indicator))
    assert indicator.synonyms
    assert is_marked(indicator.name)
    assert is_marked(indicator.definition)
    assert indicator.definition.endswith(".")
    assert "{" not in repr(replace(indicator, numerator=(), denominator=None))
    assert indicator.direction in {"up", "down", "none"}
    assert indicator.suppress_below in {0, 5}
    assert (indicator.unit == "%") <= (indicator.factor == 100 and indicator.denominator is not None)


@each
def test_a_fed_indicator_is_made_of_what_the_job_counts_and_no_other_is(indicator: Indicator) -> None:
    counted = [known for name in metrics_of(indicator) if (known := metric(name))]
    assert indicator.fed == (len(counted) == len(metrics_of(indicator)))
    assert set(indicator.stocks) <= set(metrics_of(indicator))
    homes = {known.home.value for known in counted}
    assert not indicator.fed or homes == {indicator.by} or (indicator.by == "province" and len(homes) == 2)


def test_every_metric_has_a_source_that_the_job_counts() -> None:
    assert {known.source for known in METRICS.values()} == {count.name for count in COUNTS}
    assert all(count.home is known.home for count in COUNTS for known in METRICS.values() if known.source == count.name)


def test_which_indicators_hide_small_counts() -> None:
    """The table of design §4: people of a register are hidden; surveillance, events, resources and services are not."""
    hidden = sorted(i.code for i in CATALOG if i.suppress_below)
    print(*(f"{i.suppress_below}  {i.code}" for i in CATALOG), sep="\n")  # noqa: T201 - design §4 wants it printed
    assert {"tcdd_1t", "tha_quan_ly", "bhyt_bao_phu", "hiv_100k", "so_tre_sinh"} <= set(hidden)
    assert not set(hidden) & {"ndtp", "so_ca_sxh", "mac_btn_100k", "cong_suat_giuong", "luot_kham", "so_giuong"}


# ---------------------------------------------------------------- the arithmetic

RATIO = BY_CODE["cong_suat_giuong"]
PER_HEAD = BY_CODE["luot_kham_bq"]
AMOUNTS = st.decimals(0, 10**9, places=0)


def total(name: str, value: Decimal | int, days: int = 30) -> FactTotal:
    first = date(2026, 10, 1)
    return FactTotal(name, "all", Decimal(value), days, first, first + timedelta(days=days - 1), None, None)


@given(above=AMOUNTS, below=AMOUNTS)
def test_a_ratio_is_rounded_half_up_and_never_divided_by_nothing(above: Decimal, below: Decimal) -> None:
    found = figure(RATIO, [total("inpatient_days", above), total("bed_days_actual", below)])
    if below == 0:
        assert found is None
    else:
        # Integer arithmetic: tenths of a percent, doubled so that a half is whole.
        tenths = (int(above) * 1000 * 2 + int(below)) // (int(below) * 2)
        assert found == Decimal(tenths).scaleb(-1)


@given(visits=AMOUNTS, people=st.integers(1, 10**6), days=st.integers(1, 366))
def test_a_stock_is_worth_its_average(visits: Decimal, people: int, days: int) -> None:
    totals = [total("outpatient_visits", visits, days), total("emergency_visits", 0, days),
              total("population", people * days, days)]  # fmt: skip
    assert figure(PER_HEAD, totals) == (visits / people).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert parts(PER_HEAD, totals) == Parts(visits, Decimal(people), days)


def test_half_goes_up() -> None:
    assert figure(RATIO, [total("inpatient_days", 1), total("bed_days_actual", 2000)]) == Decimal("0.1")


def test_what_was_not_counted_makes_no_figure() -> None:
    assert figure(RATIO, [total("bed_days_actual", 5)]) is None
    assert figure(RATIO, [total("inpatient_days", 5)]) is None
    assert figure(BY_CODE["ndtp"], []) is None
    assert figure(BY_CODE["ndtp"], [total("outbreaks", 0)]) == 0
    assert figure(BY_CODE["hiv_100k"], [total("population", 9)]) is None
    assert parts(RATIO, []) == Parts(None, None, 0)


# ---------------------------------------------------------------- the port

K = RecordKind
MANAGER = Scope(purpose=Purpose.MANAGEMENT, kinds=frozenset({K.FACT}), facilities=EVERY, communes=EVERY)
OWN_HOSPITAL = replace(MANAGER, facilities=frozenset({"F1"}), communes=frozenset())
OWN_COMMUNE = replace(MANAGER, facilities=frozenset(), communes=frozenset({"C1"}))
FIRST, LAST = date(2026, 9, 21), date(2026, 10, 10)
RAN = datetime(2026, 10, 10, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def facts(filled: Filled, reading: Reading) -> SqlFacts:
    october = date(2026, 10, 1)
    return SqlFacts(reading(filled([
        (FACILITY_FACTS, [
            # Stocks are changes: ten beds from the first day, two more in K2 on the second of October.
            ("bed_days_actual", "F1", "K1", FIRST, Decimal(6)), ("bed_days_actual", "F1", "K2", FIRST, Decimal(4)),
            ("bed_days_actual", "F1", "K2", date(2026, 10, 2), Decimal(2)),
            ("inpatient_days", "F1", "K1", date(2026, 9, 30), Decimal(5)),
            ("inpatient_days", "F1", "K1", october, Decimal(6)),
            ("inpatient_days", "F1", "K2", october, Decimal(3)),
            ("inpatient_days", "F2", "K1", date(2026, 10, 2), Decimal(2)),
        ]),
        (COMMUNE_FACTS, [
            ("population", "C1", FIRST, Decimal(99)), ("population", "C1", date(2026, 9, 30), Decimal(1)),
            ("outbreaks", "C1", date(2026, 10, 5), Decimal(1)),
        ]),
        (COUNTED_FACILITIES, [("F1", FIRST, LAST), ("F2", october, LAST)]),
        (COUNTED_COMMUNES, [("C1", FIRST, LAST), ("C2", FIRST, LAST)]),
        (FACT_COVERAGE, [
            ("emr.encounters", FIRST, LAST), ("emr.beds", FIRST, LAST), ("ehr.citizens", FIRST, LAST),
            ("food_safety.outbreaks", date(2026, 10, 4), LAST),
        ]),
        (FACT_RUNS, [
            (datetime(2026, 10, 9, 2, tzinfo=UTC), FIRST, LAST, 9),
            (RAN, LAST, LAST, 1),
        ]),
    ])))  # fmt: skip


QUARTERS = span(date(2026, 7, 1), date(2026, 12, 31))
BEDS = ("inpatient_days", "bed_days_actual")


def said(totals: list[FactTotal]) -> list[tuple[str, str, int]]:
    return [(t.metric, t.key, int(t.value)) for t in totals]


async def test_a_province_is_summed_over_its_places(facts: SqlFacts) -> None:
    found = await facts.totals(MANAGER, BEDS, month(2026, 10), facility=None, commune=None, by="all")
    assert found == [
        FactTotal("inpatient_days", "all", Decimal(11), 10, date(2026, 10, 1), LAST, None, None, RAN),
        FactTotal("bed_days_actual", "all", Decimal(118), 10, date(2026, 10, 1), LAST, None, None, RAN),
    ]
    assert figure(RATIO, found) == Decimal("9.3")


async def test_a_place_where_nothing_happened_counts_as_nothing(facts: SqlFacts) -> None:
    found = await facts.totals(MANAGER, BEDS, a_day(date(2026, 10, 1)), facility=None, commune=None, by="facility")
    assert said(found) == [
        ("inpatient_days", "F1", 9), ("inpatient_days", "F2", 0), ("bed_days_actual", "F1", 10),
        ("bed_days_actual", "F2", 0),
    ]  # fmt: skip
    assert [t.facility for t in found] == ["F1", "F2", "F1", "F2"]
    assert {key: figure(RATIO, totals) for key, totals in by_key(found).items()} == {"F1": Decimal("90.0"), "F2": None}


async def test_departments_and_months_are_kept_apart(facts: SqlFacts) -> None:
    both = span(date(2026, 9, 30), date(2026, 10, 1))
    wards = await facts.totals(MANAGER, BEDS, both, facility="F1", commune=None, by="department")
    assert said(wards) == [
        ("inpatient_days", "K1", 11), ("inpatient_days", "K2", 3), ("bed_days_actual", "K1", 12),
        ("bed_days_actual", "K2", 8),
    ]  # fmt: skip
    assert {(t.days, t.facility) for t in wards} == {(2, "F1")}
    months = await facts.totals(MANAGER, ("inpatient_days",), both, facility="F1", commune=None, by="month")
    assert said(months) == [("inpatient_days", "2026-09", 5), ("inpatient_days", "2026-10", 9)]
    beds = await facts.totals(MANAGER, BEDS[1:], QUARTERS, facility=None, commune=None, by="month")
    assert [(t.key, int(t.value), t.days) for t in beds] == [("2026-09", 100, 10), ("2026-10", 118, 10)]


async def test_a_department_has_the_days_of_its_facility(facts: SqlFacts) -> None:
    october = await facts.totals(MANAGER, BEDS, month(2026, 10), facility="F1", commune=None, by="department")
    assert said(october)[2:] == [("bed_days_actual", "K1", 60), ("bed_days_actual", "K2", 58)]
    assert {t.days for t in october} == {10}


async def test_both_kinds_of_place_meet_in_the_province_only(facts: SqlFacts) -> None:
    asked, period = ("inpatient_days", "population"), month(2026, 10)
    together = await facts.totals(MANAGER, asked, period, facility=None, commune=None, by="all")
    assert said(together) == [("inpatient_days", "all", 11), ("population", "all", 1000)]
    assert said(await facts.totals(MANAGER, asked, period, facility="F1", commune=None, by="all")) == [
        ("inpatient_days", "all", 9)
    ]
    assert said(await facts.totals(MANAGER, asked, period, facility=None, commune=None, by="commune")) == [
        ("population", "C1", 1000), ("population", "C2", 0),
    ]  # fmt: skip
    assert await facts.totals(MANAGER, asked, period, facility="F1", commune="C1", by="all") == []


async def test_a_source_counts_from_its_own_first_day(facts: SqlFacts) -> None:
    (october,) = await facts.totals(MANAGER, ("outbreaks",), month(2026, 10), facility=None, commune="C2", by="all")
    assert (october.days, october.first_day) == (7, date(2026, 10, 4))
    assert october.value == 0
    assert await facts.totals(MANAGER, ("outbreaks",), month(2026, 9), facility=None, commune=None, by="all") == []
    assert await facts.totals(MANAGER, ("population",), month(2026, 11), facility=None, commune=None, by="all") == []


async def test_nobody_counts_what_nobody_counts(facts: SqlFacts) -> None:
    asked = ("doctors", "claims", "cases:A97", "")
    assert await facts.totals(MANAGER, asked, month(2026, 10), facility=None, commune=None, by="all") == []
    assert await facts.totals(MANAGER, (), month(2026, 10), facility=None, commune=None, by="all") == []


async def test_a_managers_facts_are_of_own_places(facts: SqlFacts) -> None:
    asked, period = ("inpatient_days", "population"), month(2026, 10)
    hospital = await facts.totals(OWN_HOSPITAL, asked, period, facility=None, commune=None, by="all")
    assert said(hospital) == [("inpatient_days", "all", 9)]
    assert await facts.totals(OWN_HOSPITAL, asked, period, facility="F2", commune=None, by="all") == []
    commune = await facts.totals(OWN_COMMUNE, asked, period, facility=None, commune=None, by="commune")
    assert said(commune) == [("population", "C1", 1000)]
    assert await facts.totals(OWN_COMMUNE, asked, period, facility=None, commune="C2", by="all") == []


@pytest.mark.parametrize("scope", [
    Scope(purpose=Purpose.MANAGEMENT), replace(MANAGER, kinds=frozenset({K.CLAIM})),
])  # fmt: skip
async def test_an_absent_kind_means_nothing(facts: SqlFacts, scope: Scope) -> None:
    assert await facts.totals(scope, BEDS, month(2026, 10), facility=None, commune=None, by="all") == []


async def test_without_places_there_are_no_totals(facts: SqlFacts) -> None:
    nowhere = replace(MANAGER, facilities=frozenset(), communes=frozenset())
    assert await facts.totals(nowhere, BEDS, month(2026, 10), facility=None, commune=None, by="all") == []


async def test_the_latest_run_says_how_fresh_the_facts_are(facts: SqlFacts) -> None:
    totals = await facts.totals(OWN_HOSPITAL, BEDS, month(2026, 10), facility=None, commune=None, by="all")
    assert {total.counted_at for total in totals} == {RAN}
