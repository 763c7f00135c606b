"""A store's tables, made from its record types, each behind a wall that is declared once.

The wall says which column holds which bond of a row. From it come the row-level security of the database
(`wall_sql`) and the WHERE of every read (`within`), so that the two cannot drift apart in their columns.
"""

import types
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar, get_args, get_type_hints

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Index,
    Integer,
    MetaData,
    Numeric,
    Row,
    Select,
    Table,
    Text,
    false,
    or_,
    select,
)  # fmt: skip
from sqlalchemy.types import TypeEngine

from domain.names import EVERY, Names
from domain.scope import RecordKind, Scope

Record = TypeVar("Record", bound=tuple[Any, ...])

_SQL_TYPES: tuple[tuple[type, TypeEngine[Any]], ...] = (
    (bool, Boolean()),
    (int, Integer()),
    (Decimal, Numeric()),
    (datetime, DateTime(timezone=True)),
    (date, Date()),
    (str, Text()),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """Which columns bind a row to a person, a facility, a commune and a sensitive class."""

    kind: RecordKind
    person: str | None = None
    facility: str | None = None
    commune: str | None = None
    sensitive: str | None = None

    def bonds(self) -> list[tuple[str, str]]:
        """Pairs (field of Scope, column) that a row must satisfy."""
        pairs = (("patients", self.person), ("facilities", self.facility), ("communes", self.commune))
        return [(field, column) for field, column in pairs if column]


def table_of(record: type[NamedTuple], name: str, metadata: MetaData, *, key: str | Sequence[str], wall: Wall,
             indexes: Iterable[Sequence[str]] = ()) -> Table:  # fmt: skip
    """A table whose columns are the record's fields in their order; optional fields may be NULL."""
    keys = {key} if isinstance(key, str) else set(key)
    columns = [_column(field, hint, is_key=field in keys) for field, hint in get_type_hints(record).items()]
    table = Table(name, metadata, *columns, info={"wall": wall, "record": record})
    for names in indexes:
        Index(f"ix_{name}_{'_'.join(names)}", *(table.c[n] for n in names))
    return table


def _column(name: str, hint: object, *, is_key: bool) -> Column[Any]:
    options = [a for a in get_args(hint) if a is not types.NoneType] if isinstance(hint, types.UnionType) else [hint]
    plain = next(sql for python, sql in _SQL_TYPES if isinstance(options[0], type) and issubclass(options[0], python))
    return Column(name, plain, primary_key=is_key, nullable=len(get_args(hint)) > 1)


def wall_of(table: Table) -> Wall:
    """The wall the table was declared with."""
    wall: Wall = table.info["wall"]
    return wall


def within(table: Table, scope: Scope) -> Select[Any]:
    """SELECT of the table's rows inside the scope; what is outside is never fetched."""
    return select(table).where(*inside(table, scope))


def inside(table: Table, scope: Scope) -> list[ColumnElement[bool]]:
    """The scope as conditions on the table, for reads that count or join."""
    wall = wall_of(table)
    if wall.kind not in scope.kinds:
        return [false()]
    conditions = [_held(table.c[column], names) for field, column in wall.bonds()
                  if (names := _names(scope, field)) is not EVERY]  # fmt: skip
    if wall.sensitive:
        marked = table.c[wall.sensitive]
        conditions.append(or_(marked.is_(None), marked.in_(sorted(scope.classes))))
    return conditions


def _names(scope: Scope, field: str) -> Names:
    names: Names = getattr(scope, field)
    return names


def _held(column: Column[Any], names: Names) -> ColumnElement[bool]:
    return false() if names is EVERY or not names else column.in_(sorted(names))


def reader(record: type[Record]) -> Callable[[Row[Any]], Record]:
    """A function that makes the record of a row of its own table, enums included."""
    enums = [(i, _enum(hint)) for i, hint in enumerate(get_type_hints(record).values()) if _enum(hint)]

    def read(row: Row[Any]) -> Record:
        values = list(row)
        for index, enum in enums:
            if enum and values[index] is not None:
                values[index] = enum(values[index])
        return record(*values)

    return read


def _enum(hint: object) -> type[StrEnum] | None:
    options = get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    return next((o for o in options if isinstance(o, type) and issubclass(o, StrEnum)), None)


def wall_sql(table: Table) -> list[str]:
    """The statements that raise the wall: row-level security for `hoiyte_app`, from the signed scope (guard schema)."""
    name = f"{table.schema}.{table.name}"
    return [
        f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
        f"GRANT SELECT ON {name} TO hoiyte_app",
        f"CREATE POLICY within_scope ON {name} FOR SELECT TO hoiyte_app USING (\n  {_condition(wall_of(table))})",
    ]


def view_sql(view: Table, query: str) -> list[str]:
    """The statements that make a walled view: it shows less of a row than its table, under a kind of its own."""
    name = f"{view.schema}.{view.name}"
    shown = f"SELECT * FROM ({query}) AS shown\n  WHERE {_condition(wall_of(view))}"  # noqa: S608 - frozen in a migration
    return [f"CREATE VIEW {name} WITH (security_barrier) AS\n  {shown}", f"GRANT SELECT ON {name} TO hoiyte_app"]


def _condition(wall: Wall) -> str:
    tests = [f"(SELECT guard.sees('{wall.kind.value}'))"]
    tests += [f"((SELECT guard.every('{field}')) OR {column} = ANY ((SELECT guard.names('{field}'))::text[]))"
              for field, column in wall.bonds()]  # fmt: skip
    if wall.sensitive:
        tests.append(f"({wall.sensitive} IS NULL OR {wall.sensitive} = ANY ((SELECT guard.names('classes'))::text[]))")
    return "\n  AND ".join(tests)


def counting_sql(table: Table, columns: Sequence[str]) -> list[str]:
    """The statements that let the `facts` role count these columns of every row, and read no other."""
    name = f"{table.schema}.{table.name}"
    return [
        f"GRANT SELECT ({', '.join(columns)}) ON {name} TO hoiyte_facts",
        f"CREATE POLICY counting ON {name} FOR SELECT TO hoiyte_facts USING (true)",
    ]
