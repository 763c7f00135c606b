"""Stretches of days: what "tháng trước", "quý 3" and "cùng kỳ" mean, once they are understood."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Grain(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    RANGE = "range"


_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6, Grain.NINE_MONTHS: 9, Grain.YEAR: 12}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `start` up to, not including, `end`."""

    start: date
    end: date
    grain: Grain = Grain.RANGE

    @property
    def last(self) -> date:
        """The last day inside."""
        return self.end - timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days are inside."""
        return (self.end - self.start).days

    def previous(self) -> "Period":
        """The stretch of the same length just before."""
        months = _MONTHS.get(self.grain)
        if months is None or self.grain is Grain.NINE_MONTHS:
            return Period(self.start - timedelta(days=self.days), self.start, self.grain)
        return Period(add_months(self.start, -months), self.start, self.grain)

    def year_before(self) -> "Period":
        """The same stretch one year earlier ("cùng kỳ")."""
        if self.grain is Grain.WEEK:
            return Period(self.start - timedelta(weeks=52), self.end - timedelta(weeks=52), self.grain)
        return Period(add_months(self.start, -12), add_months(self.end, -12), self.grain)

    def until(self, day: date) -> "Period":
        """The part that lies before `day` (the reference day and what follows it is not yet known)."""
        return Period(self.start, max(self.start, min(self.end, day)), self.grain)

    def label(self) -> str:
        """How a Vietnamese would write it, e.g. "tháng 10/2026"."""
        match self.grain:
            case Grain.DAY:
                return f"ngày {_day(self.start)}"
            case Grain.WEEK:
                return f"tuần {self.start.isocalendar().week}/{self.start.isocalendar().year}"
            case Grain.MONTH:
                return f"tháng {self.start.month}/{self.start.year}"
            case Grain.QUARTER:
                return f"quý {(self.start.month + 2) // 3}/{self.start.year}"
            case Grain.HALF:
                return f"6 tháng {'đầu' if self.start.month == 1 else 'cuối'} năm {self.start.year}"
            case Grain.NINE_MONTHS:
                return f"9 tháng đầu năm {self.start.year}"
            case Grain.YEAR:
                return f"năm {self.start.year}"
            case Grain.RANGE:
                return f"từ {_day(self.start)} đến {_day(self.last)}"


def _day(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def add_months(day: date, months: int) -> date:
    """The same day of the month that many months on, or the month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def a_day(day: date) -> Period:
    """One day."""
    return Period(day, day + timedelta(days=1), Grain.DAY)


def week_of(day: date) -> Period:
    """The ISO week, Monday to Sunday, that holds the day."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=7), Grain.WEEK)


def month(year: int, number: int) -> Period:
    """A calendar month."""
    first = date(year, number, 1)
    return Period(first, add_months(first, 1), Grain.MONTH)


def quarter(year: int, number: int) -> Period:
    """A calendar quarter, 1 to 4."""
    first = date(year, 3 * number - 2, 1)
    return Period(first, add_months(first, 3), Grain.QUARTER)


def half(year: int, number: int) -> Period:
    """The first (1) or second (2) half of a year."""
    first = date(year, 6 * number - 5, 1)
    return Period(first, add_months(first, 6), Grain.HALF)


def nine_months(year: int) -> Period:
    """January to September."""
    return Period(date(year, 1, 1), date(year, 10, 1), Grain.NINE_MONTHS)


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number + 1, 1, 1), Grain.YEAR)


def span(first: date, last: date) -> Period:
    """From the first day to the last, both inside."""
    return Period(first, last + timedelta(days=1), Grain.RANGE)
