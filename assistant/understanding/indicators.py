"""Which defined indicator a question means: sure, unsure between a few, or none."""

import math
import re
from collections import Counter
from dataclasses import dataclass

from assistant.understanding.indicator_words import EMPTY, LAY, SAME
from assistant.understanding.normalise import utter
from domain.records.indicators import Indicator

_WORD = re.compile(r"[^\W_]+")
SURE = 0.62
CLOSE = 0.09


@dataclass(frozen=True, slots=True)
class Meant:
    """The indicators a question may mean, best first, with scores from 0 to 1."""

    ranked: tuple[tuple[str, float], ...] = ()

    @property
    def code(self) -> str | None:
        """The one that is meant beyond doubt, None when there is doubt."""
        if not self.ranked or self.ranked[0][1] < SURE:
            return None
        clear = len(self.ranked) == 1 or self.ranked[0][1] - self.ranked[1][1] >= CLOSE
        return self.ranked[0][0] if clear else None

    @property
    def score(self) -> float:
        """How well the best one fits."""
        return self.ranked[0][1] if self.ranked else 0.0

    @property
    def choices(self) -> tuple[str, ...]:
        """The codes worth asking back with: those near the best."""
        return tuple(code for code, score in self.ranked if score >= self.score - 2 * CLOSE)[:4]


class Indicators:
    """Matches text against the names and synonyms of one catalogue."""

    def __init__(self, catalogue: tuple[Indicator, ...]) -> None:
        """Index every name, every synonym and the lay words known for it."""
        self.names = {one.code: one.name for one in catalogue}
        self._forms = [(frozenset(form), one.code) for one in catalogue for form in _forms(one)]
        seen = Counter(word for form, _ in {(f, c) for f, c in self._forms} for word in form)
        self._weights = {word: 1 + math.log(len(self._forms) / count) for word, count in seen.items()}
        self._unknown = 1 + math.log(max(len(self._forms), 2))

    def match(self, text: str) -> Meant:
        """What the folded text, with periods and places taken out, may mean."""
        words = frozenset(content(text))
        if not words:
            return Meant()
        said = sum(self._weights.get(word, self._unknown * 0.8) for word in words)
        best: dict[str, float] = {}
        for form, code in self._forms:
            score = self._score(form, words, said)
            if score > best.get(code, 0.0):
                best[code] = score
        return Meant(tuple(sorted(((c, round(s, 4)) for c, s in best.items() if s > 0.2), key=lambda p: (-p[1], p[0]))[:6]))

    def _score(self, form: frozenset[str], words: frozenset[str], said: float) -> float:
        common = form & words
        if not common:
            return 0.0
        shared = sum(self._weights[word] for word in common)
        recall = shared / sum(self._weights[word] for word in form)
        return recall**0.7 * (shared / said) ** 0.3


def content(text: str) -> list[str]:
    """The words of folded text that say which indicator is meant, joined where they only mean something together."""
    text = " ".join(_WORD.findall(text))
    for pattern, words in SAME:
        text = pattern.sub(words, text)
    return [word for word in text.split() if word not in EMPTY and not word.isdigit()]


def _forms(one: Indicator) -> list[list[str]]:
    texts = [one.name, *one.synonyms, re.sub(r"\(.*?\)", " ", one.name)]
    bare_name = utter(one.name).bare
    texts += [words for key, lay in LAY if re.search(key, bare_name) or key == one.code for words in lay]
    return [words for text in texts if (words := content(utter(text).bare))]
