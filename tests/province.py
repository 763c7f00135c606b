"""A small province in a throw-away database, and the real house over it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from app.cellar import Cellar
from app.province import generate
from app.settings import Settings
from app.wiring import House
from app.wiring import house_over as wired
from storage.engine import Databases, engine
from storage.secrets import Secrets
from synthetic.plan import Plan

DAY = date(2026, 11, 22)
PLAN = Plan(citizens=400, seed=7, reference_day=DAY)


@asynccontextmanager
async def cellar_over(databases: Databases, secrets: Secrets) -> AsyncIterator[Cellar]:
    """A cellar over a database that is ready, until the block ends."""
    app, audit = engine(databases.app, pool_size=4), engine(databases.audit, pool_size=2)
    try:
        yield Cellar(databases=databases, secrets=secrets, app=app, audit=audit)
    finally:
        await app.dispose()
        await audit.dispose()


def fill(databases: Databases, secrets: Secrets) -> None:
    """Fill a migrated database with the province of the plan."""

    async def filling() -> None:
        async with cellar_over(databases, secrets) as cellar:
            await generate(PLAN, cellar, lambda step, done: None)

    asyncio.run(filling())


def data_folder(folder: Path, models: Path) -> Path:
    """The folder as a data folder of its own, whose trained models are everybody's."""
    (folder / "models").symlink_to(models, target_is_directory=True)
    return folder


@asynccontextmanager
async def house_over(databases: Databases, secrets: Secrets, settings: Settings) -> AsyncIterator[House]:
    """The house over a database that is ready, until the block ends."""
    async with cellar_over(databases, secrets) as cellar, wired(settings, cellar) as house:
        yield house
