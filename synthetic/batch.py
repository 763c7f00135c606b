"""One handful of records, by record class."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

Rows = dict[type, list[NamedTuple]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of one chunk of households (or of the province as a whole), lists by record class."""

    index: int
    rows: Rows = field(default_factory=lambda: defaultdict(list))
    cases: Counter[tuple[str, str, date, bool]] = field(default_factory=Counter)
    """Notifiable cases by commune, disease, Monday and whether the person died; added up over all chunks."""

    def add(self, records: Iterable[Any]) -> None:
        """Put records where their class belongs."""
        for record in records:
            self.rows[type(record)].append(record)

    def count(self) -> int:
        """How many records it holds."""
        return sum(len(records) for records in self.rows.values())
