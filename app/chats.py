"""A message on a messenger: kept at the door, answered by a worker, left for the courier.

A lane is one chat. Its messages are answered in order; those that wait together are answered once.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from app import linking, remember
from app.intake import Handing, Mail, hand_out, turn_of, urgent_answer
from app.running import Ending, Job, Scribe, ending_of
from app.web.asking import viewer_of
from app.web.needs import House
from assistant.planner.tools import kind_of
from assistant.replies import can, say
from channels.pieces import pieces
from channels.web import reply
from domain.blocks import Answer, Block, TextBlock
from domain.clock import local
from domain.messages import Inbound, Kind
from domain.people import ANONYMOUS_VIEWER, Viewer
from domain.turns import Finished
from storage.channel_accounts import Account
from storage.conversations import ConversationStore
from storage.events import so_far
from storage.inbox import Inbox, InboxId, keep
from storage.outbox import Outbox

ANSWER_CHAT = "answer_chat"
"""The task that answers what waits in the lane of one inbox row; its lock is the lane."""
_HISTORY = 20
_STALE = timedelta(hours=2)
"""A question older than this gets an apology: an answer would come out of the blue, and may no longer be true."""
_TYPING_EVERY = 4.0


async def take_in_chat(house: House, inbound: Inbound) -> bool:
    """Keep one event of a messenger and leave it to a worker; an emergency is answered at once, beside the lane.

    False when it was kept before.
    """
    kept = replace(inbound, session=house.cellar.handles.key(inbound.channel, inbound.sender))
    if kept.kind is Kind.TEXT and (urgent := urgent_answer(kept.text)):
        return await _take_in_urgent(house, kept, urgent)
    return await keep(house.cellar.own, house.cellar.cipher, kept, task=ANSWER_CHAT) is not None


async def _take_in_urgent(house: House, inbound: Inbound, urgent: Answer) -> bool:
    lane = str(inbound.session)
    async with house.cellar.own.work() as connection:
        number = await _inbox(house, connection).put_new(inbound)
        if number is None:
            return False
        await house.queue.defer(ANSWER_CHAT, on=connection, lock=lane, inbox_id=number)
        # Its own lane: it passes whatever is still on its way to this chat.
        mail = _mail(urgent, inbound.sender, inbound, lane=f"{lane}!")
        await mail.leave(_outbox(house, connection), f"{lane}.{number}.115", inbound.channel)
    return True


class Chat(NamedTuple):
    """What waits in a lane, and whose chat it is."""

    account: Account
    waiting: dict[InboxId, Inbound]

    @property
    def last(self) -> Inbound:
        """The newest event."""
        return list(self.waiting.values())[-1]

    @property
    def texts(self) -> list[str]:
        """What was written, in order."""
        return [one.text for one in self.waiting.values() if one.kind is Kind.TEXT]

    @property
    def open(self) -> list[str]:
        """What was written and not yet answered at the door."""
        return [text for text in self.texts if urgent_answer(text) is None]

    @property
    def done(self) -> Answer | None:
        """The answer that left at the door already, where nothing else waits."""
        return None if self.open or not self.texts else urgent_answer(self.texts[-1])


async def answer_chat(house: House, number: InboxId) -> None:
    """Answer all that waits in the lane of that row; nothing when it is finished, so the job may be run again."""
    chat = await _claim(house, number)
    if chat is None:
        return
    job = await _job(house, number, chat)
    scribe = Scribe(house, job)
    scribe.begin()
    async with _typing(house, chat.account):
        ready = chat.done or await _ready(house, chat, job)
        ending = Ending(ready, Finished(ready, reply(ready))) if ready else await ending_of(house, job, scribe)
        ending = await linking.invited(house, ending, job.viewer, chat.account)
    events = await scribe.last(ending)
    await _post(house, chat, job, ending, scribe.seq, events)


async def _claim(house: House, number: InboxId) -> Chat | None:
    async with house.cellar.own.work() as connection:
        waiting = await _since_they_left(house, connection, await _inbox(house, connection).lane(number))
        if not waiting:
            return None
        last = list(waiting.values())[-1]
        return Chat(await linking.accounts_of(house, connection).meet(last.channel, last.sender), waiting)


async def _since_they_left(
    house: House, connection: AsyncConnection, waiting: dict[InboxId, Inbound]
) -> dict[InboxId, Inbound]:
    """What came after the person last blocked us: the link ended there, and nothing before it is answered."""
    left = max((number for number, one in waiting.items() if one.kind is Kind.LEFT), default=None)
    if left is None:
        return waiting
    await linking.accounts_of(house, connection).leave(str(waiting[left].session))
    for number in waiting:
        if number <= left:
            await _inbox(house, connection).finish(number)
    return {number: one for number, one in waiting.items() if number > left}


async def _job(house: House, number: InboxId, chat: Chat) -> Job:
    """Everything the turn begins with: the waiting texts are one message, in the chat's one conversation."""
    viewer = await _viewer(house, chat.account)
    async with house.cellar.own.work() as connection:
        talks = ConversationStore(connection, house.cellar.cipher, house.clock)
        conversation = await talks.latest(viewer)
        earlier = await talks.recent(conversation, viewer, limit=_HISTORY)
        turn_id = turn_of(conversation.id, number)
        told = await so_far(connection, conversation, turn_id)
    message = replace(chat.last, text="\n".join(chat.open), session=conversation.id)
    return Job(number, turn_id, message, conversation, viewer, remember.said(earlier, turn_id), told)


