"""A linear classifier over text, stored as plain arrays: no pickle, and no scikit-learn to use it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.planner.features import damped, grams

_RARE = 99.0
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linear:
    """Scores a text for every intent; above 0 leans to yes, below to no."""

    intents: tuple[str, ...]
    rows: Mapping[str, int]
    idf: Floats
    weights: Floats
    bias: Floats
    spelt: tuple[str, ...] = ()

    def scores(self, text: str) -> dict[str, float]:
        """The score of each intent for folded text."""
        pairs = [(self.rows[gram], damped(count)) for gram, count in grams(text).items() if gram in self.rows]
        if not pairs:
            return dict(zip(self.intents, self.bias.tolist(), strict=True))
        index = np.array([row for row, _ in pairs])
        values = np.array([value for _, value in pairs], dtype=np.float32) * self.idf[index]
        values /= math.sqrt(float(values @ values)) or 1.0
        return dict(zip(self.intents, (values @ self.weights[index] + self.bias).tolist(), strict=True))

    def words(self) -> dict[str, float]:
        """The words as the templates spell them, each with how rare it is."""
        return {word: float(self.idf[self.rows[word]]) if word in self.rows else _RARE for word in self.spelt}

    def save(self, path: Path) -> None:
        """Write the arrays; a reader never sees half a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".half.npz")
        np.savez(
            half, intents=_packed(self.intents), grams=_packed(tuple(self.rows)), spelt=_packed(self.spelt), idf=self.idf, weights=self.weights, bias=self.bias,
        )  # fmt: skip
        half.replace(path)


def load(path: Path) -> Linear:
    """The classifier in that file.

    Raises:
        OSError: no such file. ValueError, KeyError: it is not one of ours.
    """
    with np.load(path, allow_pickle=False) as arrays:
        rows = {gram: row for row, gram in enumerate(_unpacked(arrays["grams"]))}
        return Linear(
            _unpacked(arrays["intents"]),
            rows,
            arrays["idf"],
            arrays["weights"],
            arrays["bias"],
            _unpacked(arrays["spelt"]),
        )


def _packed(words: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _unpacked(letters: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(letters.tobytes().decode().split("\n"))
