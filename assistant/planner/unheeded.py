"""What a question restricts, splits or ranks by that the chosen tool does not take: said before the answer, never dropped."""

import re
from dataclasses import replace

from assistant.planner.office_slots import bound_of
from assistant.planner.outcome import Call, Plan
from assistant.planner.tools import SHAPES
from assistant.planner.undefined import OTHER_DISEASE
from assistant.replies import say
from assistant.understanding.eateries import eatery
from assistant.understanding.normalise import CAPITAL
from assistant.understanding.reading import Reading

_Span = tuple[int, int]
_LISTS = frozenset({
    "my_patients", "ward_results", "department_bookings", "missed_doses", "antenatal_due", "chronic_overdue", "disease_counts", "outbreaks",
    "poisoning_cases", "rejected_claims", "claims_list", "claims_summary", "establishments", "inspections", "programme", "audit_search",
})  # fmt: skip
"""Tools that list or count many things, of which a part may be wanted."""
_PEOPLE = frozenset({
    "my_patients", "ward_results", "department_bookings", "missed_doses", "chronic_overdue", "antenatal_due", "disease_counts", "poisoning_cases",
})  # fmt: skip
_WITH_A_DOCTOR = frozenset({
    "my_medicines", "my_visits", "my_results", "my_bookings", "patient_medicines", "patient_visits", "patient_results", "my_patients",
    "department_bookings", "free_slots", "audit_search", "rejected_claims", "claims_list", "claims_summary", "indicator",
})  # fmt: skip
_WITH_HOURS = frozenset(
    {"free_slots", "department_bookings", "audit_search", "my_patients", "ward_results", "indicator"}
)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


