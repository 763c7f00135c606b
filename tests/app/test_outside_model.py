"""A chat model on the network: it may choose tools and word what they found; it never adds, and never sees people."""

import asyncio
import logging
import re
from dataclasses import replace
from typing import Any

import pytest
from langsmith.utils import get_env_var

from app.asking import Asked, ask, play
from app.wiring import House
from assistant.models import EMBEDDED, ModelSettings, open_model
from assistant.outside import PERSON_FREE, WITHHELD
from assistant.tools.by_role import TOOLS
from domain.errors import Misconfigured
from domain.people import Channel, Role
from domain.scope import PERSONLESS
from tests.app.outside_server import Call, OutsideServer, Request, Says, Script
from tests.hostile.test_hostile_model import watched
from tests.journeys.conftest import Asking, Sql

BEDS = "công suất sử dụng giường bệnh toàn tỉnh tháng trước"
BED_CALL = Call("indicator", {"indicator": "Công suất sử dụng giường bệnh", "period": "2026-10"})
PATIENT = "BN00000005"


class Talk:
    """Asks a house whose chat model is the server."""

    def __init__(self, house: House, server: OutsideServer, **settings: object) -> None:
        model = ModelSettings.model_validate({"name": "local", "base_url": server.url, "timeout": 10.0} | settings)
        agent = replace(house.turn.agent, model=open_model(model, house.turn.agent.embedded), settings=model)
        self._house = replace(house, turn=replace(house.turn, agent=agent))

    async def __call__(self, persona: str, text: str, session: str | None = None) -> Asked:
        return await ask(self._house, await play(self._house, persona, Channel.WEB), text, session=session)


def told(request: Request) -> list[str]:
    """What the tools of this turn told the model."""
    messages = request["messages"]
    last = max(at for at, message in enumerate(messages) if message["role"] == "user")
    return [message["content"] for message in messages[last:] if message["role"] == "tool"]


def calling(call: Call, then: Says) -> Script:
    """A model that makes one call, then says something."""
    return lambda request: then if told(request) else Says(calls=(call,))


@pytest.mark.parametrize("stream", [False, True])
async def test_a_model_that_chooses_a_tool_words_what_it_found(
    house: House, outside: OutsideServer, stream: bool
) -> None:
    def script(request: Request) -> Says:
        if not told(request):
            return Says(calls=(BED_CALL,))
        figure = re.search(r"\d+,\d %", told(request)[0])
        assert figure, told(request)
        return Says(f"Tháng 10/2026, giường bệnh toàn tỉnh được dùng {figure[0]}.")

    outside.script = script
    asked = await Talk(house, outside, stream=stream)("department_manager", BEDS)
    assert asked.answer.model == "local"
    assert re.match(r"Tháng 10/2026, giường bệnh toàn tỉnh được dùng \d+,\d %\.", asked.reply)
    assert [tool.outcome for tool in asked.answer.tools] == ["ok"]
    assert asked.answer.sources
    for part in ("Định nghĩa:", "Đơn vị: %", "cập nhật lúc"):
        assert part in asked.reply
    assert {bool(request.get("stream")) for request in outside.requests} == {stream}
    offered = {tool["function"]["name"] for tool in outside.requests[0]["tools"]}
    assert offered == {tool.__name__ for tool in TOOLS[Role.DEPARTMENT_MANAGER]}


@pytest.mark.parametrize("invented", [
    "Công suất giường bệnh là 99,7 %.", "Tháng 9/2026 đã ghi nhận.", "Theo ông Nguyễn Văn Khoác thì ổn.",
    "Bệnh nhân BN00000001 nằm đó.", "Model call limits exceeded: run limit (6/6)",
])  # fmt: skip
async def test_what_a_model_invents_is_cut(house: House, asking: Asking, outside: OutsideServer, invented: str) -> None:
    outside.script = calling(BED_CALL, Says(invented))
    asked = await Talk(house, outside)("department_manager", BEDS)
    assert invented not in asked.reply
    assert asked.reply == (await asking("department_manager", BEDS)).reply


