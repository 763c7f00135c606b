"""The lexical half of the library: BM25 over folded text. It answers while no other index is ready, and abstains."""

import logging
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from domain.records.library import Passage
from domain.scope import RecordKind, Scope
from domain.text import fold
from retrieval.pages import Page, read_pages

if TYPE_CHECKING:
    import bm25s

_WORD = re.compile(r"[0-9a-z]+")
_SAID_BY_ALL = """
la gi the nao khi thi ma co khong duoc cho toi minh em anh chi con cua va hay bi o tai cac nhung mot nay do voi de ra
sao bao nhieu can phai lam nen neu ve tu den xin hoi a nhe giup muon biet oi di duoc vay roi
"""
_EMPTY = frozenset(_WORD.findall(_SAID_BY_ALL))
_ENOUGH = 0.6
"""Share of the question's weight that the best passage must hold; below it the library says it does not know."""


def terms(text: str) -> list[str]:
    """Folded words that carry meaning, and their neighbouring pairs (most Vietnamese words have two syllables)."""
    words = [w for w in _WORD.findall(fold(text)) if w not in _EMPTY]
    return words + [f"{a}_{b}" for a, b in pairwise(words)]


@dataclass(slots=True)
class LexicalLibrary:
    """Guidance pages searched by words. The index is made at the first search: bm25s is slow to import."""

    pages: Sequence[Page]
    _index: "Index | None" = field(default=None, init=False)

    @classmethod
    def open(cls, pages: Sequence[Page] | None = None) -> "LexicalLibrary":
        """The library over our own pages, or over those given."""
        return cls(read_pages() if pages is None else pages)

    async def search(self, scope: Scope, question: str, *, staff: bool, limit: int) -> list[Passage]:
        """The passages that answer the question best, best first; empty when none is near enough."""
        asked = terms(question)
        if RecordKind.PASSAGE not in scope.kinds or not asked or not self.pages:
            return []
        if self._index is None:
            self._index = Index.of(self.pages)
        ranked = [i for i in self._index.ranked(asked) if staff or self.pages[i].passage.audience == "public"]
        near = [i for i in ranked[:limit] if self._index.share(asked, i) >= _ENOUGH]
        return [self.pages[i].passage for i in near]


@dataclass(frozen=True, slots=True)
class Index:
    """BM25 over the pages, and how much each word weighs."""

    held: tuple[frozenset[str], ...]
    weights: dict[str, float]
    ranker: "bm25s.BM25"

    @classmethod
    def of(cls, pages: Sequence[Page]) -> "Index":
        """The index of these pages."""
        import bm25s

        logging.getLogger("bm25s").setLevel(logging.WARNING)  # It sets itself to DEBUG when it is imported.
        texts = [terms(" . ".join([p.passage.title, *p.asked, p.passage.text])) for p in pages]
        ranker = bm25s.BM25()
        ranker.index(texts, show_progress=False)
        return cls(tuple(frozenset(t) for t in texts), _weights(texts), ranker)

    def ranked(self, asked: Sequence[str]) -> list[int]:
        """All pages, best first."""
        found, _ = self.ranker.retrieve([list(asked)], k=len(self.held), show_progress=False)
        return [int(i) for i in found[0]]

    def share(self, asked: Iterable[str], page: int) -> float:
        """How much of the question's weight the page holds, 0 to 1; an unknown word weighs as much as the rarest."""
        unseen = max(self.weights.values(), default=1.0)
        words = {w for w in asked if "_" not in w}
        total = sum(self.weights.get(w, unseen) for w in words)
        return sum(self.weights.get(w, unseen) for w in words & self.held[page]) / total if total else 0.0


def _weights(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    seen = Counter(term for text in texts for term in set(text))
    return {term: math.log(1 + len(texts) / count) for term, count in seen.items()}
