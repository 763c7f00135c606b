"""What is said where no tool is called: small talk, refusals, and not having understood."""

import re

from assistant.planner.outcome import Plan
from assistant.planner.tools import kind_of
from assistant.replies import can, say

_FOOD = re.compile(
    r"(?<!\w)(?:an|nhau|tiec|co cuoi|quan|banh|com|thuc an)(?!\w).*(?:non|oi|dau bung|tieu chay|di ngoai|ngo doc)"
)
_WHO = re.compile(
    r"(?<!\w)(?:la ai|la gi|la (?:nguoi|may|robot|ai|bac si)|nguoi (?:that )?hay may|may hay nguoi|phai (?:nguoi|may|robot|ai|bac si)|ten gi|robot|chatbot|nguoi that)(?!\w)"
)
_PERSONAL = frozenset(
    {
        "my_visits",
        "my_results",
        "my_medicines",
        "my_record",
        "my_vaccinations",
        "my_insurance",
        "my_claims",
        "my_bookings",
    }
)


def talk(intent: str, tools: frozenset[str], text: str) -> Plan:
    """The sentence for a kind of talk."""
    hint = can(kind_of(tools))
    if intent == "capabilities":
        return Plan(text=say("who_am_i", can=hint) if _WHO.search(text) else hint)
    if intent == "not_yet" and _FOOD.search(text):
        return Plan(text=say("report_food"))
    return Plan(text=say(intent, can=hint))


def refused(tools: frozenset[str], intent: str, *, signed_in: bool = False) -> Plan:
    """The kind refusal of what another role may ask; to nobody in particular, an invitation to sign in."""
    kind = kind_of(tools)
    if kind != "anonymous" or signed_in:
        return Plan(text=say("not_your_role", can=can(kind)), notes={"refused": True})
    return Plan(
        text=say("sign_in_first" if intent in _PERSONAL else "staff_sign_in", can=can(kind)), notes={"sign_in": True}
    )
