"""Questions of two parts ("khám gần nhất và thẻ còn hạn không"): each part with its own call."""

import re
from dataclasses import replace
from datetime import date

from assistant.planner.choosing import choose
from assistant.planner.leftover import leftover
from assistant.planner.tools import TALK
from assistant.planner.understanding import Understanding
from assistant.understanding.reading import Reading

_JOIN = re.compile(
    r"[,;?.]\s+(?:va |con |roi |dong thoi |ngoai ra )?|\s*[+&]\s*|\s+(?:va|voi lai|voi ca|cung voi|dong thoi|ngoai ra|roi cho|xong cho|kem theo)\s+"
)
_INTRODUCES = re.compile(
    r"(?:da |xin chao |chao )*(?:toi|em|minh|anh|chi|bac|chau|con|co|chu|ong|ba|ma|bo) (?:la|ten|o|ben|dang truc|dieu duong|bac si|nhan vien|can bo|truc)(?!\w)"
)
_GOES_ON = re.compile(r"(?:thi )?(?:co (?:phai|can|duoc|nen|sao|bi|that)|phai|nen|can|duoc|gio|bay gio|lam)(?!\w)")
_EMPTY = re.compile(r"(?<!\w)(?:khong|chua|sao|gi|nao|the nao|duoc|roi|a|nhi|vay|nhe|nha|voi|giup|luon|di)(?!\w)")
_SURE, _GENERAL, _TWO, _LIKELY = -0.22, 0.3, 2, 0.9


def split(
    understanding: Understanding, reading: Reading, tools: frozenset[str], today: date
) -> list[tuple[str, Reading]]:
    """The parts with their tools, when there are two or three and each surely wants another tool; else none."""
    found: list[tuple[str, Reading]] = []
    if reading.claim:
        return found
    for words in _pieces(reading):
        part = understanding.read(words, today)
        choice = choose(understanding, part, tools)
        if (
            _INTRODUCES.match(part.said.bare)
            or _names_only(part)
            or len(_EMPTY.sub(" ", part.said.bare).split()) < _TWO
        ):
            continue
        if reading.patient and choice.intent in ("my_patients", "department_bookings"):
            continue
        if choice.foreign or choice.rival or choice.score < _SURE or choice.intent in TALK | {"unknown"}:
            continue
        if choice.intent == "guidance" and _GOES_ON.match(part.said.bare):
            return []
        if choice.intent == "guidance" and choice.score < _GENERAL:
            continue
        if all(choice.intent != tool for tool, _ in found):
            found.append((choice.intent, part))
    return found if 2 <= len(found) <= 3 else []


def _names_only(part: Reading) -> bool:
    """Whether a piece is but a code, a place or a period."""
    return not leftover(part) and not (part.test or part.disease or part.vaccine or part.meant.code)


def _pieces(reading: Reading) -> list[str]:
    """The text cut where it may change its subject, each piece of two words or more."""
    text, bare, at, pieces = reading.said.text, reading.said.bare, 0, []
    for join in _JOIN.finditer(bare):
        pieces.append(text[at : join.start()])
        at = join.end()
    pieces.append(text[at:])
    whole = [piece for piece in pieces if len(piece.split()) >= 2]
    return whole if len(whole) > 1 else []


def several_indicators(understanding: Understanding, reading: Reading, today: date) -> list[Reading]:
    """The parts that each name another indicator; empty when fewer than two do so beyond doubt."""
    parts = [understanding.read(words, today) for words in _pieces(reading)]
    sure = {part.meant.code: part for part in parts if part.meant.code}
    if len(sure) < _TWO:
        return []
    likely = [part for part in parts if not part.meant.code and part.meant.score >= _LIKELY]
    return [*sure.values(), *(replace(part, meant=replace(part.meant, margin=-1.0)) for part in likely)]


def several_diseases(understanding: Understanding, reading: Reading, today: date) -> list[Reading]:
    """The parts that each name another disease; empty when fewer than two do."""
    parts = [understanding.read(words, today) for words in _pieces(reading)] if reading.disease else []
    named = {part.disease.value: part for part in parts if part.disease}
    return list(named.values()) if len(named) > 1 else []
