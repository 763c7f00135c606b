"""What a hospital's medical record holds (FHIR Patient, Encounter, Observation, MedicationRequest)."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from domain.people import SensitiveClass, Sex
from domain.scope import Belongs, RecordKind


class EncounterClass(StrEnum):
    """How the person was seen (HL7 v3 ActCode: AMB, IMP, EMER)."""

    OUTPATIENT = "AMB"
    INPATIENT = "IMP"
    EMERGENCY = "EMER"


class Outcome(StrEnum):
    """KET_QUA_DTRI of QĐ 4750, with a transfer (MA_LOAI_RV 2) told apart."""

    RECOVERED = "recovered"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    WORSE = "worse"
    DIED = "died"
    TRANSFERRED = "transferred"


class Patient(NamedTuple):
    """A person as one hospital knows them."""

    person_id: str
    facility: str
    full_name: str
    born_on: date
    sex: Sex
    cccd: str
    bhyt_no: str
    phone: str
    address: str
    commune: str

    @property
    def belongs(self) -> Belongs:
        """The patient and the hospital."""
        return Belongs(RecordKind.PATIENT, self.person_id, self.facility)


class Encounter(NamedTuple):
    """One visit or stay; open while `ended_at` is None."""

    encounter_id: str
    person_id: str
    facility: str
    department: str
    encounter_class: EncounterClass
    started_at: datetime
    ended_at: datetime | None
    reason: str
    icd10: str
    diagnosis: str
    advice: str
    outcome: Outcome | None
    follow_up_on: date | None
    doctor_id: str
    doctor_name: str
    sensitive: SensitiveClass | None

    @property
    def belongs(self) -> Belongs:
        """The patient, the hospital and the class of its diagnosis."""
        return Belongs(RecordKind.ENCOUNTER, self.person_id, self.facility, sensitive=self.sensitive)


class Observation(NamedTuple):
    """One laboratory value with the laboratory's own reference range; `text` where the result is not a number."""

    observation_id: str
    encounter_id: str
    person_id: str
    facility: str
    code: str
    name: str
    value: Decimal | None
    text: str
    unit: str
    low: Decimal | None
    high: Decimal | None
    taken_at: datetime
    sensitive: SensitiveClass | None

    @property
    def belongs(self) -> Belongs:
        """The patient, the laboratory's hospital and the class of the test."""
        return Belongs(RecordKind.OBSERVATION, self.person_id, self.facility, sensitive=self.sensitive)

    @property
    def flag(self) -> str:
        """Above the range "H", below "L", inside or where there is no range nothing."""
        if self.value is None:
            return ""
        if self.high is not None and self.value > self.high:
            return "H"
        return "L" if self.low is not None and self.value < self.low else ""


class Medication(NamedTuple):
    """One prescribed line, as written by the doctor."""

    medication_id: str
    encounter_id: str
    person_id: str
    facility: str
    code: str
    name: str
    strength: str
    dosage: str
    quantity: Decimal
    unit: str
    started_on: date
    ended_on: date
    sensitive: SensitiveClass | None

    @property
    def belongs(self) -> Belongs:
        """The patient, the prescribing hospital and the class of the drug's indication."""
        return Belongs(RecordKind.MEDICATION, self.person_id, self.facility, sensitive=self.sensitive)


class Bed(NamedTuple):
    """Beds of one department: planned by decision and really set up. Holds no person."""

    facility: str
    department: str
    planned: int
    actual: int


class CareRelation(NamedTuple):
    """Why a department may read a patient: an open encounter, or one that ended on `until`."""

    person_id: str
    facility: str
    department: str
    until: date | None

    @property
    def belongs(self) -> Belongs:
        """The patient and the hospital."""
        return Belongs(RecordKind.CARE_RELATION, self.person_id, self.facility)
