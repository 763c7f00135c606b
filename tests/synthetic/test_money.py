"""Money of one line, for any quantity, price and share."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from synthetic.chance import apportion
from synthetic.money import base_salary, free_below, line_sums


@given(
    quantity=st.integers(1, 400),
    price=st.decimals(0, 9_999_999, places=3),
    covered=st.sampled_from([0, 50, 100]),
    percent=st.sampled_from([32, 40, 50, 80, 95, 100]),
)
def test_a_line_is_shared_out_without_a_rest(quantity: int, price: Decimal, covered: int, percent: int) -> None:
    sums = line_sums(Decimal(quantity), price, covered, percent)
    assert sums.fund + sums.copay == sums.covered
    assert sums.covered + sums.own == sums.amount
    assert all(part >= 0 for part in (sums.fund, sums.copay, sums.own))
    assert percent < 100 or sums.copay == 0


def test_the_base_salary_is_the_one_in_force() -> None:
    assert base_salary(date(2026, 6, 30)) == 2_340_000
    assert free_below(date(2026, 7, 1)) == 379_500


@given(total=st.integers(0, 100_000), weights=st.lists(st.floats(0.1, 50), min_size=1, max_size=60))
def test_shares_add_up(total: int, weights: list[float]) -> None:
    shares = apportion(total, weights)
    assert sum(shares) == total
    assert all(share >= 0 for share in shares)
