"""What the message history tells: the question now, and the plan that the last answer rested on."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

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
    """The question now, the former plan, whether a tool has told already, and whether the last question was turned away."""

    question: str
    before: Before | None = None
    told: bool = False
    turned_away: bool = False


def read_history(messages: Sequence[BaseMessage]) -> Dialogue | None:
    """The dialogue; `told` when a tool has already answered this turn; None when nobody has asked anything."""
    at = max((i for i, message in enumerate(messages) if isinstance(message, HumanMessage)), default=None)
    if at is None:
        return None
    told = any(isinstance(message, ToolMessage) for message in messages[at + 1 :])
    return Dialogue(text_of(messages[at]), _before(messages[:at]), told, _turned_away(messages[:at]))


def text_of(message: BaseMessage) -> str:
    """The message's words, whatever shape its content has."""
    if isinstance(message.content, str):
        return message.content
    parts = [part if isinstance(part, str) else str(part.get("text", "")) for part in message.content]
    return " ".join(part for part in parts if part)


def _turned_away(messages: Sequence[BaseMessage]) -> bool:
    last = next((message for message in reversed(messages) if isinstance(message, AIMessage)), None)
    return last is not None and not last.tool_calls and bool({"refused", "sign_in"} & last.additional_kwargs.keys())


def _before(messages: Sequence[BaseMessage]) -> Before | None:
    """The newest plan in the history; small talk between does not end it."""
    for message in reversed(messages):
        if not isinstance(message, AIMessage):
            continue
        pending = message.additional_kwargs.get("pending")
        if pending:
            ask, choices = message.additional_kwargs.get("ask"), message.additional_kwargs.get("choices", ())
            return Before(pending["tool"], dict(pending["args"]), ask, tuple(choices))
        if message.tool_calls:
            call = message.tool_calls[-1]
            return Before(call["name"], dict(call["args"]))
    return None
