"""What a reader hands back: a value and where in the text it was said."""

from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):
    """A value read from characters `start` up to, not including, `end` of an utterance."""

    value: T
    start: int
    end: int

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it shares a character with that stretch."""
        return self.start < end and start < self.end
