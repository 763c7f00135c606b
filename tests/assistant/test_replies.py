"""Sentences that people read: all there, none half filled."""

import re

import pytest

from assistant.planner.tools import SHAPES, TALK
from assistant.replies import EXAMPLES, KEYS, TITLES, can, say
from assistant.understanding.alarms import ALARMS
from domain.errors import AssistantError


def _leaves(kind: type[AssistantError]) -> set[str]:
    return {kind.reply_key}.union(*(_leaves(below) for below in kind.__subclasses__()))


def test_every_error_has_its_sentence() -> None:
    assert _leaves(AssistantError) <= KEYS


def test_every_kind_of_emergency_has_its_words() -> None:
    assert {f"emergency_{kind}" for kind, _ in ALARMS} <= KEYS


def test_every_talk_and_every_missing_argument_has_its_sentence() -> None:
    asked = {f"ask_{slot}" for shape in SHAPES.values() for slot in shape.needs}
    assert (TALK - {"capabilities"}) | asked <= KEYS


def test_every_tool_has_a_title() -> None:
    assert TITLES.keys() == SHAPES.keys()
    assert len(set(TITLES.values())) == len(TITLES)


@pytest.mark.parametrize("key", sorted(KEYS))
def test_a_sentence_without_its_slots_shows_no_brace(key: str) -> None:
    assert not re.search(r"[{}]", say(key))


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_everybody_hears_what_they_can_ask(kind: str) -> None:
    assert "hỏi" in can(kind)
