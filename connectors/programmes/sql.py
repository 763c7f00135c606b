"""The programmes port on PostgreSQL."""

from dataclasses import dataclass

from connectors.programmes.tables import ACTIVITIES
from connectors.tables import reader, within
from connectors.units import Units
from domain.records.programmes import Activity, Group
from domain.scope import Scope

_activity = reader(Activity)


@dataclass(frozen=True, slots=True)
class SqlActivities:
    """Activities on PostgreSQL."""

    units: Units

    async def of(self, scope: Scope, *, group: Group | None) -> list[Activity]:
        """Activities of one group, or of both, by priority (1 comes first), then by due date."""
        c = ACTIVITIES.c
        query = within(ACTIVITIES, scope).order_by(c.priority, c.due_on, c.activity_id)
        if group is not None:
            query = query.where(c.group == group.value)
        return [_activity(row) for row in await self.units.rows(scope, query)]
