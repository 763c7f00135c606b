"""The roadmap in its two groups."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from domain.scope import Belongs, RecordKind


class Group(StrEnum):
    """The two groups by priority."""

    DIGITAL_TRANSFORMATION = "digital_transformation"
    SMART_HEALTH = "smart_health"


class Activity(NamedTuple):
    """One activity: `progress` in percent, money in đồng; late when `due_on` is past and progress is under 100."""

    activity_id: str
    group: Group
    priority: int
    name: str
    owner: str
    starts_on: date
    due_on: date
    progress: int
    budget: Decimal
    disbursed: Decimal
    risk: str
    late_reason: str

    @property
    def belongs(self) -> Belongs:
        """The department of health; no person."""
        return Belongs(RecordKind.ACTIVITY)
