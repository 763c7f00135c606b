"""What the classifier sees of a text: word groups and letter groups."""

import math
import re
from collections import Counter

_GAPS = re.compile(r"\W+")


def flat(text: str) -> str:
    """The words of a text with one space between them, punctuation gone."""
    return _GAPS.sub(" ", text).strip()


def grams(text: str) -> Counter[str]:
    """Groups of one to three words, and of two to five letters within words, of folded text."""
    words = text.split()
    found: Counter[str] = Counter()
    for size in (1, 2, 3):
        found.update(" ".join(words[at : at + size]) for at in range(len(words) - size + 1))
    for word in words:
        if not word.startswith("zz"):
            found.update(_letters(f"<{word}>"))
    return found


def _letters(word: str) -> list[str]:
    return ["#" + word[at : at + size] for size in (3, 4, 5) for at in range(len(word) - size + 1) if size < len(word)]


def damped(count: int) -> float:
    """The weight of a group that occurs that often."""
    return 1.0 + math.log(count)
