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


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One entry of the catalogue: value = factor × Σ numerator / Σ denominator (denominator None: a plain sum).

    `numerator` and `denominator` are names of metrics added up; `by` says whether facts lie by facility or commune.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One value of one indicator, with everything a reader needs to trust it; `value` None when nothing is known or it is withheld."""

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
