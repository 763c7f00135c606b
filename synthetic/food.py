"""Food establishments with certificates and inspections, and the poisoning events that chunks fill with people."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from domain.periods import add_months
from domain.records.food_safety import Establishment, Inspection
from synthetic.catalogue import read
from synthetic.chance import Weighted
from synthetic.world import World

PEOPLE_EACH = 60
"""One establishment for so many people."""
CERTIFICATE_MONTHS = 36
"""A certificate is valid for three years (Law 55/2010/QH12 art. 37)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """One sort of establishment."""

    trade: str
    share: float
    certified: float
    risk: str
    names: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """Something an inspector finds, and its usual fine in đồng."""

    text: str
    fine: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One planted poisoning event; `ill` is aimed at, the people at hand decide."""

    days: int
    trade: str
    place: str
    food: str
    agent: str
    ages: tuple[int, int]
    ill: int
    exposed: int
    incubation: tuple[int, int]
    admitted: float
    status: str
    confirmed: float
    symptoms: list[str]
    died: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Single:
    """Words for cases that belong to no event."""

    foods: list[str]
    symptoms: list[str]


@dataclass(frozen=True, slots=True)
class FoodList:
    """The shape of `food.yaml`."""

    trades: list[Trade]
    givens: list[str]
    violations: list[Violation]
    events: list[Event]
    single: Single


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEvent:
    """An event with its place: the establishment, if any, and the commune in which people ate."""

    number: int
    event: Event
    commune: str
    establishment: Establishment | None


class FoodOffice:
    """The department's register of establishments and inspections."""

    def __init__(self, world: World) -> None:
        self.world, self.today = world, world.plan.reference_day
        self.chance: Random = world.plan.chance("food")
        self.lists = read("food", FoodList)
        self._trades = Weighted((trade, trade.share) for trade in self.lists.trades)
        self.establishments = list(self._register())

    def _register(self) -> Iterator[Establishment]:
        number = 0
        for commune in self.world.land.directory.communes.values():
            exact = commune.population / PEOPLE_EACH
            for _ in range(int(exact) + (self.chance.random() < exact % 1)):
                number += 1
                yield self._establishment(number, commune.code, self._trades.draw(self.chance))
        for chunk, event in zip(self._event_chunks(), self.lists.events, strict=True):
            number += 1
            if event.trade:
                trade = next(trade for trade in self.lists.trades if trade.trade == event.trade)
                yield self._establishment(number, self._biggest(chunk), trade, name=trade.names[0])

    def _establishment(self, number: int, commune: str, trade: Trade, name: str = "") -> Establishment:
        chance, place = self.chance, self.world.land.directory.communes[commune]
        name = (name or chance.choice(trade.names)).format(given=chance.choice(self.lists.givens), place=place.name)
        status = "active" if chance.random() < 0.955 else chance.choice(("suspended", "closed"))
        certified = chance.random() < trade.certified
        issued = self._issued_on() if certified else None
        return Establishment(
            f"CS{number:06d}", name, trade.trade, trade.risk,
            f"Số {chance.randint(1, 240)}, {place.full_name}, {self.world.land.directory.province_name}", commune,
            status, None if issued is None else f"{number:05d}/{issued.year}/ATTP-CNĐK", issued,
            None if issued is None else add_months(issued, CERTIFICATE_MONTHS),
        )  # fmt: skip

    def _issued_on(self) -> date:
        """Mostly in force; some ran out lately, some run out within 30 days."""
        draw = self.chance.random()
        if draw < 0.06:
            age = 1096 + self.chance.randint(1, 200)
        elif draw < 0.12:
            age = 1095 - self.chance.randint(0, 29)
        else:
            age = self.chance.randint(3, 1040)
        return self.today - timedelta(days=age)

    def inspections(self) -> Iterator[Inspection]:
        """Yearly inspections of the past two years, and those planned or overdue."""
        number, cycles = 0, {"A": 365, "B": 365, "C": 730}
        for place in self.establishments:
            day = -self.chance.randint(0, cycles[place.risk])
            while day > -730:
                number += 1
                yield self._done(number, place, day)
                day -= cycles[place.risk] + self.chance.randint(-40, 40)
            if self.chance.random() < 0.3:
                number += 1
                planned = self.today + timedelta(days=self.chance.randint(-20, 60))
                yield Inspection(
                    f"KT{number:06d}",
                    place.establishment_id,
                    place.commune,
                    planned,
                    None,
                    "scheduled",
                    None,
                    "",
                    Decimal(0),
                )

    def _done(self, number: int, place: Establishment, day: int) -> Inspection:
        chance, done = self.chance, self.today + timedelta(days=min(-1, day))
        planned = done - timedelta(days=chance.randint(0, 9))
        sort = chance.choices(("scheduled", "unscheduled", "follow_up"), (80, 14, 6))[0]
        result = chance.choices(("pass", "conditional", "fail"), (80, 12, 8))[0]
        violation = chance.choice(self.lists.violations) if result != "pass" else None
        return Inspection(
            f"KT{number:06d}", place.establishment_id, place.commune, planned, done, sort, result,
            violation.text if violation else "", violation.fine if violation and result == "fail" else Decimal(0),
        )  # fmt: skip

    def _event_chunks(self) -> list[int]:
        """The chunk whose people fell ill in each event: spread over the province, never the cast."""
        chunks = len(self.world.chunks) - 1
        return [1 + (number * 7 + 3) % chunks for number in range(len(self.lists.events))]

    def _biggest(self, chunk: int) -> str:
        return max(self.world.chunks[chunk].parts, key=lambda part: (part[1], part[0]))[0]

    def events(self) -> dict[int, list[PlannedEvent]]:
        """Poisoning events by chunk."""
        planned: dict[int, list[PlannedEvent]] = defaultdict(list)
        with_place = sum(1 for event in self.lists.events if event.trade)
        places = iter(self.establishments[len(self.establishments) - with_place :])
        for number, (chunk, event) in enumerate(zip(self._event_chunks(), self.lists.events, strict=True), start=1):
            place = next(places) if event.trade else None
            commune = self._biggest(chunk)
            planned[chunk].append(PlannedEvent(number=number, event=event, commune=commune, establishment=place))
        return planned
