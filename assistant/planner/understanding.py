"""The understanding of one province: its readers and its classifier, opened once."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.planner.classifier import Linear, load
from assistant.planner.features import flat
from assistant.planner.templates import FOLDER
from assistant.understanding.mending import Mender
from assistant.understanding.normalise import bare
from assistant.understanding.reading import Readers, Reading
from domain.vocabulary import Vocabulary

_CODE = ("features.py", "templates.py", "training.py", "distort.py")


@dataclass(frozen=True, slots=True)
class Understanding:
    """Reads questions and scores what they ask for."""

    readers: Readers
    classifier: Linear
    mender: Mender

    def read(self, text: str, today: date, *, ahead: bool = False) -> Reading:
        """Everything the text names, as of that day; `ahead` reads days without a year as coming ones."""
        return self.readers.read(self.mender.mend(text), today, ahead=ahead)

    def intents(self, reading: Reading, *, figures: bool) -> dict[str, float]:
        """The score of every intent: above 0 leans to yes; `figures` as in `Reading.masked`."""
        return self.classifier.scores(flat(reading.masked(figures=figures)))


def open_understanding(vocabulary: Vocabulary, cache: Path | None = None) -> Understanding:
    """The understanding of that vocabulary; trains within seconds when the cache folder holds no classifier of these files."""
    classifier = _classifier(cache)
    return Understanding(Readers(vocabulary), classifier, Mender(classifier.words(), _words_of(vocabulary)))


def _words_of(vocabulary: Vocabulary) -> frozenset[str]:
    """Every folded word of the names in the vocabulary."""
    directory = vocabulary.directory
    names = [one.full_name for one in directory.communes.values()] + [one.name for one in directory.facilities.values()]
    names += [*directory.former_names, *(one.name for one in directory.departments.values())]
    names += [name for one in vocabulary.indicators for name in (one.name, *one.synonyms)]
    names += [name for one in (*vocabulary.diseases, *vocabulary.vaccines, *vocabulary.tests) for name in one.names]
    return frozenset(flat(bare(" ".join(names))).split())


def _classifier(cache: Path | None) -> Linear:
    stored = cache / f"intents-{fingerprint()}.npz" if cache else None
    if stored and stored.exists():
        try:
            return load(stored)
        except (OSError, ValueError, KeyError):
            stored.unlink(missing_ok=True)
    from assistant.planner.templates import examples, spelt_words
    from assistant.planner.training import fit

    trained = fit(examples(), spelt_words())
    if stored:
        trained.save(stored)
    return trained


def fingerprint() -> str:
    """A name for the template files and the code that turns them into weights."""
    files = [*sorted(FOLDER.glob("*.yaml")), *(FOLDER.parent / name for name in _CODE)]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:16]
