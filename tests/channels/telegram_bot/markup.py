"""What a person sees of Telegram's HTML, read as strictly as Telegram reads it."""

import html
import re

_TAGS = frozenset({"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote"})
_MARK = re.compile(r"<(?P<close>/?)(?P<tag>[a-z-]*)[^<>]*>|&(?:lt|gt|amp|quot|#\d+|#x[0-9a-f]+);|<", re.IGNORECASE)


class CannotParseError(Exception):
    """A tag is unknown, not closed, or closed out of turn."""


def displayed(raw: str) -> tuple[str, tuple[str, ...]]:
    """The words, and which of them are bold."""
    text, at = "", 0
    opened: list[tuple[str, int]] = []
    bold: list[str] = []
    for mark in _MARK.finditer(raw):
        text, at = text + raw[at : mark.start()], mark.end()
        tag = mark["tag"]
        if mark[0].startswith("&"):
            text += html.unescape(mark[0])
        elif tag not in _TAGS:
            raise CannotParseError(f'Unsupported start tag "{tag}"')
        elif not mark["close"]:
            opened.append((tag, len(text)))
        elif not opened or opened[-1][0] != tag:
            raise CannotParseError(f'Unmatched end tag "{tag}"')
        elif (start := opened.pop()[1]) < len(text) and tag in {"b", "strong"}:
            bold.append(text[start:])
    if opened:
        raise CannotParseError(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    return text + raw[at:], tuple(bold)
