"""The lists about money: prices, card kinds, reasons of refusal, allergies seen at the desk."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CardKind:
    """A kind of card (first two characters), its benefit level and its share of each age."""

    kind: str
    level: int
    shares: list[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """An operation that comes with an illness."""

    code: str
    name: str
    price: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Substance:
    """Something people are allergic to."""

    substance: str
    category: str
    reactions: list[str]
    share: float


@dataclass(frozen=True, slots=True)
class Billing:
    """The shape of `billing.yaml`."""

    exam: dict[str, Decimal]
    bed: dict[str, Decimal]
    intensive_bed: Decimal
    procedures: dict[str, Procedure]
    cards: list[CardKind]
    rejections: dict[str, float]
    allergies: list[Substance]
