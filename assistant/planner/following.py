"""What a short question goes on from: an illness told of, a list of people told, the commune next door."""

import re

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
_SHORT = 9


def next_door(reading: Reading) -> bool:
    """Whether another commune is meant without its name ("xã bên cạnh")."""
    return bool(_NEXT_DOOR.search(reading.said.bare)) and not reading.placed.spans


def of_that_illness(reading: Reading) -> bool:
    """Whether it is about an illness told before ("bệnh đó kiêng gì")."""
    return bool(_THAT.search(reading.said.bare)) and reading.disease is None and not reading.patient


def goes_on_generally(before: Before, reading: Reading) -> bool:
    """Whether a general question goes on from the general question before it ("thế phòng sao")."""
    short = len(reading.said.bare.split()) <= _SHORT
    return before.tool == "guidance" and short and continues(reading) and reading.disease is None


def asks_details(before: Before, reading: Reading) -> bool:
    """Whether more is asked of the people just listed ("cho cả tên với ngày sinh")."""
    short = len(reading.said.bare.split()) <= _SHORT and reading.person is None
    return before.tool in _PEOPLE and short and bool(_DETAILS.search(reading.said.bare))
