"""People can be played on this machine and on invented data only."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

import httpx
import pytest

from app.web.application import create_app
from tests.web.conftest import Door, Visit
from tests.web.visitor import Visitor, said_no

FORWARDED = [
    "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "CF-Connecting-IP",
    "True-Client-IP",
]  # fmt: skip
Coming = Callable[..., AbstractAsyncContextManager[Visitor]]


@pytest.fixture
def coming(door: Door) -> Coming:
    """A visitor whose peer address, Host and house can be chosen."""

    @asynccontextmanager
    async def come(
        peer: str = "127.0.0.1", host: str = "127.0.0.1:8000", *, demo: bool = True
    ) -> AsyncIterator[Visitor]:
        transport = httpx.ASGITransport(create_app(replace(door.house, is_demo=demo)), client=(peer, 4242))
        async with Visitor.at(f"http://{host}", transport=transport) as visitor:
            yield visitor

    return come


async def test_at_home_a_persona_can_be_played(coming: Coming) -> None:
    for peer, host in (("127.0.0.1", "localhost:8000"), ("::1", "[::1]:8000"), ("127.0.0.1", "127.0.0.1")):
        async with coming(peer, host) as visitor:
            assert (await visitor.me())["personas"]
            assert (await visitor.play("doctor")).status_code == 204
            assert (await visitor.me())["viewer"]["role"] == "doctor"


@pytest.mark.parametrize("header", FORWARDED)
async def test_through_other_hands_nobody_is_played(coming: Coming, header: str) -> None:
    async with coming() as visitor:
        assert (await visitor.me(headers={header: "1.2.3.4"}))["personas"] == []
        said_no(await visitor.play("doctor", headers={header: "127.0.0.1"}), 404, "not_found")


@pytest.mark.parametrize(
    ("peer", "host"),
    [("10.0.0.7", "127.0.0.1:8000"), ("127.0.0.1", "yte.example.vn"), ("127.0.0.1", "127.0.0.1.example.com"),
     ("127.0.0.1", "localhost.example.com:8000"), ("", "localhost")],
)  # fmt: skip
async def test_from_elsewhere_nobody_is_played(coming: Coming, peer: str, host: str) -> None:
    async with coming(peer, host) as visitor:
        assert (await visitor.me())["personas"] == []
        said_no(await visitor.play("doctor"), 404, "not_found")


@pytest.mark.parametrize("host", ["[::1].example.com", "[::1]example.com:8000", "localhost:8000@example.com"])
async def test_a_name_that_only_begins_as_ours_is_not_ours(coming: Coming, host: str) -> None:
    async with coming() as visitor:
        assert (await visitor.me(headers={"Host": host}))["personas"] == []
        said_no(await visitor.play("doctor", headers={"Host": host}), 404, "not_found")


async def test_on_a_real_store_nobody_is_played(coming: Coming) -> None:
    async with coming(demo=False) as visitor:
        known = await visitor.me()
        assert (known["personas"], known["demo"]) == ([], False)
        said_no(await visitor.play("doctor"), 404, "not_found")


async def test_a_played_session_ends_where_playing_ends(coming: Coming) -> None:
    async with coming() as visitor:
        await visitor.me()
        await visitor.play("doctor")
        assert (await visitor.client.get("/api/conversations")).status_code == 200
        elsewhere = await visitor.client.get("/api/conversations", headers={"X-Forwarded-For": "1.2.3.4"})
        assert elsewhere.status_code == 403


async def test_an_unknown_persona_gets_one_sentence(visit: Visit) -> None:
    visitor = await visit()
    said_no(await visitor.play("nobody"), 404, "unknown_persona")
    said_no(await visitor.play("x" * 200), 422, "bad_request")


async def test_changing_the_person_begins_a_new_session(visit: Visit) -> None:
    visitor = await visit("citizen")
    cookie, csrf = visitor.client.cookies["hoiyte"], visitor.csrf
    taken = await visitor.ask("xin chào")
    await visitor.play("doctor")
    assert visitor.client.cookies["hoiyte"] != cookie
    said_no(await visitor.client.get(f"/api/conversations/{taken['conversation']}/messages"), 404, "unknown_session")
    visitor.csrf = csrf
    said_no(await visitor.post("bằng phiên cũ"), 403, "csrf")


async def test_signing_out_leaves_a_guest(visit: Visit) -> None:
    visitor = await visit("citizen")
    old = dict(visitor.client.cookies)
    assert (await visitor.change("POST", "/api/signout")).status_code == 204
    assert (await visitor.me())["viewer"] is None
    visitor.client.cookies.clear()
    visitor.client.cookies.update(old)
    assert (await visitor.me())["viewer"] is None


async def test_playing_the_guest_is_being_a_guest(visit: Visit) -> None:
    visitor = await visit("citizen")
    await visitor.play("anonymous")
    assert (await visitor.me())["viewer"] is None
