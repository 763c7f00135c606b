"""What every table and view of every store must keep, whoever wrote it: found by import, filled from its record."""

import types
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from importlib import import_module
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any, get_args, get_type_hints

from sqlalchemy import Table

import connectors
from connectors.tables import wall_of
from domain.names import EVERY, Names
from domain.people import SensitiveClass
from domain.scope import Belongs, Purpose, RecordKind, Scope

STORES: dict[str, ModuleType] = {
    path.parent.name: import_module(f"connectors.{path.parent.name}.tables")
    for path in sorted(Path(connectors.__file__).parent.glob("*/tables.py"))
}
TABLES: list[Table] = [t for store in STORES.values() for t in store.METADATA.sorted_tables if "wall" in t.info]
VIEWS: list[Table] = [view for store in STORES.values() for view, _ in getattr(store, "VIEWS", [])]
WITHOUT_WALL: list[Table] = [
    t for store in STORES.values() for t in store.METADATA.sorted_tables if "wall" not in t.info
]

Row = Any
"""A record of whichever type its table was made from."""

PERSONAL = frozenset({
    "person_id", "guardian_id", "full_name", "cccd", "bhyt_no", "card_no", "phone", "address", "household_id",
    "reason", "diagnosis", "advice", "doctor_id", "doctor_name",
})  # fmt: skip
"""Columns that lead to one person, or hold a clinician's free text about one."""

NOTHING = Scope(purpose=Purpose.PUBLIC)
HIV = SensitiveClass.HIV
_NAMES: tuple[Names, ...] = (frozenset(), frozenset({"P1", "P3", "F1", "C1"}), EVERY)
_LONG_AGO = datetime(2026, 10, 1, 2, tzinfo=UTC)
_SET = {"status": "confirmed"}
"""Where a view shows only some states, rows are in one that it shows."""


def everything(*kinds: RecordKind) -> Scope:
    """All rows of these kinds, whatever they are about."""
    return Scope(purpose=Purpose.OVERSIGHT, kinds=frozenset(kinds), patients=EVERY, facilities=EVERY, communes=EVERY,
                 classes=frozenset(SensitiveClass))  # fmt: skip


def scopes(kind: RecordKind) -> Iterator[Scope]:
    """Every way in which a scope may hold or lack the kind, the bonds and the class of a row."""
    kinds = (frozenset({kind}), frozenset(RecordKind) - {kind})
    for held, patients, facilities, communes, classes in product(kinds, _NAMES, _NAMES, _NAMES, ((), (HIV,))):
        yield Scope(purpose=Purpose.TREATMENT, kinds=held, patients=patients, facilities=facilities, communes=communes,
                    classes=frozenset(classes))  # fmt: skip


def belongs(table: Table, record: Row) -> Belongs:
    """Whom the record says it belongs to; a record that says nothing is taken at its table's word."""
    if hasattr(record, "belongs"):
        said: Belongs = record.belongs
        return said
    wall = wall_of(table)
    return Belongs(wall.kind, *(getattr(record, c) if c else None for c in (wall.person, wall.facility, wall.commune)))


def is_inside(scope: Scope, row: Belongs) -> bool:
    """The promise of `Scope`, said again in plain words, apart from any SQL."""
    bonds = ((scope.patients, row.person), (scope.facilities, row.facility), (scope.communes, row.commune))
    held = all(names is EVERY or name in names for names, name in bonds if name is not None)
    return row.kind in scope.kinds and held and (row.sensitive is None or row.sensitive in scope.classes)


def rows_of(table: Table) -> list[Row]:
    """Records of the table: every combination of two of each thing a row is bound to, with a class and without."""
    wall = wall_of(table)
    bonds: dict[str, tuple[str | None, ...]] = {
        column: (f"{letter}1", f"{letter}2")
        for letter, column in zip("PFC", (wall.person, wall.facility, wall.commune), strict=True)
        if column
    }
    if wall.sensitive:
        bonds[wall.sensitive] = (None, HIV)
    made: dict[Row, Row] = {}
    for number, held in enumerate(product(*bonds.values())):
        record = _record(table, number, dict(zip(bonds, held, strict=True)))
        if _key(table, record) in made and wall.person:
            # Where a person can stand only once, somebody else of the same side takes the place: P3 for P1.
            record = record._replace(**{wall.person: f"P{int(getattr(record, wall.person)[1:]) + 2}"})
        made.setdefault(_key(table, record), record)
    return list(made.values())


def _key(table: Table, record: Row) -> Row:
    return tuple(getattr(record, column.name) for column in table.primary_key)


def _record(table: Table, number: int, bonds: dict[str, str | None]) -> Row:
    record: type[Row] = table.info["record"]
    hints = get_type_hints(record)
    return record(**{n: bonds[n] if n in bonds else _value(n, hint, number) for n, hint in hints.items()})


def _value(name: str, hint: type, number: int) -> object:
    if isinstance(hint, types.UnionType) and types.NoneType in get_args(hint):
        return None
    if issubclass(hint, StrEnum):
        return next(iter(hint))
    instant = _LONG_AGO + timedelta(minutes=number)
    values: dict[type, object] = {
        bool: False, int: number, Decimal: Decimal(number), str: _SET.get(name, f"{name}-{number}"), datetime: instant,
        date: instant.date(),
    }  # fmt: skip
    return values[hint]
