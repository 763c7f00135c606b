"""Whether every figure in an answer can be traced to what the tools found (design §3 item 8)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from domain.blocks import Block
from domain.clock import local
from domain.periods import Period

Evidence = frozenset[str]

_TOKEN = re.compile(
    r"(?P<day>\d{1,2}/\d{1,2}/\d{4})|(?P<iso>\d{4}-\d{2}(?:-\d{2})?)(?![\d.])|(?P<month>\d{1,2}/\d{4})|(?P<clock>\d{1,2}:\d{2})"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
)


def figures(text: str) -> set[str]:
    """Every number, date and time of a text, in one canonical spelling each."""
    return {_canonical(match) for match in _TOKEN.finditer(text)}


def _canonical(match: re.Match[str]) -> str:
    said = match.group()
    match match.lastgroup:
        case "day":
            day, month, year = said.split("/")
            return f"{year}-{int(month):02d}-{int(day):02d}"
        case "month":
            month, year = said.split("/")
            return f"{year}-{int(month):02d}"
        case "clock":
            hour, minute = said.split(":")
            return f"{int(hour)}:{minute}"
        case "number":
            return _plain_number(said)
    return said


def _plain_number(said: str) -> str:
    """1.234,5 and 1234.5 are the same figure; a lone dot before three digits parts thousands, as Vietnamese write."""
    if "," in said:
        said = said.replace(".", "").replace(",", ".", 1)
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+", said):
        said = said.replace(".", "")
    try:
        return _number(Decimal(said))
    except ArithmeticError:
        return said


def _number(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return str(int(value)) if whole else format(value.normalize(), "f")


def evidence_of(things: Iterable[object]) -> Evidence:
    """The figures that records, dates, numbers, texts and periods hold, in the spelling of `figures`."""
    return frozenset(spelled for thing in things for spelled in _spell(thing))


def _spell(thing: object) -> set[str]:
    if thing is None or isinstance(thing, bool):
        return set()
    if isinstance(thing, str):
        return figures(thing)
    if isinstance(thing, datetime):
        plain = local(thing)
        return {plain.date().isoformat(), f"{plain:%Y-%m}", f"{plain.hour}:{plain:%M}", str(plain.year)}
    if isinstance(thing, date):
        return {thing.isoformat(), f"{thing:%Y-%m}", str(thing.year)}
    if isinstance(thing, int | float | Decimal):
        return _spell_number(Decimal(str(thing)))
    return _spell_parts(thing)


def _spell_number(value: Decimal) -> set[str]:
    """The figure itself, whole đồng, and what it is without its sign."""
    return {_number(abs(value)), _number(abs(value).quantize(Decimal(1), ROUND_HALF_UP))}


def _spell_parts(thing: object) -> set[str]:
    if isinstance(thing, Period):
        return figures(thing.label()) | _spell(thing.start) | _spell(thing.last)
    if is_dataclass(thing) and not isinstance(thing, type):
        return set(evidence_of(getattr(thing, f.name) for f in fields(thing)))
    if isinstance(thing, Mapping):
        return set(evidence_of(thing.values()))
    if isinstance(thing, Iterable):
        return set(evidence_of(thing))
    return set()


def untraced(blocks: Iterable[Block], evidence: Evidence) -> set[str]:
    """The figures of the blocks that nothing found accounts for. A list's own numbering is not a figure."""
    said: set[str] = set()
    for block in blocks:
        said |= figures(_shown(block))
    return said - evidence


def _shown(block: Block) -> str:
    match block.kind:
        case "text":
            return block.text
        case "table":
            return "\n".join([block.title, *block.columns, *(cell for row in block.rows for cell in row)])
        case "chart":
            return "\n".join([block.title, block.summary, _shown(block.table)])
        case "choices" | "file":
            return ""
