"""One question about several periods or places: a call for each."""

from assistant.planner.history import Args
from assistant.planner.tools import SHAPES
from assistant.understanding.reading import Reading
from domain.period_codes import read_code, write_code

_COUNTS = frozenset(
    {
        "indicator",
        "claims_summary",
        "disease_counts",
        "outbreaks",
        "inspections",
        "establishments",
        "rejected_claims",
        "audit_search",
    }
)
_MOST = 4


def each(tool: str, args: Args, reading: Reading) -> list[Args]:
    """The arguments of every call: one per period of a length, else one per place, that the question lists."""
    if tool not in _COUNTS:
        return [args]
    periods = list(dict.fromkeys(found.value for found in reading.periods))
    if (
        1 < len(periods) <= _MOST
        and len({p.grain for p in periods}) == 1
        and "period" in args
        and "compare" not in args
    ):
        return [args | {"period": write_code(period)} for period in periods]
    if "period" in args and (other := _held_against(tool, str(args["period"]), reading.compare)):
        return [args, args | {"period": other}]
    for slot in ("place", "facility", "commune"):
        places = _places(slot, reading)
        if slot in SHAPES[tool].slots and slot in args and 1 < len(places) <= _MOST:
            return [args | {slot: code} for code in places]
    return [args]


def _held_against(tool: str, code: str, compare: str | None) -> str:
    """The period to tell beside the one asked for, where the tool does not compare by itself; "" for none."""
    if compare is None or "compare" in SHAPES[tool].slots:
        return ""
    if compare not in ("previous", "same_period"):
        return compare
    period = read_code(code)
    return write_code(period.previous() if compare == "previous" else period.year_before())


def _places(slot: str, reading: Reading) -> list[str]:
    """The codes of the places listed, where each is clear."""
    found = () if slot == "commune" else reading.placed.facilities
    found += () if slot == "facility" else reading.placed.communes
    if any(len(one.value) > 1 for one in found):
        return []
    return list(dict.fromkeys(code for one in found for code in one.value))
