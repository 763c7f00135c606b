"""Time as the generator counts it: days and minutes from midnight of the reference day in Viet Nam."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from domain.clock import midnight

DAY = 1440
NOW = 9 * 60
"""Minute of the reference day on which the clock of a demo stands (09:00)."""
HISTORY_DAYS = 730
"""How far back visits and claims go: 24 months."""
HISTORY_WEEKS = 156
"""How far back weekly counts go: 36 months."""
AHEAD_DAYS = 14
"""How far ahead slots and bookings go."""


@dataclass(frozen=True, slots=True)
class Days:
    """Turns counted days into dates, and counted minutes into instants in UTC."""

    reference: date

    def day(self, offset: int) -> date:
        """The date that many days after the reference day (negative: before)."""
        return self.reference + timedelta(days=offset)

    def offset(self, day: date) -> int:
        """How many days after the reference day a date lies."""
        return (day - self.reference).days

    def base(self) -> datetime:
        """Midnight of the reference day in Viet Nam, in UTC."""
        return midnight(self.reference).astimezone(UTC)


def years_between(born: date, day: date) -> int:
    """Completed years of age on that day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
