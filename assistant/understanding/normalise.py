"""Text as typed on a phone, made readable: one Unicode form, chat spellings written out, regional words told.

Works word by word. `Utterance.text` keeps marks and capitals; `Utterance.bare` is the same text folded character by
character, so that a place found in one is the same place in the other.
"""

import re
import unicodedata
from dataclasses import dataclass

from assistant.understanding.spellings import ABBREVIATIONS, AFTER_NUMBER, CHAT, PHRASES, REGIONAL
from domain.text import fold

_WORD = re.compile(r"\w+")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
_LONG = re.compile(r"([^\W\d_iI])\1{2,}")
_SPACES = re.compile(r"\s+")
_OPEN_TONES = "àáảãạèéẻẽẹỳýỷỹỵ"
_PLAIN = {"a": "òóỏõọ", "e": "òóỏõọ", "y": "ùúủũụ"}
_OLD_STYLE = re.compile(rf"(?<![qQ])([oOuU])([{_OPEN_TONES}])(?!\w)", re.IGNORECASE)
_LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
CAPITAL = f"[{_LETTERS.upper()}]"
"""A capital letter, for patterns over text with marks."""
_FOLDED = {ord(c): fold(c) for c in _LETTERS + _LETTERS.upper()}


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said: as typed, as read, and folded (the last two have the same length)."""

    original: str
    text: str
    bare: str
    marked: bool

    def word(self, start: int, end: int) -> str:
        """The text as read between two places, in lower case."""
        return self.text[start:end].lower()


def utter(original: str) -> Utterance:
    """The utterance that was typed; never fails, an empty text gives an empty utterance."""
    clean = _clean(original)
    text = _SPACES.sub(" ", _written_out(clean)).strip()
    return Utterance(original, text, bare(text), _is_marked(clean))


def bare(text: str) -> str:
    """The text in lower case without marks, of the same length as the text."""
    return "".join(c if len(c) == 1 else " " for c in map(str.lower, text.translate(_FOLDED)))


def same_tone(text: str) -> str:
    """The text with tone marks where the new spelling puts them (hoà → hòa, thuỷ → thủy)."""
    return _OLD_STYLE.sub(_moved, unicodedata.normalize("NFC", text))


def _moved(match: re.Match[str]) -> str:
    glide, vowel = match[1], unicodedata.normalize("NFD", match[2])
    return unicodedata.normalize("NFC", glide + vowel[1:]) + vowel[0]


def _clean(original: str) -> str:
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", original))
    text = "".join(c if c.isprintable() else " " for c in text)
    return same_tone(_SPACES.sub(" ", _LONG.sub(r"\1", text)).strip())


def _is_marked(text: str) -> bool:
    return bare(text) != text.lower()


def _written_out(text: str) -> str:
    for pattern, meant in PHRASES:
        text = pattern.sub(meant, text)
    pieces: list[str] = []
    at = 0
    words = list(_WORD.finditer(text))
    for place, match in enumerate(words):
        before = words[place - 1][0].lower() if place else ""
        after = words[place + 1][0].lower() if place + 1 < len(words) else ""
        pieces += [text[at : match.start()], _one_word(match[0], before, after)]
        at = match.end()
    return "".join(pieces) + text[at:]


def _one_word(word: str, before: str, after: str) -> str:
    low = word.lower()
    if before.isdigit() and low in AFTER_NUMBER:
        return AFTER_NUMBER[low]
    if low == "bn":
        return _bn(before, after)
    if (
        low in CHAT
        and not (before.isdigit() and len(low) == 1)
        and bare(before) not in {"vien", "vitamin", "gan", "cum"}
    ):
        return word if word.isupper() and len(word) == 1 else CHAT[low]
    return ABBREVIATIONS.get(low) or REGIONAL.get(low) or word


def _bn(before: str, after: str) -> str:
    """Whether "bn" is a patient before a number or after a word that owns or names one, else a question how many."""
    patient = after[:1].isdigit() or bare(before) in _OWNERS or bare(after) in _PATIENT_SAYS
    return "bệnh nhân" if patient else "bao nhiêu"


_OWNERS = frozenset(
    [
        "cua",
        "cho",
        "tat",
        "ve",
        "so",
        "cac",
        "nhung",
        "danh",
        "sach",
        "mot",
        "ho",
        "tinh",
        "hinh",
        "nhieu",
        "it",
        "moi",
        "vien",
        "an",
        "theo",
        "doi",
        "ten",
        "ma",
        "cung",
        "voi",
        "ca",
        "ben",
        "may",
        "nguoi",
    ]
)
_PATIENT_SAYS = frozenset(
    [
        "nay",
        "do",
        "ay",
        "kia",
        "dang",
        "co",
        "bi",
        "nam",
        "noi",
        "ngoai",
        "moi",
        "cu",
        "nang",
        "cap",
        "nu",
        "dieu",
        "nhap",
        "ra",
        "chuyen",
        "toi",
        "minh",
        "em",
        "khoa",
        "cua",
        "nao",
        "ten",
        "ma",
        "duoc",
        "tai",
    ]
)