_AGE = _words(
    r"(?:tren|duoi|tu|hon|ngoai|chua (?:day|den|toi)|khoang|do|nhom|qua) \d{1,3}(?: ?(?:den|toi|-) ?\d{1,3})? (?:thang )?tuoi(?: tro (?:len|xuong))?|\d{1,3} ?(?:den|toi|-) ?\d{1,3} (?:thang )?tuoi"
    r"|(?:lon|cao|nho|it|nhieu|tre) tuoi(?: hon)? nhat|(?:gia|tre) nhat|nguoi (?:cao tuoi|gia)"
)
_HOUR = _words(
    r"(?:sau|truoc|tu|luc|khoang|tam) \d{1,2}(?: ?(?:gio|h|:)(?: ?\d{2})?)(?: (?:toi|dem|sang|chieu))?(?: (?:den|toi|-) \d{1,2}(?: ?(?:gio|h))?)?(?: tro (?:di|ve sau))?|ngoai gio(?: hanh chinh)?|ban dem|nua dem"
)
_MALE_FEMALE = re.compile(
    r"(?<!\w)(?:nam giới|nữ giới|giới tính (?:nam|nữ)|(?:bệnh nhân|người bệnh|người|trẻ|bé|ca) (?:nam|nữ)|tre nu|(?:bé|trẻ em) (?:trai|gái)|phụ nữ|đàn ông|đàn bà|là (?:nam|nữ)|"
    r"gioi tinh (?:nam|nu)|(?:benh nhan|nguoi benh|nguoi) nu|nam gioi|nu gioi|dan ong|phu nu|be (?:trai|gai))(?!\w)"
)
_HAMLET = re.compile(
    rf"(?<!\w)(?i:thôn|ấp|xóm|khu phố|tổ dân phố|làng|bản|buôn|thon|xom|khu pho|to dan pho) (?:(?:\d+|{CAPITAL}\w*)(?: {CAPITAL}\w*)*|(?:dong|tay|nam|bac|doai|thuong|ha|trung|trong|ngoai|moi|cho|chua|dinh)(?!\w)(?! (?:nao|gi))|"
    r"(?:đông|tây|nam|bắc|đoài|thượng|hạ|trung|trong|ngoài|mới|chợ|chùa|đình)(?!\w))"
)
_DOCTOR = re.compile(
    rf"(?<!\w)(?:(?:do|cua|của|boi|bởi) )?(?i:bác sĩ|bac si|bs\.?|điều dưỡng|dieu duong) {CAPITAL}[^\W\d_]*(?: {CAPITAL}[^\W\d_]*)*(?: (?:kê|ke|khám|kham|điều trị|dieu tri|chỉ định|chi dinh|phụ trách|phu trach))?"
)
_SPLIT = _words(
    r"(?:chia |tach |phan |xep |gom |nhom )?(?:theo|tung) (?:tung )?(?:nguyen nhan|ly do|gioi tinh|gioi|do tuoi|nhom tuoi|lua tuoi|tuoi|thon|xom|ap|khu pho|gio|khung gio|bac si|dieu duong|nghe nghiep|dan toc|muc do|"
    r"khoa|xa|phuong|xa phuong|loai hinh|vac xin|mui|chan doan|benh|nhom benh|doi tuong|trinh do|chuyen khoa|loai giay|mon an|thuc pham|don vi|giai doan|nguon von)(?! (?:nay|minh|toi|tra|chi dinh|ke|cua (?:toi|minh)))"
    r"|(?:thon|xom|khu pho|to dan pho) nao"
)
_CIRCUMSTANCE = _words(
    r"dan toc(?: thieu so)?|ho (?:ngheo|can ngheo)|(?:phong|giuong) \d+|(?:me |bo )?don than|khuyet tat|tam tru|mo coi|sinh (?:truoc|sau) (?:nam )?20\d\d|tuyen (?:tren|duoi)"
)
"""What people or cases are that no list here knows."""
_MAY_EXCEED = frozenset({"establishments", "inspections", "my_patients", "programme", "missed_doses", "disease_counts"})
_AT_A_HOSPITAL = frozenset(
    {"my_visits", "my_claims", "my_medicines", "my_results", "patient_visits", "patient_results"}
)
_HOSPITAL = re.compile(
    rf"(?<!\w)(?i:bệnh viện|benh vien|phòng khám|phong kham) {CAPITAL}[^\W\d_]*(?: {CAPITAL}[^\W\d_]*)*"
)
_COMMUNES = _words(r"xa|phuong")
_BY_COMMUNE = frozenset({"disease_counts"})
"""Tools that tell each commune's figure anyway."""
_LACKING = _words(
    r"(?:ma )?(?:chua|khong|thieu) (?:co|ghi|neu|ro|dien) (?:ly do|nguyen nhan|chan doan|so dien thoai|dien thoai|dia chi|ma dinh danh|can cuoc|bao hiem|bhyt|the bao hiem|ket luan|nguoi phu trach|han)(?! (?:khong|chua|a|nhi))"
)
_ONLY = _words(
    r"(?:chi (?:lay|tinh|xem|liet ke|can)|loai tru|khong (?:tinh|ke|gom|bao gom)|tru (?:di|ra)) (?:\w+ ?){1,5}"
)
_COSTLIEST = _words(r"(?:ton(?: kem| tien)?|dat|re|nhieu tien|it tien|lau|nang)(?: \w+)? nhat")
_MAY_RANK = frozenset({"my_claims", "my_visits", "my_medicines", "patient_visits", "patient_medicines", "my_patients"})


def said_before(plan: Plan, reading: Reading) -> Plan:
    """The plan with one sentence before its answer on what its calls do not narrow by; as it is where nothing is dropped."""
    if not plan.calls or plan.text:
        return plan
    for call in plan.calls:
        if span := _dropped(call, reading):
            words = reading.said.text[span[0] : span[1]].strip(" ,.?!;:")
            return replace(plan, text=say("not_narrowed", words=words))
    return plan


def _dropped(call: Call, reading: Reading) -> _Span | None:
    """Where the first restriction stands that this call lacks; None where it has them all."""
    if call.tool in ("guidance", "indicator_definition", "establishment_lookup", "resident_lookup"):
        return None
    found = (
        _of_people(call, reading),
        _at_an_hour(call, reading),
        _by_a_doctor(call, reading),
        _split(call, reading),
        _named(call, reading),
        _ranked(call, reading),
        _beyond(call, reading),
        _at_a_hospital(call, reading),
    )
    return next((span for span in found if span), None)


