"""The mark a store is born with: synthetic or real, its reference day and the plan it was filled by (design §4)."""

from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.clock import Clock
from domain.errors import Misconfigured
from storage.tables import STORE_MARK as T


class StoreKind(StrEnum):
    """Whether the people in the store are invented."""

    SYNTHETIC = "synthetic"
    REAL = "real"


class StoreMark(NamedTuple):
    """What the store says of itself."""

    kind: StoreKind
    reference_day: date
    plan: dict[str, Any]


async def read_mark(connection: AsyncConnection) -> StoreMark | None:
    """The store's mark, or None when it was never marked."""
    found = (await connection.execute(select(T.c.kind, T.c.reference_day, T.c.plan))).first()
    return StoreMark(StoreKind(found.kind), found.reference_day, found.plan) if found else None


async def put_mark(connection: AsyncConnection, mark: StoreMark, clock: Clock) -> None:
    """Mark a store at its birth, as owner; saying the same again changes nothing.

    Raises:
        Misconfigured: the store already carries another mark.
    """
    values = {**mark._asdict(), "made_at": clock.now()}
    await connection.execute(insert(T).values(values).on_conflict_do_nothing())
    if await read_mark(connection) != mark:
        raise Misconfigured("this store is already marked otherwise; a mark is for life")


async def require_synthetic(connection: AsyncConnection) -> StoreMark:
    """The mark of a synthetic store: what personas, the fixed clock and the generator ask for first.

    Raises:
        Misconfigured: the store is real or was never marked.
    """
    mark = await read_mark(connection)
    if mark is None or mark.kind is not StoreKind.SYNTHETIC:
        raise Misconfigured(
            "this store is not marked synthetic; demo people and invented data work only on one that is"
        )
    return mark


async def advance_mark(connection: AsyncConnection, day: date) -> None:
    """Move the reference day of a synthetic store forward, as owner.

    Raises:
        Misconfigured: the store is not synthetic, or the day lies before the present one.
    """
    mark = await require_synthetic(connection)
    if day < mark.reference_day:
        raise Misconfigured(f"the store already stands on {mark.reference_day}; it only moves forward")
    await connection.execute(update(T).values(reference_day=day))


async def renew_mark(connection: AsyncConnection, mark: StoreMark, clock: Clock) -> None:
    """Say by which plan a synthetic store is filled anew, as owner; a new store is marked with it.

    Raises:
        Misconfigured: the store is real.
    """
    if await read_mark(connection) is None:
        await put_mark(connection, mark, clock)
        return
    await require_synthetic(connection)
    await connection.execute(update(T).values(reference_day=mark.reference_day, plan=mark.plan, made_at=clock.now()))
