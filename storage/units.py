"""The one place that begins and commits transactions on our own database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine


@dataclass(frozen=True, slots=True)
class Units:
    """Units of work over one engine, which means over one database role."""

    engine: AsyncEngine

    @asynccontextmanager
    async def work(self) -> AsyncIterator[AsyncConnection]:
        """One transaction: committed once when the block ends, rolled back when it raises."""
        async with self.engine.begin() as connection:
            yield connection
