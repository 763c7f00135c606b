"""What nobody is given in a chat, and what some roles never are: read from the words before any tool is chosen."""

import re

from assistant.planner.cues import rules
from assistant.planner.tools import SHAPES, kind_of
from assistant.understanding.reading import Reading

_OVERRIDE = re.compile(
    r"(?<!\w)(?:ignore (?:all |the |any )?(?:previous|prior|above)|disregard (?:all|previous|the)|forget (?:all|your|the) (?:rules|instructions)|(?:developer|dev|god|debug|admin|root) mode|"
    r"jail ?break|system prompt|no rules|act as|pretend (?:to be|you)|(?:bo qua|quen|phot lo|vuot qua|pha bo|go bo) (?:di |het |moi |cac |tat ca |toan bo |nhung )*(?:quy tac|quy dinh|huong dan|chi dan|chi thi|lenh|luat|rang buoc|gioi han|phan quyen)|"
    r"khong con (?:bi )?(?:rang buoc|quy tac|gioi han)|che do (?:nha phat trien|quan tri|khong gioi han|admin|debug)|"
    r"(?:dong vai|gia (?:lam|vo|su)|hay la|coi nhu (?:ban|em|may)(?: la)?) (?:mot )?(?:quan tri|admin|he thong|hacker|nguoi khong|ai khong)|"
    r"(?:in|cho xem|lo|tiet lo) (?:ra )?(?:chi thi|chi dan|cau lenh|prompt|mat khau|token|api key)|mat khau(?: \w+){0,2} (?:cua|quan tri|he thong|csdl|database))(?!\w)"
)
_BULK = re.compile(
    r"(?<!\w)(?:(?:xuat|export|dump|tai|copy|sao chep|gui|trich|lay|keo)(?: \w+){0,3} (?:toan bo|tat ca|het|ca) (?:\w+ ){0,2}(?:database|co so du lieu|csdl|du lieu|ho so|benh an|danh sach)|"
    r"toan bo (?:database|csdl|co so du lieu)|database (?:benh nhan|nguoi dan)|select \*|drop table)(?!\w)"
)
_RIGHTS = re.compile(
    r"(?<!\w)(?:(?:mo|cap|nang|trao|them|mo rong|xin|cho) (?:them |lai |rong |khoa )?quyen|quyen (?:admin|quan tri|root|xem het)|tat (?:kiem soat|phan quyen|nhat ky|ghi nhat ky|audit)|xem het moi ho so)(?!\w)"
)
_CHATS = re.compile(
    r"(?<!\w)(?:(?:tin nhan|cuoc tro chuyen|doan chat|lich su (?:chat|hoi|tro chuyen)|cau hoi)(?: \w+){0,4} (?:cua|voi)(?!\w)|hay hoi (?:gi|cai gi|nhung gi)|doc tin nhan|(?:hoi|nhan) (?:gi|nhung gi) (?:voi|cho) (?:tro ly|may|bot|em))"
)
_WHO = re.compile(
    r"(?<!\w)(?:(?:ten|ho ten|danh tinh)(?! (?:benh vien|xa|phuong|co so|thuoc|khoa|quan|don vi|tram|vac xin|chi tieu|goi))|so dien thoai|dien thoai|sdt|dia chi(?: nha)?|cccd|cd|can cuoc|so the|ma the|danh sach(?: ten)?)(?: \w+){0,5}? "
    r"(?:nguoi (?:to cao|khieu nai|bao tin|phan anh|nhiem|mac|benh|bi (?:hiv|lao|tam than|nhiem)|chet|tu vong|nghien|dan)|benh nhan|san phu|ba me|thai phu|ca (?:chet|tu vong|nhiem)|tre (?:chet|mac|bi)|hiv|"
    r"nhung nguoi (?:nhiem|bi|mac)|(?:hiv|giang mai|tam than|lao))(?!\w)"
)
_PRIVATE = re.compile(
    r"(?<!\w)(?:cccd|cd|can cuoc|so dien thoai|sdt|dia chi nha|so the)(?: \w+){0,5} (?:nguoi (?:bi|mac|ngo doc|benh)|benh nhan|nan nhan|ca (?:mac|benh)|ho)(?!\w)"
)
_INFORMER = re.compile(
    r"(?<!\w)(?:nguoi|ai|ten|ke)(?: \w+){0,3} (?:to cao|khieu nai|bao tin|phan anh|to giac|danh gia xau)(?!\w)"
)
_LOOKS = re.compile(
    r"(?<!\w)(?:ai|nhat ky|log|lich su|vet|dau vet|truy cap|tra cuu|xem trom|luot|bao nhieu lan|nhung lan|cac lan|tai khoan|nguoi nao|audit|(?:xem|mo|doc|vao)(?: \w+){0,4} (?:luc|khi|hom|ngay) nao|bac si|dieu duong|(?:nguoi |ai )?(?:da|tung) (?:xem|mo|doc|vao))(?!\w)"
)
_CONTENT = re.compile(
    r"(?<!\w)(?:noi dung|ket qua (?:xet nghiem|kham)|xet nghiem|chan doan|don thuoc|tom tat|mac benh|bi benh|benh gi|dien bien|tien su|doc (?:benh an|ho so)|mo (?:luon |ra |giup |ho )*(?:noi dung|benh an|ho so))(?!\w)"
)
_RECORD = re.compile(
    r"(?<!\w)(?:benh an(?! dien tu)|ho so (?:benh|suc khoe)(?! dien tu)|tien su benh|ket qua xet nghiem|benh man tinh cua|ghi chep cua bac si)(?!\w)"
)
_THEIRS = ("patient", "whom")


