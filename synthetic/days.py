"""Time as the generator counts it: days and minutes from midnight of the reference day in Viet Nam."""

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


class Days:
    """Turns counted days into dates, and counted minutes into instants in UTC."""

    __slots__ = ("_known", "reference")

    def __init__(self, reference: date) -> None:
        self.reference = reference
        self._known = {offset: reference + timedelta(days=offset) for offset in range(-1200, 200)}

    def day(self, offset: int) -> date:
        """The date that many days after the reference day (negative: before)."""
        return self._known.get(offset) or self.reference + timedelta(days=offset)

    def offset(self, day: date) -> int:
        """How many days after the reference day a date lies."""
        return (day - self.reference).days

    def base(self) -> datetime:
        """Midnight of the reference day in Viet Nam, in UTC."""
        return midnight(self.reference).astimezone(UTC)


def years_between(born: date, day: date) -> int:
    """Completed years of age on that day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
