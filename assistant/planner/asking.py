"""Asking back: one thing at a time, with choices where there are any, so that the next answer completes the plan."""

import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process

from assistant.planner.history import Args
from assistant.planner.outcome import Plan
from assistant.replies import TITLES, say
from assistant.understanding.normalise import utter
from assistant.understanding.numbers import number
from assistant.understanding.reading import Reading
from assistant.understanding.spans import Found
from domain.places import Directory

_ORDINAL = re.compile(
    r"^(?:so |cai |muc |lua chon |chon |y )?(?:thu )?(\d{1,2}|mot|nhat|dau|hai|ba|bon|tu|nam)(?: tien)?$"
)
_MOST = 6
_BRIEF = 8
_VAGUE = re.compile(
    r"^(?:\w+ ){0,5}?(?:cai|phan|thu|to|mon) (?:do|nay|kia|ay|hom (?:no|truoc|bua|kia|ay|qua)|bua (?:truoc|no|hom)|lan truoc)(?: (?:di|a|nhe|nha|voi|giup|em|toi|minh|coi|xem))*$"
)
_ANY_LIST = re.compile(
    r"(?<!\w)(?:qua han|den han|toi han|tre hen|con thieu|thieu|bo hen|sot|lo hen|chua (?:den|toi|ra))(?!\w)"
)
_TOPIC = re.compile(
    r"(?<!\w)(?:tiem|chich|vac xin|mui|tre|be|chau|thai|bau|san|huyet ap|tieu duong|dai thao duong|duong|man tinh|benh|giay|co so|kham|thuoc|ca|dich|ho so|ho ten|sot)(?!\w)"
)
_OFFERED = ("my_visits", "my_results", "my_medicines", "my_claims", "my_bookings")
_LISTS = ("missed_doses", "antenatal_due", "chronic_overdue")


def ask(slot: str, tool: str, args: Args, *, choices: tuple[str, ...] = (), text: str = "") -> Plan:
    """A question for one slot of a pending call; the house shows the choices as a channel can."""
    words = text or say(f"ask_{slot}")
    notes: dict[str, object] = {"ask": slot, "pending": {"tool": tool, "args": dict(args)}}
    return Plan(text=words, notes=notes | ({"choices": list(choices)} if choices else {}))


def ask_tool(tools: tuple[str, ...], question: str) -> Plan:
    """Which of a few things is wanted."""
    titles = tuple(TITLES[tool] for tool in tools)
    return ask("tool", tools[0], {"question": question}, choices=titles, text=say("unsure"))


def ask_what(reading: Reading, tools: frozenset[str]) -> Plan | None:
    """What a first question means that names nothing ("cho xem lại cái hôm nọ", "danh sách quá hạn"); None where it does."""
    text, question = reading.said.bare, reading.said.original.strip()
    if not _VAGUE.search(text) and not (
        _ANY_LIST.search(text) and not _TOPIC.search(text) and len(text.split()) <= _BRIEF
    ):
        return None
    offered = _OFFERED if _VAGUE.search(text) else _LISTS
    choices = tuple(tool for tool in offered if tool in tools)
    if len(choices) < 2:
        return None
    return ask("tool", choices[0], {"question": question}, choices=tuple(TITLES[tool] for tool in choices),
               text=say("ask_what_again" if offered is _OFFERED else "ask_which_list"))  # fmt: skip


def ask_indicator(reading: Reading, tool: str, args: Args, names: Mapping[str, str]) -> Plan:
    """Which indicator is meant, naming the nearest; never a guess."""
    choices = tuple(names[code] for code in reading.meant.choices)
    asked = reading.said.original.strip()
    text = (
        say("ask_which_indicator")
        if reading.meant.score > 0.8
        else say("undefined", asked=asked, nearest=say("nearest") if choices else "")
    )
    return ask(
        "indicator",
        tool,
        args,
        choices=choices,
        text=text if choices or len(asked.split()) > 3 else say("ask_indicator"),
    )


def unclear_place(reading: Reading, slot: str, directory: Directory) -> tuple[str, tuple[str, ...]] | None:
    """The question and the choices when a place's name stands for several; None when it is clear."""
    found: tuple[Found[frozenset[str]], ...] = ()
    if slot in ("facility", "place"):
        found = reading.placed.facilities
    if slot in ("commune", "place") and not found:
        found = reading.placed.communes
    if not found or len(found[0].value) == 1:
        return None
    codes, said = sorted(found[0].value), reading.said.text[found[0].start : found[0].end]
    names = tuple(
        directory.facility_name(code) if code in directory.facilities else directory.commune_name(code)
        for code in codes
    )
    if len(names) > _MOST:
        return say("ask_which_of_many", name=said, count=str(len(names))), ()
    return say("ask_which"), names


def chosen(choices: tuple[str, ...], answer: str) -> int | None:
    """Which of the choices an answer takes: by its place or by its words; None when by neither."""
    said = re.sub(r"[^\w ]", " ", utter(answer).bare).strip()
    if found := _ORDINAL.match(said):
        place = {"dau": 1}.get(found[1]) or number(found[1])
        return place - 1 if place and place <= len(choices) else None
    folded = [utter(choice).bare for choice in choices]
    best = process.extract(said, folded, scorer=fuzz.WRatio, limit=2)
    if not best or best[0][1] < 80 or (len(best) > 1 and best[0][1] - best[1][1] < 3):
        exact = (
            [at for at, choice in enumerate(folded) if choice.startswith(said) or choice.endswith(said)] if said else []
        )
        return exact[0] if len(exact) == 1 else None
    return int(best[0][2])
