"""What is heard of a turn, as AG-UI 1.0 events: the words that the page and other clients understand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, assert_never

from ag_ui.core.events import (
    BaseEvent,
    CustomEvent,
    RunErrorEvent,
    RunFinishedCancelledOutcome,
    RunFinishedEvent,
    RunFinishedSuccessOutcome,
    RunStartedEvent,
    StepFinishedEvent,
    StepStartedEvent,
    TextMessageContentEvent,
    TextMessageEndEvent,
    TextMessageStartEvent,
    ToolCallEndEvent,
    ToolCallStartEvent,
)  # fmt: skip

from domain.blocks import Answer
from domain.turns import Failed, Finished, Spoken, ToolEnded, ToolStarted, TurnEvent

Json = dict[str, Any]
PROTOCOL = "1.0"
LAST = frozenset({"RUN_FINISHED", "RUN_ERROR"})
"""After one of these nothing more comes of a turn."""


@dataclass(slots=True)
class Telling:
    """One turn being told: remembers which look-up is open, so that beginnings and ends carry the same names."""

    conversation: str
    turn_id: str
    _open: list[tuple[str, str, str]] = field(default_factory=list)
    _calls: int = 0
    _speaking: bool = False

    def begun(self) -> list[Json]:
        """The turn was taken up."""
        return _json([
            RunStartedEvent(thread_id=self.conversation, run_id=self.turn_id, protocol_version=PROTOCOL),
        ])  # fmt: skip

    def told(self, event: TurnEvent) -> list[Json]:
        """One thing that was heard, as the events it makes."""
        match event:
            case ToolStarted():
                return _json(self._tool_started(event))
            case ToolEnded():
                return _json(self._tool_ended(event.name))
            case Spoken():
                return _json([*self._opening(), TextMessageContentEvent(message_id=self._message, delta=event.delta)])
            case Finished():
                return _json([*self._closing(event.reply), *self._finished(event.answer)])
            case Failed():
                return _json([*self._silence(), RunErrorEvent(message=event.sentence, code=event.code)])
            case _:
                assert_never(event)

    def cancelled(self) -> list[Json]:
        """The person stopped it."""
        return _json([*self._silence(), self._ended(RunFinishedCancelledOutcome())])

    @property
    def _message(self) -> str:
        return f"{self.turn_id}.text"

    def _tool_started(self, event: ToolStarted) -> Sequence[BaseEvent]:
        self._calls += 1
        call = f"{self.turn_id}.{self._calls}"
        self._open.append((event.name, call, event.said))
        return [
            StepStartedEvent(step_name=event.said),
            ToolCallStartEvent(tool_call_id=call, tool_call_name=event.name),
        ]

    def _tool_ended(self, name: str) -> Sequence[BaseEvent]:
        found = next((open_ for open_ in self._open if open_[0] == name), None)
        if found is None:
            return []
        self._open.remove(found)
        return [ToolCallEndEvent(tool_call_id=found[1]), StepFinishedEvent(step_name=found[2])]

    def _opening(self) -> Sequence[BaseEvent]:
        if self._speaking:
            return []
        self._speaking = True
        return [TextMessageStartEvent(message_id=self._message, role="assistant")]

    def _silence(self) -> Sequence[BaseEvent]:
        """Whatever is open is closed, as the protocol wants before a run ends."""
        ended = [event for name, _, _ in list(self._open) for event in self._tool_ended(name)]
        said = [TextMessageEndEvent(message_id=self._message)] if self._speaking else []
        self._speaking = False
        return [*ended, *said]

    def _closing(self, reply: str) -> Sequence[BaseEvent]:
        """Clients that know no blocks hear the reply as text, unless it was spoken piece by piece."""
        if self._speaking or not reply:
            return self._silence()
        said = [*self._opening(), TextMessageContentEvent(message_id=self._message, delta=reply)]
        return [*said, *self._silence()]

    def _finished(self, answer: Answer) -> Sequence[BaseEvent]:
        value = public(answer)
        return [CustomEvent(name="answer", value=value), self._ended(RunFinishedSuccessOutcome())]

    def _ended(self, outcome: RunFinishedSuccessOutcome | RunFinishedCancelledOutcome) -> BaseEvent:
        return RunFinishedEvent(thread_id=self.conversation, run_id=self.turn_id, outcome=outcome)


def public(answer: Answer) -> Json:
    """The answer as a client may have it: without the note, which is between one turn and the next."""
    return answer.model_dump(mode="json", exclude={"note"})


def _json(events: Sequence[BaseEvent]) -> list[Json]:
    return [event.model_dump(mode="json", by_alias=True, exclude_none=True) for event in events]
