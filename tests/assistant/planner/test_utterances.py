"""What people say leads to the call it must, with marks and without."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from langchain_core.messages import AIMessage, HumanMessage

from domain.text import fold
from tests.assistant.planner.conftest import Model
from tests.assistant.planner.small_province import TOOLS

_FILE = Path(__file__).with_name("utterances.yaml")
UTTERANCES: list[dict[str, object]] = yaml.safe_load(_FILE.read_text("utf-8"))


def _right(wanted: dict[str, object], plan: AIMessage) -> bool:
    notes = plan.additional_kwargs
    if wanted.get("talk"):
        return bool(plan.content) and not plan.tool_calls and not notes
    for mark in ("refused", "sign_in"):
        if wanted.get(mark):
            return bool(notes.get(mark)) and not plan.tool_calls
    if wanted.get("ask"):
        return notes.get("ask") == wanted["ask"]
    if [call["name"] for call in plan.tool_calls] != [wanted["tool"]]:
        return False
    args, expected = plan.tool_calls[0]["args"], wanted.get("args") or {}
    assert isinstance(expected, dict)
    return all(fold(str(args.get(slot))) == fold(str(value)) for slot, value in expected.items())


def _wrong(model_of: Callable[[str], Model], typed: Callable[[str], str]) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for wanted in UTTERANCES:
        plan = model_of(str(wanted["as"])).invoke([HumanMessage(typed(str(wanted["say"])))])
        if not _right(wanted, plan):
            found.append((str(wanted["say"]), plan.tool_calls or plan.content))
    return found


def test_nearly_every_utterance_leads_to_its_call(model_of: Callable[[str], Model]) -> None:
    wrong = _wrong(model_of, str)
    assert len(wrong) <= 0.03 * len(UTTERANCES), wrong


def test_dropping_the_marks_loses_almost_nothing(model_of: Callable[[str], Model]) -> None:
    with_marks, without = _wrong(model_of, str), _wrong(model_of, fold)
    assert len(without) - len(with_marks) <= 0.02 * len(UTTERANCES), without


@pytest.mark.parametrize("tool", sorted({name for names in TOOLS.values() for name in names}))
def test_every_tool_is_asked_for_in_six_ways_half_of_them_without_marks(tool: str) -> None:
    asked = [str(one["say"]) for one in UTTERANCES if one.get("tool") == tool]
    bare = [text for text in asked if fold(text) == text.lower()]
    assert len(asked) >= 6
    assert len(bare) >= 2
