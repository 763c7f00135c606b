"""Draws that the standard library lacks, all from a given source of chance."""

import math
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """Things that are drawn by weight."""

    __slots__ = ("_last", "_sums", "_things", "_total")

    def __init__(self, pairs: Iterable[tuple[T, float]]) -> None:
        kept = [(thing, weight) for thing, weight in pairs if weight > 0]
        self._things = [thing for thing, _ in kept]
        self._sums = list(accumulate(weight for _, weight in kept))
        self._total = self._sums[-1] if self._sums else 0.0
        self._last = len(kept) - 1

    @classmethod
    def of(cls, weights: Mapping[T, float]) -> "Weighted[T]":
        """From a mapping of thing to weight."""
        return cls(weights.items())

    def __bool__(self) -> bool:
        return bool(self._things)

    @property
    def total(self) -> float:
        """The sum of the weights."""
        return self._total

    def draw(self, chance: Random) -> T:
        """One thing, by weight."""
        return self._things[min(bisect(self._sums, chance.random() * self._total), self._last)]


def one_of(chance: Random, things: Sequence[T]) -> T:
    """One thing, all alike; a good deal faster than `Random.choice`, which a million rows feel."""
    return things[int(chance.random() * len(things))]


def poisson(chance: Random, mean: float) -> int:
    """A Poisson count (Knuth's product of uniforms; meant for small means)."""
    if mean <= 0:
        return 0
    limit, count, product = math.exp(-mean), 0, chance.random()
    while product > limit:
        product *= chance.random()
        count += 1
    return count


def apportion(total: int, weights: list[float]) -> list[int]:
    """Whole numbers that add up to `total`, in proportion to the weights (largest remainder)."""
    scale = total / sum(weights)
    exact = [weight * scale for weight in weights]
    floors = [int(share) for share in exact]
    by_rest = sorted(range(len(weights)), key=lambda i: (floors[i] - exact[i], i))
    for i in by_rest[: total - sum(floors)]:
        floors[i] += 1
    return floors
