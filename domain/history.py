"""What was said before in a conversation, as far as the next turn needs it."""

from dataclasses import dataclass, field
from typing import Any, Literal

from domain.blocks import ToolTrace


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One earlier message: the person's words, or the assistant's with the tools it used and its note."""

    author: Literal["user", "assistant"]
    text: str
    tools: tuple[ToolTrace, ...] = ()
    note: dict[str, Any] = field(default_factory=dict)
