"""One visit or stay while it is being made, and where and when people go."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from domain.people import SensitiveClass
from domain.records.emr import EncounterClass, Outcome
from domain.records.staff import Staff
from synthetic.catalogue import Illness
from synthetic.chance import one_of
from synthetic.days import DAY, NOW
from synthetic.people import Person
from synthetic.world import World

STATION_SERVICES = frozenset({"glucose", "hba1c", "urine"})
"""What a commune station can measure or send away."""
SPECIALIST = {
    SensitiveClass.HIV: ("99001", "K11"),
    SensitiveClass.MENTAL_HEALTH: ("99005", "K15"),
    SensitiveClass.TUBERCULOSIS: ("99004", "K12"),
    SensitiveClass.TERMINATION: ("99003", "K27"),
}


@dataclass(slots=True)
class Visit:
    """One encounter in the making; minutes count from midnight of the reference day in Viet Nam."""

    person: Person
    facility: str
    department: str
    kind: EncounterClass
    start: int
    end: int | None
    illness: Illness
    services: list[str]
    drugs: list[str]
    days: int
    vitals: list[str]
    outcome: Outcome | None = None
    follow_up: int | None = None
    doctor: Staff | None = None

    @property
    def last(self) -> int:
        """The minute it ended, or now while it is open."""
        return NOW if self.end is None else self.end


class Wards:
    """Which departments exist where, and which doctor sees whom."""

    def __init__(self, world: World) -> None:
        self.doctors = world.roster.doctors
        self.days = world.days

    def department(self, facility: str, wanted: str) -> str:
        """The wanted department, or the nearest thing this facility has to it."""
        for department in (wanted, "K03", "K01"):
            if (facility, department) in self.doctors:
                return department
        return "K01"

    def doctor(self, chance: Random, facility: str, department: str) -> Staff:
        """A doctor of the department."""
        return one_of(chance, self.doctors[facility, department])

    def working_minute(self, chance: Random, day: int) -> int | None:
        """A minute of surgery hours on that day (Saturday for Sunday); None when that is not yet past."""
        if (self.days.reference + timedelta(days=day)).weekday() == 6:
            day -= 1
        minute = int(chance.triangular(7 * 60, 16 * 60 + 30, 8 * 60 + 20))
        if day == 0:
            minute = 7 * 60 + minute % 105
        return day * DAY + minute if day * DAY + minute < NOW else None


def first_contact(chance: Random, world: World, person: Person, illness: Illness) -> tuple[str, str]:
    """Facility and wanted department for a short illness."""
    center = world.land.center_of[person.commune]
    if illness.sensitive is not None:
        return SPECIALIST[illness.sensitive]
    if illness.emergency:
        return center, illness.department
    if illness.department in {"K28", "K29", "K30"}:
        return ("99001" if chance.random() < 0.7 else "99002"), illness.department
    draw = chance.random()
    if illness.icd10 == "Z00.0":
        return center, "K01"
    if draw < 0.36:
        return world.land.station_of[person.commune], "K01"
    if draw < 0.8:
        return center, "K01"
    return ("99003" if person.age < 16 else "99001"), "K01"


def long_contact(chance: Random, world: World, person: Person, illness: Illness) -> str:
    """The facility that follows a long illness."""
    if illness.sensitive is not None:
        return SPECIALIST[illness.sensitive][0]
    draw = chance.random()
    if illness.programme and draw < 0.5:
        return world.land.station_of[person.commune]
    if draw < 0.75:
        return world.land.center_of[person.commune]
    return "99001" if draw < 0.93 else "99002"


def seen(chance: Random, start: int, *, emergency: bool = False) -> int | None:
    """When an outpatient visit that began then ended; None while it is under way."""
    end = start + chance.randint(40, 260 if emergency else 150)
    return end if end < NOW else None
