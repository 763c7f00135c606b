"""Who asks: roles, viewers, personas, jobs."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from domain.names import Names


class Role(StrEnum):
    """What a person is to the health system in this session; one session, one role."""

    CITIZEN = "citizen"
    DOCTOR = "doctor"
    NURSE = "nurse"
    STATION_STAFF = "station_staff"
    FOOD_SAFETY_OFFICER = "food_safety_officer"
    INSURANCE_OFFICER = "insurance_officer"
    HOSPITAL_MANAGER = "hospital_manager"
    DEPARTMENT_MANAGER = "department_manager"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    SUPPORT_STAFF = "support_staff"
    AUDITOR = "auditor"
    ADMIN = "admin"
    ANONYMOUS = "anonymous"
    JOB_FACTS = "job:facts"
    JOB_REMINDERS = "job:reminders"
    JOB_OUTBREAKS = "job:outbreaks"
    JOB_RETENTION = "job:retention"
    JOB_IDENTITY = "job:identity"
    JOB_WATCH = "job:watch"


STAFF = frozenset(Role) - {Role.CITIZEN, Role.ANONYMOUS}


class Assurance(IntEnum):
    """How surely we know who asks (`channels.md` §5.1)."""

    ANONYMOUS = 0
    PHONE = 1
    CITIZEN = 2
    STAFF = 3


class Sex(StrEnum):
    """Administrative sex, with the FHIR codes."""

    MALE = "male"
    FEMALE = "female"


class SensitiveClass(StrEnum):
    """Kinds of record that the law guards beyond others (Law 64/2006 as amended 71/2020 art. 30; domain.md §2.4)."""

    HIV = "hiv"
    MENTAL_HEALTH = "mental_health"
    TUBERCULOSIS = "tuberculosis"
    TERMINATION = "termination"


class Channel(StrEnum):
    """The door a message came through."""

    WEB = "web"
    ZALO_BOT = "zalo_bot"
    ZALO_OA = "zalo_oa"
    TELEGRAM = "telegram"


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """The asker as far as access is concerned: one person, one role, one channel. Never built from a model's words."""

    person_id: str
    role: Role
    display_name: str = ""
    level: Assurance = Assurance.ANONYMOUS
    channel: Channel = Channel.WEB
    facility: str | None = None
    department: str | None = None
    on_call: bool = False
    facilities: Names = frozenset()
    communes: Names = frozenset()
    clearances: frozenset[SensitiveClass] = frozenset()
    messenger_consent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """A demo person that can be played on a synthetic store."""

    name: str
    viewer: Viewer
    facility_name: str = ""
    commune_name: str = ""
    suggestions: tuple[str, ...] = ()


ANONYMOUS_VIEWER = Viewer(person_id="", role=Role.ANONYMOUS, display_name="Khách")
