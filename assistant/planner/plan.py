"""From a question and its history to tool calls, or to one sentence. Read `Planner.plan` first."""

import re
from dataclasses import dataclass
from datetime import date

from assistant.planner.asking import ask, ask_indicator, ask_tool, ask_what, chosen, unclear_place
from assistant.planner.carrying import changed, corrects, inherited, its, narrows, points_back, read_args, repeats
from assistant.planner.choosing import Choice, choose
from assistant.planner.declining import declined
from assistant.planner.following import (
    OWN_LISTS,
    asks_an_aspect,
    asks_details,
    goes_on_generally,
    lacks_a_subject,
    next_door,
    of_that_illness,
    put_in_its_name,
    says_nothing,
    says_too_little,
)
from assistant.planner.history import Args, Before, Dialogue
from assistant.planner.leftover import leftover, other_place
from assistant.planner.outcome import Call, Plan
from assistant.planner.parts import several_diseases, several_indicators, split
from assistant.planner.refusing import forbidden, order
from assistant.planner.requests import turned_down
from assistant.planner.several import each
from assistant.planner.slots import read_slot
from assistant.planner.talking import refused, talk
from assistant.planner.tools import AHEAD, SHAPES, TALK
from assistant.planner.undefined import at_hospital, better_tool, counts, uncounted, wants_figures
from assistant.planner.understanding import Understanding
from assistant.planner.unheeded import said_before
from assistant.planner.unknown_places import unknown_place
from assistant.replies import TITLES, say
from assistant.understanding.reading import Reading
from domain.period_codes import write_code

