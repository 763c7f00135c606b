"""What the house needs of the indicator system: sums of person-free facts."""

from typing import Literal, Protocol

from domain.periods import Period
from domain.records.indicators import FactTotal
from domain.scope import Scope

By = Literal["all", "facility", "department", "commune", "month"]


class Facts(Protocol):
    """Counted things by day and place; they hold no person."""

    async def totals(self, scope: Scope, metrics: tuple[str, ...], period: Period, *, facility: str | None,
                     commune: str | None, by: By) -> list[FactTotal]:  # fmt: skip
        """Sums inside the scope, by metric and key in their order; what nobody counted has no total.

        A metric of which nothing happened in a place and time that were counted has the total 0. Metrics lie either by
        facility or by commune (`metrics.py`): asking for one of the two leaves the other kind out.
        """
        ...
