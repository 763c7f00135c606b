"""What single words tell beside the classifier: how much they speak for or against an intent."""

import re

from assistant.planner.tools import kind_of
from assistant.understanding.reading import Reading


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


MINE = _words(
    r"(?:cua|cho|nha|con|be|chau|me|ma|bo|ba|cha|vo|chong|ong|anh|chi|em|trai|gai|dau|thang|dua) (?:toi|em|minh|tui|chau|con|tao|bac|nha (?:toi|em|minh))|toi|minh|ban than|(?:em|chau|con|bac|anh|chi|co|chu) (?:muon|can|xin|dang|da|bi)|nha (?:em|minh|toi)"
)
_AGED = _words(
    r"(?:be|tre|con|chau|em be|tre em|tre con|tre nho|nguoi)(?: \w+)? (?:\d+|may|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|muoi tam|so sinh)(?: ruoi)? ?(?:thang|tuoi|tuan)"
)
_RULE = _words(
    r"bao nhieu thi|may thi|the nao thi|khi nao thi phai|(?:muc|nguong|tieu chuan|tieu chi)(?: \w+){0,3} (?:chan doan|dieu tri|nhap vien|phan do)|nguong chan doan|muc tieu dieu tri"
    r"|co (?:phai|can|nen|duoc) (?:tiem|chich|lam|dong|di|mang|nop|chup|nhin an|kieng|tiem lai|uong|bao|cach ly|nghi|an|tam|cho bu)(?: \w+){0,8} khong|co can (?:bao|di|tiem|kieng|cach ly)"
    r"|theo (?:huong dan|bo y te|byt|thong tu|quy dinh|luat)|lay (?:kieu|qua|tu|duong|the nao|lan)|phong (?:sao|the nao|cach nao|kieu gi|ngua|tranh)|cach phong|(?:mang|dem|chuan bi|can)(?: theo)? (?:giay to|giay|nhung|cai)? ?(?:gi|chi|nao)"
    r"|(?:gia tri|hieu luc|han)(?: \w+)? (?:may|bao lau|bao nhieu)|tuong tac|chong chi dinh|tac dung phu|(?:xu tri|so cuu|cap cuu|cham soc|phac do)(?: \w+){0,4} (?:the nao|nhu the nao|do|theo|lam sao|ra sao)|nhac lai(?: \w+){0,2} xu tri|toi muc nao|(?:gia|bang gia|chi phi|le phi)(?: \w+){0,2} (?:kham|xet nghiem|sieu am|tiem|chup|sinh|de|dich vu|mo|phau thuat)(?! (?:cua|lan|hom|benh cua))|uy quyen|dong y cho|cho phep|an duoc|uong duoc|(?:lien tuc|trai tuyen|thong tuyen|cung chi tra|chuyen tuyen|bao hiem y te) la (?:gi|sao|the nao)|lich tiem(?: chung)? (?:mo rong|quoc gia|cho tre|moi)|chuong trinh tiem chung"
)
_STRONG_RULE = _words(
    r"(?:uong|dung|xai)(?: \w+){0,5} (?:chung|cung|kem)(?: voi)?(?: \w+){0,4} (?:duoc|co sao)|(?:bi|con) (?:cho|meo|chuot|khi|doi|ran)(?: \w+){0,3} (?:can|cao)(?! (?:huyet|duong|nhat|khong|hon|lai|qua|thiet|nang))|ong(?: \w+)? dot|tuong tac"
    r"|(?:uong thuoc|dang uong)(?: \w+){0,5} (?:uong|an|kieng) (?:ruou|bia|ca phe|tra|sua|buoi|gi|duoc gi)"
)
OFF = _words(
    r"(?:co|troi|se|sap|dang) (?:mua|nang|bao|lanh|ret)|thoi tiet|du bao thoi tiet|gia (?:vang|xang|heo|lon|dat|nha|dien|lua|ca phe)|ty gia|lai (?:suat|vay|ngan hang)|xo so|lo de|bong da|da (?:voi|banh)|tran (?:dau|bong)|bai (?:toan|tap|van|tho)|toan lop|giai (?:bai|toan|phuong trinh)|nau an|cong thuc nau"
    r"|chung khoan|bitcoin|ca si|dien vien|xem phim (?!x|chup|ct|mri|phoi|cong)|phim (?:hay|moi|truyen|bo|hoat hinh)|bai hat|nghe nhac|choi game|mua (?:xe|nha|dat|dien thoai)|dich (?:sang|giup|gium|ho|cau)|tieng (?:anh|nhat|han|trung)|tu vi|boi|du lich|khach san|ve may bay|thu do|tong thong|ke chuyen|chuyen cuoi"
)
_BOOK = _words(
    r"(?:dat|book|dang ky|lay|giu|xin)(?: \w+){0,3} (?:lich|cho (?:kham|trong|som|ngoi)|so (?:kham|thu tu)|hen|kham|slot|gio)|(?:muon|dinh|tinh)(?: \w+){0,3} (?:kham|dat kham)(?! (?:gi|khoa (?:nao|gi)|o dau))"
)
_BOOKED = _words(
    r"da dat|dat (?:\w+ )?roi|dat (?:hom|luc|tu)|lich (?:toi|em|minh)|cua (?:toi|em|minh|tui)|xem lai|dat (?:\w+ ){0,2}chua|thanh cong|o dau|ban dau|huy|doi lich|doi hen"
)
_EATERY = _words(
    r"quan(?! (?:he|ly|trong|tri|chuc|diem|tam|sat))|nha hang|co so|tiem|bep|cua hang|cong ty|lo mo|lo banh|quay|cang tin|sieu thi|hang|xuong|hop tac xa|an uong|giay phep|an toan thuc pham|ve sinh|tiec|an co|co cuoi|dat co|bun|pho|com|banh"
)
_REMIND = _words(r"nhac (?:toi|em|minh|me|bo|ba|ong|con|chau|tui|bac)(?! (?:la|rang|benh))|dat nhac|hen gio|bao thuc")
_VALUE = _words(r"\d+(?:[.,]\d+)? ?(?:\w+ )?(?:la |thi |co |la co )?(?:cao|thap|binh thuong|nguy hiem|on)")
_GRUMBLE = _words(
    r"lam an (?:kieu|gi|the)|lam viec kieu|phuc vu kieu|thai do|buc (?:minh|xuc|boi)|te (?:qua|that|hai)|khong chap nhan|qua dang|chan (?:qua|that|ghe)|hach sach|quat|cau gat|(?:cho|ngoi|doi)(?: \w+){0,4} (?:tieng|gio dong ho|ca buoi|tu sang)(?! nua)"
)
_SEEK = _words(r"ten|tim|tra|kiem|nguoi dan|cu dan|cong dan|dan cu|nhan khau|ho khau|o thon|o xom|o ap|sinh nam")
_FIGURE = _words(r"chi so|ti le|ty le|chi tieu|ty suat|phan tram")
_LISTS = frozenset({"missed_doses", "antenatal_due", "chronic_overdue"})
_SESSION = _words(
    r"lich|kham|con cho|cho (?:kham|trong|nao)|slot|trong|dat|hen|bac si|bs|khoa|gio|suat|book|dang ky|buoi|lam viec|thu \w+|mai|sang|chieu"
)
_LIST = _words(
    r"danh sach|ds|list|nhung|cac|ai|nao|bao nhieu|may|liet ke|loc|so|ra soat|con|qua han|tre|bo|chua|den han|toi han|den lich|toi lich|sap sinh|quan ly|theo doi|moi|goi|nhac|nguy co"
)
_WHERE = _words(
    r"(?:kham|xet nghiem|tiem|chich|mua|lam|xin|dang ky|cap|doi|chup|sieu am|tu van)(?: \w+){0,5} (?:o dau|cho nao|noi nao)"
)
_PERSONAL = ("my_", "patient_")
_WARD = frozenset({"my_patients", "ward_results", "department_bookings"})
_RECORD = _words(r"benh an|ho so|ket qua|xet nghiem|don thuoc|benh gi|chan doan")
_SICK = _words(r"bi|mac|nhiem|dinh|co benh|benh gi|dau gi")

