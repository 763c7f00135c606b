"""What a plan comes to: calls to make, or a sentence and what it means for the turn."""

from dataclasses import dataclass, field

from assistant.planner.history import Args


@dataclass(frozen=True, slots=True)
class Call:
    """One tool call to make."""

    tool: str
    args: Args


@dataclass(frozen=True, slots=True)
class Plan:
    """Calls to make, or a sentence. `notes` holds `ask` and `pending`, `choices`, `refused` or `sign_in`."""

    calls: tuple[Call, ...] = ()
    text: str = ""
    notes: dict[str, object] = field(default_factory=dict)
