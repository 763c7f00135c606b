"""Each way to name one period: a pattern over folded text and what to build from its groups."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.understanding.numbers import NUMBER, number, roman
from domain.periods import Period, a_day, add_months, half, month, nine_months, quarter, span, week_of, year

Match = re.Match[str]
YEAR = r"(?:\s*(?:/|-|,|cua|trong|of)?\s*(?:nam )?(?P<y>20\d\d)|,? (?:cua |trong )?nam (?P<yw>nay|ngoai|truoc|roi|kia|vua roi|vua qua|sau|toi)(?! nua))?"
_LAST = "truoc|vua roi|vua qua|vua xong|qua|roi|ngoai"
_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}
_DAYS_BACK = {"nay": 0, "qua": -1, "kia": -2, "mai": 1, "mot": 2}


@dataclass(frozen=True, slots=True, kw_only=False)
class Calendar:
    """The day it is, and whether unnamed years lie behind or ahead."""

    today: date
    ahead: bool = False

    def build(self, maker: "Callable[[Calendar, Match], Period | None]", match: Match) -> Period | None:
        """What the maker builds, None where the words name no day that exists."""
        try:
            return maker(self, match)
        except (ValueError, OverflowError):
            return None

    def year_said(self, match: Match) -> int | None:
        """The year in the groups `y` and `yw`, None when none was said."""
        if match["y"]:
            return int(match["y"])
        back = {"nay": 0, "kia": -2, "sau": 1, "toi": 1}
        return self.today.year + back.get(match["yw"], -1) if match["yw"] else None

    def nearest(self, maker: Callable[[int], Period], said: int | None) -> Period:
        """The period of the year said; else the latest that has begun, or the next not over when looking ahead."""
        if said is not None:
            return maker(said)
        this = maker(self.today.year)
        if self.ahead:
            return this if this.end > self.today else maker(self.today.year + 1)
        return this if this.start <= self.today else maker(self.today.year - 1)


Maker = Callable[[Calendar, Match], Period | None]


def _value(words: str) -> int:
    if (value := number(words) or roman(words)) is None:
        raise ValueError(words)
    return value


def _date(calendar: Calendar, match: Match) -> Period:
    short = int(match["y"])
    return a_day(date(short if short > 99 else 2000 + short, int(match["m"]), int(match["d"])))


def _iso(calendar: Calendar, match: Match) -> Period:
    return a_day(date.fromisoformat(match[0]))


def _day_month(calendar: Calendar, match: Match) -> Period:
    day, number_of_month = _value(match["d"]), _value(match["m"])
    return calendar.nearest(lambda y: a_day(date(y, number_of_month, day)), calendar.year_said(match))


def _day_only(calendar: Calendar, match: Match) -> Period:
    this = calendar.today.replace(day=1)
    day = _value(match["d"])
    if calendar.ahead:
        return a_day((this if day >= calendar.today.day else add_months(this, 1)).replace(day=day))
    return a_day((this if day <= calendar.today.day else add_months(this, -1)).replace(day=day))


def _month(calendar: Calendar, match: Match) -> Period:
    words = {"gieng": 1, "chap": 12}
    which = words.get(match["m"]) or _value(match["m"])
    return calendar.nearest(lambda y: month(y, which), calendar.year_said(match))


def _quarter(calendar: Calendar, match: Match) -> Period:
    words = {"dau": 1, "cuoi": 4}
    which = words.get(match["q"]) or _value(match["q"])
    return calendar.nearest(lambda y: quarter(y, which), calendar.year_said(match))


def _half(calendar: Calendar, match: Match) -> Period:
    return calendar.nearest(lambda y: half(y, 2 if match["h"] == "cuoi" else 1), calendar.year_said(match))


def _first_months(calendar: Calendar, match: Match) -> Period:
    count, at = _value(match["n"]), calendar.year_said(match) or calendar.today.year
    if count in (3, 6, 9, 12):
        return {3: quarter(at, 1), 6: half(at, 1), 9: nine_months(at), 12: year(at)}[count]
    return span(date(at, 1, 1), month(at, count).last)


def _last_months(calendar: Calendar, match: Match) -> Period:
    count, at = _value(match["n"]), calendar.year_said(match) or calendar.today.year
    if count in (3, 6):
        return {3: quarter(at, 4), 6: half(at, 2)}[count]
    return span(date(at, 13 - count, 1), date(at, 12, 31))


def _first_quarters(calendar: Calendar, match: Match) -> Period:
    at = calendar.year_said(match) or calendar.today.year
    return {1: quarter(at, 1), 2: half(at, 1), 3: nine_months(at), 4: year(at)}[_value(match["n"])]


def _so_far(calendar: Calendar, match: Match) -> Period:
    unit = match["u"] or "nam"
    return span(_unit(calendar, unit, 0).start, calendar.today)


def _since(calendar: Calendar, match: Match) -> Period | None:
    """From the start of a month or quarter until today."""
    maker = month if match["u"] == "thang" else quarter
    first = calendar.nearest(lambda y: maker(y, int(match["n"])), calendar.year_said(match))
    return span(first.start, calendar.today) if first.start <= calendar.today else None


def _unit(calendar: Calendar, unit: str, steps: int) -> Period:
    """The week, month, quarter or year that many steps from the present one."""
    today = calendar.today
    match unit:
        case "tuan":
            return week_of(today + timedelta(weeks=steps))
        case "thang":
            first = add_months(today.replace(day=1), steps)
            return month(first.year, first.month)
        case "quy":
            first = add_months(today.replace(day=1), 3 * steps)
            return quarter(first.year, (first.month + 2) // 3)
        case _:
            return year(today.year + steps)


def _relative(calendar: Calendar, match: Match) -> Period:
    word = match["w"]
    if match["u"] == "ngay":
        return a_day(calendar.today + timedelta(days={"nay": 0}.get(word, 1 if word in ("sau", "toi", "mai") else -1)))
    steps = {"nay": 0, "kia": -2, "truoc nua": -2, "sau": 1, "toi": 1, "sap toi": 1, "tiep theo": 1, "ke tiep": 1}.get(
        word, -1
    )
    return _unit(calendar, match["u"], steps)


def _current(calendar: Calendar, match: Match) -> Period:
    return a_day(calendar.today) if match["u"] == "ngay" else _unit(calendar, match["u"], 0)


def _rolling(calendar: Calendar, match: Match) -> Period | None:
    words = match["n"]
    if words == "may" and match["w"] == "roi":
        return None
    count = {"vai": 7, "may": 7, "mot vai": 7}.get(words) or _value(words)
    yesterday, unit = calendar.today - timedelta(days=1), match["u"]
    if unit in ("ngay", "hom", "bua"):
        return span(calendar.today - timedelta(days=count), yesterday)
    count = 3 if words in ("vai", "may", "mot vai") else count
    if unit == "tuan":
        return span(calendar.today - timedelta(weeks=count), yesterday)
    months = count * {"thang": 1, "quy": 3, "nam": 12}[unit]
    if "gan nhat" in match["w"] or "lien tiep" in match["w"]:
        first = _unit(calendar, "thang", 0).start
        return span(add_months(first, -months), first - timedelta(days=1))
    return span(add_months(calendar.today, -months), yesterday)


def _coming(calendar: Calendar, match: Match) -> Period:
    count, unit = _value(match["n"]), match["u"]
    end = (
        add_months(calendar.today, count)
        if unit == "thang"
        else calendar.today + timedelta(days=count * (7 if unit == "tuan" else 1))
    )
    return span(calendar.today, end)


def _named_day(calendar: Calendar, match: Match) -> Period:
    return a_day(calendar.today + timedelta(days=_DAYS_BACK[match["w"]]))


def _weekday(calendar: Calendar, match: Match) -> Period:
    day = 6 if match["d"] is None else _WEEKDAYS[match["d"]]
    monday, word = week_of(calendar.today).start, match["w"] or ""
    if word in ("sau", "toi", "tuan sau", "tuan toi"):
        monday += timedelta(weeks=1)
    elif word in ("truoc", "tuan truoc", "vua roi", "vua qua", "roi"):
        monday -= timedelta(weeks=1)
    elif not word and calendar.ahead and monday + timedelta(days=day) < calendar.today:
        monday += timedelta(weeks=1)
    elif not word and not calendar.ahead and monday + timedelta(days=day) > calendar.today:
        monday -= timedelta(weeks=1)
    return a_day(monday + timedelta(days=day))


def _weekend(calendar: Calendar, match: Match) -> Period:
    steps = {"sau": 1, "toi": 1, "truoc": -1, "roi": -1, "vua roi": -1, "qua": -1, "vua qua": -1}.get(
        match["w"] or "", 0
    )
    saturday = week_of(calendar.today).start + timedelta(weeks=steps, days=5)
    return span(saturday, saturday + timedelta(days=1))


def _week(calendar: Calendar, match: Match) -> Period:
    return calendar.nearest(lambda y: week_of(date.fromisocalendar(y, int(match["n"]), 1)), calendar.year_said(match))


def _year(calendar: Calendar, match: Match) -> Period | None:
    short = int(match["n"])
    return year(short if short > 99 else 2000 + short)


_OF_YEAR = r"(?: nam(?! (?:nay|ngoai|truoc|roi|kia|vua|sau|toi|20))\b)?"
_NOUNS = "ngay|tuan|thang|quy|nam"
_TABLE: tuple[tuple[str, Maker], ...] = (
    (rf"tuan (?:thu |so |le )?(?P<n>\d{{1,2}})(?! (?:lan|tuoi|ngay|buoi|thai)){YEAR}", _week),
    (r"20\d\d-\d\d-\d\d", _iso),
    (r"(?:(?:ngay|mung|hom) )?(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>20\d\d|\d\d)(?![\d/])", _date),
    (rf"(?:ngay |mung |hom )(?P<d>{NUMBER}) thang (?P<m>{NUMBER}){YEAR}", _day_month),
    (
        rf"(?<!so )(?<!thang )(?<!quy )(?<!tuan )(?<!top )(?<!mui )(?<!\w)(?P<d>\d{{1,2}}) thang (?P<m>\d{{1,2}})(?! (?:dau|cuoi|tuoi)){YEAR}",
        _day_month,
    ),
    (
        rf"(?:(?:ngay|mung|hom|sang|chieu|toi|dem) )(?P<d>\d{{1,2}})\s?[/.-]\s?(?P<m>\d{{1,2}})(?![\d/]){YEAR}",
        _day_month,
    ),
    (
        r"(?:tinh |ke )?(?:tu )?dau (?P<u>nam|thang|quy|tuan)(?: nay| 20\d\d)?(?: cho)? (?:den|toi) (?:nay|gio|bay gio|hien (?:tai|nay)|hom nay)",
        _so_far,
    ),
    (
        r"(?:nam|thang|quy|tuan) nay (?:den|toi|tinh den) (?:nay|gio|hom nay)|tu dau (?P<u>nam|thang|quy|tuan)(?: nay)?(?! (?:\d|20))|luy ke(?: tu dau nam)?(?! (?:thang|quy|\d))",
        _so_far,
    ),
    (rf"(?:ke |tinh )?tu (?:dau )?(?P<u>thang|quy) (?P<n>\d{{1,2}})(?!\s?[/-]\s?\d)(?! den| toi){YEAR}", _since),
    (rf"(?:trong )?(?P<n>6|sau) thang (?P<h>dau|cuoi)(?! doi)(?: cua)?{_OF_YEAR}{YEAR}", _half),
    (rf"nua (?:nam )?(?P<h>dau|cuoi){_OF_YEAR}{YEAR}", _half),
    (rf"(?<!bau )(?<!thai )(?<!thai ky )(?P<n>{NUMBER}) thang dau(?! doi)(?: cua)?{_OF_YEAR}{YEAR}", _first_months),
    (rf"(?<!bau )(?<!thai )(?<!thai ky )(?P<n>{NUMBER}) thang cuoi(?: cua)?{_OF_YEAR}{YEAR}", _last_months),
    (
        r"(?P<n>[2-9]|1[0-2])\s?(?:thang|t)(?:\s?/\s?|,? (?:nam )?)(?P<y>20\d\d)(?P<yw>(?!))?(?!\d)",
        _first_months,
    ),
    (r"(?P<n>[2-9]|1[0-2]) thang (?P<y>(?!))?nam (?P<yw>nay|ngoai|truoc)", _first_months),
    (r"(?P<n>[69])t(?P<y>(?!))?(?P<yw>(?!))?", _first_months),
    (rf"(?P<n>[1-4]|mot|hai|ba|bon) quy dau(?: cua)?{_OF_YEAR}{YEAR}", _first_quarters),
    (
        r"(?:(?:thu |t(?=\d))(?P<d>hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn)(?: (?P<w>tuan sau|tuan toi|tuan nay|tuan truoc|sau|toi|nay|truoc|vua roi|vua qua|roi))?",
        _weekday,
    ),
    (r"cuoi tuan(?: (?P<w>sau|toi|nay|truoc|roi|vua roi|qua|vua qua))?", _weekend),
    (
        rf"(?<!qua )(?<!quy )(?<!thang )(?<!hon )(?<!tren )(?<!duoc )(?:trong |gan )?(?:vong )?(?P<n>{NUMBER}|vai|may|mot vai) (?P<u>ngay|hom|bua|tuan|thang|quy|nam) (?P<w>qua|gan day nhat|gan day|gan nhat|vua qua|vua roi|truoc day|tro lai day|lai day|lien tiep|nay|roi(?! (?:a|nhi|vay|the|chua)))(?: day)?",
        _rolling,
    ),
    (
        rf"(?:trong|gan) (?:vong )?(?P<n>{NUMBER}) (?P<u>ngay|tuan|thang|nam)(?P<w>)(?! (?:tuoi|toi|nua|sau|tiep))",
        _rolling,
    ),
    (rf"(?P<n>{NUMBER}) (?P<u>ngay|tuan|thang) (?:toi|sap toi|nua|sau|tiep theo|ke tiep)", _coming),
    (
        rf"(?<!tung )(?<!moi )(?<!hang )(?<!cac )thang (?P<m>\d{{1,2}}|gieng|chap|{NUMBER})(?! (?:ngay|tuoi|chuc|choi|van|lan|qua|nay))(?![\d.]){YEAR}",
        _month,
    ),
    (r"t(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>20\d\d)(?P<yw>(?!))?", _month),
    (rf"t(?P<m>0[1-9]|1[0-2]|[189]){YEAR}", _month),
    (rf"q(?:uy)?\s?(?P<q>[1-4]|i{{1,3}}|iv|mot|nhat|hai|ba|bon|tu|dau|cuoi){YEAR}", _quarter),
    (r"(?<!\d)(?<!\d[/.-])(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>20\d\d)(?P<yw>(?!))?(?!\d)", _month),
    (r"(?:(?:sang|trua|chieu|toi|dem|ca|trong|ngay) )?(?:hom|sang|chieu|toi|dem) (?P<w>nay|qua|kia)", _named_day),
    (r"(?:(?:sang|trua|chieu|toi|ngay) )(?P<w>mai|mot|kia)", _named_day),
    (
        r"(?:^|(?<=con )|(?<=the )|(?<=vay )|(?<=hen )|(?<=lich ))(?P<w>mai)(?= (?:thi|sao|co|con|khoa|kham)|$)",
        _named_day,
    ),
    (
        rf"(?<!may )(?P<u>tuan|thang|quy|nam) (?P<w>truoc nua|nay|{_LAST}|kia|sau|toi|sap toi|tiep theo|ke tiep)",
        _relative,
    ),
    (rf"(?:trong|ca|suot) (?P<u>{_NOUNS})(?! (?:20|\d))", _current),
    (r"(?:ca |trong )?nam (?P<n>20\d\d|[2-3]\d)(?! (?:tuoi|nguoi|ca|ngay))", _year),
    (r"(?<![\d/.,-])(?P<n>20[0-4]\d)(?![\d/]|[.,]\d|-\d)", _year),
    (r"ngay (?P<d>\d{1,2})(?! (?:lan|vien|buoi|bua|goi|ong|thang))(?![\d/])", _day_only),
)
POINTS: tuple[tuple[re.Pattern[str], Maker], ...] = tuple((re.compile(rf"(?<!\w)(?:{p})(?!\w)"), b) for p, b in _TABLE)
"""Tried in order; what one has taken, later ones do not see."""
