"""Which tool a question wants, from the classifier's scores and the tools there are."""

import re
from dataclasses import dataclass

from assistant.planner.cues import cue, rules
from assistant.planner.hints import hint
from assistant.planner.tools import SHAPES, TALK, TWINS
from assistant.planner.understanding import Understanding
from assistant.understanding.reading import Reading

FLOOR = -0.8
"""Below this no intent is near; own utterances of the tests lie above it, off-topic ones below."""
MARGIN = 0.05
_TWIN_COST = 0.1
_CLEARLY = -0.45
_GUESS = -0.2
_REFUSE_TALK_BY = 0.15
_CLOSE_TALK = 0.25
_WATCHED = 1.0
REFUSE_BY = 0.4
_BY_RULE = 0.9
_HEALTH = re.compile(
    r"(?<!\w)(?:benh|kham|thuoc|bac si|dau|sot|ho|tiem|vac xin|y te|suc khoe|bao hiem|thai|bau|xet nghiem|trieu chung|dieu tri|di ung|ngo doc|huyet ap|tieu duong|"
    r"dich|cap cuu|vien|mui|non|tieu chay|ngua|sung|mat ngu|chong mat|uong|an gi|kieng|tre|be|mang thai|sinh|de|phau thuat|mo|rang|mat|tim|gan|than|phoi|da day|chuyen tuyen|giay|gut|gout|khop|tuyen giap|ung thu|dai trang|an duoc|uong duoc|mo mau|vien khop|suc de khang|bong|boi|vet|tray|bam|mun|noi man|chay mau|hoc|nghet|gay xuong|bong gan|can|dot|mo hoi|met|nghen)(?!\w)"
)

_TEXTBOOK = re.compile(
    r"(?<!\w)(?:phac do|huong dan (?:chan doan|dieu tri|xu tri|cua bo)|chong chi dinh|lieu toi da|tac dung phu|la benh gi|"
    r"phong ngua|trieu chung|dau hieu|thu tuc|giay to gi|quy dinh|tai lieu|can mang|kieng gi|nen an|co lay khong|so cuu|"
    r"nen (?:cho|uong|an|lam|kieng)|phai lam (?:sao|gi)|"
    r"thong tu|nghi dinh|theo van ban)(?!\w)"
)
_PRIVATE = re.compile(
    r"(?<!\w)(?:benh an|ho so (?:benh|suc khoe)|don thuoc|ket qua xet nghiem|tom tat benh)(?: \w+){0,8} "
    r"(?:cua|nguoi|anh|chi|ong|ba|benh nhan)(?!\w)|"
    r"(?<!\w)(?:ho ten|danh tinh|dia chi|so dien thoai|ten tuoi)(?: \w+){0,5} "
    r"(?:benh nhan|nguoi benh|nguoi nhiem|nguoi mac)(?!\w)"
)
"""Words about one person's record, or about who the sick are."""
_NAMED = re.compile(r"(?<!\w)(?:ho so|benh an|ket qua|don thuoc|benh gi|bi benh|kham benh|xet nghiem)(?!\w)")
_OF_HOSPITAL = re.compile(r"(?<!\w)(?:benh an|don thuoc|ket qua xet nghiem|tom tat benh|benh vien)(?!\w)")
"""Words of a hospital's record, which no register of a commune holds."""
_PEOPLE = ("my_", "patient_")
_ABOUT_PEOPLE = frozenset(
    {"resident_lookup", "poisoning_cases", "claim", "audit_search", "missed_doses", "antenatal_due", "chronic_overdue"}
)
_SAID_BY = {
    "thanks": re.compile(
        r"(?<!\w)(?:cam on|thank\w*|ok\w*|duoc roi|hieu roi|ro roi|vang|da|u|tot|hay|tuyet|gioi|on|nhanh|huu ich)(?!\w)"
    ),
    "goodbye": re.compile(r"(?<!\w)(?:tam biet|bye|chao|hen gap|gap lai|thoi|khong can|het roi|xong|khong hoi)(?!\w)"),
    "greeting": re.compile(r"(?<!\w)(?:chao|hello|hi|hey|he lo|alo|oi|co ai|co do|khoe khong|han hanh|rat vui)(?!\w)"),
}
"""Pleasantries are taken for such only where one of their words is said."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The intent taken: a tool of the asker's or a kind of talk; `rival` when another tool is as likely; `foreign` when it is another role's."""

    intent: str
    score: float
    rival: str = ""
    foreign: bool = False


