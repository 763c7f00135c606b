"""What a visit costs: its items priced, and the same bill kept for the next visit like it."""

from decimal import Decimal
from typing import NamedTuple

from domain.places import Directory
from domain.records.emr import EncounterClass
from synthetic.billing import Billing
from synthetic.catalogue import Catalogue
from synthetic.days import DAY
from synthetic.drugs import quantity
from synthetic.money import line_sums
from synthetic.visits import Visit

ZERO = Decimal(0)
ONE = Decimal(1)
DRUGS = "4"
"""MA_NHOM of medicines."""


class Item(NamedTuple):
    """Something on the bill, before anybody asked what the card pays."""

    group: str
    code: str
    name: str
    unit: str
    quantity: Decimal
    price: Decimal
    covered_share: int


class Priced(NamedTuple):
    """One line of a bill, in the order of `ClaimLine`'s fields from `group_code` to `own`."""

    group_code: str
    code: str
    name: str
    unit: str
    quantity: Decimal
    price: Decimal
    amount: Decimal
    covered: Decimal
    percent: int
    fund: Decimal
    copay: Decimal
    own: Decimal


class Bill(NamedTuple):
    """All lines and their sums."""

    lines: tuple[Priced, ...]
    drugs: Decimal
    total: Decimal
    covered: Decimal
    copay: Decimal
    own: Decimal
    fund: Decimal


class Like(NamedTuple):
    """What makes two visits cost the same."""

    inpatient: bool
    facility_kind: str
    department: str
    icd10: str
    nights: int
    rounds: int
    services: tuple[str, ...]
    repeated: tuple[str, ...]
    drugs: tuple[str, ...]
    days: int


class Listing:
    """The items of like visits, with the bills that were made of them."""

    __slots__ = ("_bills", "_items", "cost")

    def __init__(self, items: list[Item]) -> None:
        self._items, self._bills = items, dict[int, Bill]()
        self.cost = sum((i.quantity * i.price * i.covered_share / 100 for i in items), ZERO)
        """What the fund looks at, before any share: the sum of the covered amounts."""

    def bill(self, percent: int) -> Bill:
        """The bill at that share of the fund."""
        known = self._bills.get(percent)
        if known is None:
            known = self._bills[percent] = _bill(self._items, percent)
        return known


class Tariff:
    """Prices visits; like visits are priced once."""

    def __init__(self, catalogue: Catalogue, billing: Billing, directory: Directory) -> None:
        self.catalogue, self.billing, self.directory = catalogue, billing, directory
        self._listings: dict[Like, Listing] = {}

    def listing(self, visit: Visit, repeated: list[str], rounds: int) -> Listing:
        """What the visit costs; `repeated` services were done `rounds` times."""
        inpatient = visit.kind is EncounterClass.INPATIENT
        like = Like(
            inpatient, self.directory.facilities[visit.facility].kind.value, visit.department, visit.illness.icd10,
            max(1, visit.last // DAY - visit.start // DAY) if inpatient else 0, rounds, tuple(visit.services),
            tuple(repeated), tuple(visit.drugs), visit.days,
        )  # fmt: skip
        known = self._listings.get(like)
        if known is None:
            known = self._listings[like] = Listing(self._list(like))
        return known

    def _list(self, like: Like) -> list[Item]:
        catalogue, procedure = self.catalogue, self.billing.procedures.get(like.icd10)
        items = [self._bed(like) if like.inpatient else self._exam(like)]
        if procedure is not None:
            items.append(Item("8", procedure.code, procedure.name, "Lần", ONE, procedure.price, 100))
        for key in like.services:
            service = catalogue.services[key]
            done = Decimal(like.rounds) if key in like.repeated else ONE
            items.append(Item(service.group, service.code, service.name, "Lần", done, service.price, 100))
        for key in like.drugs:
            drug = catalogue.drugs[key]
            name, amount = f"{drug.name} {drug.strength}", quantity(drug, like.days)
            items.append(Item(DRUGS, drug.code, name, drug.unit, amount, drug.price, drug.covered))
        return items

    def _exam(self, like: Like) -> Item:
        name = self.directory.department_name(like.department).removeprefix("Khoa ")
        price = self.billing.exam[like.facility_kind]
        return Item("13", f"{like.department[1:]}.1896", f"Khám {name}", "Lần", ONE, price, 100)

    def _bed(self, like: Like) -> Item:
        billing, intensive = self.billing, like.department == "K02"
        price = billing.intensive_bed if intensive else billing.bed[like.facility_kind]
        name = self.directory.department_name(like.department)
        return Item("15", f"{like.department}.1917", f"Ngày giường {name}", "Ngày", Decimal(like.nights), price, 100)


def _bill(items: list[Item], percent: int) -> Bill:
    lines = tuple(
        Priced(i.group, i.code, i.name, i.unit, i.quantity, i.price,
               *line_sums(i.quantity, i.price, i.covered_share, percent))
        for i in items
    )  # fmt: skip
    return Bill(
        lines, sum((line.amount for line in lines if line.group_code == DRUGS), ZERO),
        sum((line.amount for line in lines), ZERO), sum((line.covered for line in lines), ZERO),
        sum((line.copay for line in lines), ZERO), sum((line.own for line in lines), ZERO),
        sum((line.fund for line in lines), ZERO),
    )  # fmt: skip
