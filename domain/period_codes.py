"""Periods as short codes that people, models and files can write.

2026, 2026-H1, 2026-Q3, 2026-9M, 2026-10, 2026-W45, 2026-10-05, 2026-10-01..2026-10-15 (both days inside).
"""

import re
from collections.abc import Callable
from datetime import date

from domain.errors import NotUnderstood
from domain.periods import Grain, Period, a_day, half, month, nine_months, quarter, span, week_of, year

_READERS: tuple[tuple[str, Callable[[re.Match[str]], Period]], ...] = (
    (r"(\d{4})", lambda m: year(int(m[1]))),
    (r"(\d{4})-H([12])", lambda m: half(int(m[1]), int(m[2]))),
    (r"(\d{4})-Q([1-4])", lambda m: quarter(int(m[1]), int(m[2]))),
    (r"(\d{4})-9M", lambda m: nine_months(int(m[1]))),
    (r"(\d{4})-(\d{2})", lambda m: month(int(m[1]), int(m[2]))),
    (r"(\d{4})-W(\d{2})", lambda m: week_of(date.fromisocalendar(int(m[1]), int(m[2]), 1))),
    (r"(\d{4}-\d{2}-\d{2})", lambda m: a_day(date.fromisoformat(m[1]))),
    (r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", lambda m: _between(m[1], m[2])),
)


def _between(first: str, last: str) -> Period:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if end < start:
        raise ValueError(last)
    return span(start, end)


def read_code(code: str) -> Period:
    """The period a code stands for.

    Raises:
        NotUnderstood: it is no such code, or names a day that does not exist.
    """
    for pattern, build in _READERS:
        if found := re.fullmatch(pattern, code.strip()):
            try:
                return build(found)
            except ValueError:
                break
    raise NotUnderstood("Anh/chị cho biết rõ khoảng thời gian (ví dụ: tháng 10/2026, quý 3/2026).")


def write_code(period: Period) -> str:
    """The code of a period; `read_code` gives the same period back."""
    first = period.start
    match period.grain:
        case Grain.YEAR:
            return f"{first.year}"
        case Grain.HALF:
            return f"{first.year}-H{1 if first.month == 1 else 2}"
        case Grain.QUARTER:
            return f"{first.year}-Q{(first.month + 2) // 3}"
        case Grain.NINE_MONTHS:
            return f"{first.year}-9M"
        case Grain.MONTH:
            return f"{first:%Y-%m}"
        case Grain.WEEK:
            return f"{first.isocalendar().year}-W{first.isocalendar().week:02d}"
        case Grain.DAY:
            return first.isoformat()
        case Grain.RANGE:
            return f"{first.isoformat()}..{period.last.isoformat()}"
