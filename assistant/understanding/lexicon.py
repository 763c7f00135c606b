"""Diseases, vaccines, tests and departments by any of their names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.understanding.lay_names import DEPARTMENTS, DISEASES, TESTS, VACCINES, Lay
from assistant.understanding.normalise import Utterance, bare, utter
from assistant.understanding.phrases import Names, Phrases
from assistant.understanding.spans import Found
from domain.vocabulary import Named, Vocabulary


@dataclass(frozen=True, slots=True)
class _Index:
    """One kind of thing: its phrases, and the proper name of each code in the vocabulary's order."""

    phrases: Phrases
    names: dict[str, str]

    def order(self, code: str) -> int:
        return list(self.names).index(code)


def _index(named: Iterable[Named], lay: Lay) -> _Index:
    named = tuple(named)
    return _Index(Phrases(_entries(named, lay)), {one.code: one.names[0] for one in named})


class Lexicon:
    """Finds the public names of one Vocabulary in a question."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Index all names, and the lay words known for them."""
        departments = tuple(
            Named(code=code, names=(one.name, one.name.removeprefix("Khoa ").strip()))
            for code, one in vocabulary.directory.departments.items()
        )
        self._diseases = _index(vocabulary.diseases, DISEASES)
        self._vaccines = _index(vocabulary.vaccines, VACCINES)
        self._tests = _index(vocabulary.tests, TESTS)
        self._departments = _index(departments, DEPARTMENTS)

    def disease(self, said: Utterance, text: str) -> Found[str] | None:
        """The disease in the text (folded, other things blanked): its code, or words that hold for several."""
        return _one(self._diseases, said, text)

    def vaccine(self, said: Utterance, text: str) -> Found[str] | None:
        """The vaccine in the text: its code, or words that hold for several."""
        return _one(self._vaccines, said, text)

    def test(self, said: Utterance, text: str) -> Found[str] | None:
        """The laboratory test in the text: its code, or words that hold for several."""
        return _one(self._tests, said, text)

    def department(self, said: Utterance, text: str) -> Found[str] | None:
        """The department in the text: its code, or words that hold for several."""
        return _one(self._departments, said, text)


def _one(index: _Index, said: Utterance, text: str) -> Found[str] | None:
    hits = [hit for hit in index.phrases.find(text) or index.phrases.find_near(text) if _meant(hit, said, text)]
    if not hits:
        return None
    first = max(hits, key=lambda hit: hit.end - hit.start)
    codes = sorted(first.value, key=index.order)
    value = codes[0] if len(codes) == 1 else _shared([index.names[code] for code in codes]) or codes[0]
    return Found(value, first.start, first.end)


_NAMES_IT = re.compile(
    r"(?:benh|dich|ca|mac|mui|vac xin|tiem|ngua|bi|nhiem|so ca|con|tre|o dich|xet nghiem|chi so|khoa|kham|bac si|thuoc|mau) $"
)
_WRITTEN = {
    "soi": "sởi",
    "cum": "cúm",
    "dai": "dại",
    "ta": "tả",
    "mat": "mắt",
    "san": "sản",
    "rang": "răng",
    "nhi": "nhi",
    "lao": "lao",
    "ly": "lỵ",
}
_OWN_SENSE = frozenset({"soi", "cum"})


def _meant(hit: Found[Names], said: Utterance, text: str) -> bool:
    """Whether a short word is the thing and not a look-alike ("ta", "lao động", "nội soi")."""
    word = text[hit.start : hit.end]
    if word.endswith(" nao") and not word.endswith("viem nao"):
        return False  # "mũi nào" sounds like "mũi lao".
    if word not in _WRITTEN:
        return True
    typed = said.word(hit.start, hit.end)
    if said.marked and typed != _WRITTEN[word]:
        return False
    if (typed != word and word in _OWN_SENSE) or word == text.strip():
        return True
    return bool(_NAMES_IT.search(text[: hit.start]))


def _shared(names: list[str]) -> str:
    """The words that all these names hold ("Huyết áp" of the systolic and the diastolic one)."""
    common = [word for word in names[0].split() if all(bare(word) in bare(name).split() for name in names)]
    return " ".join(common)


def _entries(named: Iterable[Named], lay: Lay) -> Iterator[tuple[str, str]]:
    for one in named:
        own = [utter(name).bare for name in one.names]
        plain = [
            name.removeprefix("benh ").removeprefix("vac xin ").split(",")[0].split("(")[0].strip() for name in own
        ]
        yield from ((name, one.code) for name in {*own, *plain})
        for key, words in lay:
            if any(key in name for name in own) or key == bare(one.code):
                yield from ((word, one.code) for word in words)
