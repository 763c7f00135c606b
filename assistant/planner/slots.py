"""Reads one argument of a tool from a question; None where the question does not say."""

import re
from collections.abc import Callable
from types import MappingProxyType

from assistant.understanding.earlier import before_latest, held_against
from assistant.understanding.numbers import number
from assistant.understanding.periods import blank
from assistant.understanding.places import Placed
from assistant.understanding.reading import Reading
from assistant.understanding.spans import Found
from domain.period_codes import write_code

Value = str | int | bool
Reader = Callable[[str, Reading], Value | None]
_CERTIFICATE = (
    (
        "expiring",
        r"(?:sap|gan|can|toi|se) (?:het|den|qua) han|sap het hieu luc|con han (?:duoi|chua day|it hon)|het han (?:trong )?(?:thang|tuan|quy) (?:nay|toi|sau)",
    ),
    ("expired", r"(?:da |bi )?(?:het|qua) han|het hieu luc|khong con (?:han|hieu luc)"),
    (
        "none",
        r"(?:chua|khong|thieu|chua duoc) (?:co|cap|lam|xin)? ?(?:du )?(?:giay|chung nhan|gcn|phep)|khong phep|chua cap",
    ),
    ("valid", r"con (?:han|hieu luc|gia tri)(?! khong| chua| hay)|hop le|du giay(?! khong| chua)"),
)
_STATE = (
    ("failed", r"(?<!hay )khong dat|vi pham|rot|truot|bi phat|xu phat|khong dam bao|chua dat"),
    (
        "due",
        r"den (?:han|lich|ky)|toi (?:han|lich|ky)|can|phai|sap|qua han|chua (?:duoc )?(?:kiem tra|thanh tra|lam)|ke hoach|lich",
    ),
    ("done", r"da|ket qua|hoan thanh|xong|duoc kiem tra"),
)
_PROGRAMME = (("hypertension", r"huyet ap"), ("diabetes", r"dai thao duong|tieu duong|duong huyet"))
_GROUP = (("smart_health", r"y te thong minh|thong minh"), ("digital_transformation", r"chuyen doi so|so hoa"))
_LATE = re.compile(r"cham|tre(?! em)|qua han|vuong|chua (?:xong|hoan thanh|kip)|dung tien do|lo hen")
_MANY = re.compile(
    r"lich su|cac lan|nhung lan|qua trinh|tat ca|toan bo|danh sach|may lan|bao nhieu lan|nhat ky|cac dot|nhung dot"
)
_PLACE_KIND = re.compile(
    r"\b(?:quan|nha hang|co so(?: kinh doanh| san xuat)?|tiem|bep an|cua hang|cong ty|lo mo|quay|cang tin|sieu thi|hang|xuong|hop tac xa|lo banh) "
)
_NAME_END = re.compile(
    r"\b(?:co|con|o|tai|da|bi|duoc|khong|giay|chung nhan|het|thuoc|nam|sap|nao|chua|thi|dat|an toan|ve sinh|trong|tren|dia chi|va|gan day|nay|do|hien|dang|sach|lam|thuc pham|kinh doanh|san xuat|nhan|la|tap the)\b|[?,.;!:]"
)


def read_slot(tool: str, slot: str, reading: Reading) -> Value | None:
    """The value of the tool's argument in the question."""
    reader = _READERS.get(slot)
    return reader(tool, reading) if reader else None


