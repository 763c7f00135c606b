"""Which defined indicator a question means: sure, unsure between a few, or none."""

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz, process

from assistant.understanding.indicator_words import EMPTY, LAY, SAME, TALK
from assistant.understanding.normalise import Utterance, bare, same_tone, utter
from domain.records.indicators import Indicator

_WORD = re.compile(r"[^\W_]+")
_HOW_MANY = re.compile(r"(?<!\w)(?:bao nhieu|may|so voi|so voi cung ky|ca|luot|nguoi|vu|tang|giam|nhieu|it)(?!\w)")
_NUMBER = re.compile(r"(?<!\w)\d{1,3}(?!\w)")
_CLAUSE = re.compile(r"[,;?]")
_RATE = re.compile(
    r"(?<!\w)(?:ty le|ti le|tyle|ty suat|ty so|ty trong|phan tram|bao nhieu phan|cong suat|bao phu|do phu|muc do|mat do)(?!\w)|%"
)
_MONEY = re.compile(r"(?<!\w)(?:tien|chi phi|kinh phi|ton|chi bao nhieu|so tien|tong chi|bao nhieu tien|dong)(?!\w)")
_COUNT = re.compile(
    r"(?<!\w)(?:so(?! voi| sanh| lieu)|tong so|tong|ca (?=tu vong|cap cuu|de|sinh|nhap|chuyen)|luot|(?:nhieu|it) (?:ca|nguoi|luot|vu|ho so|benh nhan)|bao nhieu (?:ca|nguoi|luot|vu|tre|ho so|benh nhan|bac si|giuong|mui|lich|dan|phu nu)|may (?:ca|nguoi|luot|vu|tre|ho so))(?!\w)"
)
SURE = 0.74
CLOSE = 0.025
_EXACT = 0.995


@dataclass(frozen=True, slots=True)
class Meant:
    """The indicators a question may mean, best first, with scores from 0 to 1; `asked` when it names anything at all."""

    ranked: tuple[tuple[str, float], ...] = ()
    asked: bool = False
    margin: float = CLOSE

    @property
    def code(self) -> str | None:
        """The one that is meant beyond doubt, None when there is doubt."""
        if not self.ranked or self.ranked[0][1] < SURE:
            return None
        clear = len(self.ranked) == 1 or self.ranked[0][1] - self.ranked[1][1] >= self.margin
        return self.ranked[0][0] if clear else None

    @property
    def score(self) -> float:
        """How well the best one fits."""
        return self.ranked[0][1] if self.ranked else 0.0

    @property
    def choices(self) -> tuple[str, ...]:
        """The codes worth asking back with: those near the best."""
        return tuple(code for code, score in self.ranked if score >= max(0.4, self.score - 0.2))[:4]


class _Form(NamedTuple):
    words: frozenset[str]
    plain: str
    code: str
    kind: str
    unit: str
    numbers: frozenset[str]


