"""What one tool call found: blocks worded by code, the sources they rest on, and the evidence behind every figure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from assistant.composing.grounding import Evidence, evidence_of
from domain.blocks import Block, Source, SourceKind, TextBlock
from domain.clock import local

Outcome = Literal["ok", "denied", "failed", "needs_confirmation"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One tool's part of an answer. `evidence` is what its figures may be traced to; `args` is how it was understood."""

    blocks: tuple[Block, ...]
    sources: tuple[Source, ...] = ()
    evidence: Evidence = frozenset()
    rows: int = 0
    outcome: Outcome = "ok"
    note: dict[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """The blocks as plain text, for a model to read."""
        return "\n".join(_plain(block) for block in self.blocks)


def found(blocks: Iterable[Block | str], records: Sequence[object], *, kind: SourceKind, title: str, ref: str,
          as_of: datetime, derived: Iterable[object] = (), excerpt: str = "") -> Finding:  # fmt: skip
    """A finding over records of one store; `derived` are figures that code computed from them."""
    made = tuple(TextBlock(text=b) if isinstance(b, str) else b for b in blocks)
    source = Source(kind=kind, ref=ref, title=title, as_of=local(as_of), excerpt=excerpt)
    evidence = evidence_of([*records, *derived, as_of, title, ref])
    return Finding(made, (source,), evidence, rows=len(records))


def about(finding: Finding, illness: str) -> Finding:
    """The finding with the illness it tells of, so that a later question may say "that illness"."""
    return replace(finding, note={**finding.note, "about": illness}) if illness else finding


def nothing(text: str, *, kind: SourceKind, title: str, ref: str, as_of: datetime,
            derived: Iterable[object] = ()) -> Finding:  # fmt: skip
    """A look that was allowed and found nothing: said plainly, with where it looked."""
    source = Source(kind=kind, ref=ref, title=title, as_of=local(as_of))
    return Finding((TextBlock(text=text),), (source,), evidence_of([*derived, as_of, title, ref]))


def _plain(block: Block) -> str:
    match block.kind:
        case "text":
            return block.text
        case "table":
            return "\n".join([block.title, " | ".join(block.columns), *(" | ".join(row) for row in block.rows)])
        case "chart":
            return f"{block.title}: {block.summary}"
        case "choices":
            return f"{block.text} {' / '.join(block.choices)}"
        case "file":
            return block.name