_PART = (
    ("morning", r"(?:buoi )?sang(?: (?:som|nay|mai|mot|thu|t\d|ngay|hom|chu nhat|cn))|buoi sang"),
    ("afternoon", r"(?:buoi )?chieu(?: (?:nay|mai|mot|thu|t\d|ngay|hom|chu nhat|cn|toi))?|buoi chieu"),
)
_OVER_AGE = re.compile(r"(?<!\w)(?:tren|tu|hon|qua|ngoai) (\d{2,3}) (?:tuoi|tro len)")
_LATE_BY = re.compile(r"(?<!\w)(?:tren|qua|hon|tu) (\d{1,3}|mot|hai|ba|sau) (ngay|tuan|thang|nam)")
_DAYS = {"ngay": 1, "tuan": 7, "thang": 30, "nam": 365}
_CAME_IN = re.compile(r"(?<!\w)(?:moi|vao vien|nhap vien|vao khoa|nhan vao|nhap khoa)(?!\w)")
_RISK = re.compile(r"(?<!\w)(?:nguy co|nguy hiem|rui ro|bien chung)(?!\w)")
_RESULTS = ("my_results", "patient_results")
_CARDS = ("my_vaccinations", "patient_vaccinations")
_UNHELD = re.compile(
    r"(?<!\w)(?:da lieu|ung buou|ung thu|co xuong khop|tieu hoa|ho hap|huyet hoc|nam khoa|di ung|phuc hoi chuc nang|dong y|y hoc co truyen|tiet nieu|dinh duong|lao khoa|tham my|vat ly tri lieu|gan mat|mien dich)(?!\w)"
)


def _period(tool: str, reading: Reading) -> str | None:
    """The period said; of a department's patients only where it is when they came in."""
    if tool == "my_patients" and not _CAME_IN.search(reading.said.bare):
        return None
    return write_code(reading.period) if reading.period else None


def _back(tool: str, reading: Reading) -> int | None:
    """How many before the latest; one prescription alone where the latest of a patient's is asked for."""
    if before_latest(blank(reading.said.bare, [(one.start, one.end) for one in reading.periods])):
        return 1
    latest = tool == "patient_medicines" and re.search(r"(?:don|toa)(?: \w+){0,2} (?:gan|moi|vua)", reading.said.bare)
    return 0 if latest else None


def _compare(tool: str, reading: Reading) -> str | None:
    """A comparison; of one person's results, with the time before."""
    if tool not in _RESULTS:
        return reading.compare
    one_test_over_time = reading.test and not re.search(r"(?<!\w)so (?:sanh )?(?:voi|cung)", reading.said.bare)
    return "previous" if not one_test_over_time and (reading.compare or held_against(reading.said)) else None


def _vaccine(tool: str, reading: Reading) -> str | None:
    """The vaccine by its code, or as typed where the words hold for several and a card is to be searched."""
    found = reading.vaccine
    if found is None or tool not in _CARDS:
        return found.value if found else None
    return reading.said.text[found.start : found.end] if " - - " in found.value else found.value


def _department(tool: str, reading: Reading) -> str | None:
    """The department, or the words for one that the province has not."""
    if reading.department:
        return reading.department.value
    unheld = _UNHELD.search(reading.said.bare)
    return reading.said.text[unheld.start() : unheld.end()] if unheld else None


def _over_age(tool: str, reading: Reading) -> int | None:
    found = _OVER_AGE.search(reading.said.bare)
    return int(found[1]) if found else None


def _late_days(tool: str, reading: Reading) -> int | None:
    found = _LATE_BY.search(reading.said.bare)
    count = number(found[1]) if found else None
    return count * _DAYS[found[2]] if found and count else None


def _risk(tool: str, reading: Reading) -> bool | None:
    return True if _RISK.search(reading.said.bare) else None


def _code(found: tuple[Found[frozenset[str]], ...], reading: Reading) -> str | None:
    """A code where one place is meant, else the words as typed."""
    if not found:
        return None
    first = found[0]
    return next(iter(first.value)) if len(first.value) == 1 else reading.said.text[first.start : first.end]


def _commune(tool: str, reading: Reading) -> str | None:
    return _code(reading.placed.communes, reading)


def _facility(tool: str, reading: Reading) -> str | None:
    return _code(reading.placed.facilities, reading)


def _place(tool: str, reading: Reading) -> str | None:
    placed: Placed = reading.placed
    return _code(placed.facilities, reading) or _code(placed.communes, reading)


_DOCTOR = re.compile(r"(?<!\w)(?:bac si|bs|dieu duong|y ta|thay thuoc)\.? $")


def _whom(tool: str, reading: Reading) -> str | None:
    doctor = reading.person and _DOCTOR.search(reading.said.bare[: reading.person.start])
    one = reading.patient or (None if doctor else reading.person) or reading.relation
    return one.value if one else None


