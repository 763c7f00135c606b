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
    "cau": "cậu tôi", "di": "dì tôi", "mo": "mợ tôi", "nguoi nha": "người nhà", "hang xom": "hàng xóm",
    "em dau": "em dâu", "em re": "em rể", "chi dau": "chị dâu", "anh re": "anh rể", "bo chong": "bố chồng", "me chong": "mẹ chồng", "bo vo": "bố vợ",
    "me vo": "mẹ vợ", "ba chong": "bố chồng", "ma chong": "mẹ chồng", "ba vo": "bố vợ", "ma vo": "mẹ vợ", "ong ba": "ông bà tôi", "thong gia": "thông gia",
    "dong nghiep": "đồng nghiệp", "sep": "sếp", "ban gai": "bạn gái", "ban trai": "bạn trai", "thang": "con", "cai": "con", "ban toi": "bạn tôi", "nguoi yeu": "người yêu",
}  # fmt: skip
_WRITTEN = {
    "con": "con", "be": "bé", "chau": "cháu", "me": "mẹ", "ma": "má mạ", "bo": "bố bọ", "ba": "ba bà", "cha": "cha", "tia": "tía", "bu": "bu", "bam": "bầm",
    "vo": "vợ", "chong": "chồng", "ong": "ông", "anh": "anh", "chi": "chị", "em": "em", "co": "cô", "chu": "chú", "bac": "bác", "cau": "cậu", "di": "dì",
    "mo": "mợ", "thang": "thằng", "dua": "đứa", "nho": "nhỏ", "cu": "cu", "ti": "tí tý", "nhoc": "nhóc", "xa": "xã", "gai": "gái", "trai": "trai", "noi": "nội",
    "ngoai": "ngoại", "dau": "dâu", "re": "rể", "nguoi": "người", "nha": "nhà", "hang": "hàng", "xom": "xóm", "ban": "bạn", "toi": "tôi", "yeu": "yêu", "sep": "sếp", "cai": "cái", "gia": "gia", "nghiep": "nghiệp", "dong": "đồng",
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
    | {"thang", "cai", "nhoc", "sep"}
)
_ONLY_NAMED = frozenset({"thang", "cai"})
"""Words that call a child only where its name follows ("thằng Dũng")."""
_LONG, _ABOUT, _DOES = (
    20,
    re.compile(r"(?:cua|cho|ve|thuoc|the|so|lich|ho so|ket qua|dua|dan) $"),
    re.compile(
        r" (?:toi |em |minh |nha |tui |chau |con )*(?:kham|di|tiem|chich|uong|bi|co|duoc|con|da|chua|nam vien|thieu|mac|sinh|sot|het|thi|toi lich|dang|phai|mui|an)(?!\w)"
    ),
)
_CALLING = re.compile(r" (?:oi|chao|hoi|muon|xin|cam on|can|dinh|day|nha|nhe|a)(?!\w)")
_NAME = re.compile(r" (?:ten (?:la )?)?([^\W\d_]+(?: [^\W\d_]+){0,3})")
_EATS = re.compile(r" (?:gi|dam|com|chao|sua|uong|it|nhieu|duoc|khong|ngon|kem|bot|ngu|toan)")


def relation(said: Utterance) -> Found[str] | None:
    """The relative that the question is about ("con", "bé An", "mẹ tôi"); None when it is about the asker.

    A child named later says which child was meant ("con tôi …, bé Dũng ấy").
    """
    found, at = list[Found[str]](), 0
    while match := _RELATION.search(said.bare, at):
        one = _meant(said, match)
        found += [one] if one else []
        at = match.end() if one else match.start() + 1
    if not found:
        return None
    named = next((one for one in found[1:] if one.value.split()[-1][0].isupper()), None)
    child = found[0].value in ("con", "cháu", "bé", "con trai", "con gái", "cháu trai", "cháu gái")
    return named if named and child and named.value.lower().startswith(_CALLS_A_CHILD) else found[0]


_CALLS_A_CHILD = ("con", "cháu", "chau", "bé", "be", "em bé", "thằng", "thang", "cái", "nhóc", "đứa", "cu")


def _meant(said: Utterance, match: re.Match[str]) -> Found[str] | None:
    """The relative that these words call, where they call one and are what the question is about."""
    word, written = match[1], said.word(match.start(), match.end())
    capital = match.start() and said.text[match.start()].isupper()
    if not _written_so(word, written) or capital or _in_passing(said, match):
        return None
    if given := _given(said, match):
        return Found(f"{written} {given.value}", match.start(), given.end)
    if word in _ONLY_NAMED:
        return None
    own = (_OWN_STRICT if word in _COMMON else _OWN).match(said.bare, match.end())
    if own:
        return Found(_called(word, written), match.start(), own.end())
    if word not in _ADULTS and not _CALLING.match(said.bare, match.end()):
        return Found(_called(word, written), match.start(), match.end())
    return None


def _in_passing(said: Utterance, match: re.Match[str]) -> bool:
    """Whether a long story only mentions the relative, neither doing nor having anything of a record."""
    if len(said.bare.split()) <= _LONG:
        return False
    return not _ABOUT.search(said.bare[: match.start()]) and not _DOES.match(said.bare, match.end())


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
        and match[1] in ("be", "chau", "con gai", "con trai", "be gai", "be trai", "thang", "nhoc")
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
