"""Health-insurance cards: who has which kind, from when to when, with numbers never issued."""

from datetime import date, timedelta
from random import Random

from domain.periods import add_months
from domain.records.claims import Coverage
from synthetic.billing import CardKind
from synthetic.chance import Weighted
from synthetic.money import LEVEL_PERCENT
from synthetic.people import Person
from synthetic.world import World

AGE_FROM = (0, 6, 18, 60, 75)


class CardOffice:
    """Issues the cards of one chunk."""

    def __init__(self, chance: Random, world: World) -> None:
        self.chance, self.world = chance, world
        cards = world.billing.cards
        self._kinds = [Weighted((card, card.shares[group]) for card in cards) for group in range(len(AGE_FROM))]

    def issue(self, person: Person) -> Coverage | None:
        """The person's card, or None for the few without one."""
        kind = self._kinds[sum(person.age >= start for start in AGE_FROM) - 1].draw(self.chance)
        return self.card(person, kind) if kind.kind else None

    def card(self, person: Person, kind: CardKind) -> Coverage:
        """A card of that kind."""
        chance, today = self.chance, self.world.plan.reference_day
        insured_for = chance.randint(200, 4700)
        since = max(person.born_on, today - timedelta(days=insured_for))
        start, end = self._validity(person, kind)
        center, station = self.world.land.center_of[person.commune], self.world.land.station_of[person.commune]
        return Coverage(
            f"{kind.kind}{kind.level}99{99 * 10**8 + person.number * 48_271 % 10**8:010d}",
            person.person_id, person.commune, LEVEL_PERCENT[kind.level], start, end,
            station if chance.random() < 0.45 else center, add_months(since, 60),
        )  # fmt: skip

    def _validity(self, person: Person, kind: CardKind) -> tuple[date, date]:
        chance, today = self.chance, self.world.plan.reference_day
        if kind.kind == "TE":
            return person.born_on, add_months(person.born_on, 72) - timedelta(days=1)
        if kind.kind == "GD":
            start = today - timedelta(days=chance.randint(0, 364))
            if chance.random() < 0.04:
                start -= timedelta(days=365)
            return start, add_months(start, 12) - timedelta(days=1)
        return date(today.year, 1, 1), date(today.year, 12, 31)