def leaning(intent: str, reading: Reading, *, office: bool = False) -> float:
    """How much the things named, and in an office the turns of phrase, speak for or against an intent beside its words."""
    if not office:
        return _named(intent, reading)
    if rules(reading) and (reading.of_cases or not reading.meant.code):
        return _BY_RULE if intent == "guidance" else _named(intent, reading)
    return _named(intent, reading) + cue(intent, reading)


def _named(intent: str, reading: Reading) -> float:
    if intent == "guidance":
        textbook = _TEXTBOOK.search(reading.said.bare) and not reading.patient and not reading.meant.code
        return 0.35 if textbook else 0.0
    if reading.claim:
        return 0.8 if intent == "claim" else 0.0
    if reading.patient:
        return 0.3 if intent.startswith("patient_") else -0.2 if not intent.startswith("my_") else 0.0
    if reading.meant.code and not reading.of_cases and intent in ("indicator", "indicator_definition"):
        return 0.4 * reading.meant.score
    if reading.person and intent == "resident_lookup":
        return 0.15
    return 0.0


def own(intent: str, tools: frozenset[str], text: str = "") -> str:
    """The intent as this asker can have it: itself, a twin of it, or "" for nothing."""
    if intent == "establishment_lookup" and "establishments" in tools:
        return "establishments"
    if intent in tools or intent in TALK:
        return intent
    if intent == "my_record" and "patient_allergies" in tools and "di ung" in text:
        return "patient_allergies"
    return next((twin for twin in TWINS.get(intent, ()) if twin in tools), "")


def choose(understanding: Understanding, reading: Reading, tools: frozenset[str]) -> Choice:
    """The intent to act on for a question."""
    ranked = _ranked(understanding, reading, tools)
    mine = _mine(ranked, reading.said.bare, tools)
    figure = "indicator" in tools and reading.meant.code is not None and mine["indicator"] > FLOOR
    (top, high), best = ranked[0], max(mine, key=lambda intent: (mine[intent], intent))
    people = any(name.startswith(_PEOPLE) for name in tools)
    foreign = top not in TALK and not own(top, tools, reading.said.bare) and not (reading.patient and people)
    talk = best not in SHAPES or best == "guidance"
    lead, least = (_REFUSE_TALK_BY, _GUESS) if talk else (REFUSE_BY, _CLEARLY)
    if foreign and not figure and high - mine[best] > lead and high > least:
        return Choice(top, high, foreign=True)
    hospital = best == "resident_lookup" and _OF_HOSPITAL.search(reading.said.bare)
    private = _PRIVATE.search(reading.said.bare) or (reading.person and _NAMED.search(reading.said.bare))
    if private and (best not in _ABOUT_PEOPLE or hospital) and not people:
        return Choice("patient_summary", high, foreign=True)
    return _among(mine, tools, healthy=bool(_HEALTH.search(reading.said.bare)))


def _ranked(understanding: Understanding, reading: Reading, tools: frozenset[str]) -> list[tuple[str, float]]:
    """Every intent with its score, the likeliest first."""
    scores = understanding.intents(reading, figures="indicator" in tools)
    office = not any(name.startswith(_PEOPLE) for name in tools)
    leaned = (
        (intent, score + leaning(intent, reading, office=office) + hint(intent, reading, tools))
        for intent, score in scores.items()
    )
    return sorted(leaned, key=lambda pair: (-pair[1], pair[0]))


def _mine(ranked: list[tuple[str, float]], text: str, tools: frozenset[str]) -> dict[str, float]:
    """The score of each intent as this asker can have it."""
    mine: dict[str, float] = {}
    for intent, score in ranked:
        if (name := own(intent, tools, text)) and (intent not in _SAID_BY or _SAID_BY[intent].search(text)):
            mine[name] = max(mine.get(name, score - _TWIN_COST), score if name == intent else score - _TWIN_COST)
    return mine


def _among(mine: dict[str, float], tools: frozenset[str], *, healthy: bool) -> Choice:
    """The best of the asker's own intents; doubt becomes a rival, general guidance, or not having understood."""
    (best, score), *rest = sorted(mine.items(), key=lambda pair: (-pair[1], pair[0]))
    if best == "not_held" and "audit_search" in tools and score - mine["audit_search"] < _WATCHED:
        return Choice("audit_search", mine["audit_search"])
    if score < FLOOR:
        return Choice("guidance" if healthy and "guidance" in tools else "unknown", score)
    second, near = rest[0] if rest else ("", FLOOR)
    if best == "out_of_scope" and healthy and second not in TALK and score - near < _CLOSE_TALK:
        return Choice(second, near)
    if best == "guidance" and score < _GUESS and not healthy:
        return Choice("out_of_scope", score)
    doubt = score < 0 and score - near < MARGIN and second and not {best, second} & TALK
    return Choice(best, score, second if doubt else "")
