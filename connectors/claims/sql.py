"""The claims ports on PostgreSQL."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, assert_never

from sqlalchemy import ColumnElement, Select, func, literal, null, select

from connectors.claims.port import By
from connectors.claims.tables import CLAIMS, COVERAGES, LINES
from connectors.tables import inside, reader, within
from connectors.units import Units
from domain.clock import VIETNAM, midnight
from domain.periods import Period
from domain.records.claims import Claim, ClaimLine, ClaimStatus, ClaimTotal, Coverage
from domain.scope import RecordKind, Scope

_coverage, _claim, _line = reader(Coverage), reader(Claim), reader(ClaimLine)
_total = reader(ClaimTotal)


@dataclass(frozen=True, slots=True)
class SqlCoverages:
    """Health-insurance cards on PostgreSQL."""

    units: Units

    async def of(self, scope: Scope, person_id: str) -> list[Coverage]:
        """One person's cards, the latest validity first."""
        c = COVERAGES.c
        query = within(COVERAGES, scope).where(c.person_id == person_id)
        query = query.order_by(c.valid_from.desc(), c.valid_to.desc(), c.card_no)
        return [_coverage(row) for row in await self.units.rows(scope, query)]


@dataclass(frozen=True, slots=True)
class SqlClaims:
    """Claims on PostgreSQL."""

    units: Units

    async def of(self, scope: Scope, person_id: str, *, limit: int) -> list[Claim]:
        """One person's latest claims, by discharge, newest first."""
        c = CLAIMS.c
        query = within(CLAIMS, scope).where(c.person_id == person_id)
        query = query.order_by(c.discharged_at.desc(), c.claim_id).limit(limit)
        return [_claim(row) for row in await self.units.rows(scope, query)]

    async def one(self, scope: Scope, claim_id: str) -> Claim | None:
        """The claim, or None when there is none inside the scope."""
        rows = await self.units.rows(scope, within(CLAIMS, scope).where(CLAIMS.c.claim_id == claim_id))
        return _claim(rows[0]) if rows else None

    async def rejected(self, scope: Scope, period: Period, *, facility: str | None, limit: int) -> list[Claim]:
        """Claims decided in the period of which the fund refused anything, the largest refusal first."""
        c = CLAIMS.c
        query = within(CLAIMS, scope).where(c.decided_on >= period.start, c.decided_on < period.end, c.rejected > 0)
        query = _at(query, facility).order_by(c.rejected.desc(), c.claim_id).limit(limit)
        return [_claim(row) for row in await self.units.rows(scope, query)]

    async def dearest(self, scope: Scope, period: Period, *, facility: str | None, status: ClaimStatus | None,
                      at_least: Decimal | None, limit: int) -> list[Claim]:  # fmt: skip
        """Claims of a period in that state and of at least that total, the dearest first."""
        query = _at(within(CLAIMS, scope).where(*_such(period, status, at_least)), facility)
        query = query.order_by(CLAIMS.c.total.desc(), CLAIMS.c.claim_id).limit(limit)
        return [_claim(row) for row in await self.units.rows(scope, query)]

    async def how_many(self, scope: Scope, period: Period, *, facility: str | None, status: ClaimStatus | None,
                       at_least: Decimal | None) -> int:  # fmt: skip
        """How many claims `dearest` would list without a limit."""
        query = select(func.count()).select_from(CLAIMS).where(*inside(CLAIMS, scope), *_such(period, status, at_least))
        return int((await self.units.rows(scope, _at(query, facility)))[0][0])

    async def totals(self, scope: Scope, period: Period, *, facility: str | None, by: By) -> list[ClaimTotal]:
        """Sums over the claims inside the scope whose patients were discharged in the period; empty if none."""
        if RecordKind.FACT not in scope.kinds:
            return []
        query = _at(_sums(scope, by, facility), facility)
        query = query.where(*_such(period, None, None))
        return [_total(row) for row in await self.units.rows(scope, query)]


@dataclass(frozen=True, slots=True)
class SqlClaimLines:
    """Drug and service lines on PostgreSQL."""

    units: Units

    async def of(self, scope: Scope, claim_id: str) -> list[ClaimLine]:
        """All lines of one claim, in their order."""
        query = within(LINES, scope).where(LINES.c.claim_id == claim_id).order_by(LINES.c.line_no)
        return [_line(row) for row in await self.units.rows(scope, query)]


def _such(period: Period, status: ClaimStatus | None, at_least: Decimal | None) -> list[ColumnElement[bool]]:
    c = CLAIMS.c
    conditions = [c.discharged_at >= midnight(period.start), c.discharged_at < midnight(period.end)]
    conditions += [c.status == status.value] if status else []
    return conditions + ([c.total >= at_least] if at_least is not None else [])


def _at(query: Select[Any], facility: str | None) -> Select[Any]:
    return query if facility is None else query.where(CLAIMS.c.facility == facility)


def _sums(scope: Scope, by: By, facility: str | None) -> Select[Any]:
    c = CLAIMS.c
    label, where = _groups(by, facility)
    counted = (func.count(), *(func.sum(m) for m in (c.total, c.covered, c.fund, c.copay)))
    refused = (func.count().filter(c.rejected > 0), func.sum(c.rejected))
    query = select(label.label("label"), where.label("at"), *counted, *refused).where(*inside(CLAIMS, scope))
    query = query.group_by("label", "at").order_by(func.sum(c.rejected if by == "reason" else c.total).desc(), "label")
    return query.where(c.rejected > 0) if by == "reason" else query


def _groups(by: By, facility: str | None) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """What labels a group, and the facility that all its claims share, if one is known."""
    c, at = CLAIMS.c, null() if facility is None else literal(facility)
    match by:
        case "facility":
            return c.facility, c.facility
        case "status":
            return c.status, at
        case "reason":
            return c.reject_reason, at
        case "visit_type":
            return c.visit_type, at
        case "month":
            return func.to_char(func.timezone(str(VIETNAM), c.discharged_at), "YYYY-MM"), at
        case "all":
            return literal("all"), at
        case _:
            assert_never(by)
