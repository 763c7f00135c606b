"""Households: who lives together, with one family name, one address and one phone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from domain.people import Sex
from domain.places import Commune
from synthetic.chance import Weighted
from synthetic.days import years_between
from synthetic.names import Names
from synthetic.people import Person, phone

BLOOD = Weighted([("O+", 44.6), ("B+", 28.9), ("A+", 21.0), ("AB+", 5.4), ("O-", 0.1)])
KINDS = Weighted([
    ("family", 50), ("three_generations", 21), ("old_couple", 11), ("young_couple", 5), ("alone", 6),
    ("single_parent", 7),
])  # fmt: skip
CHILDREN = Weighted([(1, 30), (2, 50), (3, 17), (4, 3)])
ADULT_CHILD_LEAVES = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A place at the table: part in the household, sex and age in days."""

    part: str
    sex: Sex
    days_old: int


def _adult(chance: Random, part: str, sex: Sex, years: float, spread: float = 3.0) -> Member:
    return Member(part=part, sex=sex, days_old=int((max(18.0, years) + chance.uniform(-spread, spread)) * 365.25))


def _children(chance: Random, mother_days: int) -> list[Member]:
    """Children still at home: the first at a mother's age of about 25, the next about three years apart."""
    at, found = chance.gauss(24.5, 3.2) * 365.25, []
    for _ in range(CHILDREN.draw(chance)):
        days = int(mother_days - max(17.5 * 365.25, at))
        if 0 < days < ADULT_CHILD_LEAVES * 365.25:
            sex = Sex.MALE if chance.random() < 0.527 else Sex.FEMALE
            found.append(Member(part="child", sex=sex, days_old=days))
        at += chance.uniform(1.6, 5.5) * 365.25
    return found


def _couple(chance: Random, years: float) -> list[Member]:
    return [
        _adult(chance, "head", Sex.MALE, years),
        _adult(chance, "spouse", Sex.FEMALE, years - 2.5),
    ]


def _elders(chance: Random, years: float) -> list[Member]:
    """The head's parents, as far as they are alive."""
    elders = []
    for sex, older in ((Sex.MALE, 27.0), (Sex.FEMALE, 24.5)):
        age = years + older
        if chance.random() < min(1.0, max(0.0, (97 - age) / (34 if sex is Sex.MALE else 28))):
            elders.append(_adult(chance, "elder", sex, age, 2.0))
    return elders


def composition(chance: Random) -> list[Member]:
    """Who makes up one household; the head comes first."""
    kind = KINDS.draw(chance)
    if kind == "alone":
        sex = Sex.FEMALE if chance.random() < 0.6 else Sex.MALE
        return [_adult(chance, "head", sex, chance.choice((21, 23, 26, 66, 72, 78, 84)))]
    if kind == "old_couple":
        return _couple(chance, chance.uniform(53, 84))
    if kind == "young_couple":
        return _couple(chance, chance.uniform(22, 30))
    years = chance.uniform(27, 52)
    members = _couple(chance, years)
    if kind == "single_parent":
        members = [_adult(chance, "head", Sex.FEMALE, years)]
    elders = _elders(chance, years) if kind == "three_generations" else []
    return [*members, *_children(chance, members[-1].days_old), *elders]


class Settlers:
    """Fills a commune with households until everybody has a place."""

    def __init__(self, chance: Random, names: Names, reference: date, province_name: str) -> None:
        self.chance, self.names, self.reference, self.province_name = chance, names, reference, province_name

    def settle(self, commune: Commune, first: int, count: int) -> Iterator[list[Person]]:
        """Households of that commune with persons numbered from `first`, exactly `count` people in all."""
        number, left = first, count
        while left > 0:
            members = composition(self.chance)[:left]
            yield self.household(members, commune, number)
            number, left = number + len(members), left - len(members)

    def household(self, members: list[Member], commune: Commune, first: int) -> list[Person]:
        """The people of one household."""
        chance, family = self.chance, self.names.family(self.chance)
        line, address = phone(first), self.address(commune)
        people = []
        for i, member in enumerate(members):
            born = self.reference - timedelta(days=member.days_old)
            own = family if member.part in {"head", "child"} or member.sex is Sex.MALE else self.names.family(chance)
            people.append(
                Person(
                    number=first + i,
                    full_name=self.names.full(chance, own, member.sex, born.year),
                    born_on=born,
                    sex=member.sex,
                    phone=line,
                    address=address,
                    commune=commune.code,
                    household=first,
                    blood_type=BLOOD.draw(chance),
                    part=member.part,
                    age=years_between(born, self.reference),
                )
            )
        return people

    def address(self, commune: Commune) -> str:
        """A believable address in the commune."""
        chance = self.chance
        if commune.full_name.startswith("Phường"):
            return f"Tổ dân phố {chance.randint(1, 18)}, {commune.full_name}, {self.province_name}"
        hamlet = chance.choice(self.names.hamlets)
        return f"Thôn {hamlet}, {commune.full_name}, {self.province_name}"