_WEAK, _STRONG, _DOUBTFUL = -0.35, 0.2, -0.5
_FEW, _ANSWER = 2, 6
_GENERAL = TALK | {"guidance", "unknown"}
_FIGURES = frozenset({"indicator", "disease_counts", "outbreaks", "claims_summary", "rejected_claims", "programme"})
_NOW = re.compile(r"(?<!\w)(?:hien|dang|bay gio|luc nay|hom nay|con)(?!\w)")
_PLANNED = re.compile(r"(?<!\w)(?:ke hoach|lich|sap|toi (?:han|lich|ky)|den (?:han|lich|ky)|du kien)(?!\w)")
_WHY = re.compile(r"(?<!\w)(?:vi sao|tai sao|do dau|nguyen nhan|sao lai|co gi ma)(?!\w)")
_MAY_BE_FIGURES = frozenset({"unknown", "not_held", "indicator", "indicator_definition", "human", "out_of_scope"})
_PLACES = ("commune", "facility", "place")
_SUMS = {"rejected_claims": "claims_summary", "claims_list": "claims_summary", "poisoning_cases": "outbreaks"}
"""Where the things of a list are counted by group."""
_ONE_EVENT = re.compile(r"(?<!\w)vu (?:nao|(?:\w+ ){0,3}(?:lon|nang|moi|gan|nhieu nguoi)(?: \w+)? nhat)(?!\w)")
_VIEWED = {"disease_counts": "so ca mac {}", "outbreaks": "so vu ngo doc thuc pham"}


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans for one asker, whose bound tools are all it knows of them."""

    understanding: Understanding
    tools: frozenset[str]
    today: date

    def plan(self, dialogue: Dialogue) -> Plan:
        """What to do about the question, and which of its words the answer does not heed."""
        reading = self.understanding.read(dialogue.question, self.today)
        return said_before(self._planned(dialogue, reading), reading)

    def _planned(self, dialogue: Dialogue, reading: Reading) -> Plan:
        if plan := turned_down(reading, self.tools) or declined(reading, self.tools):
            return plan
        before = self._before(dialogue)
        if forbidden(reading, self.tools):
            return refused(self.tools, "", signed_in=dialogue.signed_in)
        if before and (done := self._answered(before, reading)):
            return done
        if before and (repeats(before, reading) or corrects(before, reading) or asks_an_aspect(before, reading)):
            return self._again(before, reading)
        if dialogue.turned_away and not leftover(reading):
            return refused(self.tools, "", signed_in=dialogue.signed_in)
        if before is None and (asked := ask_what(reading, self.tools)):
            return asked
        return (
            self._of_that(dialogue, reading)
            or self._parts(reading)
            or self._fresh(reading, before, signed_in=dialogue.signed_in)
        )

    def _of_that(self, dialogue: Dialogue, reading: Reading) -> Plan | None:
        """General guidance on "that illness": the one last told of, else it is asked for; None for other questions."""
        if not of_that_illness(reading) or choose(self.understanding, reading, self.tools).intent not in _GENERAL:
            return None
        question = reading.said.original.strip()
        if dialogue.before and dialogue.before.tool == "guidance" and not dialogue.before.ask:
            return self._leaning_back(dialogue.before, reading)
        if dialogue.about:
            return self._call("guidance", {"question": put_in_its_name(reading, dialogue.about)}, reading)
        return ask("question", "guidance", {"question": question}, text=say("ask_illness"))

    def _before(self, dialogue: Dialogue) -> Before | None:
        before = dialogue.before
        return before if before and before.tool in self.tools else None

    def _answered(self, before: Before, reading: Reading) -> Plan | None:
        """The pending call completed by this answer; None when the question is another."""
        if before.ask is None:
            return None
        picked = chosen(before.choices, reading.said.original) if before.choices else None
        if before.ask == "tool":
            return self._picked_tool(before, picked) or self._named_tool(before, reading)
        if before.ask == "question" and before.args.get("question"):
            return self._about_what(before, reading)
        value = read_slot(before.tool, before.ask, reading)
        if before.ask == "indicator" and picked is not None:
            value = next(
                (
                    code
                    for code, name in self.understanding.readers.indicators.names.items()
                    if name == before.choices[picked]
                ),
                None,
            )
        elif picked is not None:
            value = before.choices[picked]
        if value is None and before.ask in ("name", "question") and self._is_a_name(reading):
            value = reading.said.original.strip()
        if (
            value is None
            or (before.ask not in _PLACES and len(leftover(reading)) > 4)
            or self._another(before, reading)
        ):
            return None
        extra = {k: v for k, v in read_args(before.tool, reading).items() if k != "question"}
        return self._call(before.tool, before.args | extra | {before.ask: value}, reading, clear=picked is not None)

    def _another(self, before: Before, reading: Reading) -> bool:
        """Whether what should answer the question asked back surely asks for something else."""
        choice = choose(self.understanding, reading, self.tools)
        return choice.intent in self.tools and choice.intent != before.tool and choice.score > _STRONG

    def _about_what(self, before: Before, reading: Reading) -> Plan | None:
        """The general question with what it is about; None when something else is asked."""
        if len(reading.said.bare.split()) > _ANSWER:
            return None
        question = f"{reading.said.original.strip()}: {before.args['question']}"
        return self._call("guidance", {"question": question}, reading)

    def _is_a_name(self, reading: Reading) -> bool:
        """Whether a short answer asks for nothing by itself."""
        return len(reading.said.bare.split()) <= 6 and choose(self.understanding, reading, self.tools).score < 0

    def _picked_tool(self, before: Before, picked: int | None) -> Plan | None:
        if picked is None:
            return None
        tool = next((name for name, title in TITLES.items() if title == before.choices[picked]), "")
        asked = self.understanding.read(str(before.args.get("question", "")), self.today)
        return self._call(tool, read_args(tool, asked), asked) if tool in self.tools else None

    def _named_tool(self, before: Before, reading: Reading) -> Plan | None:
        """One of the tools offered, where a short answer speaks of it in other words ("tăng huyết áp")."""
        offered = frozenset(tool for tool, title in TITLES.items() if title in before.choices) & self.tools
        if len(reading.said.bare.split()) > _ANSWER or not offered:
            return None
        choice = choose(self.understanding, reading, offered)
        surest = choose(self.understanding, reading, self.tools)
        if choice.intent not in offered or choice.score < _DOUBTFUL or surest.score - choice.score > _STRONG * 2:
            return None
        return self._call(choice.intent, read_args(choice.intent, reading), reading)

    def _again(self, before: Before, reading: Reading) -> Plan:
        """The former call with what this question changes."""
        kind = other_place(reading)
        if kind:
            slot = kind if kind in SHAPES[before.tool].slots else "place"
            if slot in SHAPES[before.tool].slots:
                return ask(slot, before.tool, {k: v for k, v in before.args.items() if k not in _PLACES})
        if (sums := _SUMS.get(before.tool)) and read_slot(sums, "by", reading):
            kept = {k: v for k, v in before.args.items() if k in ("period", "facility", "commune")}
            refused_ = {"measure": "rejected_claims"} if before.tool == "rejected_claims" else {}
            return self._call(sums, kept | refused_ | read_args(sums, reading), reading)
        viewed = self._as_indicator(before.tool, before.args, reading)
        if viewed:
            return self._call("indicator", viewed, reading)
        if before.tool in AHEAD and reading.periods:
            reading = self.understanding.read(reading.said.original, self.today, ahead=True)
        return self._call(before.tool, changed(before, reading), reading)

    def _parts(self, reading: Reading) -> Plan | None:
        """The calls of a question with several parts; None when it has one."""
        parts = split(self.understanding, reading, self.tools, self.today)
        if not parts and "indicator" in self.tools:
            parts = [("indicator", part) for part in several_indicators(self.understanding, reading, self.today)]
        elif not parts and "disease_counts" in self.tools:
            parts = [("disease_counts", part) for part in several_diseases(self.understanding, reading, self.today)]
        plans = [self._call(tool, self._shared(tool, part, reading), part) for tool, part in parts]
        if not plans or not all(plan.calls for plan in plans):
            return None
        return Plan(calls=tuple(call for plan in plans for call in plan.calls))

    def _shared(self, tool: str, part: Reading, whole: Reading) -> Args:
        """The part's own arguments, and from the whole question who, when and where."""
        common = {
            k: v
            for k, v in read_args(tool, whole).items()
            if k in ("patient", "whom", "period", "name", *_PLACES, "compare")
        }
        own = read_args(tool, part)
        if whole.relation is None and whole.person is None and whole.patient is None:
            own.pop("whom", None)  # A story's relative, who only stands in one piece of it.
        return common | own

    def _fresh(self, reading: Reading, before: Before | None, *, signed_in: bool) -> Plan:
        office = not any(name.startswith(("my_", "patient_")) for name in self.tools)
        if office and order(reading):
            return talk("not_yet", self.tools, reading.said.bare)
        choice = choose(self.understanding, reading, self.tools)
        if before and self._leans_back(before, choice, reading):
            return self._leaning_back(before, reading)
        if choice.intent in OWN_LISTS and next_door(reading):
            return Plan(text=say("own_commune_only"), notes={"refused": True})
        if choice.foreign:
            return self._figure_unknown(reading) or refused(self.tools, choice.intent, signed_in=signed_in)
        if choice.intent in TALK or choice.intent == "unknown":
            nothing = choice.intent == "out_of_scope" and says_nothing(reading)
            return self._figure_wanted(choice, reading) or talk(
                "unknown" if nothing else choice.intent, self.tools, reading.said.bare
            )
        if choice.rival and not before and not (office and "guidance" in (choice.intent, choice.rival)):
            return ask_tool((choice.intent, choice.rival), reading.said.original.strip())
        intent = choice.rival if office and choice.rival and choice.intent == "guidance" else choice.intent
        return self._looking(better_tool(intent, reading, self.tools), choice, reading, before)

    def _looking(self, tool: str, choice: Choice, reading: Reading, before: Before | None) -> Plan:
        """The call of the tool; where it lacks what it needs and the choice is doubtful, the former one or no call."""
        args = inherited(tool, self._read(tool, reading), before, reading)
        if viewed := self._as_indicator(tool, args, reading):
            return self._call("indicator", viewed, reading)
        plan = self._call(tool, args, reading)
        if not plan.calls and before and choice.score < 0 and lacks_a_subject(before, reading):
            return self._again(before, reading)
        named = reading.person is not None and plan.notes.get("ask") == "patient"
        if not plan.calls and choice.score < _DOUBTFUL and not named:
            return self._figure_wanted(choice, reading) or talk("unknown", self.tools, reading.said.bare)
        return plan

    def _figure_unknown(self, reading: Reading) -> Plan | None:
        """The question which figure is wanted where a count is asked for that another role's tool seems to tell."""
        if "indicator" not in self.tools or reading.patient or reading.person or reading.relation:
            return None
        if not counts(reading):
            return None
        names = self.understanding.readers.indicators.names
        return ask_indicator(reading, "indicator", read_args("indicator", reading), names)

    def _figure_wanted(self, choice: Choice, reading: Reading) -> Plan | None:
        """The question which figure is wanted, where one is and the words name none that is defined; None otherwise."""
        if "indicator" not in self.tools or choice.intent not in _MAY_BE_FIGURES:
            return None
        ranked, named = bool(reading.angle.rank and reading.angle.ways), reading.meant.asked
        if not ranked and not wants_figures(reading):
            return None
        args = read_args("indicator", reading)
        if (ranked and not named) or (not named and len(leftover(reading)) <= _FEW):
            return ask("indicator", "indicator", args)
        if choice.intent == "not_held" and not ranked:
            return None
        return ask_indicator(reading, "indicator", args, self.understanding.readers.indicators.names)

    def _leans_back(self, before: Before, choice: Choice, reading: Reading) -> bool:
        """Whether the question makes sense only with the one before it."""
        if goes_on_generally(before, reading) and choice.intent in _GENERAL:
            return True
        if choice.intent == before.tool:
            return False
        if says_too_little(before, reading) and choice.intent in _GENERAL and choice.score < _STRONG:
            return True
        if asks_details(before, reading) and (choice.score < _STRONG or choice.intent == "resident_lookup"):
            return True
        if _WHY.match(reading.said.bare) and before.tool in _FIGURES and not reading.meant.code:
            return True
        if its(before, reading) and choice.intent not in TALK and not choice.intent.startswith("patient_"):
            return True
        views: object = reading.angle.by or reading.compare or reading.periods or reading.placed.spans
        views = views or read_args(before.tool, reading).keys() - {"question"}
        if views and choice.score < 0 and len(leftover(reading)) <= _FEW:
            return True
        return (points_back(reading) and choice.score < _WEAK) or (narrows(reading) and choice.score < _STRONG)

    def _leaning_back(self, before: Before, reading: Reading) -> Plan:
        """The former call again, since these words only make sense with it."""
        if _WHY.search(reading.said.bare) and before.tool != "guidance":
            return Plan(text=say("no_cause"))
        if before.tool == "guidance":
            asked = str(before.args.get("question", ""))
            question = f"{self._topic(asked)}: {reading.said.original.strip()}"
            return self._call("guidance", {"question": question}, reading)
        return self._again(before, reading)

    def _topic(self, question: str) -> str:
        """What a general question was about: the disease it names, else all of it."""
        before = self.understanding.read(question, self.today)
        named = before.disease
        return before.said.text[named.start : named.end] if named else question.partition(": ")[0]

    def _read(self, tool: str, reading: Reading) -> Args:
        """The tool's arguments; a tool that looks forward reads days without a year as coming ones."""
        planned = tool == "inspections" and _PLANNED.search(reading.said.bare)
        if not reading.periods or not (tool in AHEAD or planned or tool == "establishments"):
            return read_args(tool, reading)
        ahead = self.understanding.read(reading.said.original, self.today, ahead=True)
        if tool != "establishments":
            return read_args(tool, ahead)
        return self._expiring(read_args(tool, reading), reading, ahead)

    def _expiring(self, args: Args, behind: Reading, ahead: Reading) -> Args:
        """What expires in a month without a year expires in the nearer of the two such months."""
        there, back = ahead.period, behind.period
        if args.get("certificate") not in ("expired", "expiring") or there is None or back is None:
            return args
        if there.start <= self.today or (there.start - self.today) > (self.today - back.last):
            return args
        return args | {"certificate": "expiring", "period": write_code(there)}

    def _as_indicator(self, tool: str, args: Args, reading: Reading) -> Args | None:
        """Counts looked at in a way that only indicators know (compared, ranked, by place or month) become the indicator that counts them."""
        view = {k: v for k, v in read_args("indicator", reading).items() if k in ("compare", "by", "rank", "limit")}
        if tool == "disease_counts" and "tuan" in reading.said.bare.split():
            view.pop("by", None)
        if (
            tool not in _VIEWED
            or (tool == "outbreaks" and _ONE_EVENT.search(reading.said.bare))
            or "indicator" not in self.tools
            or not ({"compare", "rank"} & view.keys() or view.get("by") == "month")
        ):
            return None
        code = reading.meant.code or self._counting(tool, str(args.get("disease", "")))
        if code is None:
            return None
        kept = {new: args[old] for old, new in (("period", "period"), ("commune", "place")) if old in args}
        said = {k: v for k, v in read_args("indicator", reading).items() if k in ("period", "place")}
        return {"indicator": code} | kept | said | view

    def _counting(self, tool: str, disease: str) -> str | None:
        named = {one.code: one.names[-1] for one in self.understanding.readers.vocabulary.diseases}
        words = _VIEWED[tool].format(named.get(disease, "benh truyen nhiem"))
        return self.understanding.readers.indicators.match(self.understanding.read(words, self.today).said.bare).code

    def _call(self, tool: str, args: Args, reading: Reading, *, clear: bool = False) -> Plan:
        """The call, or the question for the first thing it lacks."""
        directory = self.understanding.readers.vocabulary.directory
        clear = clear or "missed_doses" in self.tools  # A station means its own commune; its tools know which that is.
        hospitals = frozenset(one.code for one in directory.facilities.values() if one.kind != "station")
        if saying := uncounted(tool, reading) or at_hospital(tool, reading, hospitals):
            return saying
        if not clear and (unknown := unknown_place(tool, args, reading, directory)):
            return unknown
        for slot in (slot for slot in SHAPES[tool].slots if slot in _PLACES and slot in args and not clear):
            if unclear := unclear_place(reading, slot, directory):
                rest = {k: v for k, v in args.items() if k != slot}
                return ask(slot, tool, rest, choices=unclear[1], text=unclear[0])
        for slot in SHAPES[tool].needs:
            if slot not in args:
                if slot == "indicator":
                    return ask_indicator(reading, tool, args, self.understanding.readers.indicators.names)
                named = slot == "patient" and reading.person
                return ask(slot, tool, args, text=say("ask_patient_not_name") if named else "")
        return Plan(calls=tuple(Call(tool, one) for one in each(tool, self._viewed(tool, args, reading), reading)))

    def _viewed(self, tool: str, args: Args, reading: Reading) -> Args:
        """The arguments with what only the catalogue tells: over which places a ranking goes, and that a stock is of today."""
        one = next(
            (i for i in self.understanding.readers.vocabulary.indicators if i.code == args.get("indicator")), None
        )
        if tool != "indicator" or one is None:
            return args
        if one.stocks and one.denominator is None and "period" not in args and _NOW.search(reading.said.bare):
            return args | {"period": self.today.isoformat()}
        ranked = "rank" in args and "by" not in args and "place" not in args
        return args | {"by": one.by} if ranked and one.by in ("facility", "commune") else args
