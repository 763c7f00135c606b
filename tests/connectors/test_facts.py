"""The facts job: what it counts equals what anybody counts by hand, whenever it runs and wherever the stores lie."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from random import Random
from typing import Any

import psycopg
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from psycopg.sql import SQL, Literal

from app.facts import Counted, refresh_facts
from connectors.indicators.catalog import load
from connectors.indicators.compute import by_key, figure, metrics_of
from connectors.indicators.metrics import METRICS, metric
from connectors.indicators.port import By
from connectors.indicators.sql import SqlFacts
from domain.clock import FixedClock, midnight, morning_of
from domain.errors import SourceUnavailable
from domain.names import EVERY
from domain.periods import Period, a_day, month, span, week_of
from domain.scope import Purpose, RecordKind, Scope
from storage.engine import Databases, connect
from tests.cellar import Cellar
from tests.connectors.conftest import Filled, Reading, put_in
from tests.connectors.invented import COMMUNES, FACILITIES, LAST, Invention, Rows

CATALOG = {indicator.code: indicator for indicator in load()}
MANAGER = Scope(purpose=Purpose.MANAGEMENT, kinds=frozenset({RecordKind.FACT}), facilities=EVERY, communes=EVERY)
PERIODS = [month(2026, 8), month(2026, 10), span(date(2026, 9, 15), LAST), week_of(date(2026, 9, 30)), a_day(LAST)]

Owner = psycopg.Connection[Any]

HERE = "(NOT %(place)s::boolean OR {} = %(at)s)"
"""Where a hand-written count looks: everywhere, or in one facility or commune."""

FACILITY, COMMUNE = HERE.format("facility"), HERE.format("commune")

# Counted apart from the job, in other words: per period and not per day, by instants and not by dates where it serves.
BY_HAND = {
    "luot_kham": f"""SELECT count(*), NULL FROM emr.encounters WHERE encounter_class <> 'IMP'
        AND started_at >= %(since)s AND started_at < %(until)s AND {FACILITY}""",
    "luot_noi_tru": f"""SELECT count(*), NULL FROM emr.encounters WHERE encounter_class = 'IMP'
        AND started_at >= %(since)s AND started_at < %(until)s AND {FACILITY}""",
    "ngay_dt_tb": f"""SELECT sum(date_trunc('day', ended_at, 'Asia/Ho_Chi_Minh')::date
            - date_trunc('day', started_at, 'Asia/Ho_Chi_Minh')::date + 1), count(*) FROM emr.encounters
        WHERE encounter_class = 'IMP' AND ended_at >= %(since)s AND ended_at < %(until)s AND {FACILITY}""",
    "cong_suat_giuong": f"""SELECT 100 * (SELECT sum(
                least((coalesce(ended_at, %(until)s) AT TIME ZONE interval '7 hours')::date + 1, %(stop)s)
                - greatest((started_at AT TIME ZONE interval '7 hours')::date, %(first)s)) FROM emr.encounters
            WHERE encounter_class = 'IMP' AND started_at < %(until)s AND coalesce(ended_at, %(until)s) >= %(since)s
            AND {FACILITY}),
            (SELECT sum(actual) FROM emr.beds WHERE {FACILITY}) * (%(stop)s::date - %(first)s::date)""",
    "ty_le_tu_vong_bv": f"""SELECT 100 * count(*) FILTER (WHERE outcome = 'died'), count(*) FROM emr.encounters
        WHERE encounter_class = 'IMP' AND ended_at >= %(since)s AND ended_at < %(until)s AND {FACILITY}""",
    "chuyen_vien": f"""SELECT 100 * count(*) FILTER (WHERE outcome = 'transferred'), count(*) FROM emr.encounters
        WHERE ended_at >= %(since)s AND ended_at < %(until)s AND {FACILITY}""",
    "chi_bhyt": f"""SELECT sum(fund), NULL FROM claims.claims
        WHERE discharged_at >= %(since)s AND discharged_at < %(until)s AND {FACILITY}""",
    "chi_bq_luot": f"""SELECT sum(covered), count(*) FROM claims.claims
        WHERE discharged_at >= %(since)s AND discharged_at < %(until)s AND {FACILITY}""",
    "cct_tu_tra": f"""SELECT 100 * (sum(copay) + sum(own)), sum(total) FROM claims.claims
        WHERE discharged_at >= %(since)s AND discharged_at < %(until)s AND {FACILITY}""",
    "ty_le_khong_den": f"""SELECT 100 * count(*) FILTER (WHERE status = 'no_show'),
            count(*) FILTER (WHERE status NOT IN ('confirmed', 'cancelled')) FROM appointments.bookings
        WHERE starts_at >= %(since)s AND starts_at < %(until)s AND {FACILITY}""",
    "dan_so": f"""SELECT sum(%(stop)s - greatest(born_on, %(first)s)), %(stop)s::date - %(first)s::date
        FROM ehr.citizens WHERE born_on < %(stop)s AND {COMMUNE}""",
    "tcdd_1t": f"""SELECT 100 * count(*) FILTER (WHERE given = due), count(*) FROM (SELECT count(*) AS due,
            count(*) FILTER (WHERE given_on < born_on + interval '1 year') AS given FROM stations.due_doses
            WHERE vaccine <> 'Sởi - Rubella' AND born_on + interval '1 year' >= %(first)s
            AND born_on + interval '1 year' < %(stop)s AND {COMMUNE} GROUP BY person_id) AS children""",
    "mui_soi": f"""SELECT 100 * count(given_on), count(*) FROM stations.due_doses
        WHERE vaccine = 'Sởi' AND due_on >= %(first)s AND due_on < %(stop)s AND {COMMUNE}""",
    "kham_thai_4lan": f"""SELECT 100 * count(*) FILTER (WHERE visits > 3), count(*) FROM stations.pregnancies
        WHERE delivered_on >= %(first)s AND delivered_on < %(stop)s AND {COMMUNE}""",
    "so_ca_sxh": f"""SELECT sum(cases), NULL FROM stations.disease_counts
        WHERE icd10 LIKE 'A97%%' AND week_on >= %(first)s AND week_on < %(stop)s AND {COMMUNE}""",
    "mac_btn_100k": f"""SELECT 100000 * (SELECT sum(cases) FROM stations.disease_counts WHERE week_on >= %(first)s
            AND week_on < %(stop)s AND {COMMUNE}) * (%(stop)s::date - %(first)s::date),
            (SELECT sum(%(stop)s - greatest(born_on, %(first)s)) FROM ehr.citizens
            WHERE born_on < %(stop)s AND {COMMUNE})""",
    "ndtp_mac": f"""SELECT sum(affected), NULL FROM food_safety.outbreaks
        WHERE occurred_at >= %(since)s AND occurred_at < %(until)s AND {COMMUNE}""",
    "ndtp_vu_lon": f"""SELECT count(*), NULL FROM food_safety.outbreaks
        WHERE affected > 29 AND occurred_at >= %(since)s AND occurred_at < %(until)s AND {COMMUNE}""",
    "kiem_tra_dat": f"""SELECT 100 * count(*) FILTER (WHERE result = 'pass'), count(*) FROM food_safety.inspections
        WHERE done_on >= %(first)s AND done_on < %(stop)s AND {COMMUNE}""",
    "tha_dang_ky": f"""SELECT sum(%(stop)s - greatest(enrolled_on, %(first)s)), %(stop)s::date - %(first)s::date
        FROM stations.chronic_cares WHERE programme = 'hypertension' AND enrolled_on < %(stop)s AND {COMMUNE}""",
}
"""Numerator and denominator of a figure (NULL: a plain count), with its factor in the numerator."""


@dataclass(frozen=True, slots=True)
class Stores:
    """One database to fill again and again."""

    databases: Databases
    facts: SqlFacts

    def hold(self, rows: Rows) -> None:
        """Empty every store and put these rows in."""
        with connect(self.databases.owner) as connection:
            tables = [*(str(table) for table in rows), *(f"indicators.{name}" for name in FACT_TABLES)]
            connection.execute(f"TRUNCATE {', '.join(tables)}".encode())
        put_in(self.databases, rows.items())

    async def count(self, day: date = LAST, *, full: bool = False) -> Counted | None:
        return await refresh_facts(self.databases, FixedClock(morning_of(day)), full=full)

    def written(self) -> list[Any]:
        """Every fact, in a fixed order."""
        with connect(self.databases.owner) as connection:
            return [
                sorted(connection.execute(f"SELECT * FROM indicators.{name}".encode()).fetchall())
                for name in FACT_TABLES
                if name != "fact_runs"
            ]

    def by_hand(self, by_owner: Owner, code: str, period: Period, at: str | None) -> Decimal | None:
        """The figure as somebody would count it who knows the stores and not the job."""
        asked = {
            "since": midnight(period.start), "until": midnight(period.end), "first": period.start, "stop": period.end,
            "place": at is not None, "at": at or "",
        }  # fmt: skip
        question = BY_HAND[code]
        for name, value in asked.items():
            question = question.replace(f"%({name})s", Literal(value).as_string())
        row = by_owner.execute(SQL(question.replace("%%", "%"))).fetchone()
        above, below = row or (None, None)
        if "NULL FROM" in BY_HAND[code]:
            below = 1
        if not below:
            return None
        places = Decimal(1).scaleb(-CATALOG[code].decimals)
        return (Decimal(above or 0) / Decimal(below)).quantize(places, ROUND_HALF_UP)

    async def figures(self, code: str, period: Period, by: By) -> dict[str, Decimal | None]:
        indicator = CATALOG[code]
        totals = await self.facts.totals(
            MANAGER, metrics_of(indicator), period, facility=None, commune=None, by=by
        )  # fmt: skip
        return {key: figure(indicator, group) for key, group in by_key(totals).items()}


FACT_TABLES = (
    "facility_facts", "commune_facts", "counted_facilities", "counted_communes", "fact_coverage", "fact_runs",
)  # fmt: skip


@pytest.fixture(scope="module")
def stores(filled: Filled, reading: Reading) -> Stores:
    databases = filled([])
    return Stores(databases, SqlFacts(reading(databases)))


def invented(seed: int) -> Rows:
    return Invention(Random(seed)).rows()


@settings(max_examples=6, deadline=None, phases=[Phase.generate])
@given(seed=st.integers(0, 2**32))
async def test_figures_are_what_anybody_counts(stores: Stores, seed: int) -> None:
    stores.hold(invented(seed))
    await stores.count()
    with connect(stores.databases.owner) as owner:
        for code, period in product(BY_HAND, PERIODS):
            by: By = "facility" if CATALOG[code].by == "facility" else "commune"
            everywhere = await stores.figures(code, period, "all")
            assert everywhere == {"all": stores.by_hand(owner, code, period, None)}, (code, period)
            places = FACILITIES if by == "facility" else COMMUNES
            one_by_one = {place: stores.by_hand(owner, code, period, place) for place in places}
            assert await stores.figures(code, period, by) == one_by_one, (code, period)


@settings(max_examples=4, deadline=None, phases=[Phase.generate])
@given(seed=st.integers(0, 2**32), late=st.integers(1, 30))
async def test_day_by_day_comes_to_the_same_as_all_at_once(stores: Stores, seed: int, late: int) -> None:
    rows = invented(seed)
    for table in [t for t in rows if t.name in {"coverages", "chronic_cares", "beds"}]:
        rows[table] = []  # These are told as they stand at each run: two ways of running may well differ.
    stores.hold(rows)
    await stores.count(LAST - timedelta(days=late))
    await stores.count(LAST - timedelta(days=late // 2))
    await stores.count()
    in_steps = stores.written()
    stores.hold(rows)
    await stores.count()
    assert stores.written() == in_steps


async def test_counting_twice_changes_nothing(stores: Stores) -> None:
    stores.hold(invented(7))
    first = await stores.count()
    assert first
    assert first.last_day == LAST
    assert first.rows > 0
    once = stores.written()
    await stores.count()
    assert stores.written() == once
    again = await stores.count(full=True)
    assert again
    assert again.rows == first.rows
    assert stores.written() == once


async def test_what_is_written_down_late_is_counted(stores: Stores) -> None:
    rows = invented(11)
    encounters = next(table for table in rows if table.name == "encounters")
    late, rows[encounters] = rows[encounters][-1], rows[encounters][:-1]
    stores.hold(rows)
    await stores.count()
    day = late[5].astimezone(midnight(LAST).tzinfo).date()
    put_in(stores.databases, [(encounters, [late])])
    await stores.count(full=day < LAST - timedelta(days=30))
    with connect(stores.databases.owner) as owner:
        for code in ("luot_kham", "luot_noi_tru"):
            by_hand = stores.by_hand(owner, code, a_day(day), None)
            assert await stores.figures(code, a_day(day), "all") == {"all": by_hand}


async def test_registers_tell_the_day_of_the_run_and_no_day_before(stores: Stores) -> None:
    stores.hold(invented(13))
    await stores.count()
    with connect(stores.databases.owner) as connection:
        found = connection.execute(
            "SELECT round(100.0 * count(*) FILTER (WHERE next_due_on >= %s) / count(*), 1) FROM stations.chronic_cares"
            " WHERE programme = 'hypertension'", (LAST,),
        ).fetchone()  # fmt: skip
    assert found
    assert await stores.figures("tha_quan_ly", a_day(LAST), "all") == {"all": found[0]}
    assert await stores.figures("tha_quan_ly", month(2026, 10), "all") == {"all": None}
    cards = await stores.figures("bhyt_bao_phu", month(2026, 10), "all")
    assert cards == {"all": None}


async def test_what_was_told_of_a_register_stays_told(stores: Stores) -> None:
    stores.hold(invented(17))
    await stores.count(LAST - timedelta(days=1))
    yesterday = await stores.figures("tha_quan_ly", a_day(LAST - timedelta(days=1)), "all")
    with connect(stores.databases.owner) as connection:
        connection.execute("UPDATE stations.chronic_cares SET next_due_on = %s", (LAST + timedelta(days=30),))
    await stores.count(full=True)
    assert await stores.figures("tha_quan_ly", a_day(LAST), "all") == {"all": Decimal("100.0")}
    assert await stores.figures("tha_quan_ly", a_day(LAST - timedelta(days=1)), "all") == yesterday


async def test_stores_may_lie_in_another_database(
    stores: Stores, filled: Filled, reading: Reading, cellar: Cellar
) -> None:
    rows = invented(19)
    stores.hold(rows)
    await stores.count()
    emr = {table: held for table, held in rows.items() if table.schema == "emr"}
    there, here = filled(emr.items()), filled([(t, held) for t, held in rows.items() if t not in emr])
    clock = FixedClock(morning_of(LAST))
    await refresh_facts(here, clock, elsewhere={"emr": there.facts})
    assert Stores(here, stores.facts).written() == stores.written()


async def test_empty_stores_have_nothing_to_count(stores: Stores) -> None:
    stores.hold({table: [] for table in invented(1)})
    assert await stores.count() is None
    assert await stores.figures("luot_kham", month(2026, 10), "all") == {}


async def test_the_run_says_when_it_was(stores: Stores) -> None:
    stores.hold(invented(3))
    await stores.count()
    totals = await stores.facts.totals(MANAGER, ("admissions",), month(2026, 10), facility=None, commune=None, by="all")
    assert {total.counted_at for total in totals} == {morning_of(LAST)}


async def test_everything_written_is_declared(stores: Stores) -> None:
    stores.hold(invented(5))
    await stores.count()
    with connect(stores.databases.owner) as connection:
        query = "SELECT DISTINCT metric FROM indicators.{}_facts"
        written = {
            (name, home)
            for home in ("facility", "commune")
            for (name,) in connection.execute(query.format(home).encode()).fetchall()
        }
    assert {(name, known.home.value if (known := metric(name)) else "") for name, _ in written} == written
    families = {name.partition(":")[0] + ":" if ":" in name else name for name, _ in written}
    assert families == set(METRICS)


def test_the_job_reads_no_person(stores: Stores) -> None:
    with connect(stores.databases.facts) as facts:
        facts.autocommit = True
        for question in (
            "SELECT person_id FROM stations.due_doses", "SELECT born_on FROM stations.due_doses",
            "SELECT full_name FROM stations.pregnancies", "SELECT * FROM food_safety.poisoning_cases",
            "SELECT person_id FROM emr.encounters", "SELECT * FROM stations.chronic_cares",
        ):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                facts.execute(question.encode())
        shown = facts.execute("SELECT * FROM stations.first_birthdays").description
        assert [column.name for column in shown or ()] == ["commune", "birthday", "children", "complete"]


async def test_a_database_that_does_not_answer_is_named_in_our_words(stores: Stores) -> None:
    nowhere = stores.databases.facts.set(database="nowhere")
    with pytest.raises(SourceUnavailable):
        await refresh_facts(stores.databases, FixedClock(morning_of(LAST)), elsewhere={"emr": nowhere})
