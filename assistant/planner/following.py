"""What a short question goes on from: an illness told of, a list of people told, the commune next door."""

import re

from assistant.planner.hints import OFF
from assistant.planner.history import Before
from assistant.planner.leftover import continues
from assistant.understanding.reading import Reading


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


OWN_LISTS = frozenset({"missed_doses", "antenatal_due", "chronic_overdue", "resident_lookup"})
"""Lists of people that a station has for its own commune alone."""
_PEOPLE = OWN_LISTS | {"my_patients", "department_bookings", "poisoning_cases"}
_NEXT_DOOR = _words(
    r"(?:xa|phuong|tram)(?: \w+)? (?:ben canh|ke ben|ben|lan can|lang gieng|canh|khac|kia|ban)(?! (?:canh tranh|canh do))|(?:xa|phuong) (?:ke|giap)"
)
_THAT = _words(
    r"(?:benh|chung|tinh trang|loai benh|can benh|mui|vac xin|thuoc) (?:do|nay|ay|kia|tren)|bi (?:vay|the|nhu vay|nhu the)(?: thi)?|mac (?:vay|the)|cai benh (?:do|nay|ay)|no (?:co lay|lay|kieng|co nguy hiem)"
)
_DETAILS = _words(
    r"ten|ho ten|ngay sinh|nam sinh|so dien thoai|dien thoai|dia chi|nha o dau|tuoi|lien he|chi tiet|day du"
)
_SHORT, _BRIEF, _FEW = 9, 5, 3
_POLITE = _words(
    r"cam on|chao|tam biet|ok|duoc roi|vang|da|thoi|xong|khong|hieu roi|alo|huy|gap|khieu nai|tot|hay|ban la ai|giup"
)
_ILLNESS = ("benh", "chung", "tinh trang", "loai benh", "can benh", "cai benh")
_FINER = re.compile(r",| có biến chứng| không biến chứng| không đặc hiệu| \(|; ")
"""What the classification of diseases adds to the name that people use."""


_OF_AN_EVENT = _words(
    r"nguyen nhan|do dau|vi sao|mon (?:gi|nao)|an (?:gi|mon)|khi nao|luc nao|ngay nao|bao nhieu nguoi|may nguoi|ket luan|mau|vi khuan|o dau"
)
_OF_A_PLACE = _words(r"ai chu|chu (?:co so|quan|la ai)|dia chi|o dau|het han|phat|dat khong|loi gi|khi nao|lan cuoi")
_OF_A_RESULT = _words(
    r"(?:ngay|khi|luc|hom) nao|binh thuong|nguong|tham chieu|cao khong|thap khong|o dau|lam o|vien nao"
)
_ASPECTS = {
    "claim": _words(r"ngay (?:nop|gui|vao|ra|duyet|nao)|nop|khi nao|bao gio|vi sao|ly do|sao lai|benh vien nao|benh gi|chan doan|bao nhieu tien|tu choi"),
    "programme": _words(r"phu trach|don vi nao|(?:den |toi )?han|khi nao|bao gio|kinh phi|ngan sach|von|giai ngan|tien do|cham|vuong|xong chua|phan tram"),
    "outbreaks": _OF_AN_EVENT, "poisoning_cases": _OF_AN_EVENT, "establishments": _OF_A_PLACE, "inspections": _OF_A_PLACE,
    "my_results": _OF_A_RESULT, "patient_results": _OF_A_RESULT,
    "my_visits": _words(r"o dau|benh vien nao|khoa nao|(?:ngay|khi|luc|hom) nao|bac si nao|ai kham|chan doan|ket luan"),
}  # fmt: skip
"""What else is asked of the one thing just told."""
_SUBJECTS = ("claim", "about", "outbreak", "name", "test")


def asks_an_aspect(before: Before, reading: Reading) -> bool:
    """Whether a few words that name nothing ask another side of the one thing just told ("ai phụ trách" after a project)."""
    aspect = _ASPECTS.get(before.tool)
    named: object = (
        reading.patient or reading.claim or reading.person or reading.relation or reading.disease or reading.test
    )
    named = (
        named or reading.vaccine or reading.department or reading.periods or reading.placed.spans or reading.angle.rank
    )
    if aspect is None or named or before.ask or len(reading.said.bare.split()) > _SHORT - 2:
        return False
    events = before.tool in ("my_visits", "outbreaks", "poisoning_cases")
    return (events or any(slot in before.args for slot in _SUBJECTS)) and bool(aspect.search(reading.said.bare))


def next_door(reading: Reading) -> bool:
    """Whether another commune is meant without its name ("xã bên cạnh")."""
    return bool(_NEXT_DOOR.search(reading.said.bare)) and not reading.placed.spans


def of_that_illness(reading: Reading) -> bool:
    """Whether it is about an illness told before ("bệnh đó kiêng gì")."""
    return bool(_THAT.search(reading.said.bare)) and reading.disease is None and not reading.patient


def put_in_its_name(reading: Reading, illness: str) -> str:
    """The general question with the illness in place of "that illness", as people call it."""
    said, plain = reading.said, _FINER.split(illness)[0].strip()
    found = _THAT.search(said.bare)
    if found is None or not found[0].startswith(_ILLNESS):
        return f"{plain}: {said.original.strip()}"
    rest = f"{said.text[: found.start()]}{said.text[found.end() :]}".strip(" ,.?")
    return f"{plain}: {rest}"


def goes_on_generally(before: Before, reading: Reading) -> bool:
    """Whether a general question goes on from the general question before it ("thế phòng sao")."""
    short = len(reading.said.bare.split()) <= _SHORT
    return before.tool == "guidance" and short and continues(reading) and reading.disease is None


def asks_details(before: Before, reading: Reading) -> bool:
    """Whether more is asked of the people just listed ("cho cả tên với ngày sinh")."""
    short = len(reading.said.bare.split()) <= _SHORT and reading.person is None
    return before.tool in _PEOPLE and short and bool(_DETAILS.search(reading.said.bare))


def says_too_little(before: Before, reading: Reading) -> bool:
    """Whether two or three words about the record just told ask for nothing by themselves ("uống sao")."""
    few = len(reading.said.bare.split()) <= _FEW and reading.disease is None
    return few and before.tool.startswith(("my_", "patient_")) and not _POLITE.search(reading.said.bare)


def says_nothing(reading: Reading) -> bool:
    """Whether so little is said, and nothing of another trade, that it is not understood rather than out of scope."""
    return len(reading.said.bare.split()) <= _FEW + 1 and not OFF.search(reading.said.bare)


def lacks_a_subject(before: Before, reading: Reading) -> bool:
    """Whether a few words can only be of the record just told ("ngày nào hết hạn" after a card)."""
    few = len(reading.said.bare.split()) <= _BRIEF and reading.person is None
    return few and before.tool.startswith(("my_", "patient_"))
