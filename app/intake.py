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
from domain.people import Channel, Viewer
from domain.turns import Finished
from storage.conversations import Conversation, ConversationStore, Message
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
            await hand_out(house, connection, Handing(conversation, (number,), turn_id, urgent, seq=1), events)
    return Taken(turn_id, conversation.id)


class SameMessageAgainError(Exception):
    """Two requests brought the same new event at the same moment; the later one is undone and asked again."""


def urgent_answer(text: str) -> Answer | None:
    """What is said at once to somebody in danger, or None."""
    found = safety.look(text)
    if found is None:
        return None
    return Answer(blocks=found.blocks, emergency=True, note={"emergency": found.kind})


class Mail(NamedTuple):
    """What the outbox gets of an answer: in which lane, its messages in order, and whether they need no sender."""

    lane: str
    payloads: tuple[dict[str, Any], ...] = ()
    sent: bool = False

    async def leave(self, outbox: Outbox, turn_id: str, channel: Channel) -> None:
        """Put the messages into the outbox; what a replayed turn left before stays as it is."""
        for seq, payload in enumerate(self.payloads):
            await outbox.add(turn_id=turn_id, conversation=self.lane, channel=channel, seq=seq, payload=payload,
                             sent=self.sent)  # fmt: skip


class Handing(NamedTuple):
    """One answer about to be handed out: for which inbox rows, as which turn, with which number of its last row.

    `said` are the person's words where they are not kept yet; without `mail` it is an answer on the page.
    """

    conversation: Conversation
    numbers: tuple[InboxId, ...]
    turn_id: str
    answer: Answer
    seq: int
    said: tuple[Message, ...] = ()
    mail: Mail | None = None
    failed: bool = False


async def hand_out(
    house: House, connection: AsyncConnection, handing: Handing, events: Sequence[dict[str, Any]]
) -> bool:
    """Finish the inbox row, keep the answer, leave it in the outbox and end the turn: all or nothing.

    False when somebody finished the row first, or the conversation was deleted meanwhile; then nothing is kept of it.
    """
    held, inbox = await own_rows.hold(connection, handing.conversation), _inbox(house, connection)
    failed = handing.failed or not held
    finished = [await inbox.finish(number, turn_id=handing.turn_id, failed=failed) for number in handing.numbers]
    if not (held and finished[0]):
        return False
    cipher, clock, conversation = house.cellar.cipher, house.clock, handing.conversation
    said = reply(handing.answer)
    talks = ConversationStore(connection, cipher, clock)
    await talks.append(conversation, *handing.said, remember.answered(handing.turn_id, handing.answer, said))
    mail = handing.mail or _on_the_page(conversation, handing.answer, said)
    await mail.leave(Outbox(connection, cipher, house.now), handing.turn_id, conversation.channel)
    row = Row(conversation, handing.turn_id, handing.seq, "last", {"events": list(events)})
    await append_row(connection, cipher, clock, row)
    return True


def _on_the_page(conversation: Conversation, answer: Answer, said: str) -> Mail:
    """The page reads its turn's events: what it is sent needs no sender."""
    payload = {"reply": said, "answer": answer.model_dump(mode="json", exclude={"note"})}
    return Mail(conversation.id, (payload,), sent=True)


def _inbox(house: House, connection: AsyncConnection) -> Inbox:
    return Inbox(connection, house.cellar.cipher, house.clock)
