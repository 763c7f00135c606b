"""What a commune health station follows (domain.md §6.2)."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from domain.scope import Belongs, RecordKind


class ChronicCare(NamedTuple):
    """A person on a long-term register: `programme` is hypertension or diabetes."""

    register_id: str
    person_id: str
    full_name: str
    born_on: date
    phone: str
    commune: str
    programme: str
    enrolled_on: date
    last_visit_on: date | None
    next_due_on: date
    systolic: int | None
    diastolic: int | None
    hba1c: Decimal | None
    on_target: bool

    @property
    def belongs(self) -> Belongs:
        """The person, where they live."""
        return Belongs(RecordKind.CHRONIC_CARE, self.person_id, commune=self.commune)


class Pregnancy(NamedTuple):
    """A pregnancy on the antenatal register; over when `delivered_on` is set."""

    pregnancy_id: str
    person_id: str
    full_name: str
    born_on: date
    phone: str
    commune: str
    last_period_on: date
    due_on: date
    visits: int
    last_visit_on: date | None
    next_visit_on: date | None
    risk: str
    tetanus_doses: int
    delivered_on: date | None

    @property
    def belongs(self) -> Belongs:
        """The mother, where she lives."""
        return Belongs(RecordKind.PREGNANCY, self.person_id, commune=self.commune)


class DueDose(NamedTuple):
    """A child's dose of the schedule: missed while `given_on` is None and `due_on` is past."""

    due_dose_id: str
    person_id: str
    full_name: str
    born_on: date
    phone: str
    commune: str
    vaccine: str
    dose: int
    due_on: date
    given_on: date | None

    @property
    def belongs(self) -> Belongs:
        """The child, where it lives."""
        return Belongs(RecordKind.DUE_DOSE, self.person_id, commune=self.commune)


class DiseaseCount(NamedTuple):
    """Cases of one notifiable disease in one commune and ISO week. Holds no person; surveillance is not suppressed."""

    commune: str
    icd10: str
    disease: str
    week_on: date
    cases: int
    deaths: int

    @property
    def belongs(self) -> Belongs:
        """The commune."""
        return Belongs(RecordKind.DISEASE_COUNT, commune=self.commune)


class ChronicTally(NamedTuple):
    """How one long-term register stands: people enrolled, of whom overdue, of whom on target. Holds no person.

    `commune` is set when only one commune was counted.
    """

    programme: str
    enrolled: int
    overdue: int
    on_target: int
    commune: str | None = None

    @property
    def belongs(self) -> Belongs:
        """The commune, where there is one; no person."""
        return Belongs(RecordKind.FACT, commune=self.commune)
