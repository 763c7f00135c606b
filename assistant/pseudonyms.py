"""What an outside chat model reads in place of people: names, numbers, birth dates and addresses as symbols.

The symbols stand in the text as words (`NGUOI_1`, `MA_1`), so that a model can hand them on to a tool; what it hands
back is restored before anything of ours sees it (design section 4). Names are found as well as the embedded model finds
them; numbers, by their form.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.understanding.normalise import Utterance, bare
from assistant.understanding.persons import person_name

_EXACT = (
    ("MA", re.compile(r"\bBN[\s:#._-]*\d(?:[ ._-]?\d){7}(?!\w)", re.IGNORECASE)),
    ("MA", re.compile(r"\b(?:BN|NV|HS|CLM|LK)[\s:#._-]*\d[\d._-]*\d", re.IGNORECASE)),
    ("MA", re.compile(r"\b\d{5}\.20\d\d\.\d+\b")),
    ("SO", re.compile(r"\b[A-Za-z]{2}[ -]?\d(?:[ -]?\d){12}\b")),
    ("SO", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("SO", re.compile(r"(?<![\w.,])\+?\d(?:[ .-]?\d){8,14}(?!\w|[.,]\d)")),
    (
        "NGAY_SINH",
        re.compile(
            r"(?i:(?<=sinh ngày )|(?<=sinh năm )|(?<=năm sinh )|(?<=ngày sinh )|(?<=sinh )|(?<=sinh: )|(?<=\bsn ))"
            r"(?:\d{1,2}(?:[/.-]| tháng )\d{1,2}(?:[/.-]| năm | ))?(?:19|20)\d\d\b"
        ),
    ),
    (
        "DIA_CHI",
        re.compile(
            r"(?i:\b(?:số nhà|nhà số|ngõ|ngách|hẻm|kiệt)) \d[\w/.-]*"
            r"(?:,? (?i:đường|phố|ngõ|ngách|hẻm) [^,.;?!\n]+)?"
        ),
    ),
)  # fmt: skip
_NO_PERSON = re.compile(
    r"(?<![\w.-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}([.-])\d{1,2}\1\d{4}|[1-9]\d?(?:\.\d{3}){2,3})(?![\w-]|\.\d)"
)
"""Dates and sums of money, which are long numbers too; three digits before the first dot may be an identity number."""
_CALLED = re.compile(
    r"(?i:\b(?:bệnh nhân|người bệnh|cháu|bé|chị|anh|ông|bà|cô|chú|bác|cậu|em|con|cụ|bs\.?|bác sĩ)(?: tên(?: là)?)?"
    r"|\btên(?: (?:tôi|mình|em|con|cháu|bé))?(?: là)?) "
    r"([A-ZÀ-ỸĐ][a-zà-ỹđ]+(?!\w)(?: [A-ZÀ-ỸĐ][a-zà-ỹđ]*(?!\w))*)"
)
_SYMBOL = re.compile(r"\b(?:NGUOI|MA|SO|NGAY_SINH|DIA_CHI)_\d+\b")


@dataclass(slots=True)
class Pseudonyms:
    """The symbols of one conversation, in the order in which people were met; the same words, the same symbol."""

    names: tuple[str, ...] = ()
    """Names known beforehand, such as the asker's."""
    _symbols: dict[str, str] = field(default_factory=dict)
    _words: dict[str, str] = field(default_factory=dict)

    def hide(self, said: str) -> str:
        """The text with symbols in place of people."""
        text = unicodedata.normalize("NFC", said)
        for kind, pattern in _EXACT:
            text = self._hide_all(kind, pattern, text)
        for name in sorted({*self.names, *_names(text)}, key=len, reverse=True):
            if name:
                text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda match: self._symbol("NGUOI", match[0]), text)
        return text

    def hide_in(self, value: Any) -> Any:  # noqa: ANN401 - arguments as JSON holds them
        """The same value with every text in it hidden."""
        return _each_text(value, self.hide)

    def restore(self, said: str) -> str:
        """The text with the words that were there before; a symbol that was never given stays."""
        return _SYMBOL.sub(lambda match: self._words.get(match[0], match[0]), said)

    def restore_in(self, value: Any) -> Any:  # noqa: ANN401 - arguments as JSON holds them
        """The same value with every text in it restored."""
        return _each_text(value, self.restore)

    def _hide_all(self, kind: str, pattern: re.Pattern[str], text: str) -> str:
        pieces, at = [], 0
        for kept in _NO_PERSON.finditer(text) if kind == "SO" else ():
            pieces += [pattern.sub(lambda match: self._symbol(kind, match[0]), text[at : kept.start()]), kept[0]]
            at = kept.end()
        return "".join([*pieces, pattern.sub(lambda match: self._symbol(kind, match[0]), text[at:])])

    def _symbol(self, kind: str, words: str) -> str:
        if words not in self._symbols:
            number = 1 + sum(symbol.startswith(f"{kind}_") for symbol in self._words)
            self._symbols[words] = f"{kind}_{number}"
            self._words[f"{kind}_{number}"] = words
        return self._symbols[words]


def _each_text(value: Any, change: Any) -> Any:  # noqa: ANN401 - arguments as JSON holds them
    match value:
        case str():
            return change(value)
        case dict():
            return {key: _each_text(inner, change) for key, inner in value.items()}
        case list() | tuple():
            return [_each_text(inner, change) for inner in value]
    return value


def _names(text: str) -> Iterator[str]:
    """People as they are written in the text: in full, or by a given name after a word that calls a person."""
    yield from (match[1] for match in _CALLED.finditer(text))
    marked, at = bare(text) != text.lower(), 0
    while found := person_name(Utterance(text[at:], text[at:], bare(text[at:]), marked)):
        yield text[at + found.start : at + found.end]
        at += found.end
