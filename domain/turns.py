"""What can be heard while a turn is under way, in the order it happens."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from domain.blocks import Answer


@dataclass(frozen=True, slots=True)
class ToolStarted:
    """The assistant began to look something up; `said` is what the person may be told meanwhile."""

    name: str
    said: str


@dataclass(frozen=True, slots=True)
class ToolEnded:
    """The look-up ended, well or not."""

    name: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """A piece of the answer's text, to be shown as it comes."""

    delta: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole answer; what was spoken before is part of it."""

    answer: Answer
    reply: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The turn could not be answered; `sentence` is what the person is told."""

    sentence: str
    code: str


TurnEvent = ToolStarted | ToolEnded | Spoken | Finished | Failed
Listener = Callable[[TurnEvent], Awaitable[None]]


async def nobody(event: TurnEvent) -> None:
    """A listener that does not listen."""
