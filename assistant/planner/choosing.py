"""Which tool a question wants, from the classifier's scores and the tools there are."""

import re
from dataclasses import dataclass

from assistant.planner.tools import TALK, TWINS
from assistant.planner.understanding import Understanding
from assistant.understanding.reading import Reading

FLOOR = -0.8
"""Below this no intent is near; own utterances of the tests lie above it, off-topic ones below."""
MARGIN = 0.05
_TWIN_COST = 0.1
REFUSE_BY = 0.4
_HEALTH = re.compile(
    r"(?<!\w)(?:benh|kham|thuoc|bac si|dau|sot|ho|tiem|vac xin|y te|suc khoe|bao hiem|thai|bau|xet nghiem|trieu chung|dieu tri|di ung|ngo doc|huyet ap|tieu duong|"
    r"dich|cap cuu|vien|mui|non|tieu chay|ngua|sung|mat ngu|chong mat|uong|an gi|kieng|tre|be|mang thai|sinh|de|phau thuat|mo|rang|mat|tim|gan|than|phoi|da day|chuyen tuyen|giay)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The intent taken: a tool of the asker's or a kind of talk; `rival` when another tool is as likely; `foreign` when it is another role's."""

    intent: str
    score: float
    rival: str = ""
    foreign: bool = False


def leaning(intent: str, reading: Reading) -> float:
    """How much the things named speak for or against an intent, beside its words."""
    if reading.claim:
        return 0.8 if intent == "claim" else 0.0
    if reading.patient:
        return 0.3 if intent.startswith("patient_") else -0.2 if not intent.startswith("my_") else 0.0
    if reading.meant.code and not reading.of_cases and intent in ("indicator", "indicator_definition"):
        return 0.25 * reading.meant.score
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
    text, scores = reading.said.bare, understanding.intents(reading, figures="indicator" in tools)
    ranked = sorted(
        ((intent, score + leaning(intent, reading)) for intent, score in scores.items()),
        key=lambda pair: (-pair[1], pair[0]),
    )
    mine: dict[str, float] = {}
    for intent, score in ranked:
        name = own(intent, tools, text)
        if name:
            mine[name] = max(mine.get(name, -9.0), score if name == intent else score - _TWIN_COST)
    (best, score), *rest = sorted(mine.items(), key=lambda pair: (-pair[1], pair[0]))
    top, high = ranked[0]
    if top not in TALK and not own(top, tools, text) and high - score > REFUSE_BY and high > FLOOR:
        return Choice(top, high, foreign=True)
    if best == "not_held" and "audit_search" in tools and score - mine["audit_search"] < 0.4:
        best, score = "audit_search", mine["audit_search"]
    if score < FLOOR:
        best = "guidance" if "guidance" in tools and _HEALTH.search(text) else "unknown"
        return Choice(best, score)
    if (
        best == "out_of_scope"
        and _HEALTH.search(text)
        and rest
        and rest[0][0] not in TALK
        and score - rest[0][1] < 0.25
    ):
        (best, score), *rest = rest
    rival = (
        rest[0][0]
        if rest and score < 0 and score - rest[0][1] < MARGIN and rest[0][0] not in TALK and best not in TALK
        else ""
    )
    return Choice(best, score, rival)
