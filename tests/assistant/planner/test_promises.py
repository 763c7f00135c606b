"""What holds for any message at all: only bound tools, only their arguments, the same weights everywhere, and fast."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.messages import BaseMessage, HumanMessage

from assistant.planner.classifier import load
from assistant.planner.model import EmbeddedChat
from assistant.planner.tools import SHAPES
from assistant.planner.understanding import Understanding, fingerprint, open_understanding
from assistant.understanding.mending import Mender, is_syllable
from domain.text import fold
from tests.assistant.planner.conftest import TODAY, Model
from tests.assistant.planner.small_province import TOOLS, VOCABULARY
from tests.assistant.planner.test_utterances import UTTERANCES

_SAID = st.sampled_from([str(one["say"]) for one in UTTERANCES])
_ANYTHING = st.one_of(st.text(max_size=120), _SAID, st.builds("{} {}".format, _SAID, st.text(max_size=20)))


@settings(max_examples=150, deadline=None)
@given(text=_ANYTHING, tools=st.sets(st.sampled_from(sorted(SHAPES)), max_size=6))
def test_no_tool_is_called_that_is_not_bound(chat: EmbeddedChat, text: str, tools: set[str]) -> None:
    bound = chat.bind_tools([_bare_schema(name) for name in sorted(tools)])
    plan = bound.invoke([HumanMessage(text)])
    assert {call["name"] for call in plan.tool_calls} <= tools
    assert all(not call["args"] for call in plan.tool_calls)
    assert plan.content or plan.tool_calls


def _bare_schema(name: str) -> dict[str, object]:
    parameters: dict[str, object] = {"type": "object", "properties": {}}
    return {"type": "function", "function": {"name": name, "description": name, "parameters": parameters}}


@settings(max_examples=60, deadline=None)
@given(said=st.lists(_ANYTHING, min_size=1, max_size=4), role=st.sampled_from(sorted(TOOLS)))
def test_any_conversation_is_answered_within_the_role(
    model_of: Callable[[str], Model], said: list[str], role: str
) -> None:
    messages: list[BaseMessage] = []
    for text in said:
        messages += [HumanMessage(text)]
        plan = model_of(role).invoke(messages)
        assert {call["name"] for call in plan.tool_calls} <= set(TOOLS[role])
        messages += [plan]


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "' OR 1=1; --", "<script>alert(1)</script>", "a" * 5000, "\x00"])
def test_what_is_no_question_gets_a_sentence(model_of: Callable[[str], Model], text: str) -> None:
    plan = model_of("citizen").invoke([HumanMessage(text)])
    assert plan.content or plan.tool_calls


def test_a_stored_classifier_is_opened_and_not_trained_again(tmp_path: Path, understanding: Understanding) -> None:
    stored = tmp_path / f"intents-{fingerprint()}.npz"
    understanding.classifier.save(stored)
    opened = open_understanding(VOCABULARY, tmp_path)
    text = "lan kham gan nhat cua toi"
    assert opened.classifier.scores(text) == understanding.classifier.scores(text) == load(stored).scores(text)


def test_a_spoilt_file_is_trained_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, understanding: Understanding
) -> None:
    stored = tmp_path / f"intents-{fingerprint()}.npz"
    stored.write_bytes(b"not an archive")
    monkeypatch.setattr("assistant.planner.training.fit", lambda *_: understanding.classifier)
    open_understanding(VOCABULARY, tmp_path)
    assert load(stored).intents == understanding.classifier.intents


def test_opening_needs_no_scikit_learn(tmp_path: Path, understanding: Understanding) -> None:
    understanding.classifier.save(tmp_path / f"intents-{fingerprint()}.npz")
    program = (
        "import sys; from pathlib import Path;"
        "from assistant.planner.understanding import open_understanding;"
        "from tests.assistant.planner.small_province import VOCABULARY;"
        f"open_understanding(VOCABULARY, Path({str(tmp_path)!r}));"
        "print(sorted({'sklearn', 'scipy', 'yaml', 'langchain_core'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=_env("0"))
    assert "sklearn" not in done.stdout
    assert "scipy" not in done.stdout


def test_examples_do_not_depend_on_the_process() -> None:
    program = (
        "import hashlib; from assistant.planner.templates import examples;"
        "print(hashlib.sha256(repr(examples()).encode()).hexdigest())"
    )
    prints = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=_env(seed)
        ).stdout
        for seed in ("1", "2")
    }
    assert len(prints) == 1


def _env(seed: str) -> dict[str, str]:
    return {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "."}


def test_understanding_takes_a_few_milliseconds(understanding: Understanding) -> None:
    texts = [str(one["say"]) for one in UTTERANCES]
    begun = time.perf_counter()
    for text in texts:
        understanding.intents(understanding.read(text, TODAY), figures=True)
    assert (time.perf_counter() - begun) / len(texts) < 0.02


@pytest.mark.parametrize("word", ["bệnh", "nghiêm", "gì", "quý", "khoẻ", "thuyền", "ngoài", "giường", "yêu", "ước"])
def test_vietnamese_syllables_are_known_by_their_shape(word: str) -> None:
    assert is_syllable(fold(word))


@pytest.mark.parametrize("word", ["benhh", "nhieeu", "guip", "kham1", "cin", "ngin", "creatinin", "strong"])
def test_other_words_are_not(word: str) -> None:
    assert not is_syllable(word)


def test_slips_are_mended_and_names_are_left_alone() -> None:
    mender = Mender({"benh": 1.0, "nhieu": 2.0, "giup": 3.0, "kham": 2.0, "covid": 9.0}, frozenset({"sushi"}))
    assert mender.mend("khhám bệnhh bao nihêu guip, sushi covid BN00001234 HbA1c") == (
        "kham benh bao nhieu giup, sushi covid BN00001234 HbA1c"
    )
