"""Long texts cut where a reader would pause, so that each part fits into one message."""

import re
from collections.abc import Iterator

_PAUSES = tuple(map(re.compile, (r"\n{2,}", r"\n", r"(?<=[.!?…;:])\s+", r"\s+")))
"""Where a text may be cut, the best places first: paragraphs, lines, sentences, words."""
_BOLD = "**"


def size(text: str) -> int:
    """How long a text is to a channel: in UTF-16 units, which Telegram counts and which is never less than letters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, limit: int) -> list[str]:
    """The text in parts of at most `limit` units, each without spaces at its ends; bold goes on in the next part."""
    room = limit - 2 * len(_BOLD)
    return _bold_goes_on([part.strip() for part in _parts(text.strip(), room, 0) if part.strip()])


def _parts(text: str, room: int, level: int) -> Iterator[str]:
    if size(text) <= room:
        yield text
    elif level == len(_PAUSES):
        yield from _cut(text, room)
    else:
        yield from _packed(text, room, level)


def _packed(text: str, room: int, level: int) -> Iterator[str]:
    """The pieces between pauses of one level, put together again as long as they fit."""
    held, start = "", 0
    for end in [*(match.end() for match in _PAUSES[level].finditer(text)), len(text)]:
        piece, start = text[start:end], end
        if size((held + piece).rstrip()) <= room:
            held += piece
            continue
        if held:
            yield held
        *whole, held = _parts(piece, room, level + 1) if size(piece.rstrip()) > room else [piece]
        yield from whole
    if held:
        yield held


def _cut(text: str, room: int) -> Iterator[str]:
    """A word longer than a message, cut between letters."""
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and size(text[at : end + 1]) <= room:
            end += 1
        yield text[at:end]
        at = end


def _bold_goes_on(parts: list[str]) -> list[str]:
    closed, is_open = [], False
    for part in parts:
        began = _BOLD + part if is_open else part
        is_open = began.count(_BOLD) % 2 == 1
        closed.append(began + _BOLD if is_open else began)
    return closed