_WARD_WORDS = _words(r"khoa|xet nghiem|xn|ket qua|chi so|cls|kali|crp|duong huyet")
_SOMEBODY = _words(
    r"benh nhan|nguoi benh|bn|benh an|don thuoc|di ung|ho so|ket qua xet nghiem|ong|ba|anh|chi|nguoi nay"
)
_KINDS = frozenset({"citizen", "clinician", "station", "anonymous"})


def hint(intent: str, reading: Reading, tools: frozenset[str]) -> float:
    """The sum of what the words say for (above 0) or against an intent; offices have cues of their own."""
    if intent == "ward_results" and not _WARD_WORDS.search(reading.said.bare):
        return -0.8
    if intent.startswith("patient_") and "patient_summary" not in tools and not _of_somebody(reading):
        return -0.6
    if kind_of(tools) not in _KINDS:
        return 0.0
    text = reading.said.bare
    return sum((
        _general(intent, reading, text, guest=kind_of(tools) == "anonymous"), _off(intent, text), _booking(intent, text),
        _persons(intent, reading, text, tools), _needs_its_words(intent, reading, text, tools),
    ))  # fmt: skip


def _of_somebody(reading: Reading) -> bool:
    """Whether a patient is spoken of at all."""
    return bool(reading.patient or reading.person or reading.relation or _SOMEBODY.search(reading.said.bare))


