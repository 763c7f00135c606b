"""A bound on an amount: "trên 50 triệu", "dưới 90 %", "từ 30 người trở lên"."""

import re
from decimal import Decimal
from typing import NamedTuple

from assistant.understanding.numbers import NUMBER, number

_TIMES = {"nghin": 1_000, "ngan": 1_000, "trieu": 1_000_000, "cu": 1_000_000, "ty": 1_000_000_000, "ti": 1_000_000_000}
_AMOUNT = rf"(?P<n>\d{{1,3}}(?:[.,]\d{{3}})+(?![.,]?\d)|\d+(?:[.,]\d+)?(?![.,]?\d)|{NUMBER})(?![.,]\d) ?(?P<u>nghin|ngan|trieu|tr|cu|ty|ti|%|phan tram|dong|nguoi|ca|vu|luot)?"
_ABOVE = r"tren|hon|qua|vuot(?: qua)?|lon hon|nhieu hon|cao hon|>"
_FROM = r"tu|it nhat|toi thieu|khong duoi|>="
_BELOW = r"duoi|chua (?:den|toi|dat)|khong (?:dat|den|toi)|it hon|nho hon|thap hon|kem|<"
_MOST = r"khong qua|toi da|nhieu nhat la|<="
_SIGNS = ((">=", _FROM), ("<=", _MOST), (">", _ABOVE), ("<", _BELOW))
_BEFORE = re.compile(
    rf"(?:(?<!\w)|(?<=[ ]))(?P<w>{'|'.join(pattern for _, pattern in _SIGNS)}) ?(?:muc |nguong |den )?{_AMOUNT}(?![\w/])(?! ?[/-])(?! (?:tuoi|thang|tuan|ngay|nam|lan|gio|dan|tre|xa|phuong|khoa|benh vien|co so|quan|mui))(?P<up> (?:\w+ )?(?:tro len|do len))?"
)
_AFTER = re.compile(rf"(?<![\w/]){_AMOUNT}(?: \w+)? (?P<w>tro len|do len|tro xuong|do xuong)(?!\w)")


class Bound(NamedTuple):
    """An amount that a figure must be beyond: `sign` is <, <=, > or >=; `unit` "%", "đồng", "" or a thing counted."""

    sign: str
    amount: Decimal
    unit: str
    start: int
    end: int


def read_bound(text: str) -> Bound | None:
    """The first bound in folded text without its periods; None when there is none."""
    if after := _AFTER.search(text):
        return _made(after, ">=" if after["w"].endswith("len") else "<=")
    for match in _BEFORE.finditer(text):
        sign = next(sign for sign, pattern in _SIGNS if re.fullmatch(pattern, match["w"]))
        if sign == ">=" and not (match["u"] or match["up"]):
            continue
        if match["u"] or match["up"] or match["n"].isdecimal():
            return _made(match, sign)
    return None


def _made(match: re.Match[str], sign: str) -> Bound | None:
    amount, unit = _value(match["n"]), match["u"] or ""
    if amount is None:
        return None
    if unit in _TIMES or unit == "tr":
        return Bound(sign, amount * _TIMES.get(unit, 1_000_000), "đồng", *match.span())
    unit = {"phan tram": "%", "dong": "đồng"}.get(unit, unit)
    return Bound(sign, amount, unit, *match.span())


def _value(said: str) -> Decimal | None:
    if said[:1].isdigit():
        plain = re.sub(r"[.,](?=\d{3}(?!\d))", "", said).replace(",", ".")
        return Decimal(plain)
    value = number(said)
    return None if value is None else Decimal(value)
