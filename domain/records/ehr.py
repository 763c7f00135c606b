"""What the province keeps of every citizen (hồ sơ sức khoẻ điện tử, QĐ 831/QĐ-BYT)."""

from datetime import date
from typing import NamedTuple

from domain.people import SensitiveClass, Sex
from domain.scope import Belongs, RecordKind


class Citizen(NamedTuple):
    """A resident: part A of the personal health record."""

    person_id: str
    full_name: str
    born_on: date
    sex: Sex
    cccd: str
    phone: str
    address: str
    commune: str
    household_id: str
    blood_type: str

    @property
    def belongs(self) -> Belongs:
        """The citizen, where they live."""
        return Belongs(RecordKind.CITIZEN, self.person_id, commune=self.commune)


class Allergy(NamedTuple):
    """FHIR AllergyIntolerance: `category` is medication, food or environment; `severity` mild, moderate or severe."""

    allergy_id: str
    person_id: str
    commune: str
    substance: str
    category: str
    reaction: str
    severity: str
    recorded_on: date

    @property
    def belongs(self) -> Belongs:
        """The citizen, where they live."""
        return Belongs(RecordKind.ALLERGY, self.person_id, commune=self.commune)


class Condition(NamedTuple):
    """A long-lasting illness on the problem list."""

    condition_id: str
    person_id: str
    commune: str
    icd10: str
    name: str
    since_on: date
    sensitive: SensitiveClass | None

    @property
    def belongs(self) -> Belongs:
        """The citizen, where they live, and the class of the illness."""
        return Belongs(RecordKind.CONDITION, self.person_id, commune=self.commune, sensitive=self.sensitive)


class Immunization(NamedTuple):
    """One dose given."""

    immunization_id: str
    person_id: str
    commune: str
    vaccine: str
    dose: int
    given_on: date
    place: str

    @property
    def belongs(self) -> Belongs:
        """The citizen, where they live."""
        return Belongs(RecordKind.IMMUNIZATION, self.person_id, commune=self.commune)


class Guardian(NamedTuple):
    """`guardian_id` stands for `person_id` until that day (18th birthday at the latest)."""

    guardian_id: str
    person_id: str
    relation: str
    until_on: date

    @property
    def belongs(self) -> Belongs:
        """The guardian: it is their bond that is read."""
        return Belongs(RecordKind.GUARDIAN, self.guardian_id)
