"""Who looked at unusually many people: read from the audit, where everybody is a pseudonym."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from storage.tables import AUDIT
from storage.units import Units

_C = AUDIT.c
ALARM = "audit.look.watch"
"""The action of an alarm; its reason names the rule and the pseudonym."""


class Unusual(NamedTuple):
    """One viewer, as a pseudonym, in one role, and how many people they looked at."""

    viewer: str
    role: str
    people: int

    @property
    def reason(self) -> str:
        """What an alarm says of it."""
        return f"many people looked at by {self.viewer}"


@dataclass(frozen=True, slots=True)
class UnusualLooks:
    """Reads the audit under the `audit` role."""

    units: Units

    async def since(self, began: datetime, *, more_than: int) -> list[Unusual]:
        """Who looked at more people than that since then, and was not reported since then; the most first."""
        people = func.count(_C.subject.distinct())
        looked = select(_C.viewer, _C.role, people.label("people")).where(
            _C.at >= began, _C.outcome.in_(("read", "denied")), _C.subject.is_not(None), _C.viewer != _C.subject
        )
        looked = looked.group_by(_C.viewer, _C.role).having(people > more_than).order_by(people.desc(), _C.viewer)
        told = select(_C.reason).where(_C.at >= began, _C.action == ALARM)
        async with self.units.work() as connection:
            found = [Unusual(*row) for row in await connection.execute(looked)]
            known = set(await connection.scalars(told))
        return [one for one in found if one.reason not in known]