def _of_people(call: Call, reading: Reading) -> _Span | None:
    """An age, a sex, a hamlet or something lacking, of a list."""
    if call.tool == "indicator":
        age = _AGE.search(reading.said.bare)
        return None if age is None or age[0].startswith("duoi") else age.span()
    if call.tool not in _LISTS:
        return None
    text = reading.said.text
    age = _AGE.search(reading.said.bare) if "over_age" not in call.args and call.tool in _PEOPLE else None
    sex = _MALE_FEMALE.search(text) if call.tool in _PEOPLE - {"antenatal_due"} else None
    hamlet = None if _in_a_name(_HAMLET.search(text), reading) else _HAMLET.search(text)
    lacking = None if {"reason", "certificate"} & call.args.keys() else _LACKING.search(reading.said.bare)
    return _first(age, sex, hamlet, lacking, _CIRCUMSTANCE.search(reading.said.bare))


def _in_a_name(found: re.Match[str] | None, reading: Reading) -> bool:
    """Whether the words are part of a place's or an establishment's name."""
    named = eatery(reading.said)
    spans = [*reading.placed.spans, *((named.start, named.end) for named in (named,) if named)]
    return found is not None and any(start < found.end() and found.start() < end for start, end in spans)


def _at_an_hour(call: Call, reading: Reading) -> _Span | None:
    return _first(_HOUR.search(reading.said.bare)) if call.tool in _WITH_HOURS else None


def _by_a_doctor(call: Call, reading: Reading) -> _Span | None:
    return _first(_DOCTOR.search(reading.said.text)) if call.tool in _WITH_A_DOCTOR else None


def _split(call: Call, reading: Reading) -> _Span | None:
    """A way to part the answer that this tool has not, and what is to be left out."""
    if call.tool not in _LISTS or "by" in call.args:
        return None
    only = _ONLY.search(reading.said.bare)
    known = [*((p.start, p.end) for p in reading.periods), *reading.placed.spans]
    taken = only is not None and (
        bool(call.args.keys() - {"period", "limit"}) or any(s < only.end() and only.start() < e for s, e in known)
    )
    split = _SPLIT.search(reading.said.bare)
    told = split is not None and call.tool in _BY_COMMUNE and _COMMUNES.search(split[0]) is not None
    return _first(None if told else split, None if taken else only)


def _named(call: Call, reading: Reading) -> _Span | None:
    """A disease, test or time that the tool has no slot for."""
    if call.tool in ("my_patients", "ward_results", "rejected_claims", "claims_list", "claims_summary"):
        for found in (reading.disease, reading.test):
            if found and not {"reason", "test", "disease"} & call.args.keys():
                return found.start, found.end
        if other := OTHER_DISEASE.search(reading.said.bare):
            return other.span()
    timeless = call.tool in ("chronic_overdue", "programme") and "period" not in SHAPES[call.tool].slots
    if timeless and reading.periods and "late_days" not in call.args:
        first = reading.periods[0]
        return (first.start, first.end) if first.value.grain.name in ("MONTH", "QUARTER", "YEAR") else None
    return None


def _beyond(call: Call, reading: Reading) -> _Span | None:
    """An amount that things are to exceed or stay under, where the tool knows none."""
    if call.tool not in _MAY_EXCEED or {"at_least", "bound", "late_days", "over_age"} & call.args.keys():
        return None
    found = bound_of(reading)
    return (found.start, found.end) if found and found.unit else None


def _at_a_hospital(call: Call, reading: Reading) -> _Span | None:
    """A hospital of which one person's records are wanted: they are told of all."""
    if call.tool not in _AT_A_HOSPITAL:
        return None
    known = reading.placed.facilities
    return (known[0].start, known[0].end) if known else _first(_HOSPITAL.search(reading.said.text))


def _ranked(call: Call, reading: Reading) -> _Span | None:
    return _first(_COSTLIEST.search(reading.said.bare)) if call.tool in _MAY_RANK and "by" not in call.args else None


def _first(*found: re.Match[str] | None) -> _Span | None:
    return next((one.span() for one in found if one), None)
