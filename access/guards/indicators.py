"""Figures of person-free facts, guarded and held back where a count is too small for the audience."""

from dataclasses import dataclass, field
from datetime import datetime

from access.guards.look import Looker
from access.sources import Sources
from access.suppression import suppressed
from connectors.indicators.compute import by_key, figure, metrics_of, parts
from connectors.indicators.port import By
from domain.actions import Action
from domain.periods import Period
from domain.records.indicators import FactTotal, Figure, Indicator


@dataclass(frozen=True, slots=True)
class GuardedIndicators:
    """The catalogue for everybody who has figures, and the figures within their reach."""

    sources: Sources
    look: Looker
    catalog: tuple[Indicator, ...]
    _known: dict[object, list[Figure]] = field(default_factory=dict)

    async def figures(self, indicator: Indicator, period: Period, *, facility: str | None, commune: str | None,
                      by: By, as_of: datetime) -> list[Figure]:  # fmt: skip
        """One figure per key, in the order of the keys; empty where nothing was counted. Looked up once a turn.

        `as_of` stands in where the facts job never ran.
        """
        asked = (indicator.code, period, facility, commune, by)
        if asked not in self._known:
            totals = await self.look.many(
                Action.READ_FACTS,
                lambda s: self.sources.facts.totals(
                    s, metrics_of(indicator), period, facility=facility, commune=commune, by=by
                ),
                asked=asked,
            )
            made = [_figure(indicator, period, key, group, as_of) for key, group in by_key(totals).items()]
            self._known[asked] = [suppressed(one, self.look.gate.viewer) for one in made]
        return self._known[asked]


def _figure(indicator: Indicator, period: Period, key: str, totals: list[FactTotal], as_of: datetime) -> Figure:
    made = parts(indicator, totals)
    return Figure(
        indicator=indicator, place=key, place_name="", period=period, value=figure(indicator, totals),
        numerator=made.numerator, denominator=made.denominator, as_of=totals[0].counted_at or as_of,
        days_with_data=made.days, facility=totals[0].facility, commune=totals[0].commune,
    )  # fmt: skip
