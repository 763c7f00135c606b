"""The worker: takes inbox rows and answers them, in order within a conversation, in parallel across conversations."""

import asyncio
import logging
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from app import remember
from app.agui import Telling
from app.errors import UNEXPECTED, frames, sentence, told
from app.intake import ANSWER, Handing, hand_out, turn_of
from app.web.asking import viewer_of
from app.web.needs import House
from app.web.words import STOPPED
from channels.web import reply
from domain.blocks import Answer, TextBlock
from domain.errors import AssistantError, NotAllowed, NotFound, SourceTimeout, UnknownSession
from domain.history import Said
from domain.messages import Inbound
from domain.people import Assurance, Role, Viewer
from domain.turns import Failed, Finished, Spoken, TurnEvent
from storage.conversations import Conversation, ConversationStore
from storage.events import Row, SoFar, so_far
from storage.feed import Bell
from storage.inbox import Inbox, InboxId

_log = logging.getLogger(__name__)

LONGEST_TURN = 120.0
"""Seconds after which a turn is given up."""
_HISTORY = 20
_PIECES_APART = 0.05
"""Seconds between two rows of a turn: at most 20 a second, and one for a turn that is answered sooner."""


def declare_tasks(house: House) -> None:
    """Say what the jobs of this house do, once, in the process that works; deferring needs no more than names."""

    async def answer(inbox_id: int, level: int) -> None:
        await answer_one(house, InboxId(inbox_id), Assurance(level))

    house.queue.task(ANSWER, answer, attempts=5)


async def run_worker(house: House, stop: asyncio.Event, *, concurrency: int = 8) -> None:
    """Answer messages until `stop` is set, inside `house.queue.running()` and `house.feed.running()`."""
    declare_tasks(house)
    await house.queue.work(stop, concurrency=concurrency)


class Job(NamedTuple):
    """Everything one turn begins with; `told` is what a worker that died in this turn had told of it."""

    number: InboxId
    turn_id: str
    message: Inbound
    conversation: Conversation
    viewer: Viewer
    history: list[Said]
    told: SoFar


async def answer_one(house: House, number: InboxId, level: Assurance) -> None:
    """Answer one inbox row; a row that is finished is passed over, so the job may be run again at any time.

    `level` is how surely the door knew who asked: nobody is answered as if they were known better than that.
    """
    job = await _claim(house, number, level)
    if job is None:
        return
    scribe = Scribe(house, job)
    scribe.begin()
    ending = await _ending(house, job, scribe)
    events = await scribe.last(ending)
    handing = Handing(job.conversation, number, job.turn_id, ending.answer, scribe.seq, ending.failed)
    async with house.cellar.own.work() as connection:
        await hand_out(house, connection, handing, events)


class Ending(NamedTuple):
    """How a turn ended."""

    answer: Answer
    event: TurnEvent | None
    """What is told last; None when the person stopped it."""
    failed: bool = False


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


async def _ending(house: House, job: Job, scribe: "Scribe") -> Ending:
    try:
        answer = await _unless_stopped(house, job, scribe)
    except AssistantError as error:
        return _expected(error)
    except Exception as error:  # noqa: BLE001 - a bug must not leave a person without an answer
        # Its words may quote a person.
        _log.error("turn failed: %s\n%s", type(error).__name__, frames(error))
        return Ending(_plain(UNEXPECTED), Failed(sentence=UNEXPECTED, code="unexpected"), failed=True)
    if answer is None:
        return Ending(_plain(STOPPED), None)
    return Ending(answer, Finished(answer, reply(answer)))


def _expected(error: AssistantError) -> Ending:
    """An expected error is an answer in one sentence; what may pass by itself is told as a fault, to be retried."""
    known = told(error)
    answer = _plain(sentence(error), refused=isinstance(error, NotAllowed | NotFound))
    if known.status >= 500:
        return Ending(answer, Failed(sentence=known.sentence, code=known.code), failed=True)
    return Ending(answer, Finished(answer, reply(answer)))


