"""Words as the library reads them: folded, with their marks beside them, and one word for what regions say differently.

Folding loses what tells sởi from soi, so a word that was typed with marks keeps them and is compared by them; a word
typed without is compared by its letters alone.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from domain.text import fold
from retrieval.sayings import ASKING, SAME

_WORD = re.compile(r"[^\W_]+")
_PERCENT = re.compile(r"(?<=\d)\s*%")
_TWO_BECOME_ONE = str.maketrans({"\N{COMBINING TILDE}": "\N{COMBINING HOOK ABOVE}"})


class Word(NamedTuple):
    """One word: its letters, its marks where they are known to have been typed, and whether it belongs to a term."""

    bare: str
    marks: str | None = None
    term: bool = False

    def is_said(self, other: "Word") -> bool:
        """Whether `other`, a marked word, may be what was meant."""
        return self.bare == other.bare and (self.marks is None or self.marks == other.marks)


Phrase = tuple[Word, ...]


def terms(said: Sequence[Word]) -> tuple[list[str], list[str]]:
    """What the index counts: first the letters of words and of neighbouring pairs, then the words with their marks.

    Most Vietnamese words have two syllables, so a pair says more than its halves, asking words included.
    """
    kept = meant(said)
    bare = [word.bare for word in kept] + [f"{a.bare}_{b.bare}" for a, b in pairwise(said)]
    return bare, [with_marks(word) for word in kept if word.marks is not None]


def with_marks(word: Word) -> str:
    """The word as a token of its own that other marks do not match."""
    return f"{word.bare}'{word.marks}"


def words(text: str) -> list[Word]:
    """The words of a text in order, digits included; marks are kept where the writer types them."""
    found = [_word(token) for token in _WORD.findall(_PERCENT.sub(" phần trăm ", text))]
    typed = 2 * sum(1 for word in found if word.marks) >= len(found)
    return [word if typed or word.marks else Word(word.bare) for word in found]


def meant(said: Iterable[Word]) -> list[Word]:
    """The words that carry meaning; a word of a term is kept even where it is also an asking word."""
    return [word for word in said if word.term or not _is_asking(word)]


def common(said: Sequence[Word]) -> list[Word]:
    """The same words with each regional word, abbreviation or chat word as the common one."""
    return list(_common(said))


@lru_cache(maxsize=8192)
def _word(token: str) -> Word:
    apart = unicodedata.normalize("NFD", token.lower().replace("đ", "d\N{COMBINING SHORT STROKE OVERLAY}"))
    # Hỏi and ngã are one in half of the country; where the mark stands in "hoà" or "hòa" is a matter of taste.
    marks = "".join(sorted(c for c in apart if unicodedata.category(c) == "Mn")).translate(_TWO_BECOME_ONE)
    return Word(fold(token), marks)


def _common(said: Sequence[Word]) -> Iterator[Word]:
    table, at = _table(), 0
    while at < len(said):
        for phrase, instead in table.get(said[at].bare, ()):
            if _stands(phrase, said[at : at + len(phrase)]):
                yield from instead
                at += len(phrase)
                break
        else:
            yield said[at]
            at += 1


def _stands(phrase: Phrase, said: Sequence[Word]) -> bool:
    """Whether these words are the phrase; a lone "the" may be thẻ or thế, so one word counts only as it is written."""
    if len(phrase) == 1 and said[0].marks is None and phrase[0].marks:
        return False
    return len(said) == len(phrase) and all(w.is_said(p) for w, p in zip(said, phrase, strict=True))


@cache
def _table() -> dict[str, list[tuple[Phrase, Phrase]]]:
    """Every phrase that is said differently, by its first word, the longest first; a common term stands for itself."""
    table: dict[str, list[tuple[Phrase, Phrase]]] = {}
    for line in SAME.strip().splitlines():
        first, _, others = line.partition(":")
        instead = _phrase(first)
        if len(instead) > 1:
            instead = tuple(word._replace(term=True) for word in instead)
        for phrase in filter(None, map(_phrase, [first, *others.split(",")])):
            table.setdefault(phrase[0].bare, []).append((phrase, instead))
    return {first: sorted(found, key=lambda f: -len(f[0])) for first, found in table.items()}


def _phrase(text: str) -> Phrase:
    """The words of one entry of our own tables, which are always written with their marks."""
    return tuple(_word(token) for token in _WORD.findall(text))


@cache
def _asking() -> dict[str, list[Word]]:
    by_letters: dict[str, list[Word]] = {}
    for word in _phrase(ASKING):
        by_letters.setdefault(word.bare, []).append(word)
    return by_letters


def _is_asking(word: Word) -> bool:
    return any(word.is_said(other) for other in _asking().get(word.bare, ()))
