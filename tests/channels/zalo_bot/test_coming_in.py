"""What is Zalo Bot's own on the way in: the webhook with its probe, and polling, which excludes it."""

import json

import pytest

from channels.errors import Later, NeedsOperator
from channels.pieces import Words
from domain.messages import Kind
from tests.channels.contract import NOW
from tests.channels.zalo_bot.far import ZaloBotFar
from tests.channels.zalo_bot.ours import PUBLIC

HOOK = f"{PUBLIC}/ours/webhook"


async def test_a_webhook_is_probed_set_looked_at_and_deleted(far: ZaloBotFar) -> None:
    webhook = far.bot.webhook
    assert await webhook.address() == ""
    hook = await webhook.set(HOOK)
    assert (hook.url, hook.verification.ok, hook.verification.outcome) == (HOOK, True, "webhook.ok")
    assert await webhook.address() == HOOK
    await webhook.delete()
    assert await webhook.address() == ""


@pytest.mark.parametrize(
    ("url", "outcome"),
    [(f"{PUBLIC}/elsewhere", "webhook.http.404"), ("https://127.0.0.1/ours/webhook", "webhook.err.blocked")],
)
async def test_the_platform_keeps_a_webhook_that_failed_its_probe(far: ZaloBotFar, url: str, outcome: str) -> None:
    hook = await far.bot.webhook.set(url)
    assert (hook.verification.ok, hook.verification.outcome) == (False, outcome)
    assert await far.bot.webhook.address() == url


async def test_no_webhook_may_be_said_by_http_status(far: ZaloBotFar) -> None:
    far.zalo.errors_by_status = True
    assert await far.bot.webhook.address() == ""


async def test_a_question_comes_by_the_webhook_and_the_answer_goes_back(far: ZaloBotFar) -> None:
    await far.bot.webhook.set(HOOK)
    event = far.event(text="chào")
    assert [await far.zalo.deliver(event) for _ in range(2)] == [200, 200]
    first, again = far.ours.heard
    assert first.event_id == again.event_id
    await far.messenger.send(first.sender, Words(text="Chào anh/chị"))
    assert (far.shown[-1].to, far.shown[-1].text) == (far.person, "Chào anh/chị")


async def test_another_secret_is_not_let_in(far: ZaloBotFar) -> None:
    await far.bot.webhook.set(HOOK)
    far.zalo.hook = (HOOK, "another secret")
    assert await far.zalo.deliver(far.event(text="chào")) == 403
    assert far.ours.heard == []


async def test_polling_brings_one_event_at_a_time(far: ZaloBotFar) -> None:
    for text in ("một", "hai"):
        far.zalo.news.put_nowait(far.event(text=text))
    heard = [body for _ in range(3) for body in await far.bot.updates()]
    said = [message for body in heard for message in far.messenger.parse(body, received_at=NOW)]
    assert [(message.text, message.kind) for message in said] == [("một", Kind.TEXT), ("hai", Kind.TEXT)]


@pytest.mark.parametrize("by_status", [False, True])
async def test_an_idle_poll_is_nothing_new(far: ZaloBotFar, *, by_status: bool) -> None:
    far.zalo.errors_by_status = by_status
    assert await far.bot.updates() == []


async def test_a_polled_and_a_brought_event_are_the_same(far: ZaloBotFar) -> None:
    event = far.event(text="chào")
    far.zalo.news.put_nowait(event)
    (polled,) = await far.bot.updates()
    ids = {far.messenger.parse(body, received_at=NOW)[0].event_id for body in (polled, json.dumps(event).encode())}
    assert len(ids) == 1


async def test_polling_refuses_to_run_beside_a_webhook(far: ZaloBotFar) -> None:
    await far.bot.webhook.set(HOOK)
    with pytest.raises(NeedsOperator, match="webhook"):
        await far.bot.updates()
    assert "getUpdates" not in far.zalo.called


async def test_a_webhook_set_later_is_found_out_by_the_silence(far: ZaloBotFar) -> None:
    far.zalo.news.put_nowait(far.event(text="chào"))
    assert await far.bot.updates()
    await far.bot.webhook.set(HOOK)
    assert await far.bot.updates() == []
    with pytest.raises(NeedsOperator, match="webhook"):
        await far.bot.updates()


async def test_who_is_not_there_is_polled_later(far: ZaloBotFar) -> None:
    far.next("down", times=1)
    with pytest.raises(Later):
        await far.bot.updates()
    assert await far.bot.updates() == []


async def test_look_tells_operators_where_deliveries_go(far: ZaloBotFar) -> None:
    assert await far.messenger.look() == (
        "Zalo Bot knows us as bot.VDKyGxQvc (BASIC); no webhook is set, so it can be polled; "
        "0 of 3000 messages of this month are sent."
    )
    await far.bot.webhook.set(HOOK)
    assert f"deliveries go to {HOOK}" in await far.messenger.look()