def forbidden(reading: Reading, tools: frozenset[str]) -> bool:
    """Whether the words ask for what is never given: other rules, everything at once, more rights, others' talks or names."""
    text = reading.said.bare
    if any(pattern.search(text) for pattern in (_OVERRIDE, _BULK, _RIGHTS, _INFORMER)):
        return True
    if any(name.startswith(("my_", "patient_")) for name in tools):
        return False
    if _CHATS.search(text) and "audit_search" not in tools:
        return True
    if "audit_search" in tools:
        return _beyond_looks(reading)
    if "resident_lookup" in tools or kind_of(tools) == "anonymous":
        return False
    if _RECORD.search(text) and "indicator" not in tools and not rules(reading):
        return True
    if reading.patient and not any(slot in SHAPES[tool].slots for tool in tools for slot in _THEIRS):
        return True
    private = _PRIVATE if "poisoning_cases" in tools else _WHO
    return bool(private.search(text))


def _beyond_looks(reading: Reading) -> bool:
    """Whether one who oversees looks asks for what was seen: a record's content, or a patient without a word of looks."""
    text = reading.said.bare
    if _CONTENT.search(text) and not re.search(r"(?<!\w)(?:ai|nhat ky|log|truy cap)(?!\w)", text):
        return bool(reading.patient) or bool(re.search(r"(?<!\w)(?:benh an|ho so|benh nhan|xet nghiem)(?!\w)", text))
    return reading.patient is not None and not _LOOKS.search(text) and len(text.split()) > 2


_ORDER = re.compile(
    r"(?:(?:em|toi|minh|anh|chi|hay|lam on|giup|giup toi|ho|nho|alo|oi|da|vui long|xin|ban|ban oi|em oi|ok|nay|cho toi) )*"
    r"(?:xoa|sua|chinh sua|duyet|phe duyet|huy|dinh chi|thu hoi|gia han|dang bai|cong bo|chuyen tien|mo khoa|go|bo qua giam dinh|cap giay|cap phep|xu phat|khoa tai khoan|gui (?:canh bao|thong bao|tin|mail|email|cong van|bao cao len)|soan|viet (?:cong van|bao cao|canh bao|giup))(?!\w)"
    r"(?! (?:chua|bao nhieu|duoc|dc|may|nhung|cac|thi|xong))"
)


def order(reading: Reading) -> bool:
    """Whether something is to be done or changed, which this house does not do: it only answers."""
    return bool(_ORDER.match(reading.said.bare))
