"""One invented person, with numbers in the right form that were never issued to anybody (design §4).

* CCCD begins with 9: province codes of birth registration run from 001 to 096 (domain.md §2.2).
* BHYT cards carry 99 in the place of the province, and 99 again at the head of the ten digits (domain.md §2.1).
* Phones begin with 050: the numbering plan knows mobile prefixes 051, 052, 055, 056, 058 and 059 among 05x, and the
  former area codes 05x left for 02x in 2017, so 050 rings nobody, though it has the form that validators accept.
"""

from dataclasses import dataclass, field
from datetime import date

from domain.people import Sex
from domain.records.claims import Coverage
from domain.records.ehr import Citizen
from synthetic.catalogue import Illness, age_group

Level = tuple[float, float, float]
"""Mean on the reference day, change a day, and spread."""


@dataclass(slots=True, kw_only=True)
class Chronic:
    """One long illness of one person: since which day (counted), seen where, every how many days."""

    illness: Illness
    since: int
    facility: str
    interval: int
    drugs: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Person:
    """One citizen while the chunk that holds them is being made."""

    number: int
    full_name: str
    born_on: date
    sex: Sex
    phone: str
    address: str
    commune: str
    household: int
    blood_type: str
    part: str
    """head, spouse, child or elder of the household."""
    age: int
    card: Coverage | None = None
    chronic: list[Chronic] = field(default_factory=list)
    levels: dict[str, Level] = field(default_factory=dict)
    """Where this person's values lie, by test."""
    died_at: int | None = None
    """Minute of death, counted from midnight of the reference day."""
    seen_alive: int = -(10**9)
    """Minute at which the person is known to have been alive, so that no earlier stay may end in death."""
    avoids: set[str] = field(default_factory=set)
    """Medicines the person is known to be allergic to."""

    person_id: str = ""
    """The identifier in every store."""

    def __post_init__(self) -> None:
        self.person_id = person_id(self.number)

    @property
    def group(self) -> int:
        """Age group today."""
        return age_group(self.age)

    def cccd(self) -> str:
        """A number of 12 digits in the form of a CCCD, with a province never issued."""
        century = 2 * (self.born_on.year // 100 - 19) + (self.sex is Sex.FEMALE)
        tail = self.number * 387_421 % 1_000_000
        return f"9{self.number // 1_000_000 % 100:02d}{century}{self.born_on.year % 100:02d}{tail:06d}"

    def citizen(self) -> Citizen:
        """The record of the personal health record's part A."""
        return Citizen(
            self.person_id, self.full_name, self.born_on, self.sex, self.cccd(), self.phone, self.address,
            self.commune, f"HO{self.household:08d}", self.blood_type,
        )  # fmt: skip


def person_id(number: int) -> str:
    """The identifier of the person with that number."""
    return f"BN{number:08d}"


def phone(household: int) -> str:
    """A household's phone number; the order is shuffled so that neighbours do not call next to each other."""
    return f"050{household * 4_567_891 % 10_000_000:07d}"
