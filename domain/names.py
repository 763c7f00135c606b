"""A set of names, or the named value EVERY: there is no third way to say how far something reaches."""

from enum import Enum
from typing import Final, Literal


class Every(Enum):
    """The type of EVERY."""

    EVERY = "*"


EVERY: Final = Every.EVERY
Names = frozenset[str] | Literal[Every.EVERY]


def holds(names: Names, name: str) -> bool:
    """Whether the name is among them."""
    return names is EVERY or name in names


def common(left: Names, right: Names) -> Names:
    """The names that both hold."""
    if left is EVERY:
        return right
    return left if right is EVERY else left & right
