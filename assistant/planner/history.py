"""What the message history tells: the question now, and the plan that the last answer rested on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolCall, ToolMessage

_ROLE = re.compile(r"vai trò: (\w+)")
Args = dict[str, str | int | bool]


@dataclass(frozen=True, slots=True)
class Before:
    """The former plan: a tool with its arguments, and the slot asked for when it still lacked one."""

    tool: str
    args: Args = field(default_factory=dict)
    ask: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The question now and the former plan.

    `told`: a tool has answered already; `turned_away`: the last question was refused; `signed_in`: a role asks;
    `about`: the illness last told of.
    """

    question: str
    before: Before | None = None
    told: bool = False
    turned_away: bool = False
    signed_in: bool = False
    about: str = ""


def read_history(messages: Sequence[BaseMessage]) -> Dialogue | None:
    """The dialogue; `told` when a tool has already answered this turn; None when nobody has asked anything."""
    at = max((i for i, message in enumerate(messages) if isinstance(message, HumanMessage)), default=None)
    if at is None:
        return None
    told = any(isinstance(message, ToolMessage) for message in messages[at + 1 :])
    return Dialogue(
        text_of(messages[at]),
        _before(messages[:at]),
        told,
        _turned_away(messages[:at]),
        _signed_in(messages),
        _about(messages[:at]),
    )


def text_of(message: BaseMessage) -> str:
    """The message's words, whatever shape its content has."""
    if isinstance(message.content, str):
        return message.content
    parts = [part if isinstance(part, str) else str(part.get("text", "")) for part in message.content]
    return " ".join(part for part in parts if part)


def _signed_in(messages: Sequence[BaseMessage]) -> bool:
    """Whether the house says that somebody with a role asks; it only chooses between two polite refusals."""
    system = " ".join(text_of(message) for message in messages if isinstance(message, SystemMessage))
    role = _ROLE.search(system)
    return role is not None and role[1] != "anonymous"


_LOOKED_BACK = 12


def _about(messages: Sequence[BaseMessage]) -> str:
    """The illness that the newest answer which told of one was about."""
    notes = (m.additional_kwargs for m in reversed(messages[-_LOOKED_BACK:]) if isinstance(m, AIMessage))
    return next((str(note["about"]) for note in notes if note.get("about")), "")


def words_of_the_call(messages: Sequence[BaseMessage]) -> str:
    """What was said beside this turn's calls, to be told with what they find."""
    call = next((message for message in reversed(messages) if isinstance(message, AIMessage)), None)
    return text_of(call) if call is not None and call.tool_calls else ""


def _turned_away(messages: Sequence[BaseMessage]) -> bool:
    last = next((message for message in reversed(messages) if isinstance(message, AIMessage)), None)
    return last is not None and not last.tool_calls and bool({"refused", "sign_in"} & last.additional_kwargs.keys())


def _before(messages: Sequence[BaseMessage]) -> Before | None:
    """The newest plan in the history; small talk between does not end it, and what a tool asked back belongs to its call."""
    asked: Mapping[str, object] = {}
    for message in reversed(messages):
        if not isinstance(message, AIMessage):
            continue
        notes = message.additional_kwargs
        if pending := notes.get("pending"):
            return Before(pending["tool"], dict(pending["args"]), notes.get("ask"), tuple(notes.get("choices", ())))
        if message.tool_calls:
            return _called(message.tool_calls[-1], asked)
        asked = asked or {name: notes[name] for name in ("ask", "choices") if name in notes}
    return None


def _called(call: ToolCall, asked: Mapping[str, object]) -> Before:
    args, slot, choices = dict(call["args"]), asked.get("ask"), asked.get("choices", ())
    if not isinstance(slot, str) or not isinstance(choices, list | tuple):
        return Before(call["name"], args)
    args.pop(slot, None)
    return Before(call["name"], args, slot, tuple(str(choice) for choice in choices))
