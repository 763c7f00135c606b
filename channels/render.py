"""An answer as text, for a channel that shows less than the web page: the one place for fallbacks (guideline 16)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from domain.blocks import Answer, Block, ChartBlock, ChoicesBlock, FileBlock, Source, TableBlock, TextBlock
from domain.clock import local
from domain.people import Channel

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_ITEM = re.compile(r"^\s*-\s+", re.MULTILINE)
_CITED = re.compile(r"\s?\[(\d{1,2})\](?!\()")


@dataclass(frozen=True, slots=True)
class Can:
    """What a channel shows by itself; what it cannot is said in text."""

    marks: bool = False
    """**bold** and "- " lists stay as they are."""
    bold: bool = False
    """**bold** may be shown by whoever sends; read as plain text it is left out."""
    citations: bool = False
    """[1] stays in the text and the sources are numbered."""
    rows: int = 12
    """Rows of a table before the rest is only counted."""
    text: int = 2000
    """Units of one message (`splitting.size`)."""
    caption: int = 1000
    """Units under a picture."""
    buttons: int = 0
    """Buttons under one message; 0 where there are none and choices are numbered lines."""
    pictures: bool = True
    """Charts are sent as pictures."""


ABILITIES: dict[Channel, Can] = {
    Channel.WEB: Can(marks=True, citations=True, rows=40, text=100_000, pictures=False),
    Channel.TELEGRAM: Can(bold=True, citations=True, rows=15, text=4096, buttons=8),
    Channel.ZALO_BOT: Can(rows=10),
    Channel.ZALO_OA: Can(rows=10, buttons=5),
}
"""`channels.md` §6.1, the capability table."""


def render(answer: Answer, channel: Channel, *, styled: bool = False) -> str:
    """The whole answer as the text this channel would carry; never empty when the answer says anything.

    `styled` keeps **bold** where the channel can show it.
    """
    known = ABILITIES[channel]
    can = replace(known, bold=known.marks or (styled and known.bold))
    parts = [*(_block(block, can) for block in answer.blocks)]
    if answer.confirm:
        parts.append(f"{_marked(answer.confirm.text, can)}\nTrả lời “Xác nhận” để làm, “Thôi” để bỏ qua.")
    parts.extend(_sources(answer.sources, can))
    return "\n\n".join(part for part in parts if part)


def _block(block: Block, can: Can) -> str:
    match block:
        case TextBlock():
            return _marked(block.text, can)
        case TableBlock():
            return "\n".join(_table(block, can))
        case ChartBlock():
            shown = block.table.model_copy(update={"title": ""})
            return "\n".join([block.title, _marked(block.summary, can), *_table(shown, can)])
        case ChoicesBlock():
            return "\n".join(_choices(block, can))
        case FileBlock():
            return f"Tệp: {block.name}"
        case _:
            assert_never(block)


def _table(table: TableBlock, can: Can) -> Iterator[str]:
    """One line a row: the first cell names it, the others follow with their column's name."""
    if table.title:
        yield table.title
    for row in table.rows[: can.rows]:
        first, *others = row
        named = (f"{name}: {cell}" for name, cell in zip(table.columns[1:], others, strict=False) if cell)
        said = "; ".join(named)
        yield _marked(f"- {first}" + (f" – {said}" if said else ""), can)
    if (more := len(table.rows) - can.rows) > 0:
        yield f"… và {more} dòng nữa."


def _choices(block: ChoicesBlock, can: Can) -> Iterator[str]:
    if block.text:
        yield _marked(block.text, can)
    yield from (f"{number}. {choice}" for number, choice in enumerate(block.choices, 1))


def _sources(sources: tuple[Source, ...], can: Can) -> Iterator[str]:
    if len(sources) == 1:
        yield f"Nguồn: {_source(sources[0])}"
    elif sources:
        lines = [f"[{n}] {_source(s)}" if can.citations else f"- {_source(s)}" for n, s in enumerate(sources, 1)]
        yield "\n".join(["Nguồn:", *lines])


def _source(source: Source) -> str:
    ref = f" ({source.ref})" if source.ref else ""
    return f"{source.title}{ref}, dữ liệu lúc {local(source.as_of):%H:%M ngày %d/%m/%Y}"


def _marked(text: str, can: Can) -> str:
    if not can.marks:
        text = _ITEM.sub("• ", text)
    if not can.bold:
        text = _BOLD.sub(r"\1", text)
    return text if can.citations else _CITED.sub("", text)
