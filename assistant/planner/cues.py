"""Turns of phrase that speak for one tool among the near ones of an office, beside what the classifier has learnt."""

import re

from assistant.understanding.eateries import eatery
from assistant.understanding.reading import Reading

_REFUSED = r"(?:tu choi|xuat toan|khong duyet|tra ve)"
_CUES: tuple[tuple[str, float, re.Pattern[str]], ...] = tuple(
    (intent, weight, re.compile(rf"(?<!\w)(?:{pattern})"))
    for intent, weight, pattern in (
        ("rejected_claims", 0.5, rf"(?:ho so|ca) nao(?: \w+){{0,4}} {_REFUSED}|(?:danh sach|ds|liet ke|nhung|cac|xem|\d+) (?:\w+ ){{0,2}}ho so (?:\w+ ){{0,2}}{_REFUSED}"),
        ("rejected_claims", 0.4, rf"(?:bi )?{_REFUSED} (?:vi|do) (?!sao)"),
        ("rejected_claims", 0.8, rf"(?:bao nhieu|may|tong so|so) (?:ho so|ca|tien)(?: \w+){{0,2}} {_REFUSED}|{_REFUSED} (?:\w+ )?(?:bao nhieu|may) (?:ho so|tien)"),
        ("claims_list", 0.7, rf"(?:ho so|ca) nao(?!.*{_REFUSED})|(?:danh sach|ds|liet ke|nhung|cac|top|\d+) (?:\d+ )?ho so(?!.*{_REFUSED})(?!.*bao nhieu)|ho so (?:\w+ ){{0,3}}(?:tren|hon|vuot|tu) \d"),
        ("claims_summary", 0.4, rf"(?:co so|benh vien|don vi|tram|vien)(?: y te)? nao|tang (?:hay )?giam|so voi|binh quan|trung binh|(?:bao nhieu|may|so|tong(?: so)?) ho so(?!(?: \w+){{0,2}} {_REFUSED})|ly do|(?:ty le|tong|so) (?:tien )?(?:bi )?{_REFUSED}|tong (?:chi|tien)|tien (?:bi )?{_REFUSED}|theo (?:tung|thang|co so|benh vien)"),
        ("claim", 1.2, r"(?:cai|mot|cuon|bo) ho so (?:\w+ ){0,3}(?:ay|do|kia|nay|hom qua|hom truoc|bua truoc)(?!\w)"),
        ("poisoning_cases", 0.5, r"line ?list|danh sach (?:\w+ ){0,2}(?:nguoi|ca|benh nhan)|nhung (?:ai|nguoi nao)|ai (?:bi|mac|nhap|chet|tu vong)|(?:bao|co ai|nguoi nao|may nguoi)(?: \w+){0,3} (?:dau bung|non|tieu chay|trieu chung)"),
        ("outbreaks", 0.4, r"(?:bao nhieu|may|so|tong so|cac|nhung|co) (?:vu|o|chum|cum)(?!\w)|vu nao|vu (?:\w+ ){0,3}(?:lon|moi|gan|nang|nhieu) ?\w* nhat|nguyen nhan vu|cum ngo doc"),
        ("inspections", 1.3, r"(?:bao nhieu|may|so) (?:co so |luot |quan )?(?:khong )?dat(?!\w)|(?:tong |so )?tien phat|bi (?:xu )?phat|phat (?:nang|nhieu|bao nhieu)|tai kiem|(?:loi|vi pham)(?: vi pham)? (?:nao|gi|hay gap|pho bien|nhieu)"),
        ("establishments", 1.6, r"(?:bi |dang )?dinh chi|tam ngung|dong cua|nguy co cao"),
        ("poisoning_cases", 0.7, r"vu ?\d{4}"),
        ("inspections", 0.4, r"(?:ket qua|lich|ke hoach|dot|lan|bien ban|luot) (?:kiem tra|thanh tra|hau kiem)|(?:ty le|bao nhieu|co so nao|may)(?: \w+){0,4} (?:khong dat|vi pham)|kt (?:t|thang|quy)"),
        ("establishments", 0.9, r"(?:co so|quan|noi|cho|nha hang|bep an)(?: \w+){0,3} chua (?:tung )?(?:duoc )?(?:kiem tra|thanh tra)(?: lan nao| bao gio)?|cap (?:moi )?(?:bao nhieu|may|duoc)(?: \w+){0,3} (?:giay|gcn|chung nhan|certificate)"),
        ("establishments", 0.5, r"(?:giay|chung nhan|gcn|certificate|giay phep)(?!.*(?:kiem tra|thanh tra|thuoc))|so co so|bao nhieu (?:co so|quan|nha hang|bep)"),
        ("audit_search", 0.6, r"(?:ai|tai khoan nao|nguoi nao|vai tro nao)(?: \w+){0,4} (?:xem|mo|truy cap|tra cuu|doc|dung)|(?:luot|lan) (?:xem|truy cap|tra cuu|tu choi|bi tu choi)|nhat ky|log|bi tu choi nhieu|truy cap"),
    )
)  # fmt: skip
_SLOTS = re.compile(
    r"(?<!\w)(?:lich|con cho|con trong|trong cho|dat (?:kham|lich|hen)|dang ky|buoi kham|gio kham|hen kham)(?!\w)"
)
_REFUSALS = re.compile(
    r"(?<!\w)(?:ho so|ca)(?!\w).*(?<!\w)(?:trung (?:thoi gian|lap|dot|ngay)|sai (?:muc huong|ma doi tuong|the|ma)|the (?:bhyt |bao hiem y te )?het (?:han|gia tri)|thieu (?:ket qua|can lam sang)|chua dang ky hanh nghe|vuot (?:ngay giuong|quy dinh))(?!\w)"
)
_REFUSED_FILES = re.compile(rf"(?<!\w)ho so (?:\w+ ){{0,3}}{_REFUSED}(?!.*(?:ly do|tien|ty le))")
_INSPECTED = re.compile(
    r"(?<!\w)(?:kiem tra|thanh tra|hau kiem|loi|phat|vi pham|khac phuc|dat (?:khong|ko|chua)|khong dat|bien ban)(?!\w)"
)
_CERTIFIED = re.compile(r"(?<!\w)(?:giay|gcn|chung nhan|phep|con han|het han|han su dung)(?!\w)")
_RULES = re.compile(
    r"(?<!\w)(?:nghi dinh|thong tu|quyet dinh \d|luat(?! su)|van ban nao|theo quy dinh|quy dinh (?:nao|gi|the nao|ra sao|cua)|the nao (?:thi )?(?:duoc )?(?:la|coi la|goi la)|(?:duoc )?(?:coi|goi|xem) la (?:mot )?(?:vu|ca|o)|"
    r"bat buoc|(?:phai|can|nen) (?:luu|bao(?: cao)?|giu|nop|cong bo|thong bao)(?: \w+){0,8} (?:bao (?:lau|nhieu)|may|trong vong)|luu (?:mau|giu|tru)(?: \w+){0,5} (?:bao (?:lau|nhieu)|may)|(?:bao lau|bao nhieu (?:gio|tieng|ngay|nam)|may (?:gio|tieng|ngay|nam)) (?:thi )?(?:phai|bat buoc)|"
    r"ma doi tuong \d|luong co so|muc huong|trai tuyen|dung tuyen|thong tuyen|mien (?:giay|cung chi tra)|duoc mien|muc phat|quy trinh|thu tuc|cach (?:dieu tra|lay mau|xu ly)|dieu kien (?:de )?(?:cap|duoc))(?!\w)"
)


