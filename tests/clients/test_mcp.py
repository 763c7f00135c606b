"""The protocol's own client calls tools: its role's and no other's, within its rights, and every call is audited."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, Literal

import httpx
import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.auth import ProtectedResourceMetadata
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult

from app.asking import play
from app.signin.bearer import BearerSettings, open_bearer
from app.web.pace import Pace
from app.wiring import House
from assistant.tools.by_role import TOOLS
from domain.clock import SystemClock
from domain.people import Channel, Role
from tests.clients.issuer import AUDIENCE, Issuer
from tests.journeys.conftest import Sql
from tests.journeys.test_rights import ELSEWHERE
from tests.web.served import listening

Mode = Literal["auto", "legacy"]
EVERYBODY = sorted(role.value for role in Role if role is not Role.ANONYMOUS and not role.value.startswith("job:"))


class McpDoor:
    def __init__(self, url: str, house: House, issuer: Issuer) -> None:
        self.url, self.house, self.issuer = url, house, issuer

    async def token(self, persona: str) -> str:
        viewer = await play(self.house, persona, Channel.WEB)
        return self.issuer.token(viewer.person_id, viewer.role.value)

    @asynccontextmanager
    async def calling(self, token: str, mode: Mode = "auto") -> AsyncIterator[Client]:
        headers = {"Authorization": f"Bearer {token}"}
        async with (
            httpx2.AsyncClient(headers=headers, timeout=20, trust_env=False) as http,
            Client(streamable_http_client(f"{self.url}/mcp", http_client=http), mode=mode) as client,
        ):
            yield client

    async def call(self, persona: str, name: str, **arguments: object) -> CallToolResult:
        async with self.calling(await self.token(persona)) as client:
            return await client.call_tool(name, arguments)


@pytest.fixture(scope="session")
async def mcp_door(house: House, provider: Issuer) -> AsyncIterator[McpDoor]:
    settings = BearerSettings(issuer=provider.url, audience=AUDIENCE, scopes=("openid", "hoi-y-te"))
    opened = replace(house, bearer=open_bearer(settings, house.accounts, SystemClock()))
    async with listening(opened) as url:
        yield McpDoor(url, opened, provider)


def shown(result: CallToolResult) -> str:
    return "\n".join(part.text for part in result.content if part.type == "text")


def names(role: Role) -> list[str]:
    return [tool.__name__ for tool in TOOLS[role]]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
@pytest.mark.parametrize("persona", EVERYBODY)
async def test_the_list_is_the_roles_own(mcp_door: McpDoor, persona: str, mode: Mode) -> None:
    async with mcp_door.calling(await mcp_door.token(persona), mode) as client:
        listed = (await client.list_tools()).tools
    assert [tool.name for tool in listed] == names(Role(persona))
    for tool in listed:
        assert tool.description
        assert tool.input_schema["type"] == "object"
        assert not {"context", "runtime", "viewer", "scope"} & set(tool.input_schema.get("properties", {}))


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_a_call_reads_ones_own_and_is_audited(mcp_door: McpDoor, mode: Mode, sql: Sql) -> None:
    before = sql.one("SELECT coalesce(max(seq), 0) FROM house.audit")
    async with mcp_door.calling(await mcp_door.token("citizen"), mode) as client:
        result = await client.call_tool("my_visits", {})
    assert not result.is_error
    assert "Lần khám gần nhất" in shown(result)
    assert "Nguồn:" in shown(result)
    told = result.structured_content
    assert (told["outcome"], told["rows"], told["sources"][0]["kind"]) == ("ok", 1, "emr")
    assert told["blocks"][0]["kind"] == "text"
    rows = sql.all(f"SELECT DISTINCT turn_id, role, action, outcome FROM house.audit WHERE seq > {before} ORDER BY 4")
    assert {row[0] for row in rows} == {rows[0][0]}
    assert str(rows[0][0]).startswith("mcp-")
    assert [row[1:] for row in rows] == [
        ("citizen", "emr.encounter.read", "allowed"), ("citizen", "emr.encounter.read", "read"),
    ]  # fmt: skip


async def test_a_patient_of_another_house_reads_like_none(mcp_door: McpDoor, sql: Sql) -> None:
    before = sql.one("SELECT coalesce(max(seq), 0) FROM house.audit")
    there = await mcp_door.call("doctor", "patient_summary", patient=sql.one(ELSEWHERE))
    nowhere = await mcp_door.call("doctor", "patient_summary", patient="BN99999999")
    assert there.is_error
    assert there.content == nowhere.content
    assert there.structured_content == nowhere.structured_content
    outcomes = sql.all(f"SELECT DISTINCT turn_id FROM house.audit WHERE seq > {before}")
    assert len(outcomes) == 2


@pytest.mark.parametrize("persona", EVERYBODY)
async def test_no_other_roles_tool_can_be_called(
    mcp_door: McpDoor, persona: str, sql: Sql, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Pace, "allows", lambda *_: True)
    mine, before = names(Role(persona)), sql.one("SELECT coalesce(max(seq), 0) FROM house.audit")
    others = {tool.__name__ for tools in TOOLS.values() for tool in tools} - set(mine)
    patient = {"patient": sql.one(ELSEWHERE), "whom": sql.one(ELSEWHERE), "claim": "x", "indicator": "x"}
    said = set()
    async with mcp_door.calling(await mcp_door.token(persona)) as client:
        for name in [*sorted(others), "no_such_tool", "__class__"]:
            with pytest.raises(MCPError) as no:
                await client.call_tool(name, patient)
            said.add((no.value.code, no.value.message))
    assert len(said) == 1
    assert sql.one("SELECT coalesce(max(seq), 0) FROM house.audit") == before


async def test_a_citizen_reads_nobody_else(mcp_door: McpDoor, sql: Sql) -> None:
    name, code = sql.all("SELECT full_name, person_id FROM ehr.citizens ORDER BY person_id DESC LIMIT 1")[0]
    told = [await mcp_door.call("citizen", "my_visits", whom=whom) for whom in (name, code, "Hồ Thị Không Có Thật")]
    assert all(one.is_error for one in told)
    assert len({shown(one) for one in told}) == 1


SMUGGLED = {"context": {"viewer": "x"}, "viewer": {"role": "admin"}, "role": "doctor", "runtime": 1, "scope": "EVERY",
            "person_id": "BN00000005"}  # fmt: skip


async def test_who_asks_cannot_be_smuggled_in(mcp_door: McpDoor) -> None:
    plain = await mcp_door.call("citizen", "my_visits")
    smuggled = await mcp_door.call("citizen", "my_visits", **SMUGGLED)
    assert (smuggled.content, smuggled.structured_content) == (plain.content, plain.structured_content)


BAD: list[dict[str, Any]] = [{}, {"patient": None}, {"patient": ["BN1"]}, {"patient": {"x": 1}}, {"patient": 7}]


@pytest.mark.parametrize("arguments", BAD, ids=str)
async def test_wrong_arguments_are_named_and_not_repeated(mcp_door: McpDoor, arguments: dict[str, Any]) -> None:
    told = await mcp_door.call("doctor", "patient_summary", **arguments)
    assert told.is_error
    assert "patient" in shown(told)
    assert "BN1" not in shown(told)


@pytest.mark.parametrize("odd", ["\x00", "BN\x00'; DROP TABLE x; --", "ữ" * 9000, "", "*", "%"])
async def test_odd_words_find_nothing_and_break_nothing(mcp_door: McpDoor, odd: str) -> None:
    told = await mcp_door.call("doctor", "patient_summary", patient=odd)
    assert told.is_error
    assert "trục trặc" not in shown(told)


@pytest.mark.parametrize("token", ["x", "e30.e30.e30"])
async def test_a_wrong_token_is_told_where_tokens_are_given(mcp_door: McpDoor, token: str) -> None:
    async with httpx.AsyncClient(base_url=mcp_door.url, trust_env=False) as client:
        sent = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
        no = await client.post("/mcp", json=sent, headers={"Authorization": f"Bearer {token}"})
        assert no.status_code == 401
        where = no.headers["www-authenticate"].partition('resource_metadata="')[2].rstrip('"')
        known = ProtectedResourceMetadata.model_validate((await client.get(where)).json())
        assert (await client.get("/.well-known/oauth-protected-resource/x")).status_code == 404
        assert (await client.get("/mcp")).status_code == 405
    assert str(known.resource) == f"{mcp_door.url}/mcp"
    assert [str(one).rstrip("/") for one in known.authorization_servers] == [mcp_door.issuer.url]
    assert known.scopes_supported == ["openid", "hoi-y-te"]


async def test_a_lost_role_ends_the_connection(mcp_door: McpDoor) -> None:
    token = mcp_door.issuer.token("NV-nobody", "doctor")
    with pytest.raises(BaseExceptionGroup):
        async with mcp_door.calling(token) as client:
            await client.list_tools()


async def test_a_large_request_is_refused(mcp_door: McpDoor) -> None:
    async with httpx.AsyncClient(base_url=mcp_door.url, trust_env=False) as client:
        headers = {"Authorization": f"Bearer {await mcp_door.token('citizen')}"}
        assert (await client.post("/mcp", content=b"x" * 70_000, headers=headers)).status_code == 413


async def test_too_many_calls_wait(mcp_door: McpDoor) -> None:
    async with mcp_door.calling(await mcp_door.token("citizen_3")) as client:
        told = await asyncio.gather(*(client.call_tool("my_bookings", {}) for _ in range(40)))
    assert {"Bạn hỏi nhanh quá. Xin chờ vài giây rồi gửi lại."} == {shown(one) for one in told if one.is_error}
    assert any(not one.is_error for one in told)


async def test_a_bug_is_one_kind_sentence_and_its_words_are_not_logged(
    mcp_door: McpDoor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("Nguyễn Văn Bí Mật")

    monkeypatch.setattr(type(mcp_door.house.toolbox), "call", broken)
    with caplog.at_level(logging.INFO):
        told = await mcp_door.call("citizen", "my_visits", whom="riêng tư")
    assert told.is_error
    assert "115" in shown(told)
    ours = [r for r in caplog.records if r.name.startswith(("app", "mcp.server", "uvicorn"))]
    assert any(r.levelname == "ERROR" for r in ours)
    assert not any("Bí Mật" in json.dumps(r.__dict__, default=str, ensure_ascii=False) for r in ours)
    assert not any("riêng tư" in r.getMessage() for r in ours)
