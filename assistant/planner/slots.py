"""Reads one argument of a tool from a question; None where the question does not say."""

import re
from collections.abc import Callable
from types import MappingProxyType

from assistant.planner import office_slots as office
from assistant.planner.tools import SHAPES
from assistant.understanding.earlier import before_latest, held_against
from assistant.understanding.eateries import eatery
from assistant.understanding.numbers import number
from assistant.understanding.periods import blank
from assistant.understanding.places import Placed
from assistant.understanding.reading import Reading
from assistant.understanding.spans import Found
from domain.period_codes import write_code

Value = str | int | bool
Reader = Callable[[str, Reading], Value | None]
_CERTIFICATE = (
    ("suspended", r"(?:bi |dang |tam )?dinh chi|tam (?:ngung|dung)|ngung hoat dong"),
    ("closed", r"dong cua|giai the|nghi (?:ban|kinh doanh)"),
    (
        "issued",
        r"(?:giay|chung nhan|giay phep)(?: \w+){0,3} (?:duoc |da |moi )?cap(?! lai| phep)|(?:duoc |da |moi )?cap(?: moi| lai)?(?: \w+){0,3} (?:giay|gcn|chung nhan|certificate|giay phep)(?! het)(?: \w+){0,2}|cap moi|cap (?:duoc )?(?:bao nhieu|may)",
    ),
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
_NOT_ISSUED = re.compile(r"(?<!\w)(?:chua|khong|can|phai|sap|den han)(?: \w+){0,2} cap(?!\w)|het han")
_STATE = (
    ("follow_up", r"tai kiem(?: tra)?|phuc tra|kiem tra lai|hau kiem lai"),
    (
        "done",
        r"(?:ty le|ti le|phan tram|thong ke|tong hop)(?: \w+){0,5} dat|dat,? (?:\w+ ){1,3}khong dat|dat (?:duoc )?bao nhieu|tong (?:so )?tien phat|tien phat|phat (?:duoc )?bao nhieu|dat(?: \w+){0,3} (?:va|/|hay|,|voi) ?(?:\w+ ){0,2}(?:khong|ko) dat|da lam|bao nhieu luot (?:da )?kiem tra",
    ),
    ("conditional", r"dat co dieu kien|co dieu kien"),
    ("failed", r"(?<!hay )khong dat|vi pham|rot|truot|bi phat|xu phat|khong dam bao|chua dat|dinh loi|co loi"),
    ("passed", r"(?:kiem tra |co so |luot |nao |ket qua )dat(?! (?:khong|chua|hay|bao))"),
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
    """The commune, unless its name is part of an establishment's."""
    named = eatery(reading.said) if "name" in SHAPES[tool].slots else None
    communes = tuple(c for c in reading.placed.communes if not (named and named.overlaps(c.start, c.end)))
    return _code(communes, reading)


def _facility(tool: str, reading: Reading) -> str | None:
    """The facility; for claims also a commune, of which the tool then asks which facility is meant."""
    claims = tool in ("claims_summary", "rejected_claims", "claims_list")
    return _code(reading.placed.facilities or (reading.placed.communes if claims else ()), reading)


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
    if state == "issued" and _NOT_ISSUED.search(reading.said.bare):
        state = _one_of(_CERTIFICATE[3:])(tool, reading)
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
    found = eatery(reading.said)
    return found.value if found else None


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


_WAYS = {
    "claims_summary": ("facility", "status", "reason", "visit_type", "month"),
    "indicator": ("facility", "commune", "month", "department"),
    "establishments": ("commune", "trade"),
    "inspections": ("commune", "violation"),
    "outbreaks": ("commune",),
    "audit_search": ("role", "viewer", "action"),
}
"""How each tool can part what it counts."""


def _by(tool: str, reading: Reading) -> str | None:
    by = next((way for way in reading.angle.ways if way in _WAYS.get(tool, ())), None) or _implied_way(tool, reading)
    if by is None and (reading.angle.rank or reading.limit) and tool in ("indicator", "claims_summary"):
        return "facility" if re.search(r"benh vien|co so|don vi", reading.said.bare) else None
    return by


def _implied_way(tool: str, reading: Reading) -> str | None:
    """The breakdown that the words ask for without saying so: one state, kind of visit or department is a part of it."""
    text = reading.said.bare
    if tool == "claims_summary":
        if re.search(r"(?<!\w)(?:noi|ngoai) tru(?!\w)", text):
            return "visit_type"
        if "commune" in reading.angle.ways:
            return "facility"
        return "status" if office.status(tool, reading) in ("submitted", "accepted", "paid") else None
    named = tool == "indicator" and reading.department and re.search(r"(?<!\w)khoa(?!\w)", text)
    return "department" if named else None


def _rank(tool: str, reading: Reading) -> str | None:
    if tool == "indicator" and reading.placed.spans and _by(tool, reading) is None:
        return None
    return reading.angle.rank if _by(tool, reading) != "month" else None


def _group(tool: str, reading: Reading) -> str | None:
    """The one group of the roadmap that is named; None where both are."""
    named = [name for name, pattern in _GROUP if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", reading.said.bare)]
    return named[0] if len(named) == 1 else None


def _bound(tool: str, reading: Reading) -> str | None:
    """A bound on the figures of several places, or the level that one figure is to reach."""
    several = _by(tool, reading) in ("facility", "commune", "department")
    return office.bound(tool, reading) if several else office.target(reading)


def _late(tool: str, reading: Reading) -> bool | None:
    return True if _LATE.search(reading.said.bare) else None


def _question(tool: str, reading: Reading) -> str:
    return reading.said.original.strip()


_READERS: MappingProxyType[str, Reader] = MappingProxyType({
    "period": _period, "commune": _commune, "facility": _facility, "place": _place, "whom": _whom, "patient": _value("patient"),
    "claim": _value("claim"), "disease": _value("disease"), "vaccine": _vaccine, "test": _value("test"),
    "department": _department, "name": _name, "limit": _limit, "certificate": _certificate,
    "state": _one_of(_STATE), "programme": _one_of(_PROGRAMME), "group": _group, "late": _late, "by": _by, "rank": _rank,
    "measure": office.measure, "status": office.status, "reason": office.reason, "trade": lambda tool, reading: None if eatery(reading.said) else office.trade(tool, reading), "about": office.about,
    "at_least": office.at_least, "bound": _bound, "ongoing": office.ongoing, "outbreak": office.outbreak,
    "uninspected": office.uninspected, "role": office.role, "outcome": office.outcome, "records": office.records,
    "indicator": lambda tool, reading: reading.meant.code, "compare": _compare, "question": _question, "back": _back,
    "part": _one_of(_PART), "over_age": _over_age, "late_days": _late_days, "risk": _risk,
})  # fmt: skip
