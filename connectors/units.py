"""Units of work on a store's database: one transaction each, opened under a signed scope, committed here alone."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Executable, Row, Table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from connectors.signing import ScopeSigner
from domain.errors import SourceUnavailable
from domain.scope import Scope

_ENTER = text("SELECT set_config('hoiyte.scope', :scope, true), set_config('hoiyte.mac', :mac, true)")


@dataclass(frozen=True, slots=True)
class Units:
    """Reads of one store's database under the `app` role."""

    engine: AsyncEngine
    signer: ScopeSigner

    @asynccontextmanager
    async def reading(self, scope: Scope) -> AsyncIterator[AsyncConnection]:
        """A transaction in which row-level security lets through what the scope holds, and nothing after it.

        Raises:
            SourceUnavailable: the store's database did not answer.
        """
        signed, mac = self.signer.sign(scope)
        try:
            async with self.engine.begin() as connection:
                await connection.execute(_ENTER, {"scope": signed, "mac": mac})
                yield connection
        except (DBAPIError, psycopg.Error) as error:
            raise SourceUnavailable(type(error).__name__) from error

    async def rows(self, scope: Scope, query: Executable) -> Sequence[Row[Any]]:
        """All rows of one query under the scope."""
        async with self.reading(scope) as connection:
            return (await connection.execute(query)).all()


def copy_in(owner_url: str, loads: Iterable[tuple[Table, Iterable[tuple[Any, ...]]]]) -> int:
    """COPY records into their tables as `owner`, all in one transaction or none; how many rows went in."""
    with psycopg.connect(owner_url) as connection, connection.cursor() as cursor:
        return sum(copy_rows(cursor, table, records) for table, records in loads)


def copy_rows(cursor: psycopg.Cursor[Any], table: Table, records: Iterable[tuple[Any, ...]]) -> int:
    """COPY records into their table inside the caller's transaction; how many."""
    columns = sql.SQL(", ").join(sql.Identifier(c.name) for c in table.columns if c.computed is None)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.schema or "", table.name), columns)
    count = 0
    with cursor.copy(statement) as copy:
        for record in records:
            copy.write_row(record)
            count += 1
    return count
