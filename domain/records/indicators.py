"""Person-free facts and the figures made of them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from domain.periods import Period
from domain.scope import Belongs, RecordKind


class Fact(NamedTuple):
    """One counted thing on one day: `metric` such as "visits"; facility or commune is "" where the count has none."""

    metric: str
    facility: str
    commune: str
    day: date
    value: Decimal

    @property
    def belongs(self) -> Belongs:
        """The facility and the commune it was counted in; no person."""
        return Belongs(RecordKind.FACT, facility=self.facility or None, commune=self.commune or None)


class FactTotal(NamedTuple):
    """One metric summed over a period: for "all", a facility, a department, a commune, or a month ("2026-10") as `key`.

    `days` are the days of the period that were counted, from `first_day` to `last_day`: a day without an event counts.
    `counted_at` is when the facts were last brought up to now.
    """

    metric: str
    key: str
    value: Decimal
    days: int
    first_day: date
    last_day: date
    facility: str | None
    commune: str | None
    counted_at: datetime | None = None

    @property
    def belongs(self) -> Belongs:
        """The facility or commune it was summed in; a province total has neither."""
        return Belongs(RecordKind.FACT, facility=self.facility, commune=self.commune)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One entry of the catalogue: value = factor × numerator / denominator (denominator None: the numerator alone).

    `numerator` and `denominator` are names of metrics, each worth its sum over the days of the period; those among
    `stocks` (people, beds) are worth their average over the days counted. `by` is where the facts lie: "facility",
    "commune", or "province" where the two parts meet only there. Not `fed`: defined, but no store of ours counts it.
    """

    code: str
    name: str
    synonyms: tuple[str, ...]
    unit: str
    definition: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...] | None
    factor: Decimal
    by: str
    direction: str
    legal_source: str
    owner: str
    version: str
    decimals: int
    suppress_below: int
    fed: bool
    stocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One value of one indicator, with all a reader needs to trust it.

    `value` is None when nothing is known, or when it is withheld.
    """

    indicator: Indicator
    place: str
    place_name: str
    period: Period
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    as_of: datetime
    days_with_data: int
    withheld: bool = False
    facility: str | None = None
    commune: str | None = None

    @property
    def belongs(self) -> Belongs:
        """The facility or commune it speaks of; a province figure has neither."""
        return Belongs(RecordKind.FACT, facility=self.facility, commune=self.commune)
