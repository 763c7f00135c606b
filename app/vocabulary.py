"""The names of this province: its places, its indicators, and the national lists in `vocabulary.yaml`."""

from importlib.resources import files
from typing import Any

import yaml

from domain.places import Directory
from domain.records.indicators import Indicator
from domain.vocabulary import Named, Vocabulary


def vocabulary_of(directory: Directory, catalog: tuple[Indicator, ...]) -> Vocabulary:
    """Everything the province can be asked about by name."""
    said = yaml.safe_load((files("app") / "vocabulary.yaml").read_text(encoding="utf-8"))
    return Vocabulary(directory=directory, indicators=catalog, diseases=_named(said["diseases"]),
                      vaccines=_named(said["vaccines"]), tests=_named(said["tests"]))  # fmt: skip


def _named(entries: list[dict[str, Any]]) -> tuple[Named, ...]:
    return tuple(Named(code=str(entry["code"]), names=tuple(entry["names"])) for entry in entries)
