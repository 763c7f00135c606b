"""The API's manners: what it says no to, in one clear sentence each."""

import asyncio
import json
import re
import uuid
from collections.abc import AsyncIterator

import httpx
import pytest

from app.web.application import create_app
from app.web.asking import COOKIE
from app.web.pages import digest
from domain.people import Assurance, Role
from storage.accounts import Session
from storage.engine import connect
from tests.web.conftest import Door, Visit
from tests.web.visitor import Visitor, said_no

PATHS = ["/", "/healthz", "/api/me", f"/static/{digest()}/js/main.js", "/no/such/page", "/api/conversations/x/messages"]


@pytest.mark.parametrize("path", PATHS)
async def test_every_response_is_closed_to_the_outside(visit: Visit, path: str) -> None:
    response = await (await visit()).client.get(path)
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["x-frame-options"] == "DENY"


async def test_the_page_has_nothing_inline_and_nothing_foreign(visit: Visit) -> None:
    page = (await (await visit()).client.get("/")).text
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|https?://", page)
    for path in re.findall(r'(?:src|href)="(/[^"]+)"', page):
        response = await (await visit()).client.get(path)
        assert response.status_code == 200, path
        assert "immutable" in response.headers["cache-control"]


async def test_what_may_be_about_a_person_is_not_kept_by_a_browser(visit: Visit) -> None:
    for path in ("/api/me", "/api/conversations"):
        assert (await (await visit()).client.get(path)).headers["cache-control"] == "no-store"


async def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(door: Door) -> None:
    async with Visitor.at(door.url) as visitor:
        cookie = (await visitor.client.get("/api/me")).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()


@pytest.mark.parametrize("token", ["", "wrong"])
async def test_a_change_without_the_pages_own_token_is_refused(visit: Visit, token: str) -> None:
    visitor = await visit()
    visitor.csrf = token
    said_no(await visitor.post("xin chào"), 403, "csrf")


async def test_a_token_of_another_session_is_refused(visit: Visit) -> None:
    visitor, other = await visit(), await visit()
    visitor.csrf = other.csrf
    said_no(await visitor.post("xin chào"), 403, "csrf")


