"""Diseases, vaccines, tests and departments by any of their names."""

from collections.abc import Iterable, Iterator

from assistant.understanding.lay_names import DEPARTMENTS, DISEASES, TESTS, VACCINES, Lay
from assistant.understanding.normalise import Utterance, utter
from assistant.understanding.phrases import Phrases
from assistant.understanding.spans import Found
from domain.vocabulary import Named, Vocabulary


class Lexicon:
    """Finds the public names of one Vocabulary in a question."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Index all names, and the lay words known for them."""
        departments = tuple(
            Named(code=code, names=(one.name, one.name.removeprefix("Khoa ").strip())) for code, one in vocabulary.directory.departments.items()
        )
        self._diseases = Phrases(_entries(vocabulary.diseases, DISEASES))
        self._vaccines = Phrases(_entries(vocabulary.vaccines, VACCINES))
        self._tests = Phrases(_entries(vocabulary.tests, TESTS))
        self._departments = Phrases(_entries(departments, DEPARTMENTS))

    def disease(self, said: Utterance) -> Found[str] | None:
        """The disease said: its code, or the words where several share them."""
        return _one(self._diseases, said)

    def vaccine(self, said: Utterance) -> Found[str] | None:
        """The vaccine said: its code, or the words where several share them."""
        return _one(self._vaccines, said)

    def test(self, said: Utterance) -> Found[str] | None:
        """The laboratory test said: its code, or the words where several share them."""
        return _one(self._tests, said)

    def department(self, said: Utterance) -> Found[str] | None:
        """The department said: its code, or the words where several share them."""
        return _one(self._departments, said)


def _one(phrases: Phrases, said: Utterance) -> Found[str] | None:
    hits = phrases.find(said.bare) or phrases.find_near(said.bare)
    if not hits:
        return None
    first = max(hits, key=lambda hit: hit.end - hit.start)
    words = said.text[first.start : first.end]
    return Found(next(iter(first.value)) if len(first.value) == 1 else words, first.start, first.end)


def _entries(named: Iterable[Named], lay: Lay) -> Iterator[tuple[str, str]]:
    for one in named:
        own = [utter(name).bare for name in one.names]
        plain = [name.removeprefix("benh ").removeprefix("vac xin ").split(",")[0].split("(")[0].strip() for name in own]
        yield from ((name, one.code) for name in {*own, *plain})
        for key, words in lay:
            if any(key in name for name in own) or key == one.code:
                yield from ((word, one.code) for word in words)
