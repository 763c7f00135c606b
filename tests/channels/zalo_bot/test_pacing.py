"""Not faster than is safe, and not more than the month allows."""

import asyncio
from datetime import UTC, datetime

import pytest

from channels.errors import Later, NeedsOperator, Refused, Unknown
from channels.zalo_bot.pacing import Allowance, Pace
from domain.clock import FixedClock
from tests.channels.zalo_bot.far import ZaloBotFar
from tests.channels.zalo_bot.test_sending import HELLO

NOON = datetime(2026, 11, 30, 5, tzinfo=UTC)


class Clockwork:
    """Sleepers wake in the order of their time, which passes only when nobody else has anything to do."""

    def __init__(self) -> None:
        self.at, self.sleepers = 100.0, list[tuple[float, int, asyncio.Event]]()

    async def sleep(self, seconds: float) -> None:
        event = asyncio.Event()
        self.sleepers.append((self.at + seconds, len(self.sleepers), event))
        await event.wait()

    async def run(self, *tasks: asyncio.Task[None]) -> None:
        while not all(task.done() for task in tasks):
            for _ in range(20):
                await asyncio.sleep(0)
            if self.sleepers:
                self.sleepers.sort()
                self.at, _, event = self.sleepers.pop(0)
                event.set()


async def times(*chats: str) -> dict[str, list[float]]:
    """When each chat was written to, in seconds after the first."""
    clock = Clockwork()
    pace, seen = Pace(now=lambda: clock.at, sleep=clock.sleep), dict[str, list[float]]()

    async def write(chat: str) -> None:
        await pace.turn(chat)
        seen.setdefault(chat, []).append(round(clock.at - 100.0, 3))

    await clock.run(*[asyncio.create_task(write(chat)) for chat in chats])
    return seen


async def test_one_a_second_to_a_chat() -> None:
    assert await times("a", "a", "a") == {"a": [0.0, 1.0, 2.0]}


async def test_five_a_second_to_all() -> None:
    assert await times("a", "b", "c", "d", "e", "f") == {
        "a": [0.0], "b": [0.2], "c": [0.4], "d": [0.6], "e": [0.8], "f": [1.0],
    }  # fmt: skip


async def test_who_waits_for_a_chat_holds_up_no_other() -> None:
    assert (await times("a", "a", "a", "b"))["b"] == [0.2]


async def test_chats_of_the_past_are_forgotten() -> None:
    clock = Clockwork()
    pace = Pace(now=lambda: clock.at, overall=0)
    for number in range(1500):
        clock.at += 2
        await pace.turn(str(number))
    assert len(pace._chats) <= 1001


async def test_sends_keep_the_pace(far: ZaloBotFar) -> None:
    began = far.hurry.at
    for _ in range(3):
        await far.messenger.send(far.person, HELLO)
    assert far.hurry.at - began == pytest.approx(2.0)


async def test_more_than_the_month_allows_is_an_operators_matter(far: ZaloBotFar) -> None:
    far.bot._allowance = Allowance(2)
    for _ in range(2):
        await far.messenger.send(far.person, HELLO)
    with pytest.raises(NeedsOperator, match="2 messages"):
        await far.messenger.send(far.person, HELLO)
    assert len(far.shown) == 2
    await far.messenger.typing(far.person)
    assert far.typed


async def test_a_month_begins_at_midnight_in_viet_nam_and_knows_what_was_sent_before() -> None:
    asked, clock = list[datetime](), FixedClock(NOON)

    async def sent_since(since: datetime) -> int:
        asked.append(since.astimezone(UTC))
        return 1 if len(asked) == 1 else 0

    allowance = Allowance(2, sent_since, clock)
    async with allowance.one():
        assert await allowance.spent() == 2
    with pytest.raises(NeedsOperator):
        async with allowance.one():
            pass
    clock.at = datetime(2026, 11, 30, 17, tzinfo=UTC)
    assert await allowance.spent() == 0
    assert asked == [datetime(2026, 10, 31, 17, tzinfo=UTC), datetime(2026, 11, 30, 17, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("error", "spent"), [(Later("x"), 0), (Refused("x"), 0), (NeedsOperator("x"), 0), (Unknown("x"), 1)]
)
async def test_only_what_may_have_gone_is_spent(error: Exception, spent: int) -> None:
    allowance = Allowance(5)
    with pytest.raises(type(error)):
        async with allowance.one():
            raise error
    assert await allowance.spent() == spent