class Indicators:
    """Matches text against the names and synonyms of one catalogue."""

    def __init__(self, catalogue: tuple[Indicator, ...]) -> None:
        """Index every name, every synonym and the lay words known for it."""
        self.names = {one.code: one.name for one in catalogue}
        self._forms = [
            _Form(frozenset(words), plain, one.code, _kind_of(one), bare(one.unit), frozenset(_NUMBER.findall(plain)))
            for one in catalogue
            for plain, words in _forms(one)
        ]
        self._kinds = {form.code: form.kind for form in self._forms}
        held: dict[str, set[str]] = {}
        for form in self._forms:
            held.setdefault(form.code, set()).update(form.words)
        seen = Counter(word for words in held.values() for word in words)
        self._weights = {word: 1 + math.log(len(held) / count) for word, count in seen.items()}
        self._unknown = 1 + math.log(max(len(held), 2)) * 0.7
        self._written: dict[str, set[str]] = {}
        for one in catalogue:
            for word in _WORD.findall(" ".join([one.name, *one.synonyms]).lower()):
                self._written.setdefault(bare(word), set()).add(same_tone(word))
        self._spelt = sorted({word for form in self._forms for word in form.plain.split() if len(word) >= 5})

    def match(self, text: str, said: Utterance | None = None) -> Meant:
        """What the folded text, with periods and places taken out, may mean; `said` tells how it was typed."""
        how_many = bool(_HOW_MANY.search(said.bare if said else text))
        text = TALK.sub(lambda words: " " * len(words[0]), text)
        text = self._as_written(text, said) if said and said.marked else text
        whole = self._match(text, how_many=how_many)
        parts = (
            [self._match(part, how_many=how_many) for part in _CLAUSE.split(text) if part.strip()]
            if _CLAUSE.search(text.strip(" ?.,"))
            else []
        )
        return max([whole, *parts], key=lambda meant: meant.score)

    def _as_written(self, text: str, said: Utterance) -> str:
        """The text with words blanked whose marks say that they are others ("thuộc" is not "thuốc")."""

        def kept(match: re.Match[str]) -> str:
            known = None if match[0] in EMPTY else self._written.get(match[0])
            typed = same_tone(said.word(match.start(), match.end()))
            return match[0] if not known or typed == match[0] or typed in known else "z" * len(match[0])

        return _WORD.sub(kept, text)

    def _match(self, text: str, *, how_many: bool) -> Meant:
        plain = " ".join(_WORD.findall(text))
        words = self._known(content(plain))
        if not words:
            return Meant()
        said = sum(self._weights.get(word, self._unknown) for word in words)
        kind, best, numbers = _kind_said(text), dict[str, float](), frozenset(_NUMBER.findall(plain))
        for form in self._forms:
            if (common := form.words & words) and (
                score := self._score(form, common, said, kind, plain) + _agreement(form, plain, numbers)
            ) > best.get(form.code, 0.2):
                best[form.code] = score
        ranked = sorted(((code, round(score, 4)) for code, score in best.items()), key=lambda pair: (-pair[1], pair[0]))
        if counted := None if kind else self._chosen_among(ranked, how_many=how_many):
            return Meant((counted, *(pair for pair in ranked if pair != counted))[:6], asked=True, margin=-1.0)
        return Meant(tuple(ranked[:6]), asked=True, margin=CLOSE if kind else 3 * CLOSE)

    def _chosen_among(self, ranked: list[tuple[str, float]], *, how_many: bool) -> tuple[str, float] | None:
        """The one said word for word; asked how many, the count of a count and a rate that fit alike ("tử vong")."""
        near = [pair for pair in ranked[:3] if ranked[0][1] - pair[1] < 3 * CLOSE]
        if len(near) < 2 or near[0][1] < SURE:
            return None
        counts = [pair for pair in near if self._kinds[pair[0]] == "count"]
        if near[0][1] >= _EXACT > near[1][1]:
            return near[0]
        return counts[0] if how_many and len(counts) == 1 and len(near) > len(counts) else None

    def _known(self, words: list[str]) -> frozenset[str]:
        """The words, each slip of the finger mended where one known word is near."""
        return frozenset(word if word in self._weights or len(word) < 5 else self._mended(word) for word in words)

    def _mended(self, word: str) -> str:
        near = process.extractOne(word, self._spelt, scorer=fuzz.ratio, score_cutoff=88)
        return near[0] if near else word

    def _score(self, form: _Form, common: frozenset[str], said: float, kind: str, plain: str) -> float:
        shared = sum(self._weights[word] for word in common)
        recall = shared / sum(self._weights[word] for word in form.words)
        fit = 0.9 * recall**0.6 * (shared / said) ** 0.4
        if kind and kind != form.kind:
            fit *= 0.82
        return float(fit + (0.1 * fuzz.token_sort_ratio(form.plain, plain) / 100 if fit > 0.5 else 0.0))


def content(text: str) -> list[str]:
    """The words of folded text that say which indicator is meant, joined where they only mean something together."""
    for pattern, words in SAME:
        text = pattern.sub(words, text)
    text = TALK.sub(" ", text)
    return [word for word in text.split() if word not in EMPTY and not word.isdigit()]


def _forms(one: Indicator) -> list[tuple[str, list[str]]]:
    bare_name = utter(one.name).bare
    texts = [one.name, *one.synonyms, *(words for key, lay in LAY if re.search(key, bare_name) for words in lay)]
    plains = [" ".join(_WORD.findall(utter(text).bare)) for text in texts]
    return [(plain, words) for plain in dict.fromkeys(plains) if (words := content(plain))]


def _agreement(form: _Form, plain: str, numbers: frozenset[str]) -> float:
    """A little more where the unit or a number of the name is said too, a little less where another number is."""
    unit = form.unit.split("/")[0]
    told = 0.04 if unit and re.search(rf"(?<!\w){re.escape(unit)}(?!\w)", plain) else 0.0
    if form.numbers and numbers:
        told += 0.06 if form.numbers & numbers else -0.06
    return told


def _kind_of(one: Indicator) -> str:
    if "đồng" in one.unit:
        return "money"
    return "rate" if any(sign in one.unit for sign in "%‰/") else "count"


def _kind_said(text: str) -> str:
    if _RATE.search(text):
        return "rate"
    if _MONEY.search(text):
        return "money"
    return "count" if _COUNT.search(text) else ""
