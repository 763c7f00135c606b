"""A set of records as policies see it: its bounds. A scope has bounds, and so has a single row, the narrowest set."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.names import Names
from domain.scope import PERSONLESS, Belongs, RecordKind, Scope


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which kinds, persons, facilities, communes and sensitive classes the records may have."""

    kinds: frozenset[RecordKind]
    persons: Names
    facilities: Names
    communes: Names
    classes: frozenset[str]

    @property
    def of_persons(self) -> bool:
        """Whether any of the kinds holds a person."""
        return bool(self.kinds - PERSONLESS)


def bounds_of(scope: Scope) -> Bounds:
    """The bounds of everything a scope lets through."""
    return Bounds(scope.kinds, scope.patients, scope.facilities, scope.communes, frozenset(scope.classes))


def row_bounds(row: Belongs) -> Bounds:
    """The bounds of one row."""
    return Bounds(frozenset({row.kind}), _one(row.person), _one(row.facility), _one(row.commune), _one(row.sensitive))


def _one(name: str | None) -> frozenset[str]:
    return frozenset(_there(name))


def _there(name: str | None) -> Iterable[str]:
    return () if name is None else (name,)
