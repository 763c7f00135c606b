"""Reading the audit chain as a list of looks, for those who oversee; it changes nothing."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_, select

from access.ports import Looks, TallyBy
from domain.clock import midnight
from domain.records.oversight import Looked, LookTally
from domain.scope import RecordKind, Scope
from storage.audit import AuditKeys
from storage.tables import AUDIT
from storage.units import Units

_OF_PEOPLE = (
    "emr.%", "ehr.%", "claims.claim.%", "claims.line.%", "claims.coverage.%", "stations.chronic_care.%",
    "stations.pregnancy.%", "stations.due_dose.%", "food_safety.poisoning.%", "appointments.booking.%",
)  # fmt: skip
_C = AUDIT.c
_SHOWN = (_C.seq, _C.at, _C.viewer, _C.role, _C.action, func.coalesce(_C.subject, ""), _C.outcome, _C.reason, _C.rows)


@dataclass(frozen=True, slots=True)
class SqlAuditTrail:
    """The chain read under the `audit` role. Rows "allowed" only announce the next, and are left out."""

    units: Units
    keys: AuditKeys

    async def looks(self, scope: Scope, meant: Looks, *, limit: int) -> list[Looked]:
        """The looks meant, the newest first."""
        query = select(*_SHOWN).where(*self._meant(meant)).order_by(_C.seq.desc()).limit(limit)
        return [Looked(*row) for row in await self._rows(scope, query)]

    async def tally(self, scope: Scope, meant: Looks, *, by: TallyBy) -> list[LookTally]:
        """How many looks there were, the largest group first."""
        label = literal("all") if by == "all" else _C[by]
        denied = func.count().filter(_C.outcome == "denied")
        query = select(label.label("label"), func.count().label("looks"), denied, func.count(_C.viewer.distinct()))
        query = query.where(*self._meant(meant)).group_by("label").order_by(func.count().desc(), "label")
        return [LookTally(*row) for row in await self._rows(scope, query)]

    async def _rows(self, scope: Scope, query: Select[Any]) -> list[Any]:
        if RecordKind.AUDIT_EVENT not in scope.kinds:
            return []
        async with self.units.work() as connection:
            return list(await connection.execute(query))

    def _meant(self, meant: Looks) -> list[ColumnElement[bool]]:
        period = meant.period
        conditions = [_C.at >= midnight(period.start), _C.at < midnight(period.end), _C.outcome != "allowed"]
        exact = {_C.subject: self.keys.pseudonym(meant.subject or ""), _C.role: meant.role, _C.outcome: meant.outcome}
        conditions += [column == wanted for column, wanted in exact.items() if wanted]
        return [*conditions, or_(*(_C.action.like(p) for p in _OF_PEOPLE))] if meant.records else conditions
