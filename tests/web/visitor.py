"""A browser without a screen: keeps its cookie, sends its CSRF token, reads event streams."""

import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

Event = dict[str, Any]
Body = bytes | AsyncIterator[bytes] | None


class Visitor:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.csrf = ""

    @classmethod
    @asynccontextmanager
    async def at(cls, url: str, transport: httpx.AsyncBaseTransport | None = None) -> AsyncIterator["Visitor"]:
        async with httpx.AsyncClient(base_url=url, timeout=20, trust_env=False, transport=transport) as client:
            yield cls(client)

    async def me(self, headers: dict[str, str] | None = None) -> dict[str, Any]:
        response = await self.client.get("/api/me", headers=headers)
        assert response.status_code == 200, response.text
        known: dict[str, Any] = response.json()
        self.csrf = known["csrf"]
        return known

    async def play(self, persona: str, headers: dict[str, str] | None = None) -> httpx.Response:
        response = await self.change("POST", "/api/signin/persona", json={"name": persona}, headers=headers)
        if response.status_code == 204:
            await self.me()
        return response

    async def change(self, method: str, path: str, *, json: object = None, content: Body = None,
                     headers: dict[str, str] | None = None) -> httpx.Response:  # fmt: skip
        own = {"X-CSRF-Token": self.csrf, **(headers or {})}
        return await self.client.request(method, path, headers=own, json=json, content=content)

    async def post(self, text: str, conversation: str | None = None, event_id: str = "") -> httpx.Response:
        body = {"conversation": conversation, "text": text, "event_id": event_id or str(uuid.uuid4())}
        return await self.change("POST", "/api/messages", json=body)

    async def ask(self, text: str, conversation: str | None = None) -> dict[str, str]:
        response = await self.post(text, conversation)
        assert response.status_code == 202, response.text
        taken: dict[str, str] = response.json()
        return taken

    async def events(
        self, turn_id: str, after: int = 0, headers: dict[str, str] | None = None
    ) -> list[tuple[int | None, Event]]:
        """Every event until the turn ends, with the id its frame carried."""
        return [pair async for pair in self.stream(turn_id, after, headers)]

    async def stream(
        self, turn_id: str, after: int = 0, headers: dict[str, str] | None = None
    ) -> AsyncIterator[tuple[int | None, Event]]:
        path = f"/api/turns/{turn_id}/events?after={after}"
        async with self.client.stream("GET", path, headers=headers) as response:
            assert response.status_code == 200, (await response.aread()).decode()
            assert response.headers["content-type"].startswith("text/event-stream")
            number, data = None, None
            async for line in response.aiter_lines():
                if line.startswith("data: "):
                    data = json.loads(line[6:])
                elif line.startswith("id: "):
                    number = int(line[4:])
                elif not line and data is not None:
                    yield number, data
                    number, data = None, None

    async def answer(self, text: str, conversation: str | None = None) -> dict[str, Any]:
        """Ask and wait for the answer's JSON."""
        taken = await self.ask(text, conversation)
        events = [event for _, event in await self.events(taken["turn_id"])]
        answers = [e["value"] for e in events if e["type"] == "CUSTOM" and e["name"] == "answer"]
        assert len(answers) == 1, events
        found: dict[str, Any] = answers[0]
        return found

    async def messages(self, conversation: str) -> list[dict[str, Any]]:
        response = await self.client.get(f"/api/conversations/{conversation}/messages")
        assert response.status_code == 200, response.text
        found: list[dict[str, Any]] = response.json()
        return found

    async def talks(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.client.get("/api/conversations")).json()
        return found


def said_no(response: httpx.Response, status: int, code: str) -> str:
    """The one clear sentence of a refusal, checked to be one and nothing more."""
    assert response.status_code == status, response.text
    error = response.json()["error"]
    assert error["code"] == code
    sentence = str(error["message"])
    assert sentence.endswith(".")
    assert len(sentence) < 200
    assert "Traceback" not in response.text
    return sentence
