"""What an answer is made of: blocks that every channel can render in its own way, and the sources they rest on."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SourceKind = Literal[
    "emr", "ehr", "claims", "food_safety", "stations", "indicators", "appointments", "programmes", "library", "audit"
]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Frozen):
    """Where a statement comes from: `ref` finds the rows again, `as_of` is the instant the data was true."""

    kind: SourceKind
    ref: str
    title: str
    as_of: datetime
    excerpt: str = ""
    url: str = ""


class TextBlock(_Frozen):
    """A paragraph, or several parted by blank lines; `**bold**` and leading `- ` are the only marks."""

    kind: Literal["text"] = "text"
    text: str


class TableBlock(_Frozen):
    """A small table; every cell is already words."""

    kind: Literal["table"] = "table"
    title: str = ""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class ChartBlock(_Frozen):
    """A Vega-Lite specification with the same thing said in words and as a table."""

    kind: Literal["chart"] = "chart"
    title: str
    spec: dict[str, Any]
    summary: str
    table: TableBlock


class ChoicesBlock(_Frozen):
    """Things the person may say next: a button each, or numbered lines where a channel has no buttons."""

    kind: Literal["choices"] = "choices"
    text: str = ""
    choices: tuple[str, ...]


class FileBlock(_Frozen):
    """A file to fetch."""

    kind: Literal["file"] = "file"
    name: str
    media_type: str
    url: str


Block = Annotated[TextBlock | TableBlock | ChartBlock | ChoicesBlock | FileBlock, Field(discriminator="kind")]


class Confirm(_Frozen):
    """A write that waits for the person's yes, told in words rendered from its payload."""

    id: str
    text: str


class ToolTrace(_Frozen):
    """One tool call of the turn, as audited."""

    name: str
    args: dict[str, Any] = Field(default_factory=dict)
    outcome: Literal["ok", "denied", "failed", "needs_confirmation"]
    rows: int = 0


READ = "read"
"""In an answer's note: what its turn read, for the gate to decide again before the answer is shown again."""

NEEDS_SIGN_IN = "needs_sign_in"
"""In an answer's note: whoever signs in, or shows more surely who they are, would be told more."""


class Answer(_Frozen):
    """What the assistant says to one message, before a channel renders it."""

    blocks: tuple[Block, ...]
    sources: tuple[Source, ...] = ()
    tools: tuple[ToolTrace, ...] = ()
    confirm: Confirm | None = None
    refused: bool = False
    emergency: bool = False
    model: str = "embedded"
    note: dict[str, Any] = Field(default_factory=dict)
    """What the next turn must know, e.g. which question was asked back; never shown."""
