"""Finding known names in a question: exactly, then by sound, then with a slip of the finger."""

import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from assistant.understanding.spans import Found

_WORD = re.compile(r"[^\W_]+")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"\btr", "ch"), (r"\bx", "s"), (r"\b(?:gi|r)(?=[aeiouy])", "d"), (r"\bl(?=[aeiouy])", "n"), (r"\bqu", "k"),
        (r"\bc(?=[aou])", "k"), (r"y\b", "i"), (r"uot\b", "uoc"), (r"at\b", "ac"), (r"an\b", "ang"), (r"et\b", "ec"),
    )
)  # fmt: skip
Names = frozenset[str]
_Key = Callable[[str], str]


def sound(bare: str) -> str:
    """The folded text as careless ears write it: s/x, ch/tr, d/gi/r, l/n and i/y fall together."""
    return " ".join(map(_sound_of, bare.split()))


@lru_cache(maxsize=50_000)
def _sound_of(word: str) -> str:
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


class _Table:
    """Names by their words, and how long the longest is that begins with a word."""

    def __init__(self, codes: dict[str, set[str]]) -> None:
        self.codes = codes
        self._longest: dict[str, int] = {}
        for name in codes:
            words = name.split()
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def names_at(self, words: list[str], at: int) -> Iterable[tuple[int, set[str]]]:
        """How many words from that place make a name, and its codes; the longest first."""
        for size in range(min(self._longest.get(words[at], 0), len(words) - at), 0, -1):
            if codes := self.codes.get(" ".join(words[at : at + size])):
                yield size, codes


class Phrases:
    """Names in folded text, each standing for one or more codes; the longest name wins."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a folded name and a code."""
        self._codes: dict[str, set[str]] = {}
        for name, code in entries:
            if words := " ".join(_WORD.findall(name)):
                self._codes.setdefault(words, set()).add(code)
        self._exact = _Table(self._codes)

    @cached_property
    def _sounds(self) -> _Table:
        table: dict[str, set[str]] = {}
        for name, codes in self._codes.items():
            if len(name) >= 7:
                table.setdefault(sound(name), set()).update(codes)
        return _Table(table)

    @cached_property
    def _long_names(self) -> list[str]:
        return [name for name in self._codes if len(name) >= 9]

    def codes(self, name: str) -> Names:
        """The codes of exactly that folded name."""
        return frozenset(self._codes.get(name, ()))

    def find(self, bare: str, *, by_sound: bool = True) -> list[Found[Names]]:
        """Every name in the text, in order, the longest first where they overlap; by sound where nothing is exact."""
        words = list(_WORD.finditer(bare))
        exact = self._scan(words, self._exact, str)
        return exact if exact or not by_sound else self._scan(words, self._sounds, _sound_of)

    def _scan(self, words: "list[re.Match[str]]", table: _Table, key: _Key) -> list[Found[Names]]:
        keyed, found = [key(word[0]) for word in words], list[Found[Names]]()
        hits = [(size, at, codes) for at in range(len(words)) for size, codes in table.names_at(keyed, at)]
        for size, at, codes in sorted(hits, key=lambda hit: (-hit[0], hit[1])):
            start, end = words[at].start(), words[at + size - 1].end()
            if not any(one.overlaps(start, end) for one in found):
                found.append(Found(frozenset(codes), start, end))
        return sorted(found, key=lambda one: one.start)

    def near(self, words: str, cutoff: float = 88) -> Names:
        """The codes of the long name that is nearest to these words, none when nothing is near."""
        heard = self._sounds.codes.get(sound(words)) if len(words) >= 7 else None
        best = None if heard else process.extractOne(words, self._long_names, scorer=fuzz.ratio, score_cutoff=cutoff)
        return frozenset(heard or (self._codes[best[0]] if best else ()))

    def find_near(self, bare: str, cutoff: float = 91) -> list[Found[Names]]:
        """The one long name that stands in the text with a slip of the finger."""
        best: tuple[float, str, int, int] | None = None
        for name in self._long_names:
            hit = fuzz.partial_ratio_alignment(name, bare, score_cutoff=cutoff) if len(bare) >= len(name) - 1 else None
            if hit and (best is None or (hit.score, len(name)) > (best[0], len(best[1]))):
                best = (hit.score, name, hit.dest_start, hit.dest_end)
        return [Found(frozenset(self._codes[best[1]]), best[2], best[3])] if best else []
