"""The worker: takes inbox rows and answers them, in order within a conversation, in parallel across conversations."""

import asyncio
from dataclasses import replace

from app import linking, remember
from app.chats import ANSWER_CHAT, answer_chat
from app.intake import ANSWER, Handing, hand_out, turn_of
from app.running import Job, Scribe, ending_of
from app.web.asking import viewer_of
from app.web.needs import House
from domain.errors import UnknownSession
from domain.people import Assurance, Role, Viewer
from storage.conversations import Conversation, ConversationStore
from storage.events import so_far
from storage.inbox import Inbox, InboxId

_HISTORY = 20


def declare_tasks(house: House) -> None:
    """Say what the jobs of this house do, once, in the process that works; deferring needs no more than names."""

    async def answer(inbox_id: int, level: int) -> None:
        await answer_one(house, InboxId(inbox_id), Assurance(level))

    async def chat(inbox_id: int) -> None:
        await answer_chat(house, InboxId(inbox_id))

    house.queue.task(ANSWER, answer, attempts=5)
    house.queue.task(ANSWER_CHAT, chat, attempts=5)


async def run_worker(house: House, stop: asyncio.Event, *, concurrency: int = 8) -> None:
    """Answer messages until `stop` is set, inside `house.queue.running()` and `house.feed.running()`."""
    declare_tasks(house)
    await house.queue.work(stop, concurrency=concurrency)


async def answer_one(house: House, number: InboxId, level: Assurance) -> None:
    """Answer one inbox row; a row that is finished is passed over, so the job may be run again at any time.

    `level` is how surely the door knew who asked: nobody is answered as if they were known better than that.
    """
    job = await _claim(house, number, level)
    if job is None:
        return
    scribe = Scribe(house, job)
    scribe.begin()
    ending = await linking.invited(house, await ending_of(house, job, scribe), job.viewer)
    events = await scribe.last(ending)
    handing = Handing(job.conversation, (number,), job.turn_id, ending.answer, scribe.seq, failed=ending.failed)
    async with house.cellar.own.work() as connection:
        await hand_out(house, connection, handing, events)


async def _claim(house: House, number: InboxId, level: Assurance) -> Job | None:
    """The first short unit: the message, whose conversation it is, who that is, what was said before."""
    async with house.cellar.own.work() as connection:
        message = await Inbox(connection, house.cellar.cipher, house.clock).fetch(number)
        if message is None or message.session is None:
            return None
        talks = ConversationStore(connection, house.cellar.cipher, house.clock)
        try:
            conversation = await talks.resume(message.session)
        except UnknownSession:
            # Its owner deleted the conversation meanwhile: there is nobody to answer.
            await Inbox(connection, house.cellar.cipher, house.clock).finish(number, failed=True)
            return None
        owner = Viewer(person_id=conversation.person_id, role=conversation.role)
        earlier = await talks.recent(conversation, owner, limit=_HISTORY)
        turn_id = turn_of(conversation.id, number)
        told = await so_far(connection, conversation, turn_id)
    viewer = await _viewer(house, conversation, level)
    return Job(number, turn_id, message, conversation, viewer, remember.said(earlier, turn_id), told)


async def _viewer(house: House, conversation: Conversation, level: Assurance) -> Viewer:
    """Whose conversation it is, as the accounts know them now; who lost the role is nobody."""
    found = await viewer_of(house, conversation.person_id, conversation.role, conversation.channel)
    if found is None:
        return Viewer(person_id=conversation.person_id, role=Role.ANONYMOUS, channel=conversation.channel)
    return replace(found, level=min(found.level, level))
