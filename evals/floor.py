"""The floor of a turn: its own SQL replayed bare, an agent whose model answers at once, and three bare commits."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from langchain.agents import create_agent
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.tools import tool
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine

Statement = tuple[str, Any]


class _Instant(GenericFakeChatModel):
    """A model that calls one tool at once, then has done."""

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> "_Instant":
        return self


@tool
def nothing() -> str:
    """Find nothing."""
    return ""


@contextmanager
def recorded(engine: AsyncEngine) -> Iterator[list[Statement]]:
    """The statements that run on an engine while the block runs."""
    heard: list[Statement] = []

    def hear(conn: object, cursor: object, statement: str, parameters: Any, context: object, many: bool) -> None:
        heard.append((statement, parameters))

    event.listen(engine.sync_engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", hear)


class InstantAgent:
    """An agent compiled once, as the house does, whose model calls one tool and has done."""

    def __init__(self) -> None:
        """Compile it."""
        self._model = _Instant(messages=iter(()))
        self._agent = create_agent(self._model, [nothing])

    async def turn(self) -> None:
        """Two model calls and a tool."""
        call = AIMessage("", tool_calls=[{"name": "nothing", "args": {}, "id": "1", "type": "tool_call"}])
        self._model.messages = iter([call, AIMessage("")])
        await self._agent.ainvoke({"messages": [HumanMessage("x")]})


async def floor_ms(engine: AsyncEngine, agent: InstantAgent, statements: Sequence[Statement]) -> float:
    """Milliseconds of the reads among the statements, one instant agent and three commits."""
    reads = [s for s in statements if s[0].lstrip().upper().startswith("SELECT")]
    began = perf_counter()
    async with engine.begin() as connection:
        for statement, parameters in reads:
            (await connection.exec_driver_sql(statement, parameters)).all()
    await agent.turn()
    for _ in range(3):
        async with engine.begin() as connection:
            await connection.execute(text("SELECT pg_current_xact_id()"))
    return (perf_counter() - began) * 1000
