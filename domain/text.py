"""Vietnamese text, folded: the one place where marks are dropped for comparing and ordering."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
_ORDER = {letter: chr(0x21 + rank) for rank, letter in enumerate(_LETTERS)}


def fold(text: str) -> str:
    """Lower case without marks, one space between words; đ becomes d (Unicode does not decompose it)."""
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    bare = "".join(c for c in plain if unicodedata.category(c) != "Mn")
    return _SPACES.sub(" ", bare).strip().lower()


def sort_key(text: str) -> str:
    """A key that orders Vietnamese as a dictionary does (a ă â b c d đ e ê …), byte by byte."""
    composed = unicodedata.normalize("NFC", text).lower()
    return "".join(_ORDER.get(c, c if c == " " else "~" + c) for c in composed)


def is_marked(text: str) -> bool:
    """Whether the text carries any Vietnamese mark at all."""
    return fold(text) != _SPACES.sub(" ", text).strip().lower()
