"""How a figure is to be looked at: compared with another time, broken down, ranked, cut to a few."""

import re
from dataclasses import dataclass

from assistant.understanding.numbers import NUMBER, number


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


_WITH = r"(?:so (?:sanh )?(?:voi|cung)|(?:tang|giam|hon|kem|thay doi|bien dong|khac)(?: hay (?:tang|giam))?(?: \w+){0,2}? (?:so )?voi)"
_SAME = _words(
    rf"(?:{_WITH} )?(?:voi )?cung (?:ky|ki)(?: (?:nam|thang|quy|tuan) (?:truoc|ngoai|roi|nay))?(?: (?:nam )?20\d\d)?"
    rf"|(?:{_WITH}|hon|bang) (?:gio nay |thoi diem nay )?nam (?:ngoai|truoc)|gio nay nam (?:ngoai|truoc)"
)
_PREVIOUS = _words(
    rf"{_WITH} (?:cai )?(?:{NUMBER} )?(?:ngay|tuan|thang|quy|ky|giai doan|dot) (?:lien )?(?:truoc|kia|qua|vua roi|vua qua|roi)(?: do| day| nua)?"
    rf"|{_WITH} (?:hom qua|truoc (?:day|do)|thoi gian truoc|lan truoc)|so truoc (?:day|do)"
)
_TREND = _words(
    r"tang hay (?:la )?giam|tang (?:hoac|/) ?giam|tang giam (?:the nao|ra sao|bao nhieu)|co (?:tang|giam) (?:khong|len|hay)|tang len hay giam|co gi thay doi"
)
_VERSUS = re.compile(
    r"(?<!\w)(?:so (?:sanh )?(?:voi|cung)|voi|vs) (?=(?:cac )?(?:ngay|tuan|thang|quy|nam|t\d|q\d|\d))|(?<=\w )(?<!ho )(?<!tong )(?<!con )(?<!co )(?<!tri )so (?=thang (?:\d|nay|truoc)|quy (?:\d|nay|truoc)|nam (?:ngoai|truoc|nay|20)|t\d|q\d|hom qua)"
)
_EACH = r"(?:(?:theo|tung|moi|cac|giua cac|o cac|cua tung|cua cac|chia theo|tach theo|phan theo|tach ra|chia ra)(?: tung| cac)?)"
_BY = (
    ("reason", _words(r"(?:theo|tung|cac|nhung) (?:ly do|nguyen nhan)|(?:ly do|nguyen nhan) (?:gi|nao|chinh|pho bien|hay gap|nhieu|tu choi|xuat toan|bi)")),
    ("status", _words(r"(?:theo|tung|moi) (?:tinh trang|trang thai)|da duyet bao nhieu|bao nhieu (?:da duyet|cho duyet|bi tu choi)")),
    ("department", _words(r"(?:theo|tung|moi|cac|o cac|cua tung) khoa(?: phong)?|khoa(?: phong)? nao")),
    ("visit_type", _words(r"(?:theo|tung) (?:loai (?:hinh )?(?:kham|kcb|dieu tri)|hinh thuc (?:kham|dieu tri))|noi tru (?:va|voi|hay|,|/) ?ngoai tru|ngoai tru (?:va|voi|hay|,|/) ?noi tru|(?:noi|ngoai) tru,? (?:ngoai|noi) tru|moi loai(?: hinh)?|(?:cua|cho|tien) (?:noi|ngoai) tru")),
    ("violation", _words(r"(?:loi|vi pham|hanh vi)(?: vi pham)? (?:gi|nao|hay gap|pho bien|nhieu|chinh|chu yeu|thuong gap)|theo (?:loi|hanh vi|vi pham)|(?:cac|nhung) (?:loi|vi pham)(?: \w+)? (?:hay|pho bien|thuong|nhieu)")),
    ("role", _words(r"(?:theo|tung|moi|cac) vai tro|vai tro nao")),
    ("viewer", _words(r"(?:theo|tung|moi) (?:tai khoan|nguoi dung|nguoi)|(?:tai khoan|nguoi dung|nguoi|nhan vien|bac si|dieu duong|can bo) nao|ai(?: \w+){0,4} (?:nhieu|nhat|qua nhieu)")),
    ("action", _words(r"(?:theo|tung|moi) (?:loai du lieu|kho|loai ho so|he thong)|(?:loai (?:du lieu|ho so)|du lieu|kho|he thong) nao")),
    ("trade", _words(r"(?:theo|tung|moi|cac) (?:loai hinh|loai co so|nhom co so)|loai hinh nao")),
    ("month", _words(r"(?:theo|tung|moi|hang|cac|qua cac|qua tung|dien bien)(?: tung)? thang(?! (?:nay|truoc|\d))|xu huong|dien bien|bieu do|theo thoi gian|qua thoi gian|bien dong")),
    ("facility", _words(rf"(?:benh vien|don vi) co (?:ty le|so|nhieu|it|luot|cong suat)|(?:bao nhieu|may|nhung) (?:benh vien|co so y te|don vi)|{_EACH} (?:benh vien|co so(?! thuc pham)|vien|don vi|trung tam|phong kham)|(?:benh vien|co so(?: y te| kham chua benh)?|don vi|vien|trung tam y te|trung tam|cho) nao")),
    ("commune", _words(rf"(?:xa|phuong|dia phuong) co (?:ty le|so|nhieu|it|luot)|(?:bao nhieu|may|nhung) (?:xa|phuong|dia phuong|tram)(?! (?:hoi|vien))|{_EACH} (?:xa|phuong|dia phuong|dia ban|huyen|khu vuc|tram)|(?:xa|phuong|dia phuong|dia ban|xa phuong|noi|tram(?: y te)?|vung|khu vuc|o dau) nao|o dau (?:nhieu|cao|it|thap)")),
)  # fmt: skip
_TOP = _words(
    r"nhieu (?:\w+ ){2,4}nhat|(?:cao|nhieu|lon|dong|tot|nong|nang|manh|dan|qua tai|nghiem trong)(?: \w+)? nhat|dung dau|dan dau|top|xep hang|hang dau|nhieu (?:ca|vu|nguoi|luot)(?: \w+){0,3} nhat|vuot troi"
)
_BOTTOM = _words(
    r"it (?:\w+ ){2,4}nhat|(?:thap|it|kem|nho|yeu|(?<!y )te|cham|duoi)(?: \w+)? nhat|doi so|dung cuoi|cuoi bang|top duoi|chot bang|xep cuoi|it (?:ca|vu|nguoi|luot)(?: \w+){0,3} nhat"
)
_COUNTED = (
    r"benh vien|xa|phuong|don vi|co so|dia phuong|ho so|su kien|ban ghi|dong nhat ky|lan kham|lan nam vien|don thuoc|ly do|nguyen nhan|loi|khoa|tram|tai khoan|noi|huyen|(?:cai|muc|dong)(?: \w+)? (?:dau|cuoi|cao|thap|lon|nhieu)|"
    r"(?:lan|luot|dot|vu|don|ca)(?: \w+){0,2} (?:gan|cuoi|vua|moi|truoc|dau|bi|kham|tra cuu|truy cap|xem)"
)
_TOP_N = _words(rf"top ({NUMBER})|(?<!trong )({NUMBER}) (?:{_COUNTED})(?! nay)")


