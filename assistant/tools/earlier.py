"""What a period is held against: the one before, the same days a year earlier, or another that was named."""

from datetime import date, timedelta

from domain.period_codes import read_code
from domain.periods import Period, add_months, span

_LATE, _A_MONTH = 15, 31


def earlier(period: Period, today: date, compare: str | None) -> Period | None:
    """The period to compare with; None when none is asked for.

    Args:
        period: what is asked for.
        today: of a period that is not over, the same days a year earlier end on this day's.
        compare: "previous", "same_period", or a period code.

    Raises:
        NotUnderstood: it is none of these.
    """
    if compare is None:
        return None
    if compare == "previous":
        return period.previous()
    if compare != "same_period":
        return read_code(compare)
    known = period.until(today + timedelta(days=1))
    if known == period:
        return period.year_before()
    return span(add_months(known.start, -12), add_months(known.last, -12))


def whole_months(period: Period) -> Period:
    """The period from the first of a month on, so that a line of months does not begin with a stump."""
    first = period.start
    if first.day == 1 or period.days <= _A_MONTH:
        return period
    begin = add_months(first.replace(day=1), 1) if first.day > _LATE else first.replace(day=1)
    return span(begin, period.last)
