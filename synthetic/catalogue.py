"""The lists in `data/`, read once per province into typed values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from importlib.resources import files
from typing import TypeVar

import yaml
from pydantic import TypeAdapter

from domain.people import SensitiveClass, Sex
from synthetic.chance import Weighted

T = TypeVar("T")


def read(name: str, shape: type[T]) -> T:
    """One list of `data/`, checked against its shape; a list that does not fit raises pydantic's ValidationError."""
    text = (files("synthetic") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return TypeAdapter(shape).validate_python(yaml.load(text, Loader=loader))  # noqa: S506 - both are safe loaders


@dataclass(frozen=True, slots=True, kw_only=True)
class Illness:
    """One line of `acute.yaml`, `chronic.yaml` or `stays.yaml`; which fields are used depends on the list."""

    icd10: str
    name: str
    tests: list[str]
    drugs: list[str]
    reasons: list[str]
    advice: list[str]
    rates: list[float] = field(default_factory=list)
    prevalence: list[float] = field(default_factory=list)
    ages: list[float] = field(default_factory=list)
    sex: Sex | None = None
    season: str = "flat"
    department: str = "K01"
    emergency: bool = False
    notifiable: bool = False
    sensitive: SensitiveClass | None = None
    child: list[str] = field(default_factory=list)
    shifts: dict[str, tuple[float, float]] = field(default_factory=dict)
    slope: float = 0.0
    every: int = 1
    more: list[str] = field(default_factory=list)
    more_every: int = 0
    vitals: list[str] = field(default_factory=list)
    lines: int = 0
    programme: str = ""
    death: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Drug:
    """One line of `drugs.yaml`; `times` 0 means one package for the whole course."""

    code: str
    name: str
    strength: str
    unit: str
    price: Decimal
    per: int
    times: int
    how: str
    covered: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One value of `tests.yaml`: a number with its range, or one of `texts`."""

    code: str
    name: str
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    mean: float = 0.0
    sd: float = 1.0
    step: Decimal = Decimal(1)
    female: tuple[Decimal, Decimal, float] | None = None
    texts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One ordered and billed service and the values it brings."""

    code: str
    name: str
    group: str
    price: Decimal
    tests: list[str]


@dataclass(frozen=True, slots=True)
class AcuteList:
    """The shape of `acute.yaml`."""

    seasons: dict[str, list[float]]
    illnesses: list[Illness]


@dataclass(frozen=True, slots=True)
class ChronicList:
    """The shape of `chronic.yaml`."""

    illnesses: list[Illness]


@dataclass(frozen=True, slots=True)
class StayList:
    """The shape of `stays.yaml`."""

    length_days: dict[str, float]
    illnesses: list[Illness]
    delivery: Illness
    antenatal: Illness


@dataclass(frozen=True, slots=True)
class TestList:
    """The shape of `tests.yaml`."""

    tests: dict[str, Test]
    services: dict[str, Service]


AGE_FROM = (0, 6, 18, 40, 60)


def age_group(years: int) -> int:
    """Which column of `rates`, `prevalence` or `ages` speaks for that age."""
    return sum(years >= start for start in AGE_FROM) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything the lists say about illness and its treatment."""

    seasons: Mapping[str, list[float]]
    acute: tuple[Illness, ...]
    acute_by_age: tuple[dict[Sex, Weighted[Illness]], ...]
    chronic: Mapping[str, Illness]
    stays: Mapping[str, tuple[Illness, ...]]
    length_days: Mapping[str, float]
    delivery: Illness
    antenatal: Illness
    tests: Mapping[str, Test]
    services: Mapping[str, Service]
    drugs: Mapping[str, Drug]

    def acute_rate(self, group: int, sex: Sex) -> float:
        """Short-illness visits a person of that age group and sex makes in a year."""
        return self.acute_by_age[group][sex].total / 1000


def _acute_tables(illnesses: list[Illness]) -> tuple[dict[Sex, Weighted[Illness]], ...]:
    return tuple(
        {sex: Weighted((i, i.rates[group]) for i in illnesses if i.sex in {None, sex}) for sex in Sex}
        for group in range(len(AGE_FROM))
    )


def open_catalogue() -> Catalogue:
    """All the lists about illness, read and checked."""
    acute, chronic, stays = read("acute", AcuteList), read("chronic", ChronicList), read("stays", StayList)
    tests = read("tests", TestList)
    return Catalogue(
        seasons=acute.seasons,
        acute=tuple(acute.illnesses),
        acute_by_age=_acute_tables(acute.illnesses),
        chronic={illness.icd10: illness for illness in chronic.illnesses},
        stays={
            department: tuple(i for i in stays.illnesses if i.department == department)
            for department in stays.length_days
        },
        length_days=stays.length_days,
        delivery=stays.delivery,
        antenatal=stays.antenatal,
        tests=tests.tests,
        services=tests.services,
        drugs=read("drugs", dict[str, Drug]),
    )
