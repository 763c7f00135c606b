"""What a question takes over from the one before it."""

import re

from assistant.planner.cues import inspected
from assistant.planner.history import Args, Before
from assistant.planner.leftover import continues, leftover, other_place, wants_more
from assistant.planner.slots import read_slot
from assistant.planner.tools import SHAPES
from assistant.understanding.reading import Reading
from domain.period_codes import read_code, write_code
from domain.periods import Grain

_PERSON = ("patient", "whom", "claim")
_SHORT = 6
_WHERE = ("commune", "facility", "place")
_CONDITIONS = frozenset(
    {
        "at_least",
        "about",
        "ongoing",
        "bound",
        "status",
        "reason",
        "certificate",
        "state",
        "trade",
        "outcome",
        "role",
        "by",
        "rank",
    }
)
_OTHER_GROUP = re.compile(r"(?<!\w)(?:nhom|phan|mang|ben) (?:kia|con lai|khac|thu hai)(?!\w)")
_POINTS_BACK = re.compile(
    r"(?<!\w)(?:trong (?:do|so do|so nay|day)|cua no|y (?:toi|em|minh|anh|chi)|(?:ho so|vu|ca|benh nhan|co so|quan|xa|benh vien|cai|nguoi|thuoc|lan|dot|chi tieu|so) (?:do|nay|kia|ay|tren)|"
    r"luon duoc khong|chung no|may cai do|nhung (?:ai|cai|noi) nao)(?!\w)"
)
_ONLY = re.compile(r"(?:^|(?<!\w))(?:loc|chi (?:lay|xem|tinh|can)|tru|bo (?:di|ra)|rieng|trong (?:do|so do))(?!\w)")
_ITS = re.compile(r"(?<!\w)(?:cua no|(?:ho so|ca|benh nhan|nguoi|vu) (?:do|nay|ay|tren))(?!\w)")
_OF_A_CLAIM = re.compile(
    r"(?<!\w)(?:tra|quy|bao hiem|cung chi tra|tu tra|tu tuc|benh nhan|nguoi benh|vi sao|ly do|sao lai|thuoc|dich vu|chan doan|benh vien nao|ngay nao|bao nhieu tien|tong tien|duyet chua|gom (?:gi|nhung gi)|tu choi)(?!\w)"
)
_BEFORE_THAT = re.compile(r"(?<!\w)(?:thang|quy|nam|tuan|ky|ngay|hom) (?:lien )?truoc (?:do|nua|day)(?!\w)")
_OTHER_YEAR = re.compile(r"(?<!\w)(?:nam (?:ngoai|truoc|kia|nay|20\d\d)|20\d\d)(?!\w)")
_SELF = re.compile(r"(?<!\w)(?:cua toi|cua em|cua minh|ban than|toi|minh)(?!\w)")


def read_args(tool: str, reading: Reading) -> Args:
    """The tool's arguments that the question itself says."""
    return {slot: value for slot in SHAPES[tool].slots if (value := read_slot(tool, slot, reading)) is not None}


def repeats(before: Before, reading: Reading) -> bool:
    """Whether the question only changes the one before: nothing but names, periods and views in it, or a wish for more."""
    if before.tool == "guidance":
        return False
    if before.tool == "programme" and _OTHER_GROUP.search(reading.said.bare):
        return True
    if before.tool in ("establishments", "establishment_lookup") and inspected(reading):
        return False
    return not leftover(reading) and (
        wants_more(reading) or bool(other_place(reading)) or continues(reading) or _says_something(before.tool, reading)
    )


def points_back(reading: Reading) -> bool:
    """Whether the words lean on what was just said ("trong đó", "của nó", "ý tôi là")."""
    return continues(reading) or bool(_POINTS_BACK.search(reading.said.bare))


def narrows(reading: Reading) -> bool:
    """Whether the words only cut down what was just listed ("chỉ lấy …", "trong đó …")."""
    return bool(_ONLY.search(reading.said.bare))


def its(before: Before, reading: Reading) -> bool:
    """Whether the words are of the very record just shown ("của nó", "hồ sơ đó")."""
    if (
        before.tool == "claim"
        and len(reading.said.bare.split()) <= _SHORT + 2
        and not (reading.periods or reading.placed.spans)
    ):
        return bool(_OF_A_CLAIM.search(reading.said.bare))
    return bool(_ITS.search(reading.said.bare)) and bool({"claim", "patient"} & before.args.keys())


_CORRECTS = re.compile(
    r"^(?:(?:a|o|oi|u|uh|thoi|xin loi|da|y) )*(?:khong(?: phai)?|nham|sai|lon|y (?:toi|em|minh|anh|chi)|(?:toi|em|minh|anh|chi) (?:muon )?(?:hoi|can|noi))(?!\w)|(?<!\w)(?:chu khong phai|co ma|kia ma)(?!\w)"
)


