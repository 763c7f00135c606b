"""The door for a message: kept once under its own key, then left to a worker, in one transaction.

An emergency does not wait for a worker: it is answered here, before and beside the lane (design §3.3).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from app import own_rows, remember
from app.agui import Telling
from app.web.needs import House
from assistant import safety
from channels.web import reply
from domain.blocks import Answer
from domain.errors import UnknownSession
from domain.messages import Inbound
from domain.people import Viewer
from domain.turns import Finished
from storage.conversations import Conversation, ConversationStore
from storage.events import Row, append_row
from storage.inbox import Inbox, InboxId
from storage.outbox import Outbox

ANSWER = "answer"
"""The task that answers one inbox row; its lock is the conversation."""
_NAME = re.compile(r"[A-Za-z0-9-]{1,80}")


class Taken(NamedTuple):
    """Where the answer to a message will appear."""

    turn_id: str
    conversation: str


def turn_of(conversation: str, number: InboxId) -> str:
    """The turn that answers an inbox row: it names its conversation, so that nobody else's can be asked for."""
    return f"{conversation}.{number}"


def conversation_of(turn_id: str) -> str:
    """The conversation that a turn says it belongs to; whether the asker owns it is another question.

    Raises:
        UnknownSession: it cannot be a turn of ours.
    """
    return conversation_named(turn_id.rpartition(".")[0])


def conversation_named(name: str) -> str:
    """The name, when it could be a conversation's.

    Raises:
        UnknownSession: it could not; a database would choke on some such names.
    """
    if not _NAME.fullmatch(name):
        raise UnknownSession
    return name


async def take_in(house: House, inbound: Inbound, viewer: Viewer, *, defer: bool = True) -> Taken:
    """Keep the message and have it answered; the same event a second time gives the first one's turn.

    Without `defer` no worker is asked: the caller answers the row itself (`worker.answer_one`).

    Raises:
        UnknownSession: the conversation is not this viewer's.
    """
    urgent = urgent_answer(inbound.text)
    async with house.cellar.own.work() as connection:
        if known := await own_rows.earlier(connection, inbound):
            return Taken(turn_of(known.conversation, known.number), known.conversation)
        talks = ConversationStore(connection, house.cellar.cipher, house.clock)
        conversation = await talks.open(inbound.session, viewer)
        if not await own_rows.hold(connection, conversation):
            raise UnknownSession
        number = await _inbox(house, connection).put_new(replace(inbound, session=conversation.id))
        if number is None:
            raise SameMessageAgainError
        turn_id = turn_of(conversation.id, number)
        await talks.append(conversation, remember.asked(turn_id, inbound.text))
        if urgent is None and defer:
            await house.queue.defer(
                ANSWER, on=connection, lock=conversation.id, inbox_id=number, level=int(viewer.level)
            )
        elif urgent is not None:
            telling = Telling(conversation.id, turn_id)
            events = [*telling.begun(), *telling.told(Finished(urgent, reply(urgent)))]
            await hand_out(house, connection, Handing(conversation, number, turn_id, urgent, seq=1), events)
    return Taken(turn_id, conversation.id)


class SameMessageAgainError(Exception):
    """Two requests brought the same new event at the same moment; the later one is undone and asked again."""


def urgent_answer(text: str) -> Answer | None:
    """What is said at once to somebody in danger, or None."""
    found = safety.look(text)
    if found is None:
        return None
    return Answer(blocks=found.blocks, emergency=True, note={"emergency": found.kind})


class Handing(NamedTuple):
    """One answer about to be handed out: for which inbox row, as which turn, with which number of its last row."""

    conversation: Conversation
    number: InboxId
    turn_id: str
    answer: Answer
    seq: int
    failed: bool = False


async def hand_out(
    house: House, connection: AsyncConnection, handing: Handing, events: Sequence[dict[str, Any]]
) -> bool:
    """Finish the inbox row, keep the answer, leave it in the outbox and end the turn: all or nothing.

    False when somebody finished the row first, or the conversation was deleted meanwhile; then nothing is kept of it.
    """
    held = await own_rows.hold(connection, handing.conversation)
    finished = await _inbox(house, connection).finish(handing.number, failed=handing.failed or not held)
    if not (held and finished):
        return False
    cipher, clock, conversation = house.cellar.cipher, house.clock, handing.conversation
    said = reply(handing.answer)
    talks = ConversationStore(connection, cipher, clock)
    await talks.append(conversation, remember.answered(handing.turn_id, handing.answer, said))
    payload = {"reply": said, "answer": handing.answer.model_dump(mode="json", exclude={"note"})}
    outbox = Outbox(connection, cipher, clock)
    await outbox.add(turn_id=handing.turn_id, conversation=conversation.id, channel=conversation.channel, seq=0,
                     payload=payload, sent=True)  # fmt: skip
    row = Row(conversation, handing.turn_id, handing.seq, "last", {"events": list(events)})
    await append_row(connection, cipher, clock, row)
    return True


def _inbox(house: House, connection: AsyncConnection) -> Inbox:
    return Inbox(connection, house.cellar.cipher, house.clock)
