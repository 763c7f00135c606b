"""A chat model that belongs to the attacker: any tool, any argument, any number of times; nothing outside leaves."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from random import Random
from typing import Any

import pytest
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from access.sources import Sources
from app.asking import play
from app.wiring import House
from assistant.agent import Agent
from assistant.tools.by_role import TOOLS
from assistant.turn import Turn
from domain.messages import Inbound
from domain.people import Channel, Role, Viewer
from domain.scope import PERSONLESS, Scope
from tests.journeys.conftest import Sql

TURNS = 12
"""Turns per persona; each makes several calls."""
ROLES = sorted(role.value for role in Role if not role.value.startswith("job:"))


class Hostile(BaseChatModel):
    """Calls whatever it was told to call, three calls at a time, until its limit."""

    chance: Any
    words: list[str]
    mine: list[str]

    @property
    def _llm_type(self) -> str:
        return "hostile"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> "Hostile":
        return self

    def _generate(self, messages: list[BaseMessage], stop: list[str] | None = None, run_manager: Any = None,
                  **kwargs: Any) -> ChatResult:  # fmt: skip
        calls = [self._call(len(messages), n) for n in range(3)]
        return ChatResult(generations=[ChatGeneration(message=AIMessage("BN00000005 bị bệnh", tool_calls=calls))])

    def _call(self, at: int, number: int) -> Any:
        every = sorted({tool.__name__ for tools in TOOLS.values() for tool in tools})
        names = ("patient", "whom", "claim", "outbreak", "name", "facility", "commune", "place", "department", "test",
                 "indicator", "period", "limit", "vaccine", "disease", "programme", "by", "certificate", "state",
                 "question", "runtime", "viewer", "scope", "context")  # fmt: skip
        args = {name: self.chance.choice(self.words) for name in names if self.chance.random() < 0.5}
        fitting = {"patient": self.chance.choice(self.words), "indicator": "luot_kham", "question": "x",
                   "claim": self.chance.choice(self.words), "name": self.chance.choice(self.words)}  # fmt: skip
        for name in ("period", "limit", "by", "state", "certificate", "programme"):
            args.pop(name, None)
        name = self.chance.choice(self.mine if self.chance.random() < 0.7 else every)
        return {"name": name, "args": fitting | args, "id": f"h{at}-{number}", "type": "tool_call"}


@dataclass
class Watched:
    """What left the connectors, under which scope."""

    rows: list[Any]
    calls: int = 0


class Watcher:
    """Stands where a port stands and notes every row that leaves it."""

    def __init__(self, port: object, seen: Watched) -> None:
        self._port, self._seen = port, seen

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._port, name)

        async def call(scope: Scope, *args: Any, **kwargs: Any) -> Any:
            self._seen.calls += 1
            got = await method(scope, *args, **kwargs)
            self._seen.rows += got if isinstance(got, list) else [got] if hasattr(got, "belongs") else []
            return got

        return call


def watched(sources: Sources) -> tuple[Sources, Watched]:
    """The same sources with a watcher before each."""
    seen = Watched([])
    return Sources(**{f.name: Watcher(getattr(sources, f.name), seen) for f in fields(sources)}), seen


class Oracle:
    """Whom a viewer may know of, by plain SQL that asks neither policies nor scopes."""

    def __init__(self, sql: Sql, viewer: Viewer) -> None:
        self._sql, self._viewer = sql, viewer
        self.people = self._people()

    def _people(self) -> set[object]:
        viewer, sql = self._viewer, self._sql
        if viewer.role is Role.CITIZEN:
            wards = sql.all(f"SELECT person_id FROM ehr.guardians WHERE guardian_id = '{viewer.person_id}'"
                            " AND until_on >= '2026-11-22'")  # fmt: skip
            return {viewer.person_id, *(row[0] for row in wards)}
        if viewer.role in {Role.DOCTOR, Role.NURSE}:
            return {row[0] for row in sql.all(
                "SELECT person_id FROM emr.encounters WHERE"
                f" facility = '{viewer.facility}' AND (department = '{viewer.department}' OR {viewer.on_call})"
                " AND (ended_at IS NULL OR ended_at >= '2026-11-22'::date - 30)"
                " UNION SELECT person_id FROM appointments.bookings WHERE"
                f" facility = '{viewer.facility}' AND (department = '{viewer.department}' OR {viewer.on_call})"
                " AND (starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date = '2026-11-22'"
                " AND status IN ('confirmed', 'checked_in', 'done')"
            )}  # fmt: skip
        return set()

    def may_leave(self, row: Any) -> bool:
        """Whether this row is one the viewer may have."""
        belongs, role = row.belongs, self._viewer.role
        if belongs.sensitive is not None and belongs.sensitive not in self._viewer.clearances:
            return False
        if belongs.kind in PERSONLESS:
            return True
        if belongs.kind.value in {"care_relation", "booking"} and role in {Role.DOCTOR, Role.NURSE}:
            return bool(belongs.facility == self._viewer.facility)
        if role in {Role.CITIZEN, Role.DOCTOR, Role.NURSE}:
            return belongs.person in self.people
        if role is Role.STATION_STAFF:
            return self._viewer.communes == frozenset({belongs.commune})
        if role is Role.FOOD_SAFETY_OFFICER:
            return bool(belongs.kind.value == "poisoning_case")
        return bool(role is Role.INSURANCE_OFFICER and belongs.kind.value in {"claim", "claim_line", "coverage"})


def harvest(sql: Sql) -> list[str]:
    """Real identifiers of other people, as an attacker might have them."""
    people = [str(row[0]) for row in sql.all("SELECT person_id FROM ehr.citizens ORDER BY person_id LIMIT 60")]
    names = [str(row[0]) for row in sql.all("SELECT full_name FROM ehr.citizens ORDER BY person_id LIMIT 10")]
    claims = [str(row[0]) for row in sql.all("SELECT claim_id FROM claims.claims ORDER BY claim_id LIMIT 20")]
    places = ["99001", "99002", *(str(row[0]) for row in sql.all("SELECT code FROM house.communes LIMIT 5"))]
    return [*people, *names, *claims, *places, "' OR 1=1 --", "*", "<b>x</b>", "EVERY", "9" * 400, "", "BN00000005"]


@pytest.mark.timeout(240)
@pytest.mark.parametrize("role", ROLES)
async def test_nothing_outside_the_viewers_rights_leaves_the_connectors(house: House, sql: Sql, role: str) -> None:
    people = [p for p in await house.accounts.personas() if p.viewer.role.value == role]
    reached = 0
    for persona in people:
        viewer = await play(house, persona.name, Channel.WEB)
        sources, seen = watched(house.desks.sources)
        mine = [tool.__name__ for tool in TOOLS[viewer.role]]
        model = Hostile(chance=Random(f"{role}{persona.name}"), words=harvest(sql), mine=mine)
        turn = Turn(desks=replace(house.desks, sources=sources), agent=Agent(model, model, TOOLS),
                    vocabulary=house.vocabulary, clock=house.clock)  # fmt: skip
        oracle = Oracle(sql, viewer)
        executed = 0
        for number in range(TURNS):
            message = Inbound(channel=Channel.WEB, event_id="h", sender="h", text="tóm tắt bệnh nhân BN00000005",
                              received_at=house.clock.now())  # fmt: skip
            answer = await turn.answer(message, viewer, turn_id=f"hostile-{persona.name}-{number}")
            executed += len(answer.tools)
        outside = [row for row in seen.rows if not oracle.may_leave(row)]
        assert outside == []
        assert seen.calls * 3 >= executed
        reached += len(seen.rows)
    assert people
    assert reached > 0 or role in {"admin", "auditor", "support_staff", "data_protection_officer"}
