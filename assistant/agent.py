"""The agent: a LangChain agent whose tools are those this viewer's role may use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from langchain.agents import create_agent
from langchain.agents.middleware import ModelCallLimitMiddleware, ModelFallbackMiddleware, ToolCallLimitMiddleware
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, ToolMessage
from langgraph.graph.state import CompiledStateGraph

from assistant.composing.finding import Finding
from assistant.context import ToolContext
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
    """What the agent brought back: its calls in order, its own words, and its note for the next turn."""

    calls: tuple[Call, ...]
    text: str
    note: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Agent:
    """One compiled agent per role, made when the role first asks."""

    model: BaseChatModel
    embedded: BaseChatModel
    tools: Mapping[Role, Sequence[Tool]]
    _by_role: dict[Role, CompiledStateGraph[Any, ToolContext]] = field(default_factory=dict)

    async def investigate(self, text: str, history: Sequence[Said], context: ToolContext) -> Heard:
        """One turn: the model chooses tools, they look through the desk, and everything found is handed on."""
        before = [system_prompt(context), *transcript(history)]
        messages: list[AnyMessage] = [*before, *transcript([Said(author="user", text=text)])]
        agent = self._agent(context.viewer.role)
        state = await agent.ainvoke({"messages": messages}, context=context, config={"recursion_limit": 40})
        return _heard(cast("list[AnyMessage]", state["messages"])[len(messages) :])

    def _agent(self, role: Role) -> CompiledStateGraph[Any, ToolContext]:
        if role not in self._by_role:
            self._by_role[role] = self._compile(role)
        return self._by_role[role]

    def _compile(self, role: Role) -> CompiledStateGraph[Any, ToolContext]:
        limits: list[Any] = [
            ModelCallLimitMiddleware(run_limit=_MODEL_CALLS, exit_behavior="end"),
            ToolCallLimitMiddleware(run_limit=_TOOL_CALLS, exit_behavior="continue"),
        ]
        if self.model is not self.embedded:
            limits.append(ModelFallbackMiddleware(self.embedded))
        bound = [bind(tool) for tool in self.tools.get(role, ())]
        made = create_agent(self.model, bound, middleware=limits, context_schema=ToolContext)
        return cast("CompiledStateGraph[Any, ToolContext]", made)


def _heard(new: Sequence[AnyMessage]) -> Heard:
    asked = {call["id"]: call for m in new if isinstance(m, AIMessage) for call in m.tool_calls}
    calls = tuple(
        Call(asked[m.tool_call_id]["name"], dict(asked[m.tool_call_id]["args"]), m.artifact)
        for m in new
        if isinstance(m, ToolMessage) and isinstance(m.artifact, Finding) and m.tool_call_id in asked
    )
    last = new[-1] if new and isinstance(new[-1], AIMessage) else None
    return Heard(calls, str(last.text) if last else "", dict(last.additional_kwargs) if last else {})
