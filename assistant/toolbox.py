"""A role's tools for a caller that has its own model: the same tools, desk and audit, one call at a time."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from access.desk import Desks
from assistant.composing.finding import Finding
from assistant.composing.refusals import refusal
from assistant.context import ToolContext
from assistant.tools.binding import Tool, arguments_of, run, summary
from domain.blocks import TextBlock
from domain.clock import Clock
from domain.errors import SourceTimeout
from domain.people import Role, Viewer
from domain.turns import nobody
from domain.vocabulary import Vocabulary

_PATIENCE = 60.0
_LONGEST = 4_000
"""Characters of all words of one call, as of a message."""


class Offered(NamedTuple):
    """One tool as it is offered: its name, what it does, and the JSON schema of its arguments."""

    name: str
    says: str
    arguments: dict[str, Any]


class _Kept(NamedTuple):
    tool: Tool
    arguments: type[BaseModel]
    offered: Offered


@dataclass(frozen=True, slots=True)
class Toolbox:
    """Made once, in `app/wiring.py`."""

    desks: Desks
    vocabulary: Vocabulary
    clock: Clock
    tools: Mapping[Role, Sequence[Tool]]
    _kept: dict[Role, dict[str, _Kept]] = field(default_factory=dict, init=False, repr=False)

    def offered(self, role: Role) -> list[Offered]:
        """What a viewer in that role may call."""
        return [kept.offered for kept in self._of(role).values()]

    async def call(self, viewer: Viewer, name: str, arguments: Mapping[str, object], *, turn: str) -> Finding | None:
        """What the tool found for this viewer; None when the role has no such tool, whoever else may have it."""
        kept = self._of(viewer.role).get(name)
        if kept is None:
            return None
        try:
            chosen = _chosen(kept.arguments, arguments)
        except ValidationError as error:
            return _mend(error)
        desk = self.desks.open(viewer, turn=turn)
        context = ToolContext(desk=desk, clock=self.clock, vocabulary=self.vocabulary, tell=nobody)
        try:
            async with asyncio.timeout(_PATIENCE):
                return await run(kept.tool, context, chosen)
        except TimeoutError:
            return refusal(SourceTimeout())

    def _of(self, role: Role) -> dict[str, _Kept]:
        if role not in self._kept:
            self._kept[role] = {tool.__name__: _keep(tool) for tool in self.tools.get(role, ())}
        return self._kept[role]


def _keep(tool: Tool) -> _Kept:
    arguments = arguments_of(tool)
    return _Kept(tool, arguments, Offered(tool.__name__, summary(tool), arguments.model_json_schema()))


def _chosen(model: type[BaseModel], arguments: Mapping[str, object]) -> dict[str, object]:
    """The arguments as the tool takes them; what it does not know is passed over, as from a model of ours."""
    made = model.model_validate({name: _tidy(value) for name, value in arguments.items()})
    return {name: getattr(made, name) for name in type(made).model_fields}


def _tidy(value: object) -> object:
    """Words as a message may hold them: no NUL and no half letter, which no database takes, and not too many."""
    return value.replace("\x00", " ").encode(errors="replace").decode()[:_LONGEST] if isinstance(value, str) else value


def _mend(error: ValidationError) -> Finding:
    """Which arguments to choose differently; what was chosen is not repeated."""
    wrong = [f"{'.'.join(map(str, one['loc']))}: {one['type']}" for one in error.errors(include_input=False)]
    return Finding((TextBlock(text=f"Tham số chưa đúng ({'; '.join(wrong)}). Xin sửa rồi gọi lại."),), outcome="failed")