@pytest.mark.parametrize("fault", [
    Says(status=500), Says(status=401), Says(body="<html>"), Says(body="{}"), Says(after=1.0, text="muộn rồi"),
    Says("Lần khám gần nhất là hôm qua, cứ uống thuốc cũ."), Says(),
    Says(calls=(Call("no_such_tool"),)), Says(calls=(Call("patient_summary", {"patient": PATIENT}),)),
], ids=["500", "401", "html", "empty", "late", "not looked", "silent", "no such tool", "another's tool"])  # fmt: skip
async def test_a_model_that_fails_or_has_not_looked_leaves_the_turn_to_the_embedded_one(
    house: House, asking: Asking, outside: OutsideServer, fault: Says, caplog: pytest.LogCaptureFixture
) -> None:
    outside.script = lambda request: fault
    question = "lần khám gần nhất của tôi là khi nào, bác sĩ dặn gì"
    with caplog.at_level(logging.INFO):
        asked = await Talk(house, outside, timeout=0.5)("citizen", question)
    own = await asking("citizen", question)
    assert (asked.answer.model, asked.reply, asked.answer.tools) == (EMBEDDED, own.reply, own.answer.tools)
    assert "lần khám" not in caplog.text


async def test_a_server_that_is_not_there_leaves_the_turn_to_the_embedded_model(
    house: House, outside: OutsideServer
) -> None:
    talk = Talk(house, outside)
    outside.server_close()
    asked = await talk("department_manager", BEDS)
    assert (asked.answer.model, asked.answer.refused) == (EMBEDDED, False)


async def test_people_are_symbols_and_their_records_stay_here(
    house: House, asking: Asking, sql: Sql, outside: OutsideServer
) -> None:
    name = str(sql.one(f"SELECT full_name FROM ehr.citizens WHERE person_id = '{PATIENT}'"))
    outside.script = calling(Call("patient_summary", {"patient": "MA_1"}), Says("NGUOI_1 khoẻ, cho về."))
    question = f"tóm tắt bệnh nhân {PATIENT}, tên {name}"
    asked = await Talk(house, outside)("doctor", question)
    assert asked.answer.tools[0].args == {"patient": PATIENT}
    assert asked.reply == (await asking("doctor", f"tóm tắt bệnh nhân {PATIENT}")).reply
    assert asked.answer.model == "local"
    assert told(outside.requests[1]) == [WITHHELD]
    for secret in (PATIENT, name, "Penicillin"):
        assert secret in asked.reply
        assert secret not in outside.heard


async def test_a_province_may_let_its_own_model_read_records_without_names(
    house: House, sql: Sql, outside: OutsideServer
) -> None:
    name = str(sql.one(f"SELECT full_name FROM ehr.citizens WHERE person_id = '{PATIENT}'"))
    outside.script = calling(Call("patient_summary", {"patient": "MA_1"}), Says("MA_1 dị ứng Penicillin."))
    asked = await Talk(house, outside, may_see_records=True)("doctor", f"tóm tắt {PATIENT}")
    assert asked.reply.startswith(f"{PATIENT} dị ứng Penicillin.")
    assert "Penicillin" in told(outside.requests[1])[0]
    assert name not in outside.heard
    assert PATIENT not in outside.heard


async def test_a_refusal_is_never_worded_by_a_model(
    house: House, asking: Asking, sql: Sql, outside: OutsideServer
) -> None:
    outside.script = calling(Call("patient_summary", {"patient": "MA_1"}), Says("Người này có, nhưng không được xem."))
    elsewhere = sql.one(
        "SELECT person_id FROM emr.encounters WHERE facility = '99002' AND ended_at IS NULL AND person_id NOT IN"
        " (SELECT person_id FROM emr.encounters WHERE facility = '99001') ORDER BY person_id LIMIT 1"
    )
    asked = await Talk(house, outside, may_see_records=True)("doctor", f"tóm tắt bệnh nhân {elsewhere}")
    assert asked.answer.refused
    assert asked.reply == (await asking("doctor", "tóm tắt bệnh nhân BN99999999")).reply


async def test_a_conversation_goes_on_without_its_answers_being_told_again(
    house: House, outside: OutsideServer
) -> None:
    talk = Talk(house, outside)
    outside.script = calling(Call("patient_allergies", {"patient": "MA_1"}), Says())
    first = await talk("doctor", f"{PATIENT} dị ứng gì", "outside-goes-on")
    outside.script = calling(Call("patient_medicines", {"patient": "MA_1"}), Says())
    second = await talk("doctor", "thế thuốc đang dùng của bệnh nhân này", "outside-goes-on")
    assert second.answer.tools[0].args == {"patient": PATIENT}
    assert first.answer.model == second.answer.model == "local"
    assert "Penicillin" in first.reply
    assert "Penicillin" not in outside.heard
    assert PATIENT not in outside.heard