def _general(intent: str, reading: Reading, text: str, *, guest: bool) -> float:
    """Questions of anybody's health against questions of one's own record."""
    if reading.patient or reading.person or reading.claim:
        return 0.0
    mine, personal = bool(MINE.search(text)), intent.startswith(_PERSONAL)
    aged = bool(_AGED.search(text)) and not (reading.relation and reading.relation.value.split()[-1][:1].isupper())
    where, strong = bool(_WHERE.search(text)) and not mine, bool(_STRONG_RULE.search(text))
    rule = strong or bool(_RULE.search(text)) or (bool(_VALUE.search(text)) and not mine)
    if intent == "guidance":
        return 0.3 * where + 0.4 * (rule + strong) + 0.3 * aged + 0.2 * (guest and not mine)
    if not personal:
        return 0.0
    if guest and not mine:
        return -0.5
    return -0.6 if strong else -0.4 * ((aged or where or rule) and not mine)


def _off(intent: str, text: str) -> float:
    if intent == "out_of_scope" and OFF.search(text):
        return 0.6
    if intent == "not_yet" and _REMIND.search(text):
        return 0.8
    return 0.5 if intent == "human" and _GRUMBLE.search(text) else 0.0


def _booking(intent: str, text: str) -> float:
    """Who wants a place looks for a free one; who has one asks for theirs."""
    wants = bool(_BOOK.search(text)) and not _BOOKED.search(text)
    return {"free_slots": 0.4, "my_bookings": -0.4, "department_bookings": -0.2}.get(intent, 0.0) if wants else 0.0


def _persons(intent: str, reading: Reading, text: str, tools: frozenset[str]) -> float:
    """Somebody named is somebody's record."""
    if reading.patient and intent in _WARD:
        return -1.0
    if reading.person and intent == "my_visits" and intent in tools and _RECORD.search(text):
        return 0.6
    if reading.person and kind_of(tools) == "anonymous":
        return 0.5 * (intent == "patient_summary")
    if reading.person and "patient_summary" in tools:
        return 0.35 if intent.startswith(_PERSONAL) else 0.0
    named = reading.relation and reading.relation.value.split()[-1][:1].isupper()
    if named and "my_record" in tools and _SICK.search(text):
        return 0.3 if intent == "my_record" else 0.15 if intent.startswith("my_") else 0.0
    return 0.0


def _needs_its_words(intent: str, reading: Reading, text: str, tools: frozenset[str]) -> float:
    """Some intents are not meant where none of their words is said."""
    eats = intent == "establishment_lookup" or (intent == "establishments" and "establishments" not in tools)
    if eats and not _EATERY.search(text) and '"' not in text:
        return -0.8
    if intent == "resident_lookup" and not reading.person and not _SEEK.search(text):
        return -0.4
    if intent == "free_slots" and not _SESSION.search(text) and reading.department is None:
        return -0.4
    if intent in _LISTS and not _LIST.search(text):
        return -0.8
    return 0.45 if intent == "indicator" and _FIGURE.search(text) and not reading.test else 0.0
