"""Names as Vietnamese families give them: by sex, by cohort, with the father's family name."""

from dataclasses import dataclass
from random import Random

from domain.people import Sex
from synthetic.catalogue import read
from synthetic.chance import Weighted


@dataclass(frozen=True, slots=True)
class Cohort:
    """Names given to children born up to a year."""

    until: int
    male_middle: dict[str, float]
    female_middle: dict[str, float]
    male: list[str]
    female: list[str]


@dataclass(frozen=True, slots=True)
class NameList:
    """The shape of `names.yaml`."""

    families: dict[str, float]
    cohorts: list[Cohort]
    hamlets: list[str]


class Names:
    """Draws family names and full names."""

    def __init__(self) -> None:
        lists = read("names", NameList)
        self.hamlets = lists.hamlets
        self._families = Weighted.of(lists.families)
        self._tables = [
            (
                cohort.until,
                {Sex.MALE: Weighted.of(cohort.male_middle), Sex.FEMALE: Weighted.of(cohort.female_middle)},
                {Sex.MALE: cohort.male, Sex.FEMALE: cohort.female},
            )
            for cohort in lists.cohorts
        ]

    def family(self, chance: Random) -> str:
        """A family name (họ), by its share in the country."""
        return self._families.draw(chance)

    def full(self, chance: Random, family: str, sex: Sex, born: int) -> str:
        """Family, middle and given name of a person of that sex born in that year."""
        _, middles, givens = next(table for table in self._tables if born <= table[0])
        middle, given = middles[sex].draw(chance), chance.choice(givens[sex])
        if middle == given:
            given = givens[sex][0] if givens[sex][0] != middle else givens[sex][1]
        return f"{family} {middle} {given}"
