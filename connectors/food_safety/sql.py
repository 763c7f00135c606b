"""The food-safety ports on PostgreSQL."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, Table, func, select

from connectors.food_safety.port import CertificateState, InspectionState
from connectors.food_safety.tables import ESTABLISHMENTS, INSPECTIONS, NAME_WORDS, OUTBREAKS, POISONING_CASES
from connectors.tables import inside, reader, within
from connectors.units import Units
from domain.clock import midnight
from domain.periods import Period
from domain.records.food_safety import Establishment, Inspection, Outbreak, PoisoningCase
from domain.scope import Scope

_establishment, _inspection = reader(Establishment), reader(Inspection)
_outbreak, _case = reader(Outbreak), reader(PoisoningCase)

Conditions = list[ColumnElement[bool]]


def _equal(table: Table, **wanted: str | None) -> Conditions:
    """A condition for each column that was asked for; None asks for nothing."""
    return [table.c[name] == value for name, value in wanted.items() if value is not None]


async def _how_many(units: Units, scope: Scope, table: Table, conditions: Conditions) -> int:
    query = select(func.count()).select_from(table).where(*inside(table, scope), *conditions)
    return int((await units.rows(scope, query))[0][0])


@dataclass(frozen=True, slots=True)
class SqlEstablishments:
    """Establishments on PostgreSQL."""

    units: Units

    async def named(self, scope: Scope, name: str | None, *, commune: str | None, limit: int) -> list[Establishment]:
        query = within(ESTABLISHMENTS, scope).where(*_named(name, commune))
        if name is not None:
            query = query.order_by(func.cardinality(NAME_WORDS))
        return await self._listed(scope, query.order_by(NAME_WORDS), limit)

    async def certificates(self, scope: Scope, state: CertificateState, *, on: date, within_days: int,
                           commune: str | None, limit: int) -> list[Establishment]:  # fmt: skip
        query = within(ESTABLISHMENTS, scope).where(*_certificates(state, on, within_days, commune))
        return await self._listed(scope, query.order_by(ESTABLISHMENTS.c.expires_on), limit)

    async def one(self, scope: Scope, establishment_id: str) -> Establishment | None:
        query = within(ESTABLISHMENTS, scope).where(ESTABLISHMENTS.c.establishment_id == establishment_id)
        rows = await self.units.rows(scope, query)
        return _establishment(rows[0]) if rows else None

    async def among(self, scope: Scope, establishment_ids: frozenset[str]) -> list[Establishment]:
        chosen = ESTABLISHMENTS.c.establishment_id.in_(sorted(establishment_ids))
        return await self._listed(scope, within(ESTABLISHMENTS, scope).where(chosen), len(establishment_ids))

    async def how_many_named(self, scope: Scope, name: str | None, *, commune: str | None) -> int:
        return await _how_many(self.units, scope, ESTABLISHMENTS, _named(name, commune))

    async def how_many_certificates(self, scope: Scope, state: CertificateState, *, on: date, within_days: int,
                                    commune: str | None) -> int:  # fmt: skip
        return await _how_many(self.units, scope, ESTABLISHMENTS, _certificates(state, on, within_days, commune))

    async def _listed(self, scope: Scope, query: Select[tuple[object, ...]], limit: int) -> list[Establishment]:
        query = query.order_by(ESTABLISHMENTS.c.establishment_id).limit(limit)
        return [_establishment(row) for row in await self.units.rows(scope, query)]


def _named(name: str | None, commune: str | None) -> Conditions:
    conditions = _equal(ESTABLISHMENTS, commune=commune)
    if name is not None:
        asked = func.food_safety.words(name)
        conditions += [NAME_WORDS.contains(asked), func.cardinality(asked) > 0]
    return conditions


def _certificates(state: CertificateState, on: date, within_days: int, commune: str | None) -> Conditions:
    expires, conditions = ESTABLISHMENTS.c.expires_on, _equal(ESTABLISHMENTS, commune=commune)
    match state:
        case "expired":
            return [*conditions, expires < on]
        case "expiring":
            return [*conditions, expires >= on, expires < on + timedelta(days=within_days)]
        case "valid":
            return [*conditions, expires >= on]
        case "none":
            return [*conditions, expires.is_(None)]


@dataclass(frozen=True, slots=True)
class SqlInspections:
    """Inspections on PostgreSQL."""

    units: Units

    async def of(self, scope: Scope, *, period: Period | None, commune: str | None, state: InspectionState | None,
                 on: date, limit: int) -> list[Inspection]:  # fmt: skip
        query = within(INSPECTIONS, scope).where(*_inspected(period, commune, state, on))
        order = INSPECTIONS.c.planned_on if state == "due" else _day_of(state).desc()
        query = query.order_by(order, INSPECTIONS.c.inspection_id).limit(limit)
        return [_inspection(row) for row in await self.units.rows(scope, query)]

    async def how_many(self, scope: Scope, *, period: Period | None, commune: str | None,
                       state: InspectionState | None, on: date) -> int:  # fmt: skip
        return await _how_many(self.units, scope, INSPECTIONS, _inspected(period, commune, state, on))


def _day_of(state: InspectionState | None) -> ColumnElement[date]:
    c = INSPECTIONS.c
    if state is None:
        return func.coalesce(c.done_on, c.planned_on)
    return c.planned_on if state == "due" else c.done_on


def _inspected(period: Period | None, commune: str | None, state: InspectionState | None, on: date) -> Conditions:
    c, conditions, day = INSPECTIONS.c, _equal(INSPECTIONS, commune=commune), _day_of(state)
    if period is not None:
        conditions += [day >= period.start, day < period.end]
    if state == "due":
        return [*conditions, func.coalesce(c.done_on > on, True)]
    if state is not None:
        conditions.append(c.done_on <= on)
    return [*conditions, c.result == "fail"] if state == "failed" else conditions


@dataclass(frozen=True, slots=True)
class SqlOutbreaks:
    """Poisoning events on PostgreSQL."""

    units: Units

    async def of(self, scope: Scope, period: Period, *, commune: str | None) -> list[Outbreak]:
        c = OUTBREAKS.c
        query = within(OUTBREAKS, scope).where(*_during(c.occurred_at, period), *_equal(OUTBREAKS, commune=commune))
        query = query.order_by(c.occurred_at.desc(), c.outbreak_id)
        return [_outbreak(row) for row in await self.units.rows(scope, query)]

    async def one(self, scope: Scope, outbreak_id: str) -> Outbreak | None:
        query = within(OUTBREAKS, scope).where(OUTBREAKS.c.outbreak_id == outbreak_id)
        rows = await self.units.rows(scope, query)
        return _outbreak(rows[0]) if rows else None


@dataclass(frozen=True, slots=True)
class SqlPoisonings:
    """Poisoning cases on PostgreSQL."""

    units: Units

    async def of(self, scope: Scope, *, outbreak_id: str | None, period: Period | None, commune: str | None,
                 limit: int) -> list[PoisoningCase]:  # fmt: skip
        c = POISONING_CASES.c
        query = within(POISONING_CASES, scope).where(*_poisoned(outbreak_id, period, commune))
        query = query.order_by(c.onset_at.desc(), c.case_id).limit(limit)
        return [_case(row) for row in await self.units.rows(scope, query)]

    async def how_many(self, scope: Scope, *, outbreak_id: str | None, period: Period | None,
                       commune: str | None) -> int:  # fmt: skip
        return await _how_many(self.units, scope, POISONING_CASES, _poisoned(outbreak_id, period, commune))


def _poisoned(outbreak_id: str | None, period: Period | None, commune: str | None) -> Conditions:
    conditions = _equal(POISONING_CASES, outbreak_id=outbreak_id, commune=commune)
    return conditions if period is None else conditions + _during(POISONING_CASES.c.onset_at, period)


def _during(instant: ColumnElement[date], period: Period) -> Conditions:
    return [instant >= midnight(period.start), instant < midnight(period.end)]