async def _viewer(house: House, account: Account) -> Viewer:
    """Who the chat is, as the accounts know them now and no more surely than they proved; else a guest of this chat."""
    guest = replace(ANONYMOUS_VIEWER, person_id=f"guest:{account.key}", channel=account.channel)
    if not account.linked:
        return guest
    found = await viewer_of(house, account.person_id, account.role, account.channel)
    return replace(found, level=min(found.level, account.level)) if found else guest


async def _ready(house: House, chat: Chat, job: Job) -> Answer | None:
    """What is said without looking anything up; None when there is a question to answer."""
    if linked := await linking.heard(house, chat.account, chat.waiting.values(), by=job.turn_id):
        return linked
    if not chat.texts:
        return _plain(_welcome(job) if chat.last.kind is Kind.START else say("unreadable"))
    if (age := house.now.now() - chat.last.received_at) > _STALE:
        return _plain(say("too_late", at=f"{local(house.now.now() - age):%H:%M ngày %d/%m}"))
    return None


def _welcome(job: Job) -> str:
    return say("greeting", can=can(kind_of(house_tools(job.viewer))))


def house_tools(viewer: Viewer) -> frozenset[str]:
    """The names of the tools of a viewer's role."""
    from assistant.tools.by_role import TOOLS

    return frozenset(tool.__name__ for tool in TOOLS[viewer.role])


async def _post(house: House, chat: Chat, job: Job, ending: Ending, seq: int, events: list[dict[str, Any]]) -> None:
    """The last unit: the words and the answer are remembered, the pieces left for the courier, the lane is free."""
    async with house.cellar.own.work() as connection:
        dead = await _outbox(house, connection).tell_dead(chat.account.key)
        answer = ending.answer if chat.done else _introduced(ending.answer, chat.account, dead)
        mail = Mail(chat.account.key) if chat.done else _mail(answer, chat.account.handle, chat.last)
        said = tuple(remember.asked(job.turn_id, text) for text in chat.texts)
        handing = Handing(job.conversation, tuple(chat.waiting), job.turn_id, answer, seq, said, mail, ending.failed)
        if await hand_out(house, connection, handing, events) and not chat.done:
            await linking.accounts_of(house, connection).greeted(chat.account.key)


def _introduced(answer: Answer, account: Account, dead: int) -> Answer:
    """The first message says what this is (design §7); one that may have been lost is told of at the next contact."""
    first = () if account.greeted else (TextBlock(text=say("first_contact")),)
    lost: tuple[Block, ...] = (TextBlock(text=say("may_be_lost", count=str(dead))),) if dead else ()
    return answer.model_copy(update={"blocks": (*first, *lost, *answer.blocks)})


def _mail(answer: Answer, to: str, inbound: Inbound, *, lane: str = "") -> Mail:
    made = pieces(answer, inbound.channel)
    payloads = tuple({"to": to, "piece": piece.model_dump(mode="json")} for piece in made)
    return Mail(lane or str(inbound.session), payloads)


@asynccontextmanager
async def _typing(house: House, account: Account) -> AsyncIterator[None]:
    """Show that an answer is being made while the block runs, where the channel can."""
    messenger = house.messengers.get(account.channel)

    async def show() -> None:
        while messenger is not None:
            await messenger.typing(account.handle)
            await asyncio.sleep(_TYPING_EVERY)

    task = asyncio.create_task(show())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _plain(text: str) -> Answer:
    return Answer(blocks=(TextBlock(text=text),))


def _inbox(house: House, connection: AsyncConnection) -> Inbox:
    return Inbox(connection, house.cellar.cipher, house.now)


def _outbox(house: House, connection: AsyncConnection) -> Outbox:
    return Outbox(connection, house.cellar.cipher, house.now)
