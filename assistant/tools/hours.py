"""Mornings, afternoons, and the hour at which most is booked."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from assistant.composing.wording import moment
from domain.clock import local

Part = Literal["morning", "afternoon"]
PARTS: dict[str, str] = {"morning": "buổi sáng", "afternoon": "buổi chiều"}
_NOON = 12


def in_part(at: datetime, part: Part | None) -> bool:
    """Whether the moment lies in that part of its day; always, where no part is asked for."""
    return part is None or (local(at).hour < _NOON) == (part == "morning")


def busiest(times: Iterable[datetime]) -> tuple[str, int]:
    """The moment that occurs most often, the earliest of several, and how often it does."""
    counted = Counter(times)
    at = max(sorted(counted), key=lambda one: counted[one])
    return moment(at), counted[at]