def _plain(said: str, *, refused: bool = False) -> Answer:
    return Answer(blocks=(TextBlock(text=said),), refused=refused)


async def _unless_stopped(house: House, job: Job, scribe: "Scribe") -> Answer | None:
    """The answer, or None as soon as the person stops it.

    Raises:
        SourceTimeout: it took longer than LONGEST_TURN.
    """
    if job.told.stopped:
        return None
    with house.feed.watch(job.turn_id) as bell:
        answering = asyncio.create_task(
            house.turn.answer(job.message, job.viewer, job.history, turn_id=job.turn_id, tell=scribe.hear)
        )
        watching = asyncio.create_task(_stopped(house, job, answering, bell))
        return await _first(answering, watching)


async def _first(answering: asyncio.Task[Answer], watching: asyncio.Task[None]) -> Answer | None:
    try:
        await asyncio.wait({answering, watching}, timeout=LONGEST_TURN, return_when=asyncio.FIRST_COMPLETED)
        if answering.done():
            return answering.result()
        if watching.done():
            return watching.result()
        raise SourceTimeout
    finally:
        for task in (answering, watching):
            task.cancel()
        await asyncio.gather(answering, watching, return_exceptions=True)


async def _stopped(house: House, job: Job, answering: asyncio.Task[Answer], bell: Bell) -> None:
    """Ends when somebody asks for the turn to stop, or when it is answered.

    It looks at the answer itself: `asyncio.wait_for` of Python 3.11 may swallow a cancellation.
    """
    while not answering.done():
        await bell.wait(1.0)
        # The turn's own rows ring too.
        await asyncio.sleep(_PIECES_APART)
        if not answering.done() and await house.events.is_stopped(job.conversation, job.turn_id):
            return


@dataclass(slots=True)
class Scribe:
    """Writes down what is heard of a turn, row by row; what comes close together is gathered into one."""

    house: House
    job: Job
    seq: int = field(init=False)
    telling: Telling = field(init=False)
    _heard: list[dict[str, Any]] = field(init=False)
    _pieces: list[str] = field(default_factory=list)
    _row: asyncio.Lock = field(default_factory=asyncio.Lock)
    _later: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        """Go on after the rows of a worker that died in this turn, if there was one."""
        self.seq = self.job.told.seq
        self.telling = Telling(self.job.conversation.id, self.job.turn_id)
        self._heard = [] if self.seq else self.telling.begun()

    def begin(self) -> None:
        """Tell that the turn was taken up, as soon as it takes longer than a moment."""
        if self._later is None or self._later.done():
            self._later = asyncio.create_task(self._soon())

    async def hear(self, event: TurnEvent) -> None:
        """The listener of a turn."""
        if isinstance(event, Finished | Failed):
            return
        if isinstance(event, Spoken):
            self._pieces.append(event.delta)
        else:
            self._heard += [*self._spoken(), *self.telling.told(event)]
        self.begin()

    async def last(self, ending: Ending) -> list[dict[str, Any]]:
        """The events of the turn's last row, which is written with the answer itself and not here."""
        if self._later:
            async with self._row:
                self._later.cancel()
            # What could not be written is still to be told, now with the answer.
            await asyncio.gather(self._later, return_exceptions=True)
        self.seq += 1
        end = self.telling.told(ending.event) if ending.event else self.telling.cancelled()
        return [*self._heard, *self._spoken(), *end]

    def _spoken(self) -> list[dict[str, Any]]:
        said, self._pieces = "".join(self._pieces), []
        return self.telling.told(Spoken(said)) if said else []

    async def _soon(self) -> None:
        """Write what is heard by then, until nothing more comes."""
        while self._heard or self._pieces:
            await asyncio.sleep(_PIECES_APART)
            async with self._row:
                await self._write()

    async def _write(self) -> None:
        self._heard += self._spoken()
        told, self.seq = list(self._heard), self.seq + 1
        await self.house.events.append(Row(self.job.conversation, self.job.turn_id, self.seq, "part", {"events": told}))
        del self._heard[: len(told)]
