"""Vietnamese words for stretches of days, read as `Period`s.

"cùng kỳ" and what stands after "so với" is a comparison, not a period: `comparing.py` reads it and hides it here.
"""

from collections.abc import Sequence
from datetime import date

from assistant.understanding.normalise import Utterance
from assistant.understanding.period_marks import agrees
from assistant.understanding.period_ranges import read_range
from assistant.understanding.period_words import POINTS, Calendar
from assistant.understanding.spans import Found
from domain.periods import Period

Hidden = Sequence[tuple[int, int]]


def read_periods(said: Utterance, today: date, *, ahead: bool = False, hidden: Hidden = ()) -> list[Found[Period]]:
    """Every period in the text, in the order said.

    Args:
        said: the question.
        today: the house's day; periods without a year lie before it, or after it when `ahead`.
        ahead: whether the question looks forward (appointments).
        hidden: stretches that are not to be read.
    """
    text = blank(said.bare, hidden)
    calendar = Calendar(today, ahead=ahead)
    found: list[Found[Period]] = []
    while one := read_range(text, calendar):
        found.append(one)
        text = blank(text, [(one.start, one.end)])
    for pattern, build in POINTS:
        for match in pattern.finditer(text):
            if agrees(said, match.start(), match.end()) and (period := calendar.build(build, match)):
                found.append(Found(period, match.start(), match.end()))
                text = blank(text, [match.span()])
    return sorted(found, key=lambda one: one.start)


def blank(text: str, spans: Hidden) -> str:
    """The text with those stretches overwritten, its length unchanged."""
    for start, end in spans:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text
