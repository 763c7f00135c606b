"""The embedded model over a small province, trained once for these tests."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from langchain_core.language_models import LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.runnables import Runnable

from assistant.planner.model import EmbeddedChat
from assistant.planner.tools import SHAPES
from assistant.planner.understanding import Understanding, open_understanding
from tests.assistant.planner.small_province import TOOLS, VOCABULARY

TODAY = date(2026, 11, 22)
Model = Runnable[LanguageModelInput, AIMessage]


@pytest.fixture(scope="session")
def understanding(tmp_path_factory: pytest.TempPathFactory) -> Understanding:
    return open_understanding(VOCABULARY, tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="session")
def chat(understanding: Understanding) -> EmbeddedChat:
    return EmbeddedChat(understanding=understanding, today=lambda: TODAY)


@pytest.fixture(scope="session")
def model_of(chat: EmbeddedChat) -> Callable[[str], Model]:
    """The model with the tools of a role."""
    bound = {role: chat.bind_tools([_schema(name) for name in names]) for role, names in TOOLS.items()}
    return bound.__getitem__


def _schema(name: str) -> dict[str, object]:
    arguments = {slot: {"type": "string"} for slot in SHAPES[name].slots}
    return {
        "type": "function",
        "function": {"name": name, "description": name, "parameters": {"type": "object", "properties": arguments}},
    }


class Talk:
    """A conversation in one role, kept as the turns of the house keep it."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.messages: list[BaseMessage] = []

    def say(self, text: str) -> AIMessage:
        """The model's plan for what is said; its tools then answer something."""
        self.messages.append(HumanMessage(text))
        plan = self.model.invoke(self.messages)
        self.messages.append(plan)
        self.messages += [ToolMessage("(ok)", tool_call_id=str(call["id"])) for call in plan.tool_calls]
        if plan.tool_calls:
            self.messages.append(self.model.invoke(self.messages))
        return plan


def calls(plan: AIMessage) -> list[tuple[str, dict[str, object]]]:
    """The calls of a plan as plain pairs."""
    return [(call["name"], dict(call["args"])) for call in plan.tool_calls]


@pytest.fixture
def talk(model_of: Callable[[str], Model]) -> Callable[[str], Talk]:
    return lambda role: Talk(model_of(role))


def folded(plan: Sequence[tuple[str, dict[str, object]]]) -> list[tuple[str, dict[str, str]]]:
    """Calls with their arguments folded, since a name typed without marks stays without."""
    from domain.text import fold

    return [(name, {slot: fold(str(value)) for slot, value in args.items()}) for name, args in plan]
