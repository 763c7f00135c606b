"""The understanding of one province: its readers and its classifier, opened once."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.planner.classifier import Linear, load
from assistant.planner.features import flat
from assistant.planner.templates import FOLDER
from assistant.understanding.reading import Readers, Reading
from domain.vocabulary import Vocabulary

_CODE = ("features.py", "templates.py", "training.py", "distort.py")


@dataclass(frozen=True, slots=True)
class Understanding:
    """Reads questions and scores what they ask for."""

    readers: Readers
    classifier: Linear

    def read(self, text: str, today: date, *, ahead: bool = False) -> Reading:
        """Everything the text names, as of that day; `ahead` reads days without a year as coming ones."""
        return self.readers.read(text, today, ahead=ahead)

    def intents(self, reading: Reading, *, figures: bool) -> dict[str, float]:
        """The score of every intent: above 0 leans to yes; `figures` as in `Reading.masked`."""
        return self.classifier.scores(flat(reading.masked(figures=figures)))


def open_understanding(vocabulary: Vocabulary, cache: Path | None = None) -> Understanding:
    """The understanding of that vocabulary; trains within seconds when the cache folder holds no classifier of these files."""
    return Understanding(Readers(vocabulary), _classifier(cache))


def _classifier(cache: Path | None) -> Linear:
    stored = cache / f"intents-{fingerprint()}.npz" if cache else None
    if stored and stored.exists():
        try:
            return load(stored)
        except (OSError, ValueError, KeyError):
            stored.unlink(missing_ok=True)
    from assistant.planner.templates import examples
    from assistant.planner.training import fit

    trained = fit(examples())
    if stored:
        trained.save(stored)
    return trained


def fingerprint() -> str:
    """A name for the template files and the code that turns them into weights."""
    files = [*sorted(FOLDER.glob("*.yaml")), *(FOLDER.parent / name for name in _CODE)]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:16]
