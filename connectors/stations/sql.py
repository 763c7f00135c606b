"""The stations ports on PostgreSQL."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Table, func, or_, select

from connectors.stations.tables import CHRONIC_CARES, DISEASE_COUNTS, DUE_DOSES, PREGNANCIES
from connectors.tables import inside, reader, within
from connectors.units import Units
from domain.periods import Period
from domain.records.stations import ChronicCare, ChronicTally, DiseaseCount, DueDose, Pregnancy
from domain.scope import RecordKind, Scope

_dose, _pregnancy, _chronic, _count = reader(DueDose), reader(Pregnancy), reader(ChronicCare), reader(DiseaseCount)

Conditions = list[ColumnElement[bool]]


def _equal(table: Table, **wanted: str | None) -> Conditions:
    """A condition for each column that was asked for; None asks for nothing."""
    return [table.c[name] == value for name, value in wanted.items() if value is not None]


async def _how_many(units: Units, scope: Scope, table: Table, conditions: Conditions) -> int:
    query = select(func.count()).select_from(table).where(*inside(table, scope), *conditions)
    return int((await units.rows(scope, query))[0][0])


@dataclass(frozen=True, slots=True)
class SqlDueDoses:
    """Due doses on PostgreSQL."""

    units: Units

    async def missed(self, scope: Scope, *, on: date, vaccine: str | None, commune: str | None, since: date | None,
                     limit: int) -> list[DueDose]:  # fmt: skip
        return await self._listed(scope, _missed(on, vaccine, commune, since), limit)

    async def how_many_missed(self, scope: Scope, *, on: date, vaccine: str | None, commune: str | None,
                              since: date | None) -> int:  # fmt: skip
        return await _how_many(self.units, scope, DUE_DOSES, _missed(on, vaccine, commune, since))

    async def coming(self, scope: Scope, period: Period, *, vaccine: str | None, commune: str | None,
                     limit: int) -> list[DueDose]:  # fmt: skip
        return await self._listed(scope, _missed(period.end, vaccine, commune, period.start), limit)

    async def how_many_coming(self, scope: Scope, period: Period, *, vaccine: str | None, commune: str | None) -> int:
        return await _how_many(self.units, scope, DUE_DOSES, _missed(period.end, vaccine, commune, period.start))

    async def of(self, scope: Scope, person_id: str) -> list[DueDose]:
        c = DUE_DOSES.c
        query = within(DUE_DOSES, scope).where(c.person_id == person_id).order_by(c.due_on, c.due_dose_id)
        return [_dose(row) for row in await self.units.rows(scope, query)]

    async def _listed(self, scope: Scope, conditions: Conditions, limit: int) -> list[DueDose]:
        c = DUE_DOSES.c
        query = within(DUE_DOSES, scope).where(*conditions).order_by(c.due_on, c.due_dose_id).limit(limit)
        return [_dose(row) for row in await self.units.rows(scope, query)]


def _missed(before: date, vaccine: str | None, commune: str | None, since: date | None) -> Conditions:
    c = DUE_DOSES.c
    conditions: Conditions = [c.given_on.is_(None), c.due_on < before]
    if since is not None:
        conditions.append(c.due_on >= since)
    return conditions + _equal(DUE_DOSES, vaccine=vaccine, commune=commune)


@dataclass(frozen=True, slots=True)
class SqlPregnancies:
    """The antenatal register on PostgreSQL."""

    units: Units

    async def due(self, scope: Scope, period: Period, *, commune: str | None, limit: int) -> list[Pregnancy]:
        return await self._listed(scope, _due(period, commune), PREGNANCIES.c.next_visit_on, limit)

    async def how_many_due(self, scope: Scope, period: Period, *, commune: str | None) -> int:
        return await _how_many(self.units, scope, PREGNANCIES, _due(period, commune))

    async def current(self, scope: Scope, *, commune: str | None, limit: int) -> list[Pregnancy]:
        return await self._listed(scope, _current(commune), PREGNANCIES.c.due_on, limit)

    async def how_many_current(self, scope: Scope, *, commune: str | None) -> int:
        return await _how_many(self.units, scope, PREGNANCIES, _current(commune))

    async def _listed(self, scope: Scope, conditions: Conditions, order: ColumnElement[Any],
                      limit: int) -> list[Pregnancy]:  # fmt: skip
        query = within(PREGNANCIES, scope).where(*conditions).order_by(order, PREGNANCIES.c.pregnancy_id).limit(limit)
        return [_pregnancy(row) for row in await self.units.rows(scope, query)]


def _current(commune: str | None) -> Conditions:
    return [PREGNANCIES.c.delivered_on.is_(None), *_equal(PREGNANCIES, commune=commune)]


def _due(period: Period, commune: str | None) -> Conditions:
    return [*_current(commune), PREGNANCIES.c.next_visit_on < period.end]


@dataclass(frozen=True, slots=True)
class SqlChronicCares:
    """Long-term registers on PostgreSQL."""

    units: Units

    async def overdue(self, scope: Scope, *, programme: str | None, on: date, commune: str | None,
                      limit: int) -> list[ChronicCare]:  # fmt: skip
        c = CHRONIC_CARES.c
        query = within(CHRONIC_CARES, scope).where(*_overdue(programme, on, commune))
        query = query.order_by(c.next_due_on, c.register_id).limit(limit)
        return [_chronic(row) for row in await self.units.rows(scope, query)]

    async def how_many_overdue(self, scope: Scope, *, programme: str | None, on: date, commune: str | None) -> int:
        return await _how_many(self.units, scope, CHRONIC_CARES, _overdue(programme, on, commune))

    async def tally(self, scope: Scope, *, programme: str | None, on: date, commune: str | None) -> list[ChronicTally]:
        if RecordKind.FACT not in scope.kinds:
            return []
        c = CHRONIC_CARES.c
        overdue, on_target = func.count().filter(c.next_due_on < on), func.count().filter(c.on_target)
        query = select(c.programme, func.count(), overdue, on_target).where(*inside(CHRONIC_CARES, scope))
        query = query.where(*_equal(CHRONIC_CARES, programme=programme, commune=commune))
        query = query.group_by(c.programme).order_by(c.programme)
        return [ChronicTally._make((*row, commune)) for row in await self.units.rows(scope, query)]


def _overdue(programme: str | None, on: date, commune: str | None) -> Conditions:
    return [CHRONIC_CARES.c.next_due_on < on, *_equal(CHRONIC_CARES, programme=programme, commune=commune)]


@dataclass(frozen=True, slots=True)
class SqlDiseaseCounts:
    """Weekly disease counts on PostgreSQL."""

    units: Units

    async def weekly(self, scope: Scope, period: Period, *, disease: str | None,
                     commune: str | None) -> list[DiseaseCount]:  # fmt: skip
        c = DISEASE_COUNTS.c
        query = within(DISEASE_COUNTS, scope).where(c.week_on >= period.start, c.week_on < period.end)
        query = query.where(*_equal(DISEASE_COUNTS, commune=commune))
        if disease is not None:
            query = query.where(or_(c.icd10 == disease, func.split_part(c.icd10, ".", 1) == disease))
        query = query.order_by(c.week_on.desc(), c.icd10, c.commune)
        return [_count(row) for row in await self.units.rows(scope, query)]
