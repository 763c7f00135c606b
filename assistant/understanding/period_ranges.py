"""Stretches with two ends: "từ 1/9 đến 15/10", "tháng 1 đến tháng 9", "từ tháng 3 đến nay"."""

import re
from dataclasses import replace
from datetime import date

from assistant.understanding.numbers import NUMBER, number
from assistant.understanding.period_words import POINTS, Calendar
from assistant.understanding.spans import Found
from domain.periods import Period, a_day, month, nine_months, quarter, span

_OPEN = re.compile(r"(?<!\w)(?:ke |tinh )?(?:tu|giua|trong khoang)(?: ngay| khoang| luc)? (?=[\w])")
_TO = re.compile(r"(?<=\w)\s*(?:cho |tinh )?(?:den|toi|va|->|–|—|~|-)(?: het| cuoi| dau)?(?: ngay)? ?(?=\w)")
_NOW = re.compile(r"(?:nay|gio|bay gio|hien (?:tai|nay)|hom nay)(?!\w)")
_BARE_NUMBER = re.compile(rf"(?:ngay |thang |quy |mung )?({NUMBER})(?!\w)(?!\s?[/.-]\s?\d)")
_DAY_MONTH = re.compile(r"(?:ngay |mung )?(\d{1,2})\s?[/.-]\s?(\d{1,2})(?![\d/.-])")


def read_range(text: str, calendar: Calendar) -> Found[Period] | None:
    """The first stretch with two ends, None when there is none."""
    for opening in _OPEN.finditer(text):
        if found := _closed(text, opening.start(), opening.end(), calendar):
            return found
    for to in _TO.finditer(text):
        if " va" not in to[0] and (found := _unopened(text, to, calendar)):
            return found
    return None


def _closed(text: str, start: int, at: int, calendar: Calendar) -> Found[Period] | None:
    for to in _TO.finditer(text, at, min(len(text), at + 45)):
        if found := _between(text[at : to.start()], text, to.end(), calendar):
            return Found(found.value, start, found.end)
    return None


def _unopened(text: str, to: re.Match[str], calendar: Calendar) -> Found[Period] | None:
    left = max(
        (m.start() for m in _STARTS.finditer(text, 0, to.start()) if _whole(text[m.start() : to.start()], calendar)),
        default=None,
    )
    if left is None:
        return None
    found = _between(text[left : to.start()], text, to.end(), calendar)
    return Found(found.value, left, found.end) if found and not _NOW.match(text, to.end()) else None


_STARTS = re.compile(r"(?<!\w)(?<![/.-])(?=\d|ngay |thang |quy |tuan |mung )")


def _between(left: str, text: str, at: int, calendar: Calendar) -> Found[Period] | None:
    if now := _NOW.match(text, at):
        first = _whole(left, calendar)
        return (
            Found(span(first.start, calendar.today), at, now.end()) if first and first.start <= calendar.today else None
        )
    right = _start(text, at, calendar)
    if right is None:
        return None
    first = _left(left, right.value, calendar)
    if first is None or first.start > right.value.start:
        return None
    return Found(tidy(first.start, right.value.last), at, right.end)


def _left(words: str, right: Period, calendar: Calendar) -> Period | None:
    """The first end, which takes what it does not say (its month, its year) from the second."""
    there = Calendar(right.last) if not re.search(r"20\d\d|nam (?:nay|ngoai|truoc)", words) else calendar
    if (lone := _BARE_NUMBER.fullmatch(words.strip())) and (value := number(lone[1])):
        return _lone(value, words, right)
    return _whole(words, replace(there, ahead=False))


def _lone(value: int, words: str, right: Period) -> Period | None:
    try:
        if right.days == 1 and "thang" not in words:
            return a_day(right.start.replace(day=value))
        if "quy" in words:
            return quarter(right.start.year, value)
        return month(right.start.year, value)
    except ValueError:
        return None


def _whole(words: str, calendar: Calendar) -> Period | None:
    words = words.strip()
    if short := _DAY_MONTH.fullmatch(words):
        words = f"ngay {short[1]}/{short[2]}"
    if words in ("dau nam", "dau nam nay"):
        return a_day(date(calendar.today.year, 1, 1))
    for pattern, build in POINTS:
        if (match := pattern.fullmatch(words)) and (period := calendar.build(build, match)):
            return period
    return None


def _start(text: str, at: int, calendar: Calendar) -> Found[Period] | None:
    best: Found[Period] | None = None
    if short := _DAY_MONTH.match(text, at):
        day = _whole(short[0], calendar)
        best = Found(day, at, short.end()) if day else None
    for pattern, build in POINTS:
        match = pattern.match(text, at)
        if match and (best is None or match.end() > best.end) and (period := calendar.build(build, match)):
            best = Found(period, at, match.end())
    return best


def tidy(first: date, last: date) -> Period:
    """The stretch from day to day, as the month, quarter or nine months that it is where it is one."""
    if first.day == 1 and first.month in (1, 4, 7, 10) and last == quarter(first.year, (first.month + 2) // 3).last:
        return quarter(first.year, (first.month + 2) // 3)
    if (first.month, first.day) == (1, 1) and last == nine_months(first.year).last:
        return nine_months(first.year)
    return span(first, last)
