"""The agent: a LangChain agent whose tools are those this viewer's role may use.

An outside model chooses tools and may word what they found; when it fails, or answers from nothing that was found, the
embedded model takes the whole turn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from langchain.agents import create_agent
from langchain.agents.middleware import ModelCallLimitMiddleware, ToolCallLimitMiddleware
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, ToolMessage
from langgraph.graph.state import CompiledStateGraph
from langsmith import tracing_context

from assistant.composing.finding import Finding
from assistant.context import ToolContext
from assistant.models import EMBEDDED, ModelSettings
from assistant.outside import PERSON_FREE, Outside, OutsideFailedError
from assistant.prompt import system_prompt, transcript
from assistant.tools.binding import Tool, bind
from domain.history import Said
from domain.people import Role

_MODEL_CALLS = 6
_TOOL_CALLS = 8


@dataclass(frozen=True, slots=True)
class Call:
    """One tool call of a turn and what it found."""

    name: str
    args: dict[str, Any]
    finding: Finding


@dataclass(frozen=True, slots=True)
class Heard:
    """What the agent brought back: its calls in order, its words, its note for the next turn; and which model it is."""

    calls: tuple[Call, ...]
    text: str
    note: dict[str, Any] = field(default_factory=dict)
    model: str = EMBEDDED


Graph = CompiledStateGraph[Any, ToolContext]


@dataclass(slots=True)
class Agent:
    """One compiled agent per model and role, made when the role first asks."""

    model: BaseChatModel
    embedded: BaseChatModel
    tools: Mapping[Role, Sequence[Tool]]
    settings: ModelSettings = field(default_factory=ModelSettings)
    _compiled: dict[tuple[Role, bool], Graph] = field(default_factory=dict, init=False)

    async def investigate(self, text: str, history: Sequence[Said], context: ToolContext) -> Heard:
        """One turn: the model chooses tools, they look through the desk, and everything found is handed on."""
        before = [system_prompt(context), *transcript(history)]
        messages: list[AnyMessage] = [*before, *transcript([Said(author="user", text=text)])]
        outside = self.model is not self.embedded and self.settings.serves(context.viewer.role)
        heard = await self._outside(messages, context) if outside else None
        return heard or _heard(await self._run(messages, context, outside=False))

    async def _outside(self, messages: list[AnyMessage], context: ToolContext) -> Heard | None:
        """What the outside model brought back; None when it failed, or would answer from nothing that was found."""
        try:
            heard = _heard(await self._run(messages, context, outside=True))
        except OutsideFailedError:
            return None
        if all(call.finding.outcome == "failed" for call in heard.calls):
            return None
        # Of what it was not shown it cannot speak.
        knows = self.settings.may_see_records or all(call.name in PERSON_FREE for call in heard.calls)
        return Heard(heard.calls, heard.text if knows else "", model=self.settings.name)

    async def _run(self, messages: list[AnyMessage], context: ToolContext, *, outside: bool) -> list[AnyMessage]:
        agent = self._agent(context.viewer.role, outside=outside)
        # LangChain would send every question and record to a tracing service that the environment names.
        with tracing_context(enabled=False):
            state = await agent.ainvoke({"messages": messages}, context=context, config={"recursion_limit": 40})
        return cast("list[AnyMessage]", state["messages"])[len(messages) :]

    def _agent(self, role: Role, *, outside: bool) -> Graph:
        if (role, outside) not in self._compiled:
            self._compiled[role, outside] = self._compile(role, outside=outside)
        return self._compiled[role, outside]

    def _compile(self, role: Role, *, outside: bool) -> Graph:
        layers: list[Any] = [
            ModelCallLimitMiddleware(run_limit=_MODEL_CALLS, exit_behavior="end"),
            ToolCallLimitMiddleware(run_limit=_TOOL_CALLS, exit_behavior="continue"),
            *([Outside(self.settings)] if outside else []),
        ]
        bound = [bind(tool) for tool in self.tools.get(role, ())]
        model = self.model if outside else self.embedded
        return cast("Graph", create_agent(model, bound, middleware=layers, context_schema=ToolContext))


def _heard(new: Sequence[AnyMessage]) -> Heard:
    spoken = [m for m in new if isinstance(m, AIMessage)]
    asked = {call["id"]: call for m in spoken for call in m.tool_calls}
    calls = tuple(
        Call(asked[m.tool_call_id]["name"], dict(asked[m.tool_call_id]["args"]), m.artifact)
        for m in new
        if isinstance(m, ToolMessage) and isinstance(m.artifact, Finding) and m.tool_call_id in asked
    )
    # One message more than the limit is the limit's own, and says so in English.
    last = spoken[-1] if 0 < len(spoken) <= _MODEL_CALLS and spoken[-1] is new[-1] else None
    return Heard(calls, str(last.text) if last else "", dict(last.additional_kwargs) if last else {})
