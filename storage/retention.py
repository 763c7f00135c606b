"""How long each kind is kept (table `house.retention`), and the one job that forgets what is older."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Delete, Update, delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import UpdateBase

from domain.clock import Clock
from storage.audit import AuditKeys
from storage.queue import FORGET_JOBS
from storage.seals import drop_sealed
from storage.tables import (
    AUDIT_TEXTS,
    CHANNEL_ACCOUNTS,
    CONFIRMATIONS,
    CONVERSATIONS,
    HAPPENINGS,
    INBOX,
    MEDIA,
    MESSAGES,
    ONE_TIME_CODES,
    OUTBOX,
    RETENTION,
    SESSIONS,
    TURN_EVENTS,
    TURN_STOPS,
)
from storage.units import Units

Forgetter = Callable[[AsyncConnection, datetime], Awaitable[int]]
"""Deletes what is older than an instant, inside the caller's unit of work; how many rows."""


def _sql(*statements: Callable[[datetime], Any]) -> Forgetter:
    async def run(connection: AsyncConnection, before: datetime) -> int:
        gone = 0
        for statement in statements:
            made = statement(before)
            rows = (await connection.execute(made)).rowcount
            gone += 0 if isinstance(made, Update) else rows
        return gone

    return run


def _older(column: Any) -> Callable[[datetime], Delete]:  # noqa: ANN401 - any column of any table
    return lambda before: delete(column.table).where(column < before)


def _untitled(before: datetime) -> UpdateBase:
    """A title quotes the first words, which are gone by then."""
    old = CONVERSATIONS.c.made_at < before, CONVERSATIONS.c.title.is_not(None)
    return update(CONVERSATIONS).where(*old).values(title=None)


RULES: dict[str, Forgetter] = {
    "raw_events": _sql(_older(INBOX.c.received_at)),
    "conversations": _sql(_older(MESSAGES.c.made_at), _older(CONVERSATIONS.c.last_at), _untitled),
    "turn_events": _sql(_older(TURN_EVENTS.c.at), _older(TURN_STOPS.c.at)),
    "outbox": _sql(_older(OUTBOX.c.due_at)),
    "confirmations": _sql(_older(CONFIRMATIONS.c.expires_at)),
    "sessions": _sql(_older(SESSIONS.c.expires_at)),
    "jobs": _sql(lambda before: text(FORGET_JOBS).bindparams(before=before)),
    "audit_texts": _sql(_older(AUDIT_TEXTS.c.at)),
    "channel_accounts": _sql(_older(CHANNEL_ACCOUNTS.c.seen_at)),
    "media": _sql(_older(MEDIA.c.expires_at)),
    "one_time_codes": _sql(_older(ONE_TIME_CODES.c.expires_at), _older(HAPPENINGS.c.expires_at)),
}
ELSEWHERE = frozenset({"checkpoints"})
"""Kinds whose rows belong to a room that has none yet; its forgetter is handed in when it has."""


async def forget(
    units: Units, clock: Clock, keys: AuditKeys, more: Mapping[str, Forgetter] | None = None
) -> dict[str, int]:
    """Delete, as owner, all that is older than its kind may be; how many rows of each kind went.

    Each kind is a unit of its own, so that a kind that fails holds up no other kind that came before it.
    """
    gone: dict[str, int] = {}
    for kind, days in (await keep_days(units)).items():
        before = clock.now() - timedelta(days=days)
        rule = {**RULES, **(more or {})}.get(kind)
        if kind == "audit":
            gone[kind] = await drop_sealed(units, keys, clock, before)
        elif rule:
            async with units.work() as connection:
                gone[kind] = await rule(connection, before)
    return gone


async def keep_days(units: Units) -> dict[str, int]:
    """Days by kind, as the table says."""
    async with units.work() as connection:
        rows = await connection.execute(select(RETENTION.c.kind, RETENTION.c.keep_days).order_by(RETENTION.c.kind))
        return {row.kind: row.keep_days for row in rows}
