"""Turns the template files into training examples, the same ones every time.

In a template `[a|b|]` is a choice, `<word>` a list of `words.yaml`, `{slot}` a thing the readers recognise.
"""

import random
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from assistant.planner.distort import distort
from assistant.planner.features import flat
from assistant.understanding.normalise import utter

FOLDER = Path(__file__).with_name("intents")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_LIST = re.compile(r"<([a-z_]+)>")
_PLAIN = re.compile(r"<[a-z_]+>|\{[a-z_]+\}|[\[\]|]")
_SLOT = re.compile(r"\{([a-z_]+)\}")
PER_TEMPLATE = 24
_MASKS = {
    "period": "zzky", "commune": "zzxa", "facility": "zzvien", "patient": "zzmabn", "claim": "zzhoso", "name": "zzten",
}  # fmt: skip
_MARKED = {
    "disease": "zzbenh", "vaccine": "zzvacxin", "test": "zzxn", "department": "zzkhoa", "whom": "zznguoinha", "indicator": "zzchitieu",
}  # fmt: skip


class Example(NamedTuple):
    """A text as the classifier will see it, and what it asks for."""

    text: str
    intent: str


def examples(folder: Path = FOLDER, seed: int = 7) -> list[Example]:
    """Every template of the folder, expanded and distorted."""
    words: dict[str, list[str]] = _load(folder / "words.yaml")
    made: list[Example] = []
    for file in sorted(folder.glob("*.yaml")):
        if file.name == "words.yaml":
            continue
        for intent, templates in _load(file).items():
            chance = random.Random(f"{seed}:{intent}")  # noqa: S311 - reproducible examples, no secret
            made += [Example(text, intent) for template in templates for text in _expand(template, words, chance)]
    return sorted(set(made))


def spelt_words(folder: Path = FOLDER) -> tuple[str, ...]:
    """Every folded word of the templates, as they spell it."""
    texts = [line for file in sorted(folder.glob("*.yaml")) for lines in _load(file).values() for line in lines]
    words = {word for text in texts for word in flat(utter(_PLAIN.sub(" ", str(text))).bare).split()}
    return tuple(sorted(word for word in words if word.isalpha()))


def _load(file: Path) -> dict[str, list[str]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, list[str]] = yaml.load(file.read_text("utf-8"), Loader=loader)  # noqa: S506 - both are safe loaders
    return loaded


def _expand(template: str, words: Mapping[str, list[str]], chance: random.Random) -> set[str]:
    choices = 1 + template.count("[") + template.count("<") + template.count("{")
    return {_once(template, words, chance) for _ in range(min(PER_TEMPLATE, 4 + 4 * choices))}


def _once(template: str, words: Mapping[str, list[str]], chance: random.Random) -> str:
    text, marks = template, []
    while found := _CHOICE.search(text) or _LIST.search(text):
        options = words[found[1]] if found[0].startswith("<") else found[1].split("|")
        text = text[: found.start()] + chance.choice(options) + text[found.end() :]
    text = distort(_wrapped(text, words, chance), chance)
    while found := _SLOT.search(text):
        value, mark = _filled(found[1], words, chance)
        text = text[: found.start()] + value + text[found.end() :]
        marks += [mark] if mark else []
    return " ".join([flat(utter(text).bare), *marks])


def _filled(slot: str, words: Mapping[str, list[str]], chance: random.Random) -> tuple[str, str]:
    """What stands in a slot: mostly its mask, at times plain words, as when a name is not recognised."""
    plain = chance.choice(words[slot])
    known = chance.random() < 0.85
    if slot in _MASKS:
        return (f" {_MASKS[slot]} ", "") if known else (plain, "")
    return plain, _MARKED.get(slot, "") if known else ""


def _wrapped(text: str, words: Mapping[str, list[str]], chance: random.Random) -> str:
    """The text with the politeness around it that people use."""
    before = chance.choice(words["before"]) + " " if chance.random() < 0.35 else ""
    after = " " + chance.choice(words["after"]) if chance.random() < 0.35 else ""
    return before + text + after