def _certificate(tool: str, reading: Reading) -> str | None:
    """The state of certificate asked for in a list; of a place named, all is told."""
    if establishment_name(reading):
        return None
    state = _one_of(_CERTIFICATE)(tool, reading)
    return "expiring" if state == "expired" and _ahead(reading) else str(state) if state else None


def _ahead(reading: Reading) -> bool:
    return bool(
        re.search(
            r"(?<!\w)(?:toi|sap toi|sau|ke tiep)(?!\w)",
            " ".join(reading.said.bare[p.start : p.end] for p in reading.periods),
        )
    )


def _value(name: str) -> Reader:
    def read(tool: str, reading: Reading) -> str | None:
        found: Found[str] | None = getattr(reading, name)
        return found.value if found else None

    return read


def _name(tool: str, reading: Reading) -> str | None:
    if tool == "resident_lookup":
        return reading.person.value if reading.person else None
    return establishment_name(reading)


def establishment_name(reading: Reading) -> str | None:
    """The proper name of an eating place or maker, as typed; None when none is given."""
    said = reading.said
    for kind in _PLACE_KIND.finditer(said.bare):
        end = next(
            (found for found in _NAME_END.finditer(said.bare, kind.end()) if not said.text[found.start()].isupper()),
            None,
        )
        words = said.text[kind.end() : end.start() if end else len(said.text)].strip(" \"'“”")
        if words and words.lower() not in _GENERIC:
            lead = "" if kind[0].startswith("co so") else said.text[kind.start() : kind.end()]
            return (lead + words).strip()
    quoted = re.search(r"[\"“'](.{2,60}?)[\"”']", said.text)
    return quoted[1] if quoted else None


_GENERIC = frozenset(
    {
        "ăn",
        "an",
        "nước",
        "thực phẩm",
        "thuc pham",
        "ăn uống",
        "an uong",
        "cơm",
        "com",
        "tập thể",
        "dịch vụ ăn uống",
        "dich vu an uong",
    }
)


def _limit(tool: str, reading: Reading) -> int | None:
    if reading.limit:
        return reading.limit
    return 10 if tool in ("my_visits", "patient_visits", "my_claims") and _MANY.search(reading.said.bare) else None


def _one_of(table: tuple[tuple[str, str], ...]) -> Reader:
    def read(tool: str, reading: Reading) -> str | None:
        return next(
            (name for name, pattern in table if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", reading.said.bare)), None
        )

    return read


def _by(tool: str, reading: Reading) -> str | None:
    by, allowed = (
        reading.angle.by,
        {"claims_summary": ("facility", "status", "reason")}.get(tool, ("facility", "commune", "month")),
    )
    if by is None and (reading.angle.rank or reading.limit) and tool in ("indicator", "claims_summary"):
        return "facility" if re.search(r"benh vien|co so|don vi", reading.said.bare) else None
    return by if by in allowed else None


def _rank(tool: str, reading: Reading) -> str | None:
    return reading.angle.rank if _by(tool, reading) in ("facility", "commune") else None


def _late(tool: str, reading: Reading) -> bool | None:
    return True if _LATE.search(reading.said.bare) else None


def _question(tool: str, reading: Reading) -> str:
    return reading.said.original.strip()


_READERS: MappingProxyType[str, Reader] = MappingProxyType({
    "period": _period, "commune": _commune, "facility": _facility, "place": _place, "whom": _whom, "patient": _value("patient"),
    "claim": _value("claim"), "disease": _value("disease"), "vaccine": _vaccine, "test": _value("test"),
    "department": _department, "name": _name, "limit": _limit, "certificate": _certificate,
    "state": _one_of(_STATE), "programme": _one_of(_PROGRAMME), "group": _one_of(_GROUP), "late": _late, "by": _by, "rank": _rank,
    "indicator": lambda tool, reading: reading.meant.code, "compare": _compare, "question": _question, "back": _back,
    "part": _one_of(_PART), "over_age": _over_age, "late_days": _late_days, "risk": _risk,
})  # fmt: skip
