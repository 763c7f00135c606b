"""The sixty questions: asked through the front door, held against SQL that was written apart from the connectors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib.resources import files
from time import perf_counter
from typing import Any

import psycopg
import yaml

from app.asking import Asked, ask_kindly, play
from app.wiring import House
from assistant.composing.grounding import evidence_of, figures
from domain.people import Channel
from domain.text import fold
from evals.report import Report
from storage.engine import connect


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question: `facts` and `forbids` are SQL; `refuse` says the only right answer is a refusal."""

    id: str
    group: str
    persona: str
    texts: tuple[str, ...]
    facts: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()
    refuse: bool = False
    by: str = "own"


@dataclass(frozen=True, slots=True)
class Score:
    """How one case went; `wrong` means that figures were told and an expected one was not among them."""

    case: Case
    right: bool
    wrong: bool
    reply: str
    missing: tuple[str, ...]


def read_cases(name: str) -> tuple[dict[str, str], list[Case]]:
    """The placeholders (name → SQL) and the cases of one file."""
    said = yaml.safe_load((files("evals.cases") / f"{name}.yaml").read_text(encoding="utf-8"))
    return said["names"], [_case(entry) for entry in said["cases"]]


def _case(entry: dict[str, Any]) -> Case:
    return Case(
        id=entry["id"], group=entry["group"], persona=entry["as"], by=entry.get("by", "own"),
        texts=tuple(entry["texts"]) if "texts" in entry else (entry["text"],),
        facts=tuple(entry.get("facts", ())), forbids=tuple(entry.get("forbids", ())), refuse=entry.get("refuse", False),
    )  # fmt: skip


async def run_house(house: House) -> Report:
    """All cases of `cases/house.yaml` on this store."""
    began, (names, cases) = perf_counter(), read_cases("house")
    with connect(house.cellar.databases.owner) as connection:
        facts = Facts(connection, names)
        scores = [await _score(house, case, facts) for case in cases]
    right, wrong = sum(s.right for s in scores), sum(s.wrong for s in scores)
    told = {f"right_{group}": float(sum(s.right for s in scores if s.case.group == group))
            for group in dict.fromkeys(c.group for c in cases)}  # fmt: skip
    return Report(
        name="house", aims={"right": ">= 57", "wrong_figures": "== 0"},
        figures={"right": float(right), "wrong_figures": float(wrong), **told},
        n=len(cases), seconds=round(perf_counter() - began, 1),
        details=[{"id": s.case.id, "asked": s.case.texts[-1], "missing": ", ".join(s.missing), "reply": s.reply[:300]}
                 for s in scores if not s.right],
    )  # fmt: skip


@dataclass(slots=True)
class Facts:
    """What the stores hold, read as owner with plain SQL."""

    connection: psycopg.Connection[Any]
    names: dict[str, str]

    def fill(self, text: str, persona: str) -> str:
        """The text with every {placeholder} looked up; {me} is the persona's own id."""
        while "{" in text:
            name = text[text.index("{") + 1 : text.index("}")]
            text = text.replace(f"{{{name}}}", self._one(self._query(name), persona))
        return text

    def values(self, query: str, persona: str) -> list[object]:
        """Every value a query gives, row by row."""
        rows = self.connection.execute(self.fill(query, persona).encode()).fetchall()
        return [value for row in rows for value in row if value is not None]

    def _query(self, name: str) -> str:
        return self.names[name]

    def _one(self, query: str, persona: str) -> str:
        query = query.replace("{persona}", f"'{persona}'")
        found = self.values(query, persona)
        return str(found[0]) if found else "?"


async def _score(house: House, case: Case, facts: Facts) -> Score:
    viewer = await play(house, case.persona, Channel.WEB)
    session = f"eval-{case.id}-{perf_counter()}"
    told: list[Asked] = [
        await ask_kindly(house, viewer, facts.fill(text, case.persona), session=session) for text in case.texts
    ]
    return judge(case, told[-1], _wanted(case.facts, case, facts), _wanted(case.forbids, case, facts))


def _wanted(queries: Sequence[str], case: Case, facts: Facts) -> list[object]:
    return [value for query in queries for value in facts.values(query, case.persona)]


def judge(case: Case, told: Asked, wanted: Sequence[object], forbidden: Sequence[object]) -> Score:
    """Right when every expected fact is told and no forbidden one, or when a refusal was due and came."""
    shown = told.reply
    leaked = [value for value in forbidden if tells(shown, value)]
    if case.refuse:
        return Score(case, told.answer.refused and not leaked, bool(leaked), shown, ())
    missing = tuple(str(value) for value in wanted if not tells(shown, value))
    asked_back = bool(told.answer.note.get("ask")) or told.answer.refused
    right = not missing and not leaked and not told.answer.refused and bool(wanted)
    wrong = bool(leaked) or (bool(missing) and not asked_back and bool(figures(shown)) and _has_number(wanted))
    return Score(case, right, wrong, shown, missing)


def _has_number(wanted: Sequence[object]) -> bool:
    return any(not isinstance(value, str) for value in wanted)


def tells(reply: str, value: object) -> bool:
    """Whether the reply holds the value: figures in any Vietnamese spelling, words without regard to marks or case."""
    if isinstance(value, str) and not value.replace(".", "").isdigit():
        return fold(value) in fold(reply)
    if isinstance(value, datetime):
        value = value.date() if value.tzinfo is None else value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat() in figures(reply)
    if isinstance(value, int | float | Decimal):
        return bool(evidence_of([Decimal(str(value))]) & figures(reply))
    return bool(evidence_of([value]) & figures(reply))
