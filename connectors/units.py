"""Units of work on a store's database: one transaction each, opened under a signed scope, committed here alone."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
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
        return sum(_copy(cursor, table, records) for table, records in loads)


def _copy(cursor: psycopg.Cursor[Any], table: Table, records: Iterable[tuple[Any, ...]]) -> int:
    columns = ", ".join(column.name for column in table.columns)
    count = 0
    with cursor.copy(f"COPY {table.schema}.{table.name} ({columns}) FROM STDIN") as copy:
        for record in records:
            copy.write_row(record)
            count += 1
    return count
