"""What a question takes over from the one before it."""

import re

from assistant.planner.cues import inspected
from assistant.planner.history import Args, Before
from assistant.planner.leftover import continues, leftover, other_place, wants_more
from assistant.planner.slots import read_slot
from assistant.planner.tools import SHAPES
from assistant.understanding.earlier import back_to_latest, before_latest, held_against, steps_back
from assistant.understanding.names_of_people import GIVEN
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


_PAYS = re.compile(
    r"(?<!\w)(?:tra|chi tra|chi|dong|thanh toan|lo|ganh|het|ton|mat)(?: \w+){0,3} (?:bao nhieu|may|nhieu|nhieu the)(?!\w)|phan (?:toi|em|minh|bao hiem|nguoi benh)"
)
_CARD = re.compile(r"(?<!\w)(?:phan tram|muc huong|cai the|the cua|han|dang ky)(?!\w)|%")


def read_args(tool: str, reading: Reading) -> Args:
    """The tool's arguments that the question itself says."""
    return {slot: value for slot in SHAPES[tool].slots if (value := read_slot(tool, slot, reading)) is not None}


def repeats(before: Before, reading: Reading) -> bool:
    """Whether the question only changes the one before: nothing but names, periods and views in it, or a wish for more."""
    if before.tool == "guidance":
        return False
    if _earlier_or_held(before.tool, reading):
        return True
    if _names_another_thing(before.tool, reading):
        return False
    if before.tool == "programme" and _OTHER_GROUP.search(reading.said.bare):
        return True
    if before.tool in ("establishments", "establishment_lookup") and inspected(reading):
        return False
    return not leftover(reading) and (
        wants_more(reading) or bool(other_place(reading)) or continues(reading) or _says_something(before.tool, reading)
    )


def _names_another_thing(tool: str, reading: Reading) -> bool:
    """Whether the things named are none that the former tool can be asked by ("ca sốt xuất huyết" after a register)."""
    named = {
        "disease": reading.disease,
        "vaccine": reading.vaccine,
        "test": reading.test,
        "department": reading.department,
    }
    kinds = {kind for kind, found in named.items() if found}
    return (
        bool(kinds)
        and not kinds & set(SHAPES[tool].slots)
        and tool not in _COUNTED
        and not read_args(tool, reading).get("programme")
    )


_COUNTED = frozenset({"indicator", "indicator_definition", "outbreaks", "poisoning_cases", "programme"})


def bare_name(reading: Reading) -> str | None:
    """The given name that a short answer is made of ("Dũng thì sao"); None when it is more or less than that."""
    found = _NAME_ALONE.fullmatch(reading.said.bare)
    if found is None or found[1] not in GIVEN or not reading.said.text[found.start(1)].isupper():
        return None
    return reading.said.text[found.start(1) : found.end(1)]


_NAME_ALONE = re.compile(
    r"(?:con |the |vay |cua |the con |con cua )?(\w+)(?: (?:thi sao|thi the nao|sao|nua|the nao|a|nhe))?[ ?.]*"
)


def _earlier_or_held(tool: str, reading: Reading) -> bool:
    """Whether a short answer asks for the record before the one told, or to hold it against that."""
    slots, other = SHAPES[tool].slots, reading.test or reading.patient or reading.relation or reading.person
    short = len(reading.said.bare.split()) <= _SHORT + 1 and not other
    if "whom" in slots and bare_name(reading):
        return True
    return short and (
        ("back" in slots and (steps_back(reading.said) or before_latest(reading.said.bare)))
        or (tool.endswith("_results") and held_against(reading.said))
        or (
            tool in ("my_claims", "claim")
            and bool(_PAYS.search(reading.said.bare))
            and not _CARD.search(reading.said.bare)
        )
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
    if "compare" in new:
        kept.pop("back", None)
    if "period" in new and "compare" not in new:
        kept.pop("compare", None)
    if "place" in new or ("by" in new and new["by"] != kept.get("by")):
        kept = {slot: value for slot, value in kept.items() if slot not in ("by", "rank", "limit")}
    new |= _whom_now(before.tool, kept, new, reading)
    if "back" in SHAPES[before.tool].slots and not reading.periods:
        new |= _moved_back(kept, reading)
    if wants_more(reading) and "back" not in new and "limit" in SHAPES[before.tool].slots and "limit" not in new:
        new["limit"] = int(kept.get("limit", 5)) + 5
    if before.tool == "programme" and _OTHER_GROUP.search(reading.said.bare):
        new["group"] = "smart_health" if kept.get("group") == "digital_transformation" else "digital_transformation"
    return kept | new


def _whom_now(tool: str, kept: Args, new: Args, reading: Reading) -> Args:
    """The one named alone ("Dũng thì sao"); where it is the asker again, `kept` loses whom it was about."""
    if "whom" in SHAPES[tool].slots and (name := bare_name(reading)):
        return {"whom": name}
    if "whom" not in new and _SELF.search(reading.said.bare) and tool.startswith("my_"):
        kept.pop("whom", None)
    return {}


def _moved_back(kept: Args, reading: Reading) -> Args:
    """One record further back than the former call looked, or the latest again; `kept` loses what that overrides."""
    step = steps_back(reading.said) or before_latest(reading.said.bare)
    if not step and not (back_to_latest(reading.said) and kept.get("back")):
        return {}
    for slot in ("period", "limit", "compare"):
        kept.pop(slot, None)
    return {"back": int(kept.get("back") or 0) + 1 if step else 0}


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
