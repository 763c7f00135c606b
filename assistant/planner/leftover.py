"""What a question says beyond the things it names: nothing left means that it only changes the question before."""

import re

from assistant.understanding.reading import Reading

_WORD = re.compile(r"[^\W_]+")
_FILLER = frozenset(
    [
        "con",
        "the",
        "vay",
        "thi",
        "sao",
        "nao",
        "roi",
        "a",
        "oi",
        "nhe",
        "nha",
        "voi",
        "cho",
        "toi",
        "em",
        "minh",
        "chung",
        "ta",
        "hoi",
        "biet",
        "xem",
        "muon",
        "giup",
        "dum",
        "gium",
        "lai",
        "di",
        "do",
        "day",
        "nay",
        "kia",
        "cua",
        "o",
        "tai",
        "trong",
        "den",
        "tu",
        "va",
        "hay",
        "co",
        "khong",
        "duoc",
        "la",
        "nhu",
        "ra",
        "ve",
        "theo",
        "tung",
        "moi",
        "cac",
        "nhung",
        "so",
        "sanh",
        "cung",
        "ky",
        "truoc",
        "sau",
        "ngoai",
        "qua",
        "vua",
        "hien",
        "gio",
        "bay",
        "thang",
        "nam",
        "quy",
        "tuan",
        "ngay",
        "hom",
        "toan",
        "ca",
        "tinh",
        "xa",
        "phuong",
        "benh",
        "vien",
        "co",
        "so",
        "khoa",
        "don",
        "vi",
        "dia",
        "phuong",
        "khac",
        "nua",
        "them",
        "chi",
        "tiet",
        "hon",
        "tiep",
        "tuc",
        "ha",
        "ho",
        "nhi",
        "da",
        "vang",
        "uh",
        "um",
        "ok",
        "oke",
        "thoi",
        "bac",
        "si",
        "anh",
        "chi",
        "ban",
        "ad",
        "xin",
        "vui",
        "long",
        "lam",
        "on",
        "mot",
        "hai",
        "ba",
        "nhieu",
        "it",
        "cao",
        "thap",
        "nhat",
        "top",
        "dau",
        "cuoi",
        "bao",
        "nhieu",
        "may",
        "gi",
        "chua",
        "luon",
        "not",
        "y",
        "tao",
        "nghe",
        "noi",
        "dich",
        "tra",
        "cuu",
        "kiem",
        "tim",
        "lay",
        "dua",
        "bang",
        "bieu",
        "xep",
        "hang",
        "danh",
        "sach",
        "liet",
        "ke",
        "gom",
        "hien",
        "thi",
        "gap",
        "y",
        "tuong",
        "tu",
        "giong",
        "benh",
        "nhan",
        "ma",
        "nguoi",
        "khach",
        "dan",
        "luc",
        "khi",
        "nhu",
        "the",
        "con",
        "lai",
        "sang",
        "buoi",
        "trua",
        "chieu",
        "chia",
        "tach",
        "bo",
        "xep",
        "rieng",
        "nhom",
        "bang",
        "ve",
        "gop",
        "chung",
        "len",
        "xuong",
        "thoi",
        "cu",
        "ai",
        "dau",
        "moi",
        "nguoi",
        "ong",
        "ba",
        "co",
        "chu",
        "chau",
        "be",
        "bac",
        "nguoi",
        "me",
        "bo",
        "vo",
        "chong",
        "nha",
        "roi",
        "chu",
        "de",
        "nhin",
        "vao",
        "cai",
        "phan",
        "doi",
        "lan",
        "dot",
        "nham",
        "dung",
        "tren",
        "duoi",
        "tuoi",
    ]
)
_CALLS = frozenset({"da", "oi", "a", "ok", "oke", "u", "vang", "roi", "uh", "um"})
_OPENING = re.compile(
    r"^(?:(?:da|oi|a|ok|oke|u|vang|roi|uh|um) )*(?:con|the con|vay con|the thi|vay thi|the|vay|tiep theo|con ve|roi con|roi the|nua|them|tuong tu|cung (?:cau hoi|the)|giong|y (?:toi|em|minh|anh|chi)?(?: \w+)? ?la|khong phai|nham)(?!\w)"
)
_CARD = re.compile(r" (?:bao hiem|bhyt|y te|cua|duc|nay con|can cuoc)(?!\w)")
_MORE = re.compile(
    r"(?:xem|cho|liet ke|hien|lay|dua)? ?(?:them|tiep|nua)(?!\w)|con (?:gi|ai|cai nao|muc nao) (?:nua|khac)|(?:chi tiet|day du|ro|ky) (?:hon|nua)|xem (?:het|tat ca|day du|tiep)|con nua khong"
)
_OTHER = re.compile(r"(?:xa|phuong|noi|cho|dia phuong|benh vien|co so|don vi|vien|xa phuong) khac")


def leftover(reading: Reading) -> list[str]:
    """The folded words of the question that are neither names, periods nor views, nor mere talk."""
    text = reading.said.bare
    for start, end in sorted(_named(reading), reverse=True):
        text = text[:start] + " " * (end - start) + text[end:]
    return [word for word in _WORD.findall(text) if word not in _FILLER and not word.isdigit()]


def _named(reading: Reading) -> list[tuple[int, int]]:
    things = (
        reading.patient,
        reading.claim,
        reading.person,
        reading.relation,
        reading.disease,
        reading.vaccine,
        reading.test,
        reading.department,
    )
    spans = [(thing.start, thing.end) for thing in things if thing]
    spans += [(period.start, period.end) for period in reading.periods]
    return [*spans, *reading.placed.spans, *reading.angle.hidden, *reading.angle.spans]


def continues(reading: Reading) -> bool:
    """Whether the question opens like a continuation ("còn … thì sao", "thế …")."""
    found = _OPENING.match(reading.said.bare)
    if found is None:
        return False
    words, typed = found[0].split(), reading.said.word(*found.span()).split()
    opening = next((at for at, word in enumerate(words) if word not in _CALLS), 0)
    if words[opening] not in ("con", "the"):
        return True
    if reading.said.marked:
        return typed[opening] in ("còn", "thế")
    lone_relative = reading.relation is not None and reading.relation.start < found.end()
    return not lone_relative and not _CARD.match(reading.said.bare, found.end())


def wants_more(reading: Reading) -> bool:
    """Whether it only asks to see more."""
    return bool(_MORE.search(reading.said.bare)) and not leftover(reading)


def other_place(reading: Reading) -> str | None:
    """The kind of place of "ở xã khác" without saying which: a slot name."""
    found = _OTHER.search(reading.said.bare)
    if not found or reading.placed.spans:
        return None
    return "facility" if re.match(r"benh vien|co so|vien|don vi", found[0]) else "commune"
