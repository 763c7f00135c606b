"""From totals to a figure: pure, exact, and silent (None) where something is not known."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from domain.records.indicators import FactTotal, Indicator


class Parts(NamedTuple):
    """Numerator and denominator of one figure, and the days both were counted; None where something is not known."""

    numerator: Decimal | None
    denominator: Decimal | None
    days: int


def metrics_of(indicator: Indicator) -> tuple[str, ...]:
    """What to ask `Facts.totals` for, each metric once."""
    return tuple(dict.fromkeys((*indicator.numerator, *(indicator.denominator or ()))))


def by_key(totals: Iterable[FactTotal]) -> dict[str, list[FactTotal]]:
    """Totals of one facility, commune or month together, in the order the keys first appear."""
    groups: dict[str, list[FactTotal]] = {}
    for total in totals:
        groups.setdefault(total.key, []).append(total)
    return groups


def figure(indicator: Indicator, totals: Iterable[FactTotal]) -> Decimal | None:
    """The indicator's value from the totals of one key, rounded half up to its decimals.

    None when a metric it needs was not counted, or the denominator is 0.
    """
    known = {total.metric: total for total in totals}
    numerator = _part(indicator, indicator.numerator, known)
    if indicator.denominator is None:
        return None if numerator is None else _rounded(numerator * Fraction(indicator.factor), indicator.decimals)
    denominator = _part(indicator, indicator.denominator, known)
    if numerator is None or not denominator:
        return None
    return _rounded(numerator / denominator * Fraction(indicator.factor), indicator.decimals)


def parts(indicator: Indicator, totals: Iterable[FactTotal]) -> Parts:
    """What a figure is made of, for a reader who wants to do the sum again (stocks averaged, to two decimals)."""
    known = {total.metric: total for total in totals}
    used = [known[name] for name in metrics_of(indicator) if name in known]
    return Parts(
        _shown(_part(indicator, indicator.numerator, known)),
        _shown(_part(indicator, indicator.denominator, known)) if indicator.denominator else None,
        min((total.days for total in used), default=0),
    )


def _part(indicator: Indicator, metrics: tuple[str, ...], known: dict[str, FactTotal]) -> Fraction | None:
    if any(name not in known for name in metrics):
        return None
    return sum((_worth(known[name], stock=name in indicator.stocks) for name in metrics), Fraction(0))


def _worth(total: FactTotal, *, stock: bool) -> Fraction:
    return Fraction(total.value) / total.days if stock else Fraction(total.value)


def _shown(value: Fraction | None) -> Decimal | None:
    if value is None:
        return None
    return _rounded(value, 0 if value.denominator == 1 else 2)


def _rounded(value: Fraction, decimals: int) -> Decimal:
    """Half up, away from zero: what a Vietnamese report does."""
    steps = abs(value) * 10**decimals
    whole = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)
