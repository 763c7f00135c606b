"""From a question and its history to tool calls, or to one sentence."""

from dataclasses import dataclass, field
from datetime import date

from assistant.planner.history import Args, Before, Dialogue
from assistant.planner.slots import read_slot
from assistant.planner.tools import SHAPES, TALK, TWINS, kind_of
from assistant.planner.understanding import Understanding
from assistant.replies import can, say
from assistant.understanding.reading import Reading

FLOOR = -0.72
REFUSE_BY = 0.35


@dataclass(frozen=True, slots=True)
class Call:
    """One tool call to make."""

    tool: str
    args: Args


@dataclass(frozen=True, slots=True)
class Plan:
    """Calls to make, or a sentence with what it means for the turn."""

    calls: tuple[Call, ...] = ()
    text: str = ""
    notes: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans for one asker: the bound tools are all it knows."""

    understanding: Understanding
    tools: frozenset[str]
    today: date

    def plan(self, dialogue: Dialogue) -> Plan:
        """What to do about the question."""
        reading = self.understanding.read(dialogue.question, self.today)
        scores = self.understanding.intents(reading)
        if completed := self._completed(dialogue.before, reading):
            return completed
        if again := self._again(dialogue.before, reading, scores):
            return again
        return self._fresh(reading, scores, dialogue.before)

    def _completed(self, before: Before | None, reading: Reading) -> Plan | None:
        """The former plan with the slot it had asked for."""
        if before is None or before.ask is None or before.tool not in self.tools:
            return None
        value = read_slot(before.tool, before.ask, reading)
        return self._call(before.tool, before.args | {before.ask: value}, reading) if value is not None else None

    def _again(self, before: Before | None, reading: Reading, scores: dict[str, float]) -> Plan | None:
        """The former plan with what this question changes, when it says nothing else."""
        if before is None or before.tool not in self.tools or max(scores.values()) > 0.0 or len(reading.said.bare.split()) > 9:
            return None
        changed = {slot: value for slot in SHAPES[before.tool].slots if (value := read_slot(before.tool, slot, reading)) is not None}
        changed.pop("question", None)
        return self._call(before.tool, before.args | changed, reading) if changed else None

    def _fresh(self, reading: Reading, scores: dict[str, float], before: Before | None) -> Plan:
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        allowed = [(self._own(intent), score) for intent, score in ranked if self._own(intent)]
        best, score = allowed[0]
        if best in TALK:
            return self._talk(best)
        if ranked[0][0] not in TALK and ranked[0][1] - score > REFUSE_BY:
            return self._refused()
        if score < FLOOR:
            return self._unknown()
        args = {slot: value for slot in SHAPES[best].slots if (value := read_slot(best, slot, reading)) is not None}
        return self._call(best, args, reading)

    def _own(self, intent: str) -> str:
        """The intent as this asker can have it: itself, a twin of it, or nothing."""
        if intent in self.tools or intent in TALK:
            return intent
        return next((twin for twin in TWINS.get(intent, ()) if twin in self.tools), "")

    def _call(self, tool: str, args: Args, reading: Reading) -> Plan:
        for slot in SHAPES[tool].needs:
            if slot not in args:
                return Plan(text=say(f"ask_{slot}"), notes={"ask": slot, "pending": {"tool": tool, "args": args}})
        return Plan(calls=(Call(tool, args),))

    def _talk(self, intent: str) -> Plan:
        hint = can(kind_of(self.tools))
        return Plan(text=hint if intent == "capabilities" else say(intent, can=hint))

    def _refused(self) -> Plan:
        kind = kind_of(self.tools)
        if kind == "anonymous":
            return Plan(text=say("sign_in_first", can=can(kind)), notes={"sign_in": True})
        return Plan(text=say("not_your_role", can=can(kind)), notes={"refused": True})

    def _unknown(self) -> Plan:
        return Plan(text=say("unknown", can=can(kind_of(self.tools))))
