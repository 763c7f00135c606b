"""Small Vietnamese numbers, in figures or words, typed with marks or without."""

import re

_DIGITS = {
    "khong": 0, "mot": 1, "nhat": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_WORD = "khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin"

NUMBER = rf"(?:\d{{1,4}}|(?:(?:{_WORD}) )?muoi(?: (?:{_WORD}))?|{_WORD})"
"""A pattern for a number below one hundred in folded text."""


def number(words: str) -> int | None:
    """The value of a number in folded text ("12", "muoi hai", "hai muoi mot"), None when it is none."""
    words = words.strip()
    if words.isdecimal():
        return int(words)
    if "muoi" not in words:
        return _DIGITS.get(words)
    tens, _, ones = words.partition("muoi")
    high, low = _DIGITS.get(tens.strip(), 1), _DIGITS.get(ones.strip(), 0)
    return high * 10 + low


def roman(letters: str) -> int | None:
    """The value of a Roman numeral from I to V, None when it is none."""
    return _ROMAN.get(letters.strip())


def first_number(text: str) -> int | None:
    """The first number written in figures, None when there is none."""
    found = re.search(r"\d{1,4}", text)
    return int(found[0]) if found else None
