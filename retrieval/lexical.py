"""The library's search: bm25s over our pages, read as the province speaks; it abstains where no page is near."""

import asyncio
import logging
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from domain.records.library import Passage
from domain.scope import RecordKind, Scope
from retrieval.elsewhere import is_for_records
from retrieval.pages import Page, read_pages
from retrieval.words import Word, common, meant, terms, with_marks, words

if TYPE_CHECKING:
    import bm25s

_TITLE = _ASKED = 2
"""How often a title and the ways of asking count: they say what a page is about, its text says what it touches."""

_MISSING, _ENOUGH = 0.3, 4.75
"""What a word that the page lacks costs, and what a page must reach; found on half of tests/retrieval's questions."""


_BESIDE = 0.85
"""The share of the best page's score from which another is offered beside it."""


@dataclass(slots=True)
class LexicalLibrary:
    """Guidance pages searched by words. The index is made behind the first search: bm25s is slow to import."""

    pages: Sequence[Page]
    _index: "Index | None" = field(default=None, init=False)
    _making: Lock = field(default_factory=Lock, init=False)

    @classmethod
    def open(cls, pages: Sequence[Page] | None = None) -> "LexicalLibrary":
        """The library over our own pages, or over those given."""
        return cls(read_pages() if pages is None else pages)

    async def search(self, scope: Scope, question: str, *, staff: bool, limit: int) -> list[Passage]:
        """The passages that answer the question best, best first; empty when none is near enough."""
        asked = " ".join(unicodedata.normalize("NFC", question).split())
        if RecordKind.PASSAGE not in scope.kinds or not self.pages or is_for_records(asked):
            return []
        if (index := self._index) is None:
            index = await asyncio.to_thread(self._made)
        open_to = [at for at, page in enumerate(self.pages) if staff or page.passage.audience == "public"]
        return [self.pages[at].passage for at in index.near(asked, open_to)[:limit]]

    def _made(self) -> "Index":
        """The index, made once; whoever comes meanwhile waits for it in a thread of their own."""
        with self._making:
            if self._index is None:
                self._index = Index.of(self.pages)
            return self._index


@dataclass(frozen=True, slots=True)
class Index:
    """The pages as bm25s counts them, what each holds, and how much each term weighs."""

    held: tuple[frozenset[str], ...]
    weights: dict[str, float]
    unseen: float
    ranker: "bm25s.BM25"

    @classmethod
    def of(cls, pages: Sequence[Page]) -> "Index":
        """The index of these pages."""
        import bm25s

        logging.getLogger("bm25s").setLevel(logging.WARNING)  # It sets itself to DEBUG when it is imported.
        texts = [_counted(page) for page in pages]
        ranker = bm25s.BM25()
        ranker.index(texts, show_progress=False)
        seen = Counter(term for text in texts for term in set(text))
        weights = {term: _weight(count, len(texts)) for term, count in seen.items()}
        return cls(tuple(frozenset(text) for text in texts), weights, _weight(1, len(texts)), ranker)

    def near(self, question: str, among: Iterable[int]) -> list[int]:
        """The pages near enough to quote, best first."""
        said = common(words(question))
        asked = set(meant(said))
        bare, marked = terms(said)
        letters = self._scores(bare)
        marks = self._scores(marked)
        ranked = sorted(among, key=lambda at: (-letters[at] - marks[at], at))
        least = _BESIDE * max((letters[at] + marks[at] for at in ranked), default=0.0)
        beside = [at for at in ranked if letters[at] + marks[at] >= least]
        return [at for at in beside if letters[at] - _MISSING * self._missing(asked, at) >= _ENOUGH]

    def _scores(self, asked: Iterable[str]) -> list[float]:
        known = [term for term in asked if term in self.weights]
        return self.ranker.get_scores(known).tolist() if known else [0.0] * len(self.held)

    def _missing(self, asked: Iterable[Word], at: int) -> float:
        """The weight of the words that the page does not hold, or holds with other marks."""
        return sum(self.weights.get(w.bare, self.unseen) for w in asked if not _holds(self.held[at], w))


def _holds(held: frozenset[str], word: Word) -> bool:
    return word.bare in held and (word.marks is None or with_marks(word) in held)


def _counted(page: Page) -> list[str]:
    """Every term of the page, as often as it counts."""
    fields = [(page.passage.title, _TITLE), *((asked, _ASKED) for asked in page.asked), (page.passage.text, 1)]
    return [term for text, times in fields for kind in terms(common(words(text))) for term in kind * times]


def _weight(count: int, pages: int) -> float:
    """How much a term weighs that stands on so many of the pages, as bm25s reckons it."""
    return math.log(1 + (pages - count + 0.5) / (count + 0.5))
