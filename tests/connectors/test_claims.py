"""The claims ports on a real PostgreSQL: cards, claims, lines, and sums that are exact."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.claims.port import ClaimLines, Claims, Coverages
from connectors.claims.sql import SqlClaimLines, SqlClaims, SqlCoverages
from connectors.claims.tables import CLAIMS, COVERAGES, LINES
from connectors.units import Units
from domain.clock import midnight
from domain.names import EVERY
from domain.people import SensitiveClass
from domain.periods import Period, month, span
from domain.records.claims import Claim, ClaimLine, ClaimStatus, ClaimTotal, Coverage
from domain.scope import Belongs, Purpose, RecordKind, Scope
from storage.engine import Databases, connect
from tests.connectors.conftest import Filled, Reading, put_in
from tests.connectors.plans import index_conditions, plan_of, scanned

OCTOBER = month(2026, 10)
NOON = midnight(date(2026, 10, 5)) + timedelta(hours=12)
ALL = frozenset(SensitiveClass)
OFFICER = Scope(purpose=Purpose.PAYMENT, kinds=frozenset({RecordKind.CLAIM, RecordKind.FACT}), patients=EVERY,
                facilities=frozenset({"F1", "F2"}))  # fmt: skip
LAN = Scope(
    purpose=Purpose.OWN_RECORD, patients=frozenset({"lan"}), facilities=EVERY, communes=EVERY,
    kinds=frozenset({RecordKind.CLAIM, RecordKind.COVERAGE, RecordKind.CLAIM_LINE}),
)  # fmt: skip


def claim(claim_id: str, person_id: str = "lan", facility: str = "F1", *, total: str = "100", rejected: str = "0",
          at: datetime = NOON, status: ClaimStatus = ClaimStatus.ACCEPTED, reason: str = "",
          decided_on: date | None = date(2026, 10, 20), sensitive: SensitiveClass | None = None) -> Claim:  # fmt: skip
    cost = Decimal(total)
    return Claim(claim_id, f"e{claim_id}", person_id, facility, "01", "1", "GD4990000000001",
                 at - timedelta(hours=2), at, "I10", "Tăng huyết áp", cost / 4, cost, cost, cost / 5, Decimal(0),
                 cost * 4 / 5, status, Decimal(rejected), reason, at.date(), decided_on, sensitive)  # fmt: skip


def line(claim_id: str, line_no: int, person_id: str = "lan", facility: str = "F1",
         sensitive: SensitiveClass | None = None) -> ClaimLine:  # fmt: skip
    price = Decimal("1234.56")
    return ClaimLine(claim_id, line_no, person_id, facility, "4", "40.30", "Amlodipin 5 mg", "Viên", Decimal("0.5"),
                     price, price / 2, price / 2, 80, price * 2 / 5, price / 10, Decimal(0), sensitive)  # fmt: skip


def card(card_no: str, person_id: str, valid_from: date, commune: str = "C1") -> Coverage:
    return Coverage(card_no, person_id, commune, 80, valid_from, date(2027, 1, 1), "99001", date(2030, 1, 1))


CLAIMED = [
    claim("c1", total="100.10"), claim("c2", at=NOON + timedelta(days=1), total="200.20"),
    claim("c3", "duc", rejected="30.5", reason="Sai mã", total="300"),
    claim("c4", "duc", "F2", rejected="400", reason="Trùng lặp", total="400", status=ClaimStatus.REJECTED),
    claim("c5", "duc", "F3", rejected="999", reason="Trùng lặp", total="999", status=ClaimStatus.REJECTED),
    claim("hiv", at=NOON + timedelta(days=2), rejected="1", reason="Sai mã", total="1", sensitive=SensitiveClass.HIV),
    claim("first", "hoa", at=midnight(date(2026, 10, 1)), total="7", decided_on=None, status=ClaimStatus.SUBMITTED),
    claim("last", "hoa", at=midnight(date(2026, 11, 1)) - timedelta(seconds=1), total="8",
          decided_on=date(2026, 10, 31)),
    claim("before", "hoa", at=midnight(date(2026, 10, 1)) - timedelta(seconds=1), rejected="2", reason="Sai mã",
          decided_on=date(2026, 10, 1)),
    claim("after", "hoa", at=midnight(date(2026, 11, 1)), rejected="3", reason="Sai mã", decided_on=date(2026, 11, 1)),
]  # fmt: skip


@pytest.fixture(scope="module")
def units(filled: Filled, reading: Reading) -> Units:
    return reading(filled([
        (CLAIMS, CLAIMED),
        (LINES, [line("c1", 2), line("c1", 1), line("c2", 1), line("hiv", 1, sensitive=SensitiveClass.HIV),
                 line("c3", 1, "duc")]),
        (COVERAGES, [card("old", "lan", date(2025, 1, 1)), card("new", "lan", date(2026, 1, 1)),
                     card("duc", "duc", date(2026, 1, 1))]),
    ]))  # fmt: skip


@pytest.fixture(scope="module")
def claims(units: Units) -> Claims:
    return SqlClaims(units)


async def test_the_latest_card_comes_first(units: Units) -> None:
    coverages: Coverages = SqlCoverages(units)
    assert [c.card_no for c in await coverages.of(LAN, "lan")] == ["new", "old"]
    assert await coverages.of(LAN, "duc") == []
    for scope in (
        replace(LAN, communes=frozenset()),
        replace(LAN, patients=frozenset()),
        replace(LAN, kinds=frozenset()),
    ):
        assert await coverages.of(scope, "lan") == []


async def test_ones_claims_come_newest_first_and_end_where_asked(claims: Claims) -> None:
    assert [c.claim_id for c in await claims.of(LAN, "lan", limit=9)] == ["c2", "c1"]
    assert await claims.of(LAN, "lan", limit=1) == [CLAIMED[1]]
    assert await claims.of(LAN, "duc", limit=9) == []


async def test_one_claim_comes_whole_or_not_at_all(claims: Claims) -> None:
    assert await claims.one(LAN, "c1") == CLAIMED[0]
    assert await claims.one(LAN, "c3") is None
    assert await claims.one(OFFICER, "c3") == CLAIMED[2]
    assert await claims.one(OFFICER, "c5") is None
    assert await claims.one(OFFICER, "none") is None


async def test_a_claim_of_a_guarded_class_needs_clearance(claims: Claims, units: Units) -> None:
    cleared, lines = replace(LAN, classes=frozenset({SensitiveClass.HIV})), SqlClaimLines(units)
    assert await claims.one(LAN, "hiv") is None
    assert await lines.of(LAN, "hiv") == []
    assert await claims.one(cleared, "hiv") == CLAIMED[5]
    assert [c.claim_id for c in await claims.of(cleared, "lan", limit=9)] == ["hiv", "c2", "c1"]
    assert len(await lines.of(cleared, "hiv")) == 1


async def test_lines_come_in_their_order(units: Units) -> None:
    lines: ClaimLines = SqlClaimLines(units)
    assert await lines.of(LAN, "c1") == [line("c1", 1), line("c1", 2)]
    assert await lines.of(LAN, "c3") == []
    assert await lines.of(replace(LAN, kinds=frozenset({RecordKind.CLAIM})), "c1") == []


async def test_refused_claims_are_those_decided_in_the_period_the_largest_first(claims: Claims) -> None:
    assert [c.claim_id for c in await claims.rejected(OFFICER, OCTOBER, facility=None, limit=9)] == [
        "c4",
        "c3",
        "before",
    ]
    assert [c.claim_id for c in await claims.rejected(OFFICER, OCTOBER, facility=None, limit=1)] == ["c4"]
    assert [c.claim_id for c in await claims.rejected(OFFICER, OCTOBER, facility="F1", limit=9)] == ["c3", "before"]
    assert await claims.rejected(OFFICER, OCTOBER, facility="F3", limit=9) == []
    assert await claims.rejected(replace(OFFICER, patients=frozenset()), OCTOBER, facility=None, limit=9) == []


def d(value: str) -> Decimal:
    return Decimal(value)


async def test_totals_are_cut_at_midnight_in_vietnam_and_exact(claims: Claims) -> None:
    (everything,) = await claims.totals(OFFICER, OCTOBER, facility=None, by="all")
    assert everything == ClaimTotal("all", None, 6, d("1015.30"), d("1015.30"), d("812.24"), d("203.06"), 2, d("430.5"))
    assert everything.belongs == Belongs(RecordKind.FACT)
    (seen_by_the_cleared,) = await claims.totals(replace(OFFICER, classes=ALL), OCTOBER, facility=None, by="all")
    assert seen_by_the_cleared.claims == 7


async def test_totals_by_facility_put_the_dearest_first_and_belong_to_it(claims: Claims) -> None:
    found = await claims.totals(OFFICER, OCTOBER, facility=None, by="facility")
    assert [(t.label, t.facility, t.claims, t.total) for t in found] == [
        ("F1", "F1", 5, d("615.30")), ("F2", "F2", 1, d("400")),
    ]  # fmt: skip
    assert found[0].belongs == Belongs(RecordKind.FACT, facility="F1")


async def test_totals_by_status_and_reason(claims: Claims) -> None:
    by_status = await claims.totals(OFFICER, OCTOBER, facility=None, by="status")
    assert [(t.label, t.claims) for t in by_status] == [("accepted", 4), ("rejected", 1), ("submitted", 1)]
    by_reason = await claims.totals(OFFICER, OCTOBER, facility=None, by="reason")
    assert [(t.label, t.rejected_claims, t.rejected) for t in by_reason] == [
        ("Trùng lặp", 1, d("400")),
        ("Sai mã", 1, d("30.5")),
    ]
    (at_one,) = await claims.totals(OFFICER, OCTOBER, facility="F1", by="reason")
    assert (at_one.label, at_one.facility, at_one.rejected) == ("Sai mã", "F1", d("30.5"))


async def test_single_claims_come_dearest_first_by_state_and_sum(claims: Claims) -> None:
    async def listed(*, facility: str | None = None, status: ClaimStatus | None = None, least: str = "0",
                     limit: int = 9) -> list[str]:  # fmt: skip
        found = await claims.dearest(
            OFFICER, OCTOBER, facility=facility, status=status, at_least=d(least), limit=limit
        )  # fmt: skip
        count = await claims.how_many(OFFICER, OCTOBER, facility=facility, status=status, at_least=d(least))
        assert len(found) == min(count, limit)
        return [c.claim_id for c in found]

    assert await listed() == ["c4", "c3", "c2", "c1", "last", "first"]
    assert await listed(limit=2) == ["c4", "c3"]
    assert await listed(facility="F2") == ["c4"]
    assert await listed(status=ClaimStatus.SUBMITTED) == ["first"]
    assert await listed(least="200.20") == ["c4", "c3", "c2"]
    assert await claims.how_many(replace(OFFICER, patients=frozenset()), OCTOBER, facility=None, status=None,
                                 at_least=None) == 0  # fmt: skip


async def test_totals_by_kind_of_visit_and_by_month(claims: Claims) -> None:
    (visits,) = await claims.totals(OFFICER, OCTOBER, facility=None, by="visit_type")
    assert (visits.label, visits.claims) == ("01", 6)
    months = await claims.totals(OFFICER, span(date(2026, 9, 1), date(2026, 11, 30)), facility=None, by="month")
    assert sorted((t.label, t.claims) for t in months) == [("2026-09", 1), ("2026-10", 6), ("2026-11", 1)]


async def test_totals_stay_inside_the_scope(claims: Claims) -> None:
    assert await claims.totals(OFFICER, OCTOBER, facility="F3", by="all") == []
    assert await claims.totals(OFFICER, month(2020, 1), facility=None, by="all") == []
    for scope in (
        replace(OFFICER, kinds=frozenset({RecordKind.CLAIM})), replace(OFFICER, kinds=frozenset({RecordKind.FACT})),
        replace(OFFICER, facilities=frozenset()), replace(OFFICER, patients=frozenset()),
    ):  # fmt: skip
        assert await claims.totals(scope, OCTOBER, facility=None, by="all") == []
        assert await claims.totals(scope, OCTOBER, facility=None, by="facility") == []


DAYS = st.dates(date(2026, 8, 1), date(2026, 12, 31))
MONEY = st.decimals(0, 10**9, places=2)


ROW = st.tuples(DAYS, st.integers(0, 86_399), MONEY, MONEY, st.sampled_from(["F1", "F2", "F3"]))


def money(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))


def added(rows: list[Claim], period: Period) -> dict[str, tuple[int, Decimal, Decimal, Decimal, int, Decimal]]:
    """The same sums, made in Python from the claims themselves."""
    inside = [c for c in rows if midnight(period.start) <= c.discharged_at < midnight(period.end)]
    return {
        f: (len(at), money(c.total for c in at), money(c.fund for c in at), money(c.copay for c in at),
            sum(c.rejected > 0 for c in at), money(c.rejected for c in at))
        for f in ("F1", "F2") if (at := [c for c in inside if c.facility == f])
    }  # fmt: skip


@pytest.fixture(scope="module")
def scratch(filled: Filled) -> Databases:
    return filled([])


@pytest.fixture(scope="module")
def scratch_units(scratch: Databases, reading: Reading) -> Units:
    return reading(scratch)


@settings(max_examples=25, deadline=None)
@given(rows=st.lists(ROW, max_size=12), days=st.tuples(DAYS, DAYS))
async def test_sums_are_the_sums_of_the_claims(
    scratch: Databases,
    scratch_units: Units,
    rows: list[tuple[date, int, Decimal, Decimal, str]],
    days: tuple[date, date],
) -> None:
    claimed = [
        claim(f"x{i}", facility=f, total=str(t), rejected=str(min(r, t)), at=midnight(day) + timedelta(seconds=s))
        for i, (day, s, t, r, f) in enumerate(rows)
    ]
    with connect(scratch.owner) as connection:
        connection.execute("TRUNCATE claims.claims")
    put_in(scratch, [(CLAIMS, claimed)])
    period = span(min(days), max(days))
    found = await SqlClaims(scratch_units).totals(OFFICER, period, facility=None, by="facility")
    sums = {t.label: (t.claims, t.total, t.fund, t.copay, t.rejected_claims, t.rejected) for t in found}
    assert sums == added(claimed, period)


@pytest.fixture(scope="module")
def crowd(crowded: Filled, reading: Reading) -> Units:
    who = [(i, f"p{i:05}", f"F{i % 20}") for i in range(20_000)]
    return reading(crowded([
        (CLAIMS, [
            claim(f"c{i}", p, f, at=NOON + timedelta(hours=i % 8_000), rejected=str(i % 9),
                  decided_on=NOON.date() + timedelta(days=i % 333)) for i, p, f in who
        ]),
        (LINES, [line(f"c{i}", n, p, f) for i, p, f in who for n in (1, 2)]),
        (COVERAGES, [card(f"GD{i}", p, date(2026, 1, 1)) for i, p, _ in who]),
    ]))  # fmt: skip


async def test_the_common_reads_enter_by_an_index(crowd: Units) -> None:
    own = replace(LAN, patients=frozenset({"p00007"}))
    week = span(date(2026, 10, 5), date(2026, 10, 11))
    province = replace(OFFICER, facilities=EVERY)
    reads = [
        ("(person_id = 'p00007'", lambda u: SqlClaims(u).of(own, "p00007", limit=5)),
        ("(person_id = 'p00007'", lambda u: SqlCoverages(u).of(own, "p00007")),
        ("(claim_id = 'c7'", lambda u: SqlClaims(u).one(OFFICER, "c7")),
        ("(claim_id = 'c8'", lambda u: SqlClaimLines(u).of(replace(LAN, patients=frozenset({"p00008"})), "c8")),
        ("(facility", lambda u: SqlClaims(u).totals(OFFICER, week, facility="F1", by="all")),
        ("(discharged_at", lambda u: SqlClaims(u).totals(province, week, facility=None, by="facility")),
        ("(decided_on", lambda u: SqlClaims(u).rejected(province, week, facility=None, limit=5)),
    ]
    for entered_with, read in reads:
        plan = await plan_of(crowd, read)
        assert scanned(plan) == set()
        assert entered_with in index_conditions(plan)
