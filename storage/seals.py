"""Old months of the audit are dropped whole; a seal keeps the mac at which the chain goes on."""

import logging
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select

from domain.clock import Clock, local, midnight
from storage.anchor import Head
from storage.audit import AuditKeys, SqlAuditLog
from storage.tables import AUDIT, AUDIT_SEALS, AUDIT_TEXTS
from storage.units import Units

_LOG = logging.getLogger(__name__)


async def drop_sealed(units: Units, keys: AuditKeys, clock: Clock, before: datetime) -> int:
    """Seal and drop, as owner, the months that lie wholly before an instant; how many rows went.

    A chain that does not verify is left as it is, for somebody to look at: a seal must not hide what was done to it.
    """
    last = await _last_of(units, midnight(local(before).date().replace(day=1)))
    if last is None:
        return 0
    verdict = await SqlAuditLog(units, keys, clock).verify()
    if not verdict.holds:
        _LOG.error("the audit is not dropped: %s", verdict.fault)
        return 0
    return await _drop(units, keys, clock, Head(last.seq, last.mac))


async def _last_of(units: Units, month: datetime) -> Row[*tuple[Any, ...]] | None:
    """The last row before the month; a row of the month, or a later one, ends the segment wherever it stands."""
    later = select(func.min(AUDIT.c.seq)).where(AUDIT.c.at >= month).scalar_subquery()
    old = select(AUDIT.c.seq, AUDIT.c.mac).where(AUDIT.c.at < month, func.coalesce(AUDIT.c.seq < later, True))
    async with units.work() as connection:
        return (await connection.execute(old.order_by(AUDIT.c.seq.desc()).limit(1))).first()


async def _drop(units: Units, keys: AuditKeys, clock: Clock, last: Head) -> int:
    async with units.work() as connection:
        dropped = (await connection.execute(delete(AUDIT).where(AUDIT.c.seq <= last.seq))).rowcount
        await connection.execute(delete(AUDIT_TEXTS).where(AUDIT_TEXTS.c.seq <= last.seq))
        await connection.execute(insert(AUDIT_SEALS).values(
            last_seq=last.seq, mac=last.mac, rows=dropped, sealed_at=clock.now(), seal=keys.seal(last, dropped)
        ))  # fmt: skip
    return dropped
