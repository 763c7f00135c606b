"""Money of health insurance (domain.md §1.6, §2.1): exact decimals in đồng, two places, totals as sums of lines."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

CENT = Decimal("0.01")
LEVEL_PERCENT = {1: 100, 2: 100, 3: 95, 4: 80, 5: 100}
"""Third character of a card → share the fund pays."""
_BASE_SALARIES = ((date(2026, 7, 1), Decimal(2_530_000)), (date(2024, 7, 1), Decimal(2_340_000)))


def base_salary(day: date) -> Decimal:
    """The base salary (lương cơ sở) in force that day: 2,530,000 đ since 01/07/2026, 2,340,000 đ before."""
    return next((amount for since, amount in _BASE_SALARIES if day >= since), _BASE_SALARIES[-1][1])


def free_below(day: date) -> Decimal:
    """A visit that costs less than this (15 % of the base salary) is paid in full by the fund."""
    return base_salary(day) * 15 / 100


def rounded(amount: Decimal) -> Decimal:
    """To two places, half up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


class Sums(NamedTuple):
    """The money of one line, in the order of `ClaimLine`'s fields from `amount` on."""

    amount: Decimal
    covered: Decimal
    percent: int
    fund: Decimal
    copay: Decimal
    own: Decimal


def line_sums(quantity: Decimal, price: Decimal, covered_share: int, percent: int) -> Sums:
    """One line: amount = quantity × price, covered = its share, fund = covered × percent / 100, copay the rest."""
    amount = rounded(quantity * price)
    covered = rounded(amount * covered_share / 100)
    fund = rounded(covered * percent / 100)
    return Sums(amount, covered, percent, fund, covered - fund, amount - covered)
