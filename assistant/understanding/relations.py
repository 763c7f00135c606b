"""The asker's relatives: "con tôi", "bé An", "má em"."""

import re

from assistant.understanding.names_of_people import GIVEN
from assistant.understanding.normalise import Utterance
from assistant.understanding.spans import Found

_CALLED = {
    "be gai": "con gái", "be trai": "con trai", "chau gai": "cháu gái", "chau trai": "cháu trai", "con gai": "con gái", "con trai": "con trai",
    "chau noi": "cháu nội", "chau ngoai": "cháu ngoại", "con dau": "con dâu", "con re": "con rể", "em be": "bé", "be": "bé", "con": "con", "chau": "cháu",
    "thang be": "con trai", "thang nho": "con trai", "dua nho": "con", "nhoc": "con", "thang cu": "con trai", "cu ti": "con", "con be": "con gái",
    "me": "mẹ tôi", "ma": "mẹ tôi", "bu": "mẹ tôi", "bam": "mẹ tôi", "bo": "bố tôi", "ba": "bố tôi", "cha": "bố tôi", "tia": "bố tôi",
    "vo": "vợ tôi", "chong": "chồng tôi", "ong xa": "chồng tôi", "ba xa": "vợ tôi", "bo me": "bố mẹ tôi", "ba ma": "bố mẹ tôi", "ba me": "bố mẹ tôi",
    "ong noi": "ông nội", "ong ngoai": "ông ngoại", "ba noi": "bà nội", "ba ngoai": "bà ngoại", "ong": "ông tôi", "anh trai": "anh trai", "chi gai": "chị gái",
    "em gai": "em gái", "em trai": "em trai", "anh": "anh tôi", "chi": "chị tôi", "em": "em tôi", "co": "cô tôi", "chu": "chú tôi", "bac": "bác tôi",
    "cau": "cậu tôi", "di": "dì tôi", "mo": "mợ tôi", "nguoi nha": "người nhà", "hang xom": "hàng xóm", "ban toi": "bạn tôi", "nguoi yeu": "người yêu",
}  # fmt: skip
_WRITTEN = {
    "con": "con", "be": "bé", "chau": "cháu", "me": "mẹ", "ma": "má mạ", "bo": "bố bọ", "ba": "ba bà", "cha": "cha", "tia": "tía", "bu": "bu", "bam": "bầm",
    "vo": "vợ", "chong": "chồng", "ong": "ông", "anh": "anh", "chi": "chị", "em": "em", "co": "cô", "chu": "chú", "bac": "bác", "cau": "cậu", "di": "dì",
    "mo": "mợ", "thang": "thằng", "dua": "đứa", "nho": "nhỏ", "cu": "cu", "ti": "tí tý", "nhoc": "nhóc", "xa": "xã", "gai": "gái", "trai": "trai", "noi": "nội",
    "ngoai": "ngoại", "dau": "dâu", "re": "rể", "nguoi": "người", "nha": "nhà", "hang": "hàng", "xom": "xóm", "ban": "bạn", "toi": "tôi", "yeu": "yêu",
}  # fmt: skip
_RELATION = re.compile(rf"(?<!\w)({'|'.join(sorted(_CALLED, key=len, reverse=True))})(?!\w)")
_OWN = re.compile(
    r" (?:ruot |nho |lon |ut |dau |dau long |thu hai )*(?:(?:cua |nha |ben )?(?:toi|em|minh|tui|chau|con|tao|to|anh|chi)|nha|cua vo chong toi)(?!\w)"
)
_OWN_STRICT = re.compile(
    r" (?:ruot |nho |lon |ut |thu hai )*(?:(?:cua |nha )?(?:toi|tui|minh)|(?:cua|nha) (?:em|chau|con))(?!\w)"
)
_COMMON = frozenset({"anh", "chi", "em", "co", "chu", "bac", "cau", "di", "mo", "ong"})
"""Words that call anybody, and that look like other words without marks: they need plain ownership."""
_ADULTS = frozenset(
    {"anh", "chi", "em", "co", "chu", "bac", "cau", "di", "mo", "ong", "con", "chau", "ba", "ma", "bo", "cha"}
)
_CALLING = re.compile(r" (?:oi|chao|hoi|muon|xin|cam on|can|dinh|day|nha|nhe|a)(?!\w)")
_NAME = re.compile(r" (?:ten (?:la )?)?([^\W\d_]+(?: [^\W\d_]+){0,3})")
_EATS = re.compile(r" (?:gi|dam|com|chao|sua|uong|it|nhieu|duoc|khong|ngon|kem|bot|ngu|toan)")


def relation(said: Utterance) -> Found[str] | None:
    """The relative that the question is about ("con", "bé An", "mẹ tôi"); None when it is about the asker."""
    for match in _RELATION.finditer(said.bare):
        word, written = match[1], said.word(match.start(), match.end())
        if not _written_so(word, written) or (match.start() and said.text[match.start()].isupper()):
            continue
        if given := _given(said, match):
            return Found(f"{written} {given.value}", match.start(), given.end)
        own = (_OWN_STRICT if word in _COMMON else _OWN).match(said.bare, match.end())
        if own:
            return Found(_called(word, written), match.start(), own.end())
        if word not in _ADULTS and not _CALLING.match(said.bare, match.end()):
            return Found(_called(word, written), match.start(), match.end())
    return None


def _called(word: str, written: str) -> str:
    return "bà tôi" if word == "ba" and written == "bà" else _CALLED[word]


def _written_so(bare: str, written: str) -> bool:
    return all(
        word == plain or word in _WRITTEN.get(plain, word).split()
        for plain, word in zip(bare.split(), written.split(), strict=False)
    )


def _given(said: Utterance, match: re.Match[str]) -> Found[str] | None:
    """The given name right after a word such as "bé"."""
    found = _NAME.match(said.text, match.end())
    if found is None:
        return None
    words = found[1].split()
    size = next((at for at, word in enumerate(words) if not word[0].isupper()), len(words))
    if (
        not size
        and match[1] in ("be", "chau", "con gai", "con trai", "be gai", "be trai")
        and _pet_name(said, words[0], found)
    ):
        size = 1
    if not size or match[1] in ("vo", "chong", "nguoi nha"):
        return None
    name = " ".join(words[:size])
    return Found(name if name[0].isupper() else name.title(), found.start(1), found.start(1) + len(name))


def _pet_name(said: Utterance, word: str, found: re.Match[str]) -> bool:
    """Whether an uncapitalised word after "bé" is a given name and no verb ("bé ăn")."""
    bare = said.bare[found.start(1) : found.start(1) + len(word)]
    return (
        bare in GIVEN
        and not (said.marked and bare == "an" and word != "an")
        and not _EATS.match(said.bare, found.start(1) + len(word))
        and bare not in ("tiem", "bong")
    )
