"""Dates, numbers and money as a Vietnamese reads them."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from domain.clock import local

SEX = {"male": "nam", "female": "nữ"}


def day(value: date | datetime | None) -> str:
    """dd/mm/yyyy, or "chưa có"."""
    if value is None:
        return "chưa có"
    plain = local(value) if isinstance(value, datetime) else value
    return f"{plain.day:02d}/{plain.month:02d}/{plain.year}"


def moment(value: datetime) -> str:
    """hh:mm ngày dd/mm/yyyy, on a Vietnamese clock."""
    return f"{local(value):%H:%M} ngày {day(value)}"


def sentence(text: str) -> str:
    """The text with a capital first letter; names inside keep theirs."""
    return text[:1].upper() + text[1:]


def number(value: Decimal | float) -> str:
    """1.234,5: a dot parts thousands, a comma the decimals; no trailing zeros."""
    plain = Decimal(str(value))
    plain = plain.to_integral_value() if plain == plain.to_integral_value() else plain.normalize()
    return f"{plain:,f}".translate(str.maketrans(",.", ".,"))


def money(value: Decimal | int) -> str:
    """Whole đồng."""
    return f"{number(Decimal(value).quantize(Decimal(1), ROUND_HALF_UP))} đồng"


def quantity(value: Decimal | int, unit: str) -> str:
    """A number with its unit; a percent sign stands after a space."""
    return f"{number(value)} {unit}".strip()


def age(born_on: date, on: date) -> str:
    """Years, or months below two years."""
    years = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    if years >= 2:
        return f"{years} tuổi"
    months = (on.year - born_on.year) * 12 + on.month - born_on.month - (on.day < born_on.day)
    return f"{max(months, 0)} tháng tuổi"


def years(born_on: date, on: date) -> int:
    """Whole years lived."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
