"""What the house needs of the roadmap: one small port, a scope first in its call."""

from typing import Protocol

from domain.records.programmes import Activity, Group
from domain.scope import Scope


class Activities(Protocol):
    """Activities of the roadmap."""

    async def of(self, scope: Scope, *, group: Group | None) -> list[Activity]:
        """Activities of one group, or of both, by priority (1 comes first), then by due date."""
        ...
