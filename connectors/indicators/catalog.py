"""The catalogue of indicators: every one the department defines, fed by our stores or not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import yaml
from pydantic import TypeAdapter

from domain.records.indicators import Indicator

_FOLDER = files("connectors.indicators") / "catalog"


@dataclass(frozen=True, slots=True)
class _Chapter:
    """One file: indicators in full, or patterns written once and repeated for `each` of several things."""

    defaults: dict[str, Any]
    indicators: list[dict[str, Any]]
    patterns: list[dict[str, Any]] = field(default_factory=list)
    each: list[dict[str, list[str]]] = field(default_factory=list)


def load() -> tuple[Indicator, ...]:
    """All indicators, in the order of the files and their lines.

    Raises:
        pydantic.ValidationError: an entry lacks a field or holds one of the wrong kind.
    """
    reader = TypeAdapter(Indicator)
    return tuple(reader.validate_python(entry) for entry in _entries())


def _entries() -> Iterator[dict[str, Any]]:
    for file in sorted(_FOLDER.iterdir(), key=lambda file: file.name):
        chapter = TypeAdapter(_Chapter).validate_python(_read(file.read_text(encoding="utf-8")))
        for entry in chapter.indicators:
            yield {**chapter.defaults, **entry}
        for words in chapter.each:
            for pattern in chapter.patterns:
                yield _filled({**chapter.defaults, **pattern}, words)


def _read(text: str) -> Any:  # noqa: ANN401 - a tree as YAML gives it
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 - both are safe loaders


def _filled(value: Any, words: dict[str, list[str]]) -> Any:  # noqa: ANN401 - a tree as YAML gives it
    """The pattern with each "{word}" replaced; a list repeats its line for every way a word can be said."""
    match value:
        case str():
            return _said(value, words)[0]
        case list():
            return [said for line in value for said in _said(line, words)]
        case dict():
            return {name: _filled(part, words) for name, part in value.items()}
        case _:
            return value


def _said(line: str, words: dict[str, list[str]]) -> list[str]:
    said = [line]
    for word, ways in words.items():
        if "{" + word + "}" in line:
            said = [text.replace("{" + word + "}", way) for text in said for way in ways]
    return said
