"""The proper name of a place that makes or sells food ("quán phở Lan", "Bếp ăn Trường Tiểu học Tam Sơn")."""

import re

from assistant.understanding.names_of_people import GIVEN
from assistant.understanding.normalise import Utterance, bare
from assistant.understanding.spans import Found

_DISH = (
    r"(?:bun|pho(?! bien| cap)|mien|mi|chao|com|che(?! do| bien)|xoi|banh|lau|nem)"
    r"(?: (?:cha|rieu|bo|ga|mi|cuon|xeo|da|mam|tam|rang|nuong|chay|hen|chan|ngan|vit|thang|quay|chua|mia|gio|phu|binh dan|bao|chung|ran|hap|hoi|doc mung|uong|lon)){0,2}"
)
_WRITTEN = {
    "bun": "bún", "pho": "phở", "mien": "miến", "mi": "mì mỳ", "chao": "cháo", "com": "cơm", "che": "chè", "xoi": "xôi", "banh": "bánh", "lau": "lẩu",
    "nem": "nem", "quan": "quán", "hang": "hàng", "tiem": "tiệm", "quay": "quầy", "lo": "lò", "xuong": "xưởng", "nau": "nấu", "dai": "đại", "co": "cơ cỗ",
}  # fmt: skip
"""First words of kinds as they are written with marks, so that "phổ biến" is no phở and "quản lý" no quán."""
_KIND = re.compile(
    r"(?<!\w)(?:quan|nha hang|co so|tiem|bep an|cua hang|cong ty|dai ly|lo mo|quay|can(?:g)? tin|sieu thi|hang|xuong|hop tac xa|"
    r"lo banh|dich vu nau co|nau co|co cuoi|nuoc uong dong chai|nuoc giai khat|khach san|tiec cuoi|truong (?:mam non|tieu hoc|thcs|thpt)|"
    rf"{_DISH}) "
)
_VAGUE = frozenset({"co so", "hang"})
"""Kinds that people put before any name, whether or not it holds them."""
_STOP = re.compile(
    rf"(?<!\w)(?:co(?! (?:{'|'.join(sorted(GIVEN))})(?!\w))|con|o|tai|da|bi|duoc|dc|khong|ko|giay|gcn|chung nhan|het|thuoc|sap|nao|chua|thi|dat|an toan|ve sinh|trong|tren|dia (?:chi|ban|diem)|va|"
    r"gan (?:day|nhat)|nay|kia|ay|do|hien|dang|sach|lam|thuc pham|kinh doanh|san xuat|nhan|la|tap the|nay|xem|coi|giup|dum|gium|nhe|nha|a|voi|di|cai|"
    r"the nao|ra sao|ntn|kiem|thanh tra|hau kiem|lan(?= (?:kiem|thanh|gan|cuoi|truoc|nao|dau|nay|\d))|dot|ket qua|loi|vi pham|phat|khi nao|bao (?:gio|nhieu|lau)|(?<!cong ty )may|ho so|cho|(?<!dien )tu|den|toi|ban|noi|mo|moi|"
    r"(?<!tieu )hoc|truong hoc|benh vien|khu cong nghiep|nguy co|loai|nhom|an uong|an|dich vu|cap|lau roi|lau|qua|cung|nhu|hay|cong nghiep|duong pho|via he|hang rong|vua|dinh chi|ngung|"
    r"thang|quy|nam(?! son)|tuan|ngay|hom|nghi|gay|lon|nho|nhieu|it|so|tong|danh sach|ds|phai|can|nen|tinh|xa|phuong|huyen|thanh pho|voi|ve|de|trung tam|khac|cac|nhung|"
    r"quan|co so|nha hang|khong dat|tren dia ban|nop|chuyen|tao|khieu nai|to cao|chi(?! \w)|oi|rot|truot|xong|suat an|bep an|y te|thi|minh|toi|em|sao|gi|ngo doc|vu)(?!\w)|[?,.;!:()]"
)
_TITLES = frozenset(
    {"cô", "chị", "anh", "bà", "ông", "bác", "chú", "dì", "cậu", "em", "mẹ", "số", "và", "co", "chi", "ba", "ong"}
)
_PARTS = frozenset({"tử", "học", "non", "ty", "may", "đông", "hàng", "thịt", "mì"})
"""Small words inside names that look like plain words without their marks."""
_QUOTED = re.compile(r"[\"“'‘](.{2,60}?)[\"”'’]")
_LEADING = re.compile(r"^(?:cua |ten(?: la)? |mang ten )")
_LONGEST, _SMALL = 8, 2
_GENERIC = re.compile(
    r"(?:bep an|can(?:g)? tin|bep)(?: (?:cong ty|truong|nha may|xi nghiep|mam non|co quan))?|cong ty|nha hang|cua hang|khach san"
)


def eatery(said: Utterance) -> Found[str] | None:
    """The name as typed and where it stands; None when no place is named."""
    if quoted := _QUOTED.search(said.text):
        return Found(quoted[1].strip(), quoted.start(1), quoted.end(1))
    found = [one for kind in _KIND.finditer(said.bare) if (one := _named(said, kind))]
    return max(found, key=lambda one: (_is_proper(one.value.partition(" ")[2]), -one.start), default=None)


def _named(said: Utterance, kind: re.Match[str]) -> Found[str] | None:
    """The kind with what follows it, as far as that is a name; None when only plain words follow."""
    first = said.word(kind.start(), kind.end()).split()[0]
    known = _WRITTEN.get(bare(first))
    if known and first != bare(first) and first not in known.split():
        return None
    at = kind.end()
    if lead := _LEADING.match(said.bare[at:]):
        at += lead.end()
    end = _capitals(said.text, at) or _until_stop(said, at)
    if end <= at:
        return None
    if _GENERIC.fullmatch(said.bare[kind.start() : end].strip()):
        return None
    start = at if kind[0].strip() in _VAGUE and (_is_proper(said.text[at:end]) or lead) else kind.start()
    return Found(said.text[start:end].strip(" \"'“”"), start, end)


def _capitals(text: str, at: int) -> int:
    """Where the run of capitalised words from `at` ends, small words inside it included; 0 when there is none."""
    end, place, small = 0, at, 0
    for word in text[at:].split(" ")[:_LONGEST]:
        clean = word.rstrip("?,.;!:()")
        if clean[:1].isupper() or clean.isdecimal():
            end, small = place + len(clean), 0
        else:
            small += 1
        if small > _SMALL or clean != word or (small and not _may_be_inside(clean, end)):
            break
        place += len(word) + 1
    return end


def _may_be_inside(word: str, begun: int) -> bool:
    """Whether a small word may stand inside a name: a title before its first capital, any plain word after it."""
    return word.lower() in _TITLES | _PARTS or (begun > 0 and not _STOP.fullmatch(bare(word)))


def _until_stop(said: Utterance, at: int) -> int:
    """Where plain small words from `at` stop looking like a name; `at` when they never do."""
    stop = next((one for one in _STOP.finditer(said.bare, at) if not said.text[one.start()].isupper()), None)
    end = stop.start() if stop else len(said.bare)
    words = said.text[at:end].split()
    return at + len(said.text[at:end].rstrip()) if 0 < len(words) <= _LONGEST else at


def _is_proper(words: str) -> bool:
    return any(word[:1].isupper() for word in words.split())
