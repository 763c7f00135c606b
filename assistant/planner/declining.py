"""What is kindly declined whoever asks: writing into a record or a system, and the private life of other people."""

import re

from assistant.planner.outcome import Plan
from assistant.planner.tools import kind_of
from assistant.replies import can, say
from assistant.understanding.reading import Reading


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


_THING = r"(?:ho so|ket qua|benh an|don thuoc|toa thuoc|don|y lenh|chi dinh|nhat ky|bien ban|so lieu|du lieu|con so|so ca|giay|chung nhan|hoa don|phieu|the bao hiem|lich|lich hen|tai khoan|chan doan|ngay sinh|dia chi|ten|thong tin|bao cao|thanh toan|dong nhat ky|ket luan|lan kham|lan tiem|muc|ban ghi|mui tiem|danh sach|xet nghiem|canh bao|ho khau|chu ky|con dau|lieu|quyet dinh|benh nhan)"
_STRONG = r"(?:xoa|sua|chinh sua|duyet|phe duyet|ky duyet|huy|go|danh dau|dong dau|ky ten|ky so|gia mao|lam gia|chuyen tien|chuyen khoan|thanh toan|chi tra|cap nhat|bo sung|nhap|ghi|them|doi|thay doi|thay|dieu chinh|nang|ha|gui|nop|rut|khoa|mo khoa|dinh chi|thu hoi|gia han|(?<!truy )cap(?! nhat| cuu))"
_HELP = r"(?:giup|gium|dum|ho(?! so| ten| khau)|luon|ngay|di|cho xong|cho (?:toi|em|minh|anh|chi)|voi|nhe|nha)"
_CALLS = r"(?:(?:em|toi|minh|anh|chi|ban|hay|lam on|giup|giup toi|ho|nho|alo|oi|da|vui long|xin|ok|nay|cho|dum|gium|tro ly|bot|the|vay|roi|muon|can|nho ban|phien|a|gap|ban|may|cau) )*"
_WRITES = (
    re.compile(rf"{_CALLS}(?:xoa|sua|chinh sua|duyet|phe duyet|ky duyet|huy|dong dau|ky ten|ky thay|ky ho|gia mao|lam gia|chuyen tien|chuyen khoan|danh dau|thu hoi|mo khoa|xoa bo)(?: {_HELP})*(?: \w+){{0,3}}? {_THING}(?!\w)"),
    _words(rf"{_STRONG}(?: {_HELP})+(?: \w+){{0,4}}? {_THING}"),
    _words(rf"{_STRONG} (?:\w+ ){{0,2}}?{_THING}(?: \S+){{0,8}}? (?:giup|gium|dum|luon|cho xong|ho (?:toi|em|minh|cai|voi|nhe))"),
    _words(r"(?:ghi|nhap|them|luu|dua|bo sung|dien)(?: \w+){0,8}? (?:vao|len) (?:luon )?(?:ho so|benh an|y lenh|so (?:tiem|kham|theo doi)|he thong|don(?: thuoc)?|nhat ky|bien ban|danh sach)(?! (?:nao|chua|gi))"),
    _words(r"(?:doi|sua|chinh|nang|ha|lam dep|thay|dat) (?:lai )?(?:cai )?(?:ket qua|so lieu|con so|so ca|so luot|ty le|chan doan|ket luan|ngay (?:kham|sinh|ra vien|vao vien|tiem)|muc huong|trang thai)(?: \w+){0,6}? (?:thanh|sang|cho (?:dep|dat|toi|em|khop)|len|xuong)"),
    re.compile(rf"{_CALLS}(?:ke them|nhap|rut|danh dau|xuat vien|chuyen khoa|chuyen vien)(?! vien)(?: \S+){{0,8}}? (?:cho|giup|gium|dum|ra khoi|la da)(?!\w)"),
    _words(r"(?:in )?(?:va )?dong dau giay|thanh toan (?:\w+ ){1,3}(?:giup|gium|dum|ho toi)|danh dau (?:\w+ ){1,6}(?:la )?da (?:\w+ ){1,3}(?:giup|gium|dum|nhe)"),
    _words(r"duyet luon|duyet (?:het|tat ca|thang)|duyet (?:cho|giup) |ky (?:thay|ho|giup|gium|dum)|dong dau (?:giup|gium|luon|cho|vao|ho)|gia mao|lam gia (?:giup|cho|mot|giay|ho so|ket qua)|chuyen (?:tien|khoan) (?:\w+ ){0,4}(?:cho|vao|den|toi)|(?:ke|them) (?:giup|gium|luon|dum|mot|cho)(?: \w+){0,3} (?:don|y lenh|chi dinh)(?! nao)|ra (?:y lenh|chi dinh) "),
)  # fmt: skip
_HOW = _words(
    r"lam sao|lam the nao|the nao|nhu the nao|o dau|thu tuc|can (?:gi|giay|nhung)|giay to gi|ai (?:da|la|duoc|vua|co)|bao nhieu|may|khi nao|bao gio|bao lau|vi sao|tai sao|chua|ly do|da (?:duoc )?(?:sua|xoa|duyet|huy|gui|nop|ky)|bi (?:xoa|sua|huy|dinh chi|thu hoi|tu choi)|"
    r"duoc (?:duyet|sua|xoa|cap|gui|ky|ghi)|dang (?:cho )?duyet|cho duyet|quy dinh|nao|so sanh|xep|theo doi|ho ten|gi"
)
"""Words of those who ask about such an act, not for it."""
_EVEN_SO = _words(
    r"(?:xoa|sua|duyet|huy|ghi|nhap|doi|ky|dong dau|chuyen tien|them)(?: \w+)? (?:giup|gium|dum|luon|ho (?:toi|em|minh))|duyet luon|ky thay|gia mao"
)
_ASKS_HOW = _words(r"lam sao|the nao|o dau|thu tuc|ai (?:da|la|duoc|vua)|quy dinh|giay to gi|can gi")
_STAFF = r"(?:bac si|bs|dieu duong|y ta|dong nghiep|giam doc|pho giam doc|truong (?:khoa|phong|tram)|sep|can bo|nhan vien|thu truong|ho ly|ke toan|giam dinh vien|bac si truong)"
_HOME = r"(?:nha rieng|nha (?:\w+ ){0,3}o dau|dia chi(?! (?:benh vien|phong kham|tram|khoa|co so|quan))|so dien thoai|sdt|dien thoai (?:rieng|ca nhan)|zalo|facebook|luong|thu nhap|so tai khoan|hon nhan|ly hon|ngoai tinh|co (?:vo|chong|bau|thai) chua|ngay sinh|cccd|can cuoc|doi tu)"
_OF_STAFF = (
    _words(rf"{_STAFF}(?: \w+){{0,5}}? {_HOME}"),
    _words(r"dong nghiep (?:\w+ ){0,6}(?:dieu tri|bi|mac|uong thuoc|benh) gi"),
    _words(rf"{_HOME}(?: \w+){{0,3}}? (?:cua )?{_STAFF}"),
    _words(rf"{_STAFF}(?: (?!noi|bao|ket|chan|dan|kham|cho|ghi|toi|em|minh|nao|dieu|hoi|nghi|xem|bi )\w+){{0,4}} (?:co )?(?:bi|mac|dang (?:bi|chua|dieu tri)) (?:benh(?! nhan)|hiv|ung thu|tram cam|tam than|lao|viem gan|gi)"),
)  # fmt: skip
_NEIGHBOUR = _words(
    r"(?:(?:anh|chi|ong|ba|co|chu|bac|em|nguoi|thang|con|vo|chong|be|cau|di) (?:\w+ ){0,3})?(?:hang xom|lang gieng|(?:ke|canh|sat|gan) nha (?:toi|em|minh|tui|ben)|cung xom|sat vach|ben canh nha|nha ben canh|nguoi yeu cu|chong cu|vo cu|ban hoc cu)"
)
_WANTS = _words(
    r"(?:xem|coi|cho (?:toi|em|minh|tui) (?:xem|coi|biet|hoi)|tra|kiem tra|ho so|benh an|ket qua|xet nghiem|don thuoc|bi benh gi|benh gi|mac benh|co (?:bi|mac)|so dien thoai|dia chi|the bao hiem|kham (?:gi|o dau|khoa)|tiem (?:chua|may)|co thai|co bau|hiv|nghien)"
)
_OWN_CARE = _words(
    r"lay|phong|lam (?:sao|gi|the nao)|co sao|nen|phai|can|so cuu|xu (?:ly|tri)|cho (?:\w+ )?hang xom can|meo|on ao|gioi thieu|bao (?:la|rang)|khuyen|noi (?:la|rang)"
)