def cue(intent: str, reading: Reading) -> float:
    """How much the turns of phrase speak for an intent."""
    text = reading.said.bare
    if reading.claim:
        return 0.0
    if intent == "audit_search" and reading.patient:
        return 1.0
    if intent == "rejected_claims" and reading.angle.rank and not reading.angle.by and _REFUSED_FILES.search(text):
        return 0.7
    if intent == "free_slots":
        return 0.0 if _SLOTS.search(text) else -0.6
    if intent == "rejected_claims" and not (reading.angle.by or reading.compare) and _REFUSALS.search(text):
        return 0.6
    if intent in ("inspections", "establishments") and (named := eatery(reading.said)) is not None:
        rest = text[: named.start] + text[named.end :]
        wanted = _INSPECTED if intent == "inspections" else _CERTIFIED
        return (
            1.0 if wanted.search(rest) else 0.4 if intent == "establishments" and not _INSPECTED.search(rest) else 0.0
        )
    if intent == "rejected_claims" and (reading.angle.by or reading.compare):
        return 0.0
    return max((weight for name, weight, pattern in _CUES if name == intent and pattern.search(text)), default=0.0)


def inspected(reading: Reading) -> bool:
    """Whether inspections are spoken of."""
    return bool(_INSPECTED.search(reading.said.bare))


def rules(reading: Reading) -> bool:
    """Whether what a law or a procedure says is asked for, and no figure or record."""
    return bool(_RULES.search(reading.said.bare)) and not (reading.patient or reading.claim)
