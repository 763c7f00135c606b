"""Figures in words: the value with what it is made of, what it means, how it changed, how the places compare."""

from calendar import monthrange
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from assistant.composing.charts import bar_chart, month_chart
from assistant.composing.wording import moment, number, quantity, sentence
from domain.blocks import ChartBlock, TableBlock
from domain.periods import Period
from domain.records.indicators import Figure, Indicator

_TENTH = Decimal("0.1")


class Change(NamedTuple):
    """From one figure to another: the difference in the indicator's unit, and in percent where that means something."""

    difference: Decimal
    percent: Decimal | None


def value(figure: Figure) -> str:
    """The figure with its unit, or why there is none."""
    if figure.withheld:
        return "không công bố (số quá nhỏ)"
    if figure.value is None:
        return "chưa có số liệu"
    return quantity(figure.value, figure.indicator.unit)


def in_unit(amount: Decimal, indicator: Indicator) -> str:
    """An amount in the indicator's unit."""
    return quantity(amount, indicator.unit)


def headline(figure: Figure, place: str, period: Period) -> str:
    """The figure, what it is made of, and how complete it is."""
    said = f"**{figure.indicator.name}** {period.label()}, {place}: **{value(figure)}**"
    if figure.value is not None and figure.numerator is not None and figure.denominator is not None:
        said += f" (tử số {number(figure.numerator)}, mẫu số {number(figure.denominator)})"
    return f"{said}.\n{completeness(figure, period)}"


def completeness(figure: Figure, period: Period) -> str:
    """How many days of the period were counted, and until when."""
    counted = f"Số liệu của {figure.days_with_data}/{period.days} ngày trong kỳ"
    partial = "" if figure.days_with_data >= period.days else ", chưa đủ kỳ"
    return f"{counted}{partial}; cập nhật lúc {moment(figure.as_of)}."


def held_to(now: Figure, level: Decimal) -> tuple[str, list[object]]:
    """How far the figure is from a level that it is to reach, with the figures told."""
    gap = (now.value or Decimal(0)) - level
    unit = "điểm phần trăm" if now.indicator.unit == "%" else now.indicator.unit
    word = "đúng bằng" if not gap else f"{'cao hơn' if gap > 0 else 'còn thiếu'} {number(abs(gap))} {unit}"
    return f"So với mức {in_unit(level, now.indicator)}: **{word}**.", [level, abs(gap)]


def definition(indicator: Indicator) -> str:
    """What the indicator means and who says so."""
    return f"Định nghĩa: {indicator.definition} Đơn vị: {indicator.unit}. Căn cứ: {indicator.legal_source}."


def change(now: Figure, then: Figure) -> Change | None:
    """How the figure changed; None where one of the two is not known."""
    if now.value is None or then.value is None:
        return None
    difference = now.value - then.value
    if now.indicator.unit == "%" or not then.value:
        return Change(difference, None)
    percent = (difference / then.value * 100).quantize(_TENTH, ROUND_HALF_UP)
    return Change(difference, percent)


def compared(now: Figure, then: Figure, before: Period) -> str:
    """One sentence about the change, in percentage points for a percentage."""
    moved = change(now, then)
    if moved is None:
        return f"{sentence(before.label())}: {value(then)}, nên chưa so sánh được."
    size = number(abs(moved.difference))
    unit = "điểm phần trăm" if now.indicator.unit == "%" else now.indicator.unit
    word = "không đổi" if not moved.difference else f"{'tăng' if moved.difference > 0 else 'giảm'} {size} {unit}"
    share = f" ({number(abs(moved.percent))} %)" if moved.percent else ""
    return f"So với {before.label()} ({value(then)}): **{word}{share}**."


def by_month(figures: Sequence[Figure], indicator: Indicator, place: str) -> ChartBlock:
    """The run of months as a line."""
    points = [(_month(f.place), f.value) for f in figures if f.value is not None]
    table = TableBlock(title=indicator.name, columns=("Tháng", "Giá trị"),
                       rows=tuple((_month(f.place), value(f)) for f in figures))  # fmt: skip
    known = [f for f in figures if f.value is not None]
    known = [f for f in known if f.days_with_data >= _days_in(f.place)] or known
    high = max(known, key=lambda f: f.value or Decimal(0))
    low = min(known, key=lambda f: f.value or Decimal(0))
    summary = (
        f"Cao nhất tháng {_month(high.place)} ({value(high)}), thấp nhất tháng {_month(low.place)} ({value(low)})."
    )
    return month_chart(f"{indicator.name} theo tháng, {place}", indicator.unit, points, summary, table)


def by_place(named: Sequence[tuple[str, Figure]], indicator: Indicator, period: Period, heading: str) -> ChartBlock:
    """Places as bars, in the order given."""
    rows = tuple((name, value(f)) for name, f in named)
    table = TableBlock(title=f"{indicator.name} {period.label()}", columns=(heading, "Giá trị"), rows=rows)
    bars = [(name, f.value) for name, f in named if f.value is not None]
    summary = f"{heading} đứng đầu danh sách: {named[0][0]} ({value(named[0][1])})." if named else ""
    return bar_chart(f"{indicator.name} theo {heading.lower()}, {period.label()}", indicator.unit, bars, summary, table)


def _days_in(key: str) -> int:
    """How many days a month has: one that is not over says little of high and low."""
    year, _, number_ = key.partition("-")
    return monthrange(int(year), int(number_))[1] if number_ else 0


def _month(key: str) -> str:
    year, _, month = key.partition("-")
    return f"{int(month)}/{year}" if month else key
