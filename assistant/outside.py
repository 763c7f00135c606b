"""What stands between the house and a chat model that is not ours: how long it may take, and what it may see."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from langchain.agents.middleware import AgentMiddleware, AgentState, ModelRequest, ModelResponse
from langchain_core.messages import AIMessage, AnyMessage, SystemMessage, ToolMessage

from assistant.context import ToolContext
from assistant.models import ModelSettings
from assistant.pseudonyms import Pseudonyms

PERSON_FREE = frozenset({
    "guidance", "free_slots", "establishment_lookup", "establishments", "inspections", "outbreaks", "disease_counts",
    "indicator", "indicator_definition", "programme",
})  # fmt: skip
"""The tools that bring no person's record; what any other brings is withheld unless the setting says otherwise."""

WITHHELD = "(kết quả đã có, hệ thống sẽ trình bày)"
_SYMBOLS = (
    "\nTên người, mã, số, ngày sinh và địa chỉ đã được thay bằng ký hiệu như NGUOI_1, MA_1, SO_1: dùng nguyên ký hiệu "
    f"đó khi gọi công cụ và khi trả lời. Khi công cụ trả về “{WITHHELD}” thì không trả lời thêm gì."
)
_log = logging.getLogger(__name__)


class OutsideFailedError(Exception):
    """The outside model did not answer in time, or not in a way that can be used."""


class Outside(AgentMiddleware[AgentState[Any], ToolContext]):
    """Asks the outside model with people hidden and records withheld, and restores what it says.

    Raises:
        OutsideFailedError: whatever went wrong with it.
    """

    def __init__(self, settings: ModelSettings) -> None:
        """Stand before the model of these settings."""
        super().__init__()
        self._settings = settings

    async def awrap_model_call(
        self,
        request: ModelRequest[ToolContext],
        handler: Callable[[ModelRequest[ToolContext]], Awaitable[ModelResponse[Any]]],
    ) -> AIMessage:
        """One call of the outside model."""
        people = Pseudonyms(names=(request.runtime.context.viewer.display_name,))
        told = [_told(message, people, self._settings) for message in request.messages]
        try:
            async with asyncio.timeout(self._settings.timeout):
                response = await handler(request.override(messages=told))
        except Exception as error:
            # Any provider's any error means the same here; its words may quote a person and are not logged.
            _log.warning("chat model %s failed: %s", self._settings.name, type(error).__name__)
            raise OutsideFailedError from error
        return _restored(response.result, people)


def _told(message: AnyMessage, people: Pseudonyms, settings: ModelSettings) -> AnyMessage:
    """The message as the outside model may read it."""
    match message:
        case SystemMessage():
            return SystemMessage(str(message.text) + _SYMBOLS)
        case AIMessage():
            calls = [call | {"args": people.hide_in(call["args"])} for call in message.tool_calls]
            return AIMessage(people.hide(str(message.text)), tool_calls=calls, id=message.id)
        case ToolMessage():
            shown = settings.may_see_records or message.name in PERSON_FREE or message.status == "error"
            content = people.hide(str(message.text)) if shown else WITHHELD
            return message.model_copy(update={"content": content, "artifact": None})
    return message.model_copy(update={"content": people.hide(str(message.text))})


def _restored(result: Sequence[Any], people: Pseudonyms) -> AIMessage:
    """Its words and calls with the people back in them, and nothing else of what it sent."""
    said = next((message for message in result if isinstance(message, AIMessage)), None)
    if said is None:
        raise OutsideFailedError
    calls = [call | {"args": people.restore_in(call["args"])} for call in said.tool_calls]
    return AIMessage(people.restore(str(said.text)), tool_calls=calls)
