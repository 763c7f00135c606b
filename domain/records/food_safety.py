"""Food establishments, inspections and food poisoning (domain.md §5.3)."""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from domain.people import Sex
from domain.scope import Belongs, RecordKind


class Establishment(NamedTuple):
    """A place that makes or sells food; no certificate where it is exempt (NĐ 15/2018 art. 12) or has none."""

    establishment_id: str
    name: str
    trade: str
    risk: str
    address: str
    commune: str
    status: str
    certificate_no: str | None
    issued_on: date | None
    expires_on: date | None

    @property
    def belongs(self) -> Belongs:
        """The commune it stands in; public."""
        return Belongs(RecordKind.ESTABLISHMENT, commune=self.commune)


class Inspection(NamedTuple):
    """One inspection, planned or done: `result` is pass, fail, conditional, or None while it is due."""

    inspection_id: str
    establishment_id: str
    commune: str
    planned_on: date
    done_on: date | None
    sort: str
    result: str | None
    violation: str
    fine: Decimal

    @property
    def belongs(self) -> Belongs:
        """The commune of the establishment."""
        return Belongs(RecordKind.INSPECTION, commune=self.commune)


class PoisoningCase(NamedTuple):
    """A person who fell ill after a meal; `status` suspected, probable or confirmed."""

    case_id: str
    outbreak_id: str | None
    person_id: str
    full_name: str
    age: int
    sex: Sex
    commune: str
    establishment_id: str | None
    food: str
    meal_at: datetime
    onset_at: datetime
    symptoms: str
    hospitalized: bool
    died: bool
    status: str

    @property
    def belongs(self) -> Belongs:
        """The person, and the commune where they ate."""
        return Belongs(RecordKind.POISONING_CASE, self.person_id, commune=self.commune)


class Outbreak(NamedTuple):
    """A poisoning event (vụ, QĐ 39/2006/QĐ-BYT art. 3): at least two people of one meal, or one death. Counts only."""

    outbreak_id: str
    establishment_id: str | None
    commune: str
    place: str
    occurred_at: datetime
    exposed: int
    affected: int
    hospitalized: int
    deaths: int
    food: str
    agent: str
    status: str

    @property
    def belongs(self) -> Belongs:
        """The commune it happened in."""
        return Belongs(RecordKind.OUTBREAK, commune=self.commune)
