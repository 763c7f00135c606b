"""One turn under way: what it begins with, how it ends whatever goes wrong, and what is told meanwhile."""

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.agui import Telling
from app.errors import UNEXPECTED, frames, sentence, told
from app.web.needs import House
from app.web.words import STOPPED
from channels.web import reply
from domain.blocks import NEEDS_SIGN_IN, Answer, TextBlock
from domain.errors import AssistantError, NeedsSignIn, NotAllowed, NotFound, SourceTimeout
from domain.history import Said
from domain.messages import Inbound
from domain.people import Viewer
from domain.turns import Failed, Finished, Spoken, TurnEvent
from storage.conversations import Conversation
from storage.events import Row, SoFar
from storage.feed import Bell
from storage.inbox import InboxId

_log = logging.getLogger(__name__)

LONGEST_TURN = 120.0
"""Seconds after which a turn is given up."""
_PIECES_APART = 0.05
"""Seconds between two rows of a turn: at most 20 a second, and one for a turn that is answered sooner."""


class Job(NamedTuple):
    """Everything one turn begins with; `told` is what a worker that died in this turn had told of it."""

    number: InboxId
    turn_id: str
    message: Inbound
    conversation: Conversation
    viewer: Viewer
    history: list[Said]
    told: SoFar


class Ending(NamedTuple):
    """How a turn ended."""

    answer: Answer
    event: TurnEvent | None
    """What is told last; None when the person stopped it."""
    failed: bool = False


async def ending_of(house: House, job: Job, scribe: "Scribe") -> Ending:
    """The answer of the assistant, or what is said when it has none; whatever goes wrong, there is one."""
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
    if isinstance(error, NeedsSignIn):
        answer = answer.model_copy(update={"note": {NEEDS_SIGN_IN: True}})
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
