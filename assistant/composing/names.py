"""Whether a model's own words name somebody or something that no tool found."""

import re
from collections.abc import Iterable

from domain.text import fold

_CAPITAL = r"[A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ]"
_NAME = re.compile(rf"{_CAPITAL}\w*(?: {_CAPITAL}\w*)+|\b[A-Z]{{2,}}\d+\b")


def strange_names(text: str, known: Iterable[str]) -> set[str]:
    """Runs of two or more capitalised words, and codes, that none of the known texts holds."""
    held = fold(" ".join(known))
    return {match[0] for match in _NAME.finditer(text) if fold(match[0]) not in held}
