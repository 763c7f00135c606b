"""What the personal health record keeps of a person besides visits: allergies and who stands for whom."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from domain.people import Sex
from domain.periods import add_months
from domain.records.ehr import Allergy, Guardian
from synthetic.billing import Substance
from synthetic.chance import Weighted
from synthetic.people import Person
from synthetic.world import World

ALLERGIC_SHARE = 0.055
GROWN_UP_MONTHS = 18 * 12
SEVERE = ("Phản vệ", "khó thở", "Stevens", "hen")


class Heritage:
    """Draws allergies and bonds of one chunk."""

    def __init__(self, chance: Random, world: World) -> None:
        self.chance, self.world = chance, world
        self._substances = Weighted((substance, substance.share) for substance in world.billing.allergies)

    def allergies(self, person: Person) -> list[Allergy]:
        """The person's allergies; a prescriber who reads them avoids the medicine from then on."""
        if self.chance.random() >= ALLERGIC_SHARE:
            return []
        substance = self._substances.draw(self.chance)
        return [self.allergy(person, substance, self.chance.choice(substance.reactions))]

    def allergy(self, person: Person, substance: Substance, reaction: str) -> Allergy:
        """One allergy, as severe as its reaction."""
        if substance.category == "medication":
            person.avoids.add(substance.substance)
        severe = any(word in reaction for word in SEVERE)
        age_days = (self.world.plan.reference_day - person.born_on).days
        return Allergy(
            f"DU{person.number:08d}", person.person_id, person.commune, substance.substance, substance.category,
            reaction,
            "severe" if severe else self.chance.choice(("mild", "mild", "moderate")),
            self.world.plan.reference_day - timedelta(days=self.chance.randint(0, min(3000, max(1, age_days - 1)))),
        )  # fmt: skip


def guardians(household: list[Person]) -> Iterator[Guardian]:
    """Parents stand for their children under 18."""
    parents = [person for person in household if person.part in {"head", "spouse"} and person.age >= 18]
    for child in household:
        if child.part == "child" and child.age < 18:
            for parent in parents:
                relation = "Mẹ" if parent.sex is Sex.FEMALE else "Cha"
                until = add_months(child.born_on, GROWN_UP_MONTHS)
                yield Guardian(parent.person_id, child.person_id, relation, until)