@pytest.mark.parametrize(
    "header", [{"Origin": "https://example.com"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
async def test_a_change_from_another_site_is_refused(visit: Visit, header: dict[str, str]) -> None:
    visitor = await visit()
    body = {"conversation": None, "text": "xin chào", "event_id": "e1"}
    said_no(await visitor.change("POST", "/api/messages", json=body, headers=header), 403, "origin")


async def test_nobody_without_a_session_changes_anything(door: Door) -> None:
    async with Visitor.at(door.url) as stranger:
        said_no(await stranger.post("xin chào"), 403, "csrf")
        assert (await stranger.client.get("/api/conversations")).status_code == 403


@pytest.mark.parametrize("text", ["", "   \n\t ", "😀👍", "?!…", "\u200b\u200b", "\x00\x07"])
async def test_a_message_without_a_word_gets_one_sentence(visit: Visit, text: str) -> None:
    visitor = await visit()
    assert "chữ" in said_no(await visitor.post(text), 422, "no_words")
    assert await visitor.talks() == []


async def test_four_thousand_characters_are_a_message_and_one_more_is_not(visit: Visit) -> None:
    visitor = await visit()
    assert (await visitor.post("ữ" * 4000)).status_code == 202
    assert "4.000" in said_no(await visitor.post("ữ" * 4001), 413, "too_long")


async def test_a_megabyte_is_refused_before_it_is_read_as_anything(visit: Visit) -> None:
    visitor = await visit()
    said_no(await visitor.post("dài " * 250_000), 413, "too_long")
    assert await visitor.talks() == []


async def test_a_body_that_hides_its_length_is_refused_too(visit: Visit) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 1024

    visitor = await visit()
    said_no(await visitor.change("POST", "/api/messages", content=pieces()), 413, "too_long")


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{", '{"text": "a"}', '{"text": 1, "event_id": "e"}', '{"text": "a", "event_id": "../;"}', "\xff"],
)
async def test_what_is_not_our_json_gets_one_sentence(visit: Visit, body: str) -> None:
    response = await (await visit()).change("POST", "/api/messages", content=body.encode("latin-1"))
    said_no(response, 422, "bad_request")


WRONG = ["x", str(uuid.uuid4()), "'; DROP TABLE house.messages; --", "%00", "a" * 500]


@pytest.mark.parametrize("wrong", WRONG)
async def test_a_wrong_conversation_gets_one_sentence(visit: Visit, wrong: str) -> None:
    visitor = await visit("citizen")
    path = httpx.URL("/api/conversations/").join(httpx.URL(path=f"/api/conversations/{wrong}"))
    for response in (
        await visitor.client.get(f"{path}/messages"),
        await visitor.change("DELETE", str(path)),
        await visitor.change("PATCH", str(path), json={"title": "a"}),
    ):
        said_no(response, 404, "unknown_session")


@pytest.mark.parametrize("wrong", ["x", f"{uuid.uuid4()}.1", "..", "a.b.c"])
async def test_a_wrong_turn_gets_one_sentence(visit: Visit, wrong: str) -> None:
    visitor = await visit()
    said_no(await visitor.client.get(f"/api/turns/t{wrong}/events"), 404, "unknown_session")
    said_no(await visitor.change("POST", f"/api/turns/t{wrong}/stop"), 404, "unknown_session")
    said_no(await visitor.change("POST", f"/api/turns/t{wrong}/feedback", json={"thumb": "up"}), 404, "unknown_session")


async def test_a_conversation_belongs_to_one_person_in_one_role(visit: Visit) -> None:
    guest, other, citizen = await visit(), await visit(), await visit("citizen")
    taken = await guest.ask("xin chào")
    for stranger in (other, citizen):
        path = f"/api/conversations/{taken['conversation']}/messages"
        said_no(await stranger.client.get(path), 404, "unknown_session")
        said_no(await stranger.client.get(f"/api/turns/{taken['turn_id']}/events"), 404, "unknown_session")
        said_no(await stranger.post("tôi nữa", taken["conversation"]), 404, "unknown_session")
    assert (await guest.messages(taken["conversation"]))[0]["text"] == "xin chào"


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script><img src=x onerror=alert(1)>", "'; DROP TABLE house.messages; --",
     "{{7*7}} ${7*7} %s %(a)s", "Nguyễn\u202eThị\u0301 Hạnh"],
)  # fmt: skip
async def test_html_and_sql_are_words_like_any_other(visit: Visit, text: str) -> None:
    visitor = await visit()
    taken = await visitor.ask(text)
    await visitor.events(taken["turn_id"])
    asked, answered = await visitor.messages(taken["conversation"])
    assert (asked["role"], answered["role"]) == ("user", "assistant")
    assert asked["text"] in {text, text.replace("ị\u0301", "ị\u0301")}
    assert asked["text"] in answered["text"]


async def test_the_same_event_twice_is_one_message_and_one_turn(visit: Visit) -> None:
    visitor = await visit()
    event_id = str(uuid.uuid4())
    first, second = await asyncio.gather(*(visitor.post("một lần thôi", event_id=event_id) for _ in range(2)))
    third = await visitor.post("một lần thôi", event_id=event_id)
    assert first.json() == second.json() == third.json()
    await visitor.events(first.json()["turn_id"])
    assert len(await visitor.messages(first.json()["conversation"])) == 2
    assert len(await visitor.talks()) == 1


async def test_a_title_can_be_changed_and_a_talk_deleted(visit: Visit) -> None:
    visitor = await visit()
    taken = await visitor.ask("câu hỏi đầu tiên của tôi")
    await visitor.events(taken["turn_id"])
    path = f"/api/conversations/{taken['conversation']}"
    assert [talk["title"] for talk in await visitor.talks()] == ["câu hỏi đầu tiên của tôi"]
    assert (await visitor.change("PATCH", path, json={"title": "Khám tim <b>"})).status_code == 204
    assert [talk["title"] for talk in await visitor.talks()] == ["Khám tim <b>"]
    assert (await visitor.change("PATCH", path, json={"title": ""})).status_code == 422
    assert (await visitor.change("DELETE", path)).status_code == 204
    assert await visitor.talks() == []
    said_no(await visitor.client.get(f"{path}/messages"), 404, "unknown_session")


async def test_an_opinion_is_kept_and_does_not_disturb_the_turn(visit: Visit, door: Door) -> None:
    visitor = await visit()
    taken = await visitor.ask("xin chào")
    await visitor.events(taken["turn_id"])
    path = f"/api/turns/{taken['turn_id']}/feedback"
    assert (await visitor.change("POST", path, json={"thumb": "up"})).status_code == 204
    assert (await visitor.change("POST", path, json={"thumb": "down", "reason": "Sai số liệu"})).status_code == 204
    assert (await visitor.change("POST", path, json={"thumb": "sideways"})).status_code == 422
    kinds = [event["type"] for _, event in await visitor.events(taken["turn_id"])]
    assert kinds[-1] == "RUN_FINISHED"
    assert kinds.count("RUN_FINISHED") == 1


async def test_who_asks_too_fast_is_told_so_but_an_emergency_never_waits(visit: Visit) -> None:
    visitor = await visit()
    seen = {(await visitor.post(f"câu {n}")).status_code for n in range(30)}
    assert seen == {202, 429}
    said_no(await visitor.post("một câu nữa"), 429, "too_fast")
    assert (await visitor.post("đau ngực lan ra tay, khó thở")).status_code == 202


async def test_an_unknown_page_is_one_sentence_for_people_and_json_for_programs(visit: Visit) -> None:
    client = (await visit()).client
    page = await client.get("/no/such/page", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "Không có trang này" in page.text
    assert "115" in page.text
    said_no(await client.get("/api/none"), 404, "not_found")
    assert (await client.get("/static/../app/settings.py")).status_code == 404
    assert (await client.get(f"/static/{digest()}/%2e%2e/%2e%2e/needs.py")).status_code == 404


async def test_a_bug_in_a_route_shows_and_logs_no_words(
    door: Door, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("bí mật của Nguyễn Thị B")

    monkeypatch.setattr(type(door.house.sessions), "find", broken)
    transport = httpx.ASGITransport(create_app(door.house))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", cookies={"hoiyte": "x"}) as client:
        response = await client.get("/api/me")
    said_no(response, 500, "unexpected")
    assert response.headers["content-security-policy"]
    assert "bí mật" not in response.text + caplog.text
    assert "RuntimeError" in caplog.text
    assert "asking.py" in caplog.text


async def test_operators_see_health_and_counts_but_no_names(visit: Visit) -> None:
    visitor = await visit("citizen")
    taken = await visitor.ask("xin chào Nguyễn Thị Hạnh")
    await visitor.events(taken["turn_id"])
    assert (await visitor.client.get("/healthz")).json() == {"status": "ok"}
    ready = await visitor.client.get("/readyz")
    assert (ready.status_code, ready.json()["queue"]) == (200, "ok")
    told = (await visitor.client.get("/metrics")).text
    assert 'route="/api/turns/{turn_id}/events"' in told
    for word in (taken["conversation"], "Nguyễn", "999300000001", "xin"):
        assert word not in told


async def test_a_client_cannot_name_what_is_counted(visit: Visit) -> None:
    visitor = await visit()
    await visitor.client.request("NGUYENVANAN", "/healthz")
    assert "NGUYENVANAN" not in (await visitor.client.get("/metrics")).text


async def test_the_page_knows_who_is_there(visit: Visit) -> None:
    guest = await (await visit()).me()
    assert guest["viewer"] is None
    assert guest["demo"]
    assert "tự động" in guest["notice"]
    assert guest["suggestions"]
    assert "anonymous" not in {p["name"] for p in guest["personas"]}
    doctor = await (await visit("doctor")).me()
    assert doctor["viewer"]["role"] == "doctor"
    assert doctor["viewer"]["role_label"] == "Bác sĩ"
    assert doctor["viewer"]["facility"] == "Bệnh viện đa khoa Ninh Kiều"
    assert doctor["suggestions"] == ["Tóm tắt bệnh nhân BN00001234"]
    assert json.dumps(doctor).count("999300000001") == 0


async def test_the_drawing_bundle_is_ours_and_is_fetched_once(visit: Visit) -> None:
    client = (await visit()).client
    bundle = await client.get("/charts/vega.js")
    assert bundle.headers["content-type"].startswith("text/javascript")
    assert "vegaEmbed" in bundle.text
    again = await client.get("/charts/vega.js", headers={"If-None-Match": bundle.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_the_inbox_tells_nobody_who_wrote(visit: Visit, door: Door) -> None:
    visitor = await visit("citizen")
    taken = await visitor.ask("ai viết câu này")
    with connect(door.house.cellar.databases.owner) as connection:
        query = "SELECT inbox::text FROM house.inbox WHERE conversation = %s"
        ((row,),) = connection.execute(query, (taken["conversation"],)).fetchall()
    assert "999300000001" not in row


async def test_the_same_event_in_another_role_is_another_event(visit: Visit, door: Door) -> None:
    """Whoever plays two roles in two windows has two conversations, whatever the page numbers its events by."""
    event, talks = str(uuid.uuid4()), []
    for role in (Role.DOCTOR, Role.CITIZEN):
        visitor = await visit()
        token = await door.house.sessions.begin(Session("NV000001", role, Assurance.CITIZEN, persona=False))
        visitor.client.cookies.clear()
        visitor.client.cookies.set(COOKIE, token)
        await visitor.me()
        talks.append((await visitor.post("cùng một lúc", event_id=event)).json()["conversation"])
    assert len(set(talks)) == 2
