"""What the house does by itself, by the clock: figures are brought up to now, and what is too old is forgotten.

Each chore is a principal of its own, and what it did stands in the audit like any look.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from access.ports import AuditEvent
from app.facts import refresh_facts
from app.wiring import House
from domain.errors import SourceUnavailable
from domain.people import Role
from storage.engine import engine
from storage.retention import forget
from storage.units import Units
from storage.unusual import ALARM, UnusualLooks

_log = logging.getLogger(__name__)

FACTS_EVERY = "*/10 * * * *"
FORGET_EVERY = "17 * * * *"
WATCH_EVERY = "*/5 * * * *"


def declare_chores(house: House) -> None:
    """Say what is done when, once, in the process that works; of several workers one does it."""
    house.queue.every(FACTS_EVERY, "facts", _of(house, count_facts))
    house.queue.every(FORGET_EVERY, "forget", _of(house, forget_old))
    house.queue.every(WATCH_EVERY, "watch", _of(house, watch_looks))


def _of(house: House, chore: Callable[[House], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    async def run() -> None:
        await chore(house)

    return run


async def count_facts(house: House) -> None:
    """Count again what may have changed since the last run."""
    try:
        counted = await refresh_facts(house.cellar.databases, house.clock)
    except SourceUnavailable:
        await _remember(house, Role.JOB_FACTS, "indicators.fact.count", "failed")
        raise
    await _remember(house, Role.JOB_FACTS, "indicators.fact.count", "done", counted.rows if counted else 0)


async def forget_old(house: House) -> None:
    """Delete what is older than its kind may be (table `house.retention`)."""
    owner = engine(house.cellar.databases.owner, pool_size=1)
    try:
        gone = await forget(Units(owner), house.clock, house.cellar.audit_keys)
    finally:
        await owner.dispose()
    for kind, rows in gone.items():
        if rows:
            await _remember(house, Role.JOB_RETENTION, f"house.{kind}.forget", "done", rows)
    _log.info("forgot what was too old", extra={"rows": sum(gone.values())})


async def watch_looks(house: House) -> None:
    """Raise an alarm, once an hour each, where somebody looked at unusually many people (design §7)."""
    hour = house.clock.now() - timedelta(hours=1)
    unusual = UnusualLooks(house.cellar.audited)
    for one in await unusual.since(hour, more_than=house.settings.people_an_hour):
        _log.error("unusually many people were looked at", extra={"role": one.role, "people": one.people})
        await _remember(house, Role.JOB_WATCH, ALARM, "alarm", one.people, reason=one.reason)


async def _remember(house: House, job: Role, action: str, outcome: str, rows: int = 0, *, reason: str = "") -> None:
    event = AuditEvent(turn=job.value, viewer_id="", role=job, action=action, outcome=outcome, rows=rows, reason=reason)
    await house.audit.write(event)