async def test_a_model_without_end_ends(house: House, asking: Asking, outside: OutsideServer) -> None:
    outside.script = lambda request: Says(calls=(BED_CALL,) * 3)
    asked = await Talk(house, outside)("department_manager", BEDS)
    assert "limit" not in asked.reply
    assert len(outside.requests) <= 6
    assert len(asked.answer.tools) <= 8


async def test_only_named_roles_are_served(house: House, outside: OutsideServer) -> None:
    outside.script = lambda request: Says()
    asked = await Talk(house, outside, roles=frozenset({Role.DOCTOR}))("department_manager", BEDS)
    assert asked.answer.model == EMBEDDED
    assert outside.requests == []


async def test_an_emergency_asks_no_model(house: House, outside: OutsideServer) -> None:
    outside.script = lambda request: Says("Không sao đâu.")
    asked = await Talk(house, outside)("citizen", "đau ngực lan ra tay, khó thở")
    assert asked.answer.emergency
    assert outside.requests == []


@pytest.mark.parametrize(("settings", "says"), [
    ({"name": "no-such-model"}, "no-such-model"),
    ({"name": "anthropic:x"}, "anthropic"),
    ({"base_url": "http://127.0.0.1:1"}, "HOIYTE_MODEL__BASE_URL"),
])  # fmt: skip
def test_a_setting_that_opens_no_model_is_told_in_one_sentence(settings: dict[str, str], says: str) -> None:
    made = ModelSettings.model_validate({"api_key": "very-secret"} | settings)
    with pytest.raises(Misconfigured, match=says) as caught:
        open_model(made, embedded=None)  # type: ignore[arg-type] # it is not reached
    assert "\n" not in str(caught.value)
    assert "very-secret" not in str(caught.value)


PUBLIC = [
    ("citizen", "guidance", {"question": "đi khám bảo hiểm y tế cần mang giấy tờ gì"}),
    ("citizen", "free_slots", {}),
    ("citizen", "establishment_lookup", {"name": "Nhà hàng"}),
    ("food_safety_officer", "establishments", {"certificate": "valid"}),
    ("food_safety_officer", "inspections", {}),
    ("food_safety_officer", "outbreaks", {"period": "2026"}),
    ("station_staff", "disease_counts", {}),
    ("department_manager", "indicator", {"indicator": "cong_suat_giuong"}),
    ("department_manager", "indicator_definition", {"indicator": "cong_suat_giuong"}),
    ("department_manager", "programme", {}),
]


@pytest.mark.parametrize(("persona", "name", "args"), PUBLIC, ids=[name for _, name, _ in PUBLIC])
async def test_what_a_model_is_shown_is_of_no_person(
    house: House, outside: OutsideServer, persona: str, name: str, args: dict[str, Any]
) -> None:
    sources, seen = watched(house.desks.sources)
    outside.script = calling(Call(name, args), Says())
    turn = replace(house.turn, desks=replace(house.desks, sources=sources))
    await Talk(replace(house, turn=turn), outside)(persona, "xem giúp tôi")
    assert told(outside.requests[1]) != [WITHHELD]
    assert seen.rows or name == "indicator_definition"
    assert {row.belongs.kind for row in seen.rows} <= PERSONLESS


def test_every_tool_that_a_model_may_hear_is_looked_at() -> None:
    assert {name for _, name, _ in PUBLIC} == PERSON_FREE


async def test_no_tracing_of_the_libraries_carries_a_question_away(
    asking: Asking, outside: OutsideServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside.script = lambda request: Says()
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
        monkeypatch.setenv(name, "true")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", outside.url)
    monkeypatch.setenv("LANGSMITH_API_KEY", "lsv2_none")
    get_env_var.cache_clear()  # type: ignore[attr-defined] # an overload hides the cache
    try:
        await asking("citizen", "lần khám gần nhất của tôi")
        await asyncio.sleep(0.5)
    finally:
        monkeypatch.undo()
        get_env_var.cache_clear()  # type: ignore[attr-defined] # as above
    assert outside.knocks == 0
