"""The embedded chat model: a LangChain chat model that plans without a network, the same way every time."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import LanguageModelInput
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import ConfigDict, PrivateAttr, SkipValidation

from assistant.planner.history import read_history, words_of_the_call
from assistant.planner.outcome import Plan
from assistant.planner.plan import Planner
from assistant.planner.tools import SHAPES
from assistant.planner.understanding import Understanding


class EmbeddedChat(BaseChatModel):
    """Answers a message history with tool calls, a sentence, or nothing once the tools have told (code composes then).

    Only bound tools are called, with arguments of their schemas. A sentence's meaning stands in `additional_kwargs`:
    `ask` and `pending` for a slot still wanted, `choices` to offer, `refused`, `sign_in`.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    understanding: SkipValidation[Understanding]
    today: SkipValidation[Callable[[], date]]
    _described: dict[int, tuple[object, dict[str, Any]]] = PrivateAttr(default_factory=dict)

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        *,
        tool_choice: str | None = None,
        **kwargs: Any,  # noqa: ANN401 - the signature is LangChain's
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """This model with those tools and no others."""
        return self.bind(tools=[self._describe(tool) for tool in tools], **kwargs)

    def _describe(self, tool: dict[str, Any] | type | Callable[..., Any] | BaseTool) -> dict[str, Any]:
        """The tool as a model hears of it, made once: LangChain binds the same tools anew for every call."""
        known = self._described.get(id(tool))
        if known is None or known[0] is not tool:
            known = self._described[id(tool)] = (tool, convert_to_openai_tool(tool))
        return known[1]

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,  # noqa: ANN401 - the signature is LangChain's
    ) -> ChatResult:
        return ChatResult(
            generations=[ChatGeneration(message=self._answer(messages, _schemas(kwargs.get("tools", ()))))]
        )

    def _answer(self, messages: list[BaseMessage], schemas: dict[str, frozenset[str]]) -> AIMessage:
        dialogue = read_history(messages)
        if dialogue is None or dialogue.told:
            return AIMessage(content=words_of_the_call(messages) if dialogue else "")
        tools = frozenset(name for name in schemas if name in SHAPES)
        return _message(Planner(self.understanding, tools, self.today()).plan(dialogue), schemas, len(messages))

    @property
    def _llm_type(self) -> str:
        return "embedded"


def _schemas(tools: Sequence[dict[str, Any]]) -> dict[str, frozenset[str]]:
    """Each bound tool's name with the names of its arguments."""
    functions = [tool["function"] for tool in tools]
    return {one["name"]: frozenset(one.get("parameters", {}).get("properties", {})) for one in functions}


def _message(plan: Plan, schemas: dict[str, frozenset[str]], place: int) -> AIMessage:
    calls = [
        {
            "name": call.tool,
            "args": {k: v for k, v in call.args.items() if k in schemas[call.tool]},
            "id": _call_id(place, at, call.tool),
        }
        for at, call in enumerate(plan.calls)
    ]
    return AIMessage(content=plan.text, tool_calls=calls, additional_kwargs=dict(plan.notes))


def _call_id(place: int, at: int, tool: str) -> str:
    """The same call at the same place of a conversation has the same id, every time."""
    return "call_" + hashlib.sha256(f"{place}:{at}:{tool}".encode()).hexdigest()[:16]
