"""Which of several records a question means: those of a period, those of one test, or the one so many before the latest."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from assistant.context import ToolContext
from domain.clock import local
from domain.period_codes import read_code
from domain.periods import Period
from domain.records.emr import Encounter, Medication, Observation
from domain.text import fold
from domain.vocabulary import Vocabulary

T = TypeVar("T")
_WORD = re.compile(r"\w+")
FURTHEST = 20


def period_of(code: str | None) -> Period | None:
    """The period of a code; None where none is asked for."""
    return read_code(code) if code else None


def how_many(limit: int) -> int:
    """A wish for so many, kept between one and twenty."""
    return max(1, min(limit, FURTHEST))


def visits_in(seen: Iterable[Encounter], when: Period, today: date) -> list[Encounter]:
    """The visits of which a day lies in the period."""
    return [
        e for e in seen
        if local(e.started_at).date() < when.end and (local(e.ended_at).date() if e.ended_at else today) >= when.start
    ]  # fmt: skip


def prescriptions(lines: Iterable[Medication], when: Period | None = None) -> list[list[Medication]]:
    """The lines by prescription, newest first; of a period, the prescriptions begun in it."""
    return grouped([m for m in lines if when is None or when.start <= m.started_on < when.end], _of_visit)


def still_taken(lines: Iterable[Medication], today: date, beside: Iterable[Medication] = ()) -> list[Medication]:
    """The lines that run today, each medicine once, without those already shown."""
    shown = {m.name for m in beside}
    kept: list[Medication] = []
    for line in lines:
        if line.started_on <= today <= line.ended_on and line.name not in shown:
            shown.add(line.name)
            kept.append(line)
    return kept


def _of_visit(row: "Medication | Observation") -> str:
    return row.encounter_id


def grouped(rows: Iterable[T], key: Callable[[T], str]) -> list[list[T]]:
    """The rows in groups of one key, in the order in which the keys first come."""
    groups: dict[str, list[T]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.values())


def results_since(when: Period | None, today: date, days: int) -> date:
    """From which day on results are to be looked at."""
    return min(when.start, today) if when else today - timedelta(days=days)


def results_of(taken: Sequence[Observation], test: str | None, when: Period | None, back: int) -> list[Observation]:
    """One test over time when it is named, else what one visit's samples gave; newest first."""
    if when:
        taken = [o for o in taken if when.start <= local(o.taken_at).date() < when.end]
    if test:
        words = fold(test).split()
        return [o for o in taken if all(w in fold(f"{o.name} {o.code}") for w in words)][back : back + 12]
    visits = grouped(taken, _of_visit)
    return visits[back] if back < len(visits) else []


def test_name(said: str | None, vocabulary: Vocabulary) -> str:
    """How to speak of a test given by code or by name."""
    return next((test.names[0] for test in vocabulary.tests if test.code == said), said or "")


def is_vaccine(name: str, asked: str | None) -> bool:
    """Whether a vaccine of the record is the one asked for; every one is, where none is asked for."""
    return asked is None or set(_WORD.findall(fold(asked))) <= set(_WORD.findall(fold(name)))


def places(context: ToolContext, facilities: Iterable[str]) -> list[str]:
    """The public names of the facilities, which may hold a figure ("số 1")."""
    return [context.directory.facility_name(code) for code in dict.fromkeys(facilities)]
