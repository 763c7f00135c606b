"""A decision is a value with a reason; silence means no."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a look may happen, and the names of the rules that said so."""

    allowed: bool
    reason: str
