"""Records into their stores: which table holds which record, and COPY as owner."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import MetaData, Table

from connectors.units import copy_rows
from domain.records.emr import CareRelation

_CONNECTORS = Path(__file__).resolve().parent.parent / "connectors"


def store_tables() -> dict[type, Table]:
    """The table of every record class, over all stores."""
    found: dict[type, Table] = {}
    for folder in sorted(_CONNECTORS.glob("*/tables.py")):
        metadata: MetaData = import_module(f"connectors.{folder.parent.name}.tables").METADATA
        found |= {table.info["record"]: table for table in metadata.sorted_tables if "record" in table.info}
    return found


def empty_stores(connection: psycopg.Connection[Any], tables: Iterable[Table]) -> None:
    """Truncate the stores, inside the caller's transaction."""
    names = ", ".join(f"{table.schema}.{table.name}" for table in tables)
    connection.execute(f"TRUNCATE {names}".encode())


def copy_batch(connection: psycopg.Connection[Any], rows: Mapping[type, Sequence[tuple[Any, ...]]],
               tables: Mapping[type, Table]) -> int:  # fmt: skip
    """COPY a batch into its tables, inside the caller's transaction; how many. Care relations are a view, not rows."""
    with connection.cursor() as cursor:
        return sum(copy_rows(cursor, tables[record], records) for record, records in rows.items()
                   if records and record is not CareRelation)  # fmt: skip


def index_definitions(connection: psycopg.Connection[Any], tables: Iterable[Table]) -> Iterator[tuple[str, str]]:
    """Name and CREATE statement of every index that is no key: dropped before a bulk load and made again after it."""
    for table in tables:
        yield from connection.execute(
            "SELECT schemaname || '.' || indexname, indexdef FROM pg_indexes i WHERE schemaname = %s AND tablename = %s"
            " AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)",
            (table.schema, table.name),
        ).fetchall()
