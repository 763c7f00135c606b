"""Passages of guidance, with what is needed to cite them."""

from datetime import date
from typing import NamedTuple

from domain.scope import Belongs, RecordKind


class Passage(NamedTuple):
    """A short passage of one document."""

    passage_id: str
    title: str
    text: str
    issuer: str
    effective_on: date | None
    legal_source: str
    audience: str

    @property
    def belongs(self) -> Belongs:
        """Nobody: guidance is public or for staff, by `audience`."""
        return Belongs(RecordKind.PASSAGE)
