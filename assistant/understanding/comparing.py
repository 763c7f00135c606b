"""How a figure is to be looked at: compared with another time, broken down, ranked, cut to a few."""

import re
from dataclasses import dataclass

from assistant.understanding.numbers import NUMBER, number

_SAME = re.compile(r"(?:so (?:sanh )?(?:voi )?)?(?:voi )?cung (?:ky|ki)(?: (?:nam|thang|quy|tuan) (?:truoc|ngoai|roi|nay))?(?: (?:nam )?20\d\d)?|so (?:sanh )?voi (?:thoi diem nay )?nam (?:ngoai|truoc)")
_PREVIOUS = re.compile(
    r"(?:so (?:sanh )?(?:voi|cung)|(?:tang|giam|hon|kem|thay doi|bien dong)(?: hay (?:tang|giam))?(?: bao nhieu)?(?: so)? voi) (?:cai )?(?:(?:ngay|tuan|thang|quy|nam|ky|giai doan) )(?:lien )?(?:truoc|kia|qua|vua roi|vua qua|roi)(?: do| day)?"
    r"|so (?:sanh )?(?:voi )?(?:ky|thoi gian) truoc|so voi hom qua|so truoc (?:day|do)"
)
_VERSUS = re.compile(r"(?:so (?:sanh )?(?:voi|cung)|hay la|voi) (?=(?:cac )?(?:ngay|tuan|thang|quy|nam|\d))")
_BY = (
    ("month", r"(?:theo|tung|moi|hang|cac|qua (?:cac|tung)|dien bien) (?:tung )?thang(?!\w)(?! (?:nay|truoc|\d))|xu huong|dien bien|bieu do|theo thoi gian|tang giam the nao|bien dong"),
    ("facility", r"(?:theo|tung|moi|cac|giua cac|o cac|chia theo|tach theo|cua tung|phan theo|benh vien nao|co so nao|don vi nao|vien nao|noi nao) ?(?:tung |cac )?(?:benh vien|co so(?! thuc pham)|vien|don vi|trung tam|phong kham)(?!\w)|(?:benh vien|co so(?: y te| kham chua benh)?|don vi|vien|trung tam y te) nao|benh vien (?=.*(?:nhat|top))"),
    ("commune", r"(?:theo|tung|moi|cac|giua cac|o cac|chia theo|cua tung|phan theo) ?(?:tung |cac )?(?:xa|phuong|dia phuong|dia ban|xa phuong|huyen|khu vuc)(?!\w)|(?:xa|phuong|dia phuong|dia ban|xa phuong|noi|cho|tram(?: y te)?) nao"),
    ("status", r"(?:theo|tung) (?:tinh trang|trang thai)|(?:bao nhieu|may) (?:ho so )?(?:da duyet|cho duyet|bi tu choi)"),
    ("reason", r"(?:theo|tung|cac|nhung) (?:ly do|nguyen nhan)|(?:vi sao|tai sao|ly do|nguyen nhan)(?: gi| nao| nhieu| chinh| pho bien)?"),
)  # fmt: skip
_TOP = re.compile(r"(?:cao|nhieu|lon|dong|tot|nong|dung|dan|manh|nang|hang)(?: dau)?(?: bang)? (?:nhat|dau)(?! dinh)|dung dau|dan dau|top(?! duoi)|xep hang|hang dau|qua tai nhat")
_BOTTOM = re.compile(r"(?:thap|it|kem|nho|yeu|te|cham|duoi) nhat|doi so|dung cuoi|cuoi bang|top duoi|chot bang|xep cuoi")
_LIMIT = re.compile(rf"(?:top|ra|lay|xem|liet ke|hien)? ?(?P<n>\d{{1,2}}|{NUMBER}) (?:(?:benh vien|xa|phuong|don vi|co so|dia phuong|noi|ho so|benh nhan|lan|luot|vu|dot|ban|dong|cai|muc|su kien|don|phieu|ca|nguoi)(?: \w+){{0,3}}? )?(?:cao|thap|gan|moi|nhieu|it|dau|cuoi|lon|kem|tot|vua|te)\w*(?: \w+)? ?(?:nhat|day|roi|qua|tien|cung)?")
_TOP_N = re.compile(r"top (\d{1,2})")
_RECENT_N = re.compile(rf"(?<!\w)(\d{{1,2}}|{NUMBER}) (?:lan|luot|dot|ho so|don|su kien|dong|ban ghi|phieu|hoat dong|truy cap)(?!\w)")


@dataclass(frozen=True, slots=True)
class Angle:
    """The view asked for; None where the question says nothing of it."""

    compare: str | None = None
    by: str | None = None
    rank: str | None = None
    limit: int | None = None
    hidden: tuple[tuple[int, int], ...] = ()
    versus: int | None = None


def read_angle(text: str) -> Angle:
    """The comparison, breakdown, ranking and count in folded text; `hidden` is what periods must not read."""
    same, previous = _SAME.search(text), _PREVIOUS.search(text)
    compare = "same_period" if same else "previous" if previous else None
    hidden = tuple(m.span() for m in (same, previous) if m)
    versus = None if compare else _VERSUS.search(text)
    by = next((name for name, pattern in _BY if re.search(rf"(?<!\w)(?:{pattern})", text)), None)
    rank = "bottom" if _BOTTOM.search(text) else "top" if _TOP.search(text) else None
    return Angle(compare, by, rank, _limit(text), hidden, versus.end() if versus else None)


def _limit(text: str) -> int | None:
    match = _TOP_N.search(text) or _RECENT_N.search(text)
    if match:
        return number(match[1])
    ranked = _LIMIT.search(text)
    return number(ranked["n"]) if ranked and ranked["n"] else None
