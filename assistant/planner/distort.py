"""How people mistype: missing letters, swapped neighbours, careless spelling, chat words. Seeded."""

import random
import re

_WORD = re.compile(r"(?<![{\w])[^\W\d_]{3,}(?![}\w])")
_CARELESS = (
    ("s", "x"),
    ("x", "s"),
    ("tr", "ch"),
    ("ch", "tr"),
    ("gi", "d"),
    ("d", "gi"),
    ("l", "n"),
    ("n", "l"),
    ("i", "y"),
    ("y", "i"),
)
_CHAT = {
    "không": ["ko", "k", "hông", "hong"], "được": ["dc", "đc"], "bao nhiêu": ["bn", "bao nhiu", "nhiêu"], "khi nào": ["lúc nào", "hồi nào"],
    "như thế nào": ["ntn", "ra sao"], "bệnh viện": ["bv"], "bác sĩ": ["bs"], "tôi": ["t", "tui", "mình", "em"], "bệnh nhân": ["BN", "bn"],
    "bảo hiểm y tế": ["BHYT", "bhyt"], "xét nghiệm": ["XN", "xn"], "vắc xin": ["vaccine", "vacxin"], "gì": ["j", "chi"],
}  # fmt: skip


def distort(text: str, chance: random.Random) -> str:
    """The text as somebody in a hurry would type it; slots in braces stay whole."""
    for words, short in _CHAT.items():
        if words in text and chance.random() < 0.25:
            text = text.replace(words, chance.choice(short))
    if chance.random() < 0.25:
        text = _slip(text, chance)
    return text


def _slip(text: str, chance: random.Random) -> str:
    words = list(_WORD.finditer(text))
    if not words:
        return text
    word = chance.choice(words)
    return text[: word.start()] + _mistyped(word[0], chance) + text[word.end() :]


def _mistyped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1) if len(word) > 2 else 0
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    for right, wrong in _CARELESS:
        if word.startswith(right):
            return wrong + word[len(right) :]
    return word