@dataclass(frozen=True, slots=True)
class Angle:
    """The view asked for; None where the question says nothing of it."""

    compare: str | None = None
    ways: tuple[str, ...] = ()
    rank: str | None = None
    hidden: tuple[tuple[int, int], ...] = ()
    versus: int | None = None
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def by(self) -> str | None:
        """The first breakdown said."""
        return self.ways[0] if self.ways else None


def read_angle(text: str) -> Angle:
    """The comparison, breakdown and ranking in folded text; `hidden` is what periods must not read."""
    same, previous, trend = _SAME.search(text), _PREVIOUS.search(text), _TREND.search(text)
    compare = "same_period" if same else "previous" if previous or trend else None
    hidden = tuple(match.span() for match in (same, previous, trend) if match)
    versus = None if same or previous else _VERSUS.search(text)
    ways = [(name, found) for name, pattern in _BY if (found := pattern.search(text))]
    bottom, top = _BOTTOM.search(text), _TOP.search(text)
    rank = "bottom" if bottom else "top" if top else None
    spans = tuple(match.span() for match in (*(way for _, way in ways), bottom, top) if match)
    return Angle(compare, tuple(name for name, _ in ways), rank, hidden, versus.end() if versus else None, spans)


def read_limit(text: str) -> int | None:
    """How many are wanted ("top 5", "3 lần khám"), in folded text without its periods and codes."""
    match = _TOP_N.search(text)
    said = match[1] or match[2] if match else ""
    return None if said in ("", "mot", "1") and not (match and match[1]) else number(said)
