"""The lexical half of the library: BM25 over folded text. It answers while no other index is ready, and abstains."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import bm25s

from domain.records.library import Passage
from domain.scope import RecordKind, Scope
from domain.text import fold
from retrieval.pages import Page, read_pages

_WORD = re.compile(r"[0-9a-z]+")
_EMPTY = frozenset(
    "la gi the nao khi thi ma co khong duoc cho toi minh em anh chi con cua va hay bi o tai cac nhung mot nay do voi de"
    " ra sao bao nhieu can phai lam nen neu ve tu den xin hoi a nhe giup muon biet oi di duoc vay roi".split()
)
_ENOUGH = 0.55
"""Share of the question's weight that the best passage must hold; below it the library says it does not know."""


def terms(text: str) -> list[str]:
    """Folded words that carry meaning, and their neighbouring pairs (most Vietnamese words have two syllables)."""
    words = [w for w in _WORD.findall(fold(text)) if w not in _EMPTY]
    return words + [f"{a}_{b}" for a, b in zip(words, words[1:], strict=False)]


@dataclass(frozen=True, slots=True)
class LexicalLibrary:
    """Guidance pages searched by words."""

    passages: tuple[Passage, ...]
    held: tuple[frozenset[str], ...]
    weights: dict[str, float]
    ranker: bm25s.BM25

    @classmethod
    def open(cls, pages: Sequence[Page] | None = None) -> "LexicalLibrary":
        """The library over our own pages, or over those given."""
        shelf = read_pages() if pages is None else pages
        texts = [terms(" . ".join([p.passage.title, *p.asked, p.passage.text])) for p in shelf]
        ranker = bm25s.BM25()
        ranker.index(texts, show_progress=False)
        return cls(tuple(p.passage for p in shelf), tuple(frozenset(t) for t in texts), _weights(texts), ranker)

    async def search(self, scope: Scope, question: str, *, staff: bool, limit: int) -> list[Passage]:
        """The passages that answer the question best, best first; empty when none is near enough."""
        asked = terms(question)
        if RecordKind.PASSAGE not in scope.kinds or not asked or not self.passages:
            return []
        found, _ = self.ranker.retrieve([asked], k=len(self.passages), show_progress=False)
        ranked = [int(i) for i in found[0] if staff or self.passages[int(i)].audience == "public"]
        return [self.passages[i] for i in ranked[:limit] if self._share(asked, self.held[i]) >= _ENOUGH]

    def _share(self, asked: Iterable[str], held: frozenset[str]) -> float:
        unseen = max(self.weights.values(), default=1.0)
        words = {w for w in asked if "_" not in w}
        total = sum(self.weights.get(w, unseen) for w in words)
        return sum(self.weights.get(w, unseen) for w in words & held) / total if total else 0.0


def _weights(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    seen = Counter(term for text in texts for term in set(text))
    return {term: math.log(1 + len(texts) / count) for term, count in seen.items()}
