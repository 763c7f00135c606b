"""Titles, tags and follow-ups, which Open WebUI and LibreChat ask for behind a talk: made of its words alone.

No tool runs and nothing is read or kept for them: they say nothing that the client did not send.
"""

import json
import re

_ASKED_FOR = re.compile(r'"(title|tags|follow_ups|queries|text|prompt)"\s*:')
"""The key that a task's own template shows in its form of answer."""
_TASK = re.compile(r"\s*#{2,3} Task:")
_FIRST = re.compile(r"^\s*(?:USER|User|Human|Người dùng):\s*(\S.*)$", re.MULTILINE)
_WORDS = 8
_UNTITLED = "Hỏi Y Tế"


def is_task(text: str) -> bool:
    """Whether it is one of Open WebUI's own tasks, which it sends to the talk's model unless told otherwise."""
    return bool(_TASK.match(text))


def task_answer(text: str) -> str:
    """What is answered to a task, in the form that it asks for."""
    asked = _ASKED_FOR.search(text)
    match asked.group(1) if asked else "":
        case "title":
            return json.dumps({"title": _title(text)}, ensure_ascii=False)
        case "tags":
            return json.dumps({"tags": ["Y tế"]}, ensure_ascii=False)
        case "follow_ups" | "queries" as lists:
            return json.dumps({lists: []})
        case "text" | "prompt" as words:
            return json.dumps({words: ""})
        case _:
            return _title(text)


def _title(text: str) -> str:
    """The first words that the person said in the talk."""
    first = _FIRST.search(text)
    words = first.group(1).split() if first else []
    return " ".join(words[:_WORDS])[:80].strip(" .?!,;:") or _UNTITLED
