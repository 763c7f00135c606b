"""The names a question may hold, so that they can be recognised: public words only, no person."""

from dataclasses import dataclass

from domain.places import Directory
from domain.records.indicators import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A thing with its code and the ways people call it (the first is the proper name)."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Everything the province can be asked about by name."""

    directory: Directory
    indicators: tuple[Indicator, ...] = ()
    diseases: tuple[Named, ...] = ()
    vaccines: tuple[Named, ...] = ()
    tests: tuple[Named, ...] = ()
