"""Time is given, never taken: instants in UTC, days cut at midnight in Viet Nam."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = time(9, 0)


class Clock(Protocol):
    """What time it is, for this house."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands where it was put, until it is moved."""

    at: datetime

    def now(self) -> datetime:
        """The instant it stands at, in UTC."""
        return self.at.astimezone(UTC)


def today(clock: Clock) -> date:
    """The calendar day in Viet Nam."""
    return local(clock.now()).date()


def local(instant: datetime) -> datetime:
    """The same instant on a Vietnamese wall clock."""
    return instant.astimezone(VIETNAM)


def morning_of(day: date) -> datetime:
    """09:00 of that day in Viet Nam: where the clock of a demo stands."""
    return datetime.combine(day, MORNING, VIETNAM)


def midnight(day: date) -> datetime:
    """The first instant of that day in Viet Nam."""
    return datetime.combine(day, time(0), VIETNAM)
