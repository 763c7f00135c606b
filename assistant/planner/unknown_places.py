"""A place that the province has not: said so with the nearest names, and no wider total in its stead."""

import re

from rapidfuzz import fuzz, process

from assistant.planner.asking import ask
from assistant.planner.outcome import Plan
from assistant.planner.tools import SHAPES
from assistant.replies import say
from assistant.understanding.eateries import eatery
from assistant.understanding.normalise import CAPITAL, bare, utter
from assistant.understanding.place_names import plain
from assistant.understanding.reading import Reading
from domain.places import Directory

_NAME = rf"{CAPITAL}[^\W\d_]*"
_KIND = r"(?i:xã|phường|thị trấn|huyện|đặc khu|bệnh viện|trung tâm y tế|phòng khám|trạm y tế|xa|phuong|thi tran|huyen|benh vien|trung tam y te|phong kham|tram y te)"
_PLACE = re.compile(rf"(?<!\w)({_KIND}) ((?:{_NAME})(?: {_NAME})*)(?!\w)")
_TYPED_SMALL = re.compile(r"(?<!\w)(xa|phuong) (\w+ \w+)(?!\w)")
_GENERAL = frozenset(
    [
        "da",
        "khoa",
        "tinh",
        "trung",
        "uong",
        "cong",
        "tu",
        "san",
        "nhi",
        "mat",
        "tai",
        "lao",
        "phoi",
        "khu",
        "vuc",
        "nao",
        "tuyen",
        "y",
        "te",
        "bao",
        "hiem",
        "bhyt",
        "nay",
        "minh",
        "toi",
        "hoi",
        "ban",
        "dan",
        "viet",
        "nam",
    ]
)
_WHERE = ("place", "facility", "commune")
_NEAR, _OFFERED = 60, 3


def unknown_place(tool: str, args: dict[str, str | int | bool], reading: Reading, directory: Directory) -> Plan | None:
    """What to say of a place named that nobody knows here; None where every place is known."""
    slots = [slot for slot in _WHERE if slot in SHAPES[tool].slots]
    if not slots or reading.placed.spans:
        return None
    found = _said(reading, directory)
    if found is None:
        return None
    kind, name = found
    facility = bare(kind).startswith(("benh vien", "trung tam", "phong kham"))
    near = _nearest(name, facility=facility, directory=directory)
    slot = next((s for s in (("facility", "place") if facility else ("commune", "place")) if s in slots), slots[0])
    text = say("no_such_place", name=f"{kind} {name}", nearest=say("nearest_places") if near else "")
    return ask(slot, tool, {k: v for k, v in args.items() if k not in _WHERE}, choices=near, text=text)


def _said(reading: Reading, directory: Directory) -> tuple[str, str] | None:
    """The kind and the name, as typed, of a place that was not read as any."""
    said, province = reading.said, plain(directory.province_name)
    named = eatery(said)
    spans = [
        *reading.placed.spans,
        *((one.start, one.end) for one in (named, reading.department) if one),
    ]
    for match in _PLACE.finditer(said.text):
        words = said.bare[match.start(2) : match.end(2)]
        loose = not any(start < match.end() and match.start() < end for start, end in spans)
        if loose and words != province and not set(words.split()) <= _GENERAL and not said.text.isupper():
            return match[1].lower(), match[2]
    if said.marked or spans or said.text != said.bare:
        return None
    known = _name_words(directory)
    small = _TYPED_SMALL.search(said.bare)
    return (small[1], small[2]) if small and set(small[2].split()) <= known and small[2] != province else None


def _name_words(directory: Directory) -> frozenset[str]:
    """The words that names of communes here are made of."""
    names = [plain(one.name) for one in directory.communes.values()]
    return frozenset(word for name in names for word in name.split()) - _GENERAL


def _nearest(name: str, *, facility: bool, directory: Directory) -> tuple[str, ...]:
    """The names of the same kind that are most like it."""
    if facility:
        full = {one.name: plain(one.name) for one in directory.facilities.values() if one.kind != "station"}
    else:
        full = {one.full_name: plain(one.name) for one in directory.communes.values()}
    best = process.extract(utter(name).bare, full, scorer=fuzz.WRatio, limit=_OFFERED, score_cutoff=_NEAR)
    return tuple(one for _, _, one in best)
