"""Vietnamese words for stretches of days, read as `Period`s.

"cùng kỳ" and what stands after "so với" is a comparison, not a period: `comparing.py` reads it and hides it here.
"""

import re
from collections.abc import Sequence
from datetime import date

from assistant.understanding.normalise import Utterance
from assistant.understanding.period_marks import agrees
from assistant.understanding.period_ranges import read_range
from assistant.understanding.period_words import POINTS, Calendar
from assistant.understanding.spans import Found
from domain.periods import Grain, Period, month, quarter

_MORE = re.compile(
    r"\s*(?:,|va|&|\+)\s*(\d{1,2})(?=\s*(?:,|va|&|\+|$|\?|nam|cua|toan|o|so voi|the nao|bao nhieu|ra sao))"
)
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
    found += [more for one in found for more in _listed(text, one)]
    return sorted(found, key=lambda one: one.start)


def _listed(text: str, first: Found[Period]) -> list[Found[Period]]:
    """The months or quarters that only their numbers go on with ("tháng 8, 9 và 10")."""
    made: list[Found[Period]] = []
    maker = {Grain.MONTH: month, Grain.QUARTER: quarter}.get(first.value.grain)
    at = first.end
    while maker and (more := _MORE.match(text, at)):
        try:
            made.append(Found(maker(first.value.start.year, int(more[1])), more.start(1), more.end()))
        except ValueError:
            break
        at = more.end()
    return made


def blank(text: str, spans: Hidden) -> str:
    """The text with those stretches overwritten, its length unchanged."""
    for start, end in spans:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text
