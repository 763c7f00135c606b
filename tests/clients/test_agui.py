"""The official AG-UI client talks to the house, by token and by the page's session."""

import asyncio
import json
import os
import shutil
import subprocess
import uuid
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from ag_ui.core.events import Event
from pydantic import TypeAdapter

from domain.people import Role
from tests.clients.conftest import ClientDoor
from tests.web.visitor import Visitor, said_no

HERE = Path(__file__).parent / "agui"
INSTALLED = Path(__file__).parents[2] / "artefacts" / "agui-client"
AGUI: TypeAdapter[Event] = TypeAdapter(Event)


class Talk(NamedTuple):
    """What the client heard."""

    heard: list[dict[str, Any]]
    failure: str
    messages: list[dict[str, Any]]

    @property
    def kinds(self) -> list[str]:
        """Its events' types."""
        return [event["type"] for event in self.heard]

    @property
    def said(self) -> list[str]:
        """What the assistant said, as the client put it together."""
        return [
            message["content"] for message in self.messages if message["role"] == "assistant" and "content" in message
        ]


@pytest.fixture(scope="session")
def client() -> Path:
    """The client's script beside its installed package."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed, and the official AG-UI client runs on it")
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "talk.mjs"):
        shutil.copy(HERE / name, INSTALLED / name)
    wanted = json.loads((HERE / "package.json").read_text())["dependencies"]["@ag-ui/client"]
    there = INSTALLED / "node_modules" / "@ag-ui" / "client" / "package.json"
    if not there.exists() or json.loads(there.read_text())["version"] != wanted:
        flags = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
        subprocess.run(["npm", "install", *flags], cwd=INSTALLED, check=True, timeout=100)
    return INSTALLED / "talk.mjs"


async def talk(client: Path, url: str, headers: dict[str, str], *says: str, thread: str = "") -> Talk:
    asked = {"url": f"{url}/agui", "headers": headers, "threadId": thread or str(uuid.uuid4()), "says": says}
    node = await asyncio.create_subprocess_exec(
        "node", str(client), env={"PATH": os.environ["PATH"], "TALK": json.dumps(asked)}, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    out, errors = await asyncio.wait_for(node.communicate(), 60)
    assert node.returncode == 0, errors.decode()
    return Talk(**json.loads(out))


def bearing(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def test_the_official_client_hears_a_turn(door: ClientDoor, client: Path) -> None:
    thread = str(uuid.uuid4())
    told = await talk(client, door.url, bearing(door.citizen), "lần khám gần nhất", thread=thread)
    assert told.failure == ""
    assert (told.kinds[0], told.kinds[-1]) == ("RUN_STARTED", "RUN_FINISHED")
    assert {"TOOL_CALL_START", "TEXT_MESSAGE_CONTENT", "CUSTOM"} <= set(told.kinds)
    assert {told.heard[0]["threadId"], told.heard[-1]["threadId"]} == {thread}
    assert told.heard[0]["runId"] == told.heard[-1]["runId"]
    assert told.said[-1].startswith("Lần khám gần nhất của bạn là **ngày 12/11/2026**")
    assert door.house.turn.heard[0][1].person_id == door.person


async def test_a_thread_goes_on_and_belongs_to_one_person(door: ClientDoor, client: Path) -> None:
    thread = str(uuid.uuid4())
    told = await talk(client, door.url, bearing(door.citizen), "một", "hai", thread=thread)
    assert told.said == ["Bạn hỏi: một", "Bạn hỏi: hai"]
    await talk(client, door.url, bearing(door.doctor), "ba", thread=thread)
    histories = [[s.text for s in history] for _, _, history in door.house.turn.heard]
    assert histories == [[], ["một", "Bạn hỏi: một"], []]


async def test_by_the_pages_session(door: ClientDoor, client: Path) -> None:
    async with Visitor.at(door.url) as visitor:
        await visitor.me()
        await visitor.play("doctor")
        headers = {"Cookie": f"hoiyte={visitor.client.cookies['hoiyte']}", "X-CSRF-Token": visitor.csrf}
        told = await talk(client, door.url, headers, "một")
        assert told.said == ["Bạn hỏi: một"]
        assert door.house.turn.heard[0][1].role is Role.DOCTOR
        assert "một" in {known["title"] for known in await visitor.talks()}


async def test_a_failure_is_told_as_one(door: ClientDoor, client: Path) -> None:
    told = await talk(client, door.url, bearing(door.citizen), "hỏng")
    assert told.kinds[-1] == "RUN_ERROR"
    assert told.heard[-1]["code"] == "unexpected"
    assert "bí mật" not in json.dumps(told.heard)


async def test_a_wrong_token_is_told_as_one(door: ClientDoor, client: Path) -> None:
    told = await talk(client, door.url, bearing("x"), "một")
    assert "401" in told.failure
    assert door.house.turn.heard == []


def run(text: object, **other: object) -> dict[str, object]:
    messages = [{"id": "m1", "role": "user", "content": text}]
    return {"threadId": "thread-0001", "runId": "run-1", "messages": messages, "tools": [], "context": [],
            "state": {}, "forwardedProps": {}, **other}  # fmt: skip


async def heard(client: httpx.AsyncClient, body: object, headers: dict[str, str]) -> list[dict[str, Any]]:
    response = await client.post("/agui", json=body, headers=headers)
    assert response.status_code == 200, response.text
    return [json.loads(line[6:]) for line in response.text.splitlines() if line.startswith("data: ")]


async def test_every_event_is_the_protocols_own(door: ClientDoor) -> None:
    async with httpx.AsyncClient(base_url=door.url, trust_env=False, timeout=20) as client:
        for text in ("lần khám gần nhất", "kể dần", "đau ngực lan ra tay, khó thở", "bận"):
            for event in await heard(client, run(text), bearing(door.citizen)):
                AGUI.validate_python(event)


async def test_the_same_run_is_one_turn_and_other_words_are_another(door: ClientDoor) -> None:
    async with httpx.AsyncClient(base_url=door.url, trust_env=False, timeout=20) as client:
        first = await heard(client, run("một"), bearing(door.citizen))
        assert await heard(client, run("một"), bearing(door.citizen)) == first
        await heard(client, run("hai"), bearing(door.citizen))
    assert [text for text, _, _ in door.house.turn.heard] == ["một", "hai"]


async def test_a_session_needs_its_proof_and_a_token_no_session(door: ClientDoor) -> None:
    async with Visitor.at(door.url) as visitor:
        await visitor.me()
        await visitor.play("citizen")
        said_no(await visitor.client.post("/agui", json=run("một")), 403, "csrf")
        cross = {"Origin": "https://evil.example"}
        said_no(await visitor.change("POST", "/agui", json=run("một"), headers=cross), 403, "origin")
        said_no(await visitor.change("POST", "/agui", json=run("một"), headers=bearing("x")), 401, "invalid_token")
        visitor.csrf = ""
        visitor.client.headers["Authorization"] = f"Bearer {door.doctor}"
        assert (await visitor.change("POST", "/agui", json=run("hai"))).status_code == 200
    async with Visitor.at(door.url) as stranger:
        said_no(await stranger.client.post("/agui", json=run("một")), 401, "invalid_token")
    assert [(text, viewer.role) for text, viewer, _ in door.house.turn.heard] == [("hai", Role.DOCTOR)]


@pytest.mark.parametrize("body", [{}, [], {"threadId": "a"}, run(7), run("một", threadId=None)], ids=str)
async def test_what_is_no_run_gets_one_sentence(door: ClientDoor, body: object) -> None:
    async with httpx.AsyncClient(base_url=door.url, trust_env=False) as client:
        said_no(await client.post("/agui", json=body, headers=bearing(door.citizen)), 400, "bad_request")


async def test_no_words_and_half_letters(door: ClientDoor) -> None:
    async with httpx.AsyncClient(base_url=door.url, trust_env=False) as client:
        said_no(await client.post("/agui", json=run("?"), headers=bearing(door.citizen)), 422, "no_words")
        said_no(await client.post("/agui", json=run(None), headers=bearing(door.citizen)), 422, "no_words")
        half = json.dumps(run([{"type": "text", "text": "một \ud800 hai"}])).encode()
        headers = bearing(door.citizen) | {"Content-Type": "application/json"}
        assert (await client.post("/agui", content=half, headers=headers)).status_code == 200