def corrects(before: Before, reading: Reading) -> bool:
    """Whether the words put another figure in the place of the one just asked for, at the same time and place."""
    return before.tool == "indicator" and reading.meant.code is not None and bool(_CORRECTS.search(reading.said.bare))


def _says_something(tool: str, reading: Reading) -> bool:
    return (
        bool(read_args(tool, reading))
        or bool(reading.periods)
        or bool(reading.placed.spans)
        or reading.placed.whole
        or reading.compare is not None
        or bool(reading.angle.by)
        or bool(_SELF.search(reading.said.bare))
    )


def changed(before: Before, reading: Reading) -> Args:
    """The former arguments with those that the question gives in their stead."""
    new = read_args(before.tool, reading)
    new.pop("question", None)
    kept = dict(before.args)
    if shifted := _shifted(str(kept.get("period", "")), reading):
        new["period"] = shifted
    if reading.placed.whole:
        kept = {slot: value for slot, value in kept.items() if slot not in ("place", "commune", "facility")}
    if "period" in new and "compare" not in new:
        kept.pop("compare", None)
    if "place" in new or ("by" in new and new["by"] != kept.get("by")):
        kept = {slot: value for slot, value in kept.items() if slot not in ("by", "rank", "limit")}
    if "whom" not in new and _SELF.search(reading.said.bare) and before.tool.startswith("my_"):
        kept.pop("whom", None)
    if wants_more(reading) and "limit" in SHAPES[before.tool].slots and "limit" not in new:
        new["limit"] = int(kept.get("limit", 5)) + 5
    if before.tool == "programme" and _OTHER_GROUP.search(reading.said.bare):
        new["group"] = "smart_health" if kept.get("group") == "digital_transformation" else "digital_transformation"
    return kept | new


def _filters(args: Args, slot: str, reading: Reading) -> bool:
    """Whether a short question only adds a condition to what was just asked, which then keeps its time and place."""
    if slot not in ("period", *_WHERE) or len(reading.said.bare.split()) > _SHORT + 3:
        return False
    return (
        bool(_CONDITIONS & args.keys() or reading.angle.rank)
        and "period" not in args
        and not (set(_WHERE) & args.keys())
    )


def _shifted(period: str, reading: Reading) -> str:
    """The former period moved as the words say of it: the one before it, or the same part of another year; "" if neither."""
    if not period:
        return ""
    if _BEFORE_THAT.search(reading.said.bare):
        return write_code(read_code(period).previous())
    said = reading.period
    if (
        said is None
        or said.grain is not Grain.YEAR
        or len(reading.periods) > 1
        or not _OTHER_YEAR.search(reading.said.bare)
    ):
        return ""
    return f"{said.start.year}{period[4:]}" if 4 < len(period) < 11 and "W" not in period else ""


_FAMILIES = (
    (frozenset({"outbreaks", "poisoning_cases"}), ("period", "commune", "about", "outbreak")),
    (frozenset({"claims_summary", "rejected_claims", "claims_list"}), ("period", "facility")),
    (frozenset({"establishments", "inspections", "establishment_lookup"}), ("name",)),
)
"""Tools that look at the same things, and what a short question keeps from one to another."""


def _kept_in_family(tool: str, slot: str, args: Args, before: Before, reading: Reading) -> bool:
    """Whether a short question of another tool still speaks of the same things."""
    if len(reading.said.bare.split()) > _SHORT + 1 or reading.periods or reading.placed.spans or reading.placed.whole:
        return False
    if slot == "name" and {"certificate", "trade", "uninspected", "by"} & args.keys():
        return False
    return any({tool, before.tool} <= family and slot in slots for family, slots in _FAMILIES)


def inherited(tool: str, args: Args, before: Before | None, reading: Reading) -> Args:
    """The arguments of another tool, with what they lack taken from the former question where it goes on."""
    if before is None or tool == "guidance":
        return args
    goes_on = continues(reading) or len(reading.said.bare.split()) <= _SHORT
    for slot in SHAPES[tool].slots:
        if slot in args or slot not in before.args:
            continue
        needed = slot in SHAPES[tool].needs and not (slot == "indicator" and reading.meant.asked)
        person = slot in _PERSON and goes_on and not _SELF.search(reading.said.bare) and reading.person is None
        other = (
            slot not in _PERSON
            and continues(reading)
            and slot in ("period", "commune", "facility", "place", "name", "outbreak", "about")
            and not reading.placed.whole
        )
        again = tool == before.tool and (points_back(reading) or narrows(reading) or _filters(args, slot, reading))
        family = _kept_in_family(tool, slot, args, before, reading)
        if needed or person or other or again or family:
            args = args | {slot: before.args[slot]}
    return args
