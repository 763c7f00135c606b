"""Tools for the agent, made of plain typed functions. The only place that knows how LangChain binds them.

A model sees a tool's name, its docstring and the arguments it may choose. The context (viewer, desk, clock) is injected
by the runtime and is in no schema.
"""

import inspect
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar, get_type_hints

from langchain.tools import ToolRuntime
from langchain_core.tools import BaseTool, StructuredTool
from pydantic import BaseModel, ConfigDict, Field, create_model

from assistant.composing.finding import Finding
from assistant.composing.refusals import refusal
from assistant.context import ToolContext
from domain.errors import AssistantError
from domain.turns import ToolEnded, ToolStarted

Tool = Callable[..., Awaitable[Finding]]
F = TypeVar("F", bound=Tool)
_ARGS = re.compile(r"^\s{4,8}(\w+): (.+?)(?=^\s{4,8}\w+: |\Z)", re.MULTILINE | re.DOTALL)


def saying(meanwhile: str) -> Callable[[F], F]:
    """Give a tool the words a person reads while it looks."""

    def mark(tool: F) -> F:
        tool.__dict__["meanwhile"] = meanwhile
        return tool

    return mark


def bind(tool: Tool) -> BaseTool:
    """The function as a LangChain tool whose content is text and whose artifact is the Finding."""

    async def call(runtime: ToolRuntime[ToolContext, Any], **arguments: object) -> tuple[str, Finding]:
        finding = await run(tool, runtime.context, arguments)
        return finding.text(), finding

    return StructuredTool.from_function(
        coroutine=call, name=tool.__name__, description=summary(tool), args_schema=arguments_of(tool),
        response_format="content_and_artifact",
    )  # fmt: skip


async def run(tool: Tool, context: ToolContext, arguments: Mapping[str, object]) -> Finding:
    """What the tool found, told while it looks; an expected error is a finding too."""
    name, meanwhile = tool.__name__, str(getattr(tool, "meanwhile", "Đang tra cứu…"))
    await context.tell(ToolStarted(name, meanwhile))
    try:
        finding = await tool(context, **arguments)
    except AssistantError as error:
        finding = refusal(error)
        if "ask" in finding.note:
            finding.note["pending"] = {"tool": name, "args": dict(arguments)}
    await context.tell(ToolEnded(name, finding.outcome))
    return finding


def arguments_of(tool: Tool) -> type[BaseModel]:
    """The arguments that a model may choose, with what the docstring says of each."""
    hints, said = get_type_hints(tool), _argument_docs(tool)
    chosen: dict[str, Any] = {}
    for name, parameter in list(inspect.signature(tool).parameters.items())[1:]:
        default = ... if parameter.default is inspect.Parameter.empty else parameter.default
        chosen[name] = (hints[name], Field(default, description=said.get(name, "")))
    return create_model(f"{tool.__name__}_args", __config__=ConfigDict(extra="ignore"), **chosen)


def summary(tool: Tool) -> str:
    """What a model reads of the tool besides its arguments."""
    return (inspect.getdoc(tool) or "").partition("\n\nArgs:")[0].strip()


def _argument_docs(tool: Tool) -> dict[str, str]:
    part = (inspect.getdoc(tool) or "").partition("Args:")[2].partition("Raises:")[0]
    return {name: " ".join(text.split()) for name, text in _ARGS.findall(part)}