def declined(reading: Reading, tools: frozenset[str]) -> Plan | None:
    """The kind refusal of an order to write and of somebody else's private life; None for every other question."""
    hint = can(kind_of(tools))
    if asks_to_write(reading):
        return Plan(text=say("not_yet", can=hint))
    if private(reading, neighbours="resident_lookup" not in tools):
        return Plan(text=say("others_private", can=hint), notes={"refused": True})
    return None


def asks_to_write(reading: Reading) -> bool:
    """Whether something is to be written, erased, signed, paid or forged."""
    text = reading.said.bare
    if not any((p.match(text) if p.pattern.startswith(_CALLS) else p.search(text)) for p in _WRITES):
        return False
    return not _HOW.search(text) or (bool(_EVEN_SO.search(text)) and not _ASKS_HOW.search(text))


def private(reading: Reading, *, neighbours: bool = True) -> bool:
    """Whether it asks for what is private to somebody who works here or, with `neighbours`, lives next door."""
    text = reading.said.bare
    if reading.patient:
        return False  # The desk refuses what is not the asker's, and remembers that it was asked.
    if any(pattern.search(text) for pattern in _OF_STAFF):
        return True
    return neighbours and bool(_NEIGHBOUR.search(text) and _WANTS.search(text) and not _OWN_CARE.search(text))
