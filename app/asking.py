"""One question through the whole door, in this process: kept, answered, remembered, and given back."""

import re
import uuid
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from app import remember
from app.errors import sentence
from app.intake import Taken, conversation_of, take_in
from app.naming import named
from app.wiring import House
from app.worker import answer_one
from channels.render import render
from domain.blocks import Answer, TextBlock
from domain.errors import AssistantError, UnknownPersona, UnknownSession
from domain.messages import Inbound
from domain.people import Channel, Persona, Viewer
from storage.conversations import ConversationStore
from storage.inbox import InboxId

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Asked:
    """One answered turn."""

    turn_id: str
    session: str
    answer: Answer
    reply: str
    elapsed_ms: float

    def as_json(self) -> dict[str, Any]:
        """The object of `hoiyte ask --json` (design §6)."""
        said = self.answer.model_dump(mode="json", exclude={"note"})
        return {"turn_id": self.turn_id, "session": self.session, "reply": self.reply, **said,
                "elapsed_ms": round(self.elapsed_ms, 1)}  # fmt: skip


async def play(house: House, name: str, channel: Channel) -> Viewer:
    """The viewer of a persona at that door; only a synthetic store has any.

    Raises:
        UnknownPersona: nobody of that name can be played; the message names those who can.
    """
    people: dict[str, Persona] = {p.name: p for p in await house.accounts.personas()} if house.is_demo else {}
    known = people.get(name)
    if known is None:
        raise UnknownPersona(
            f"no persona {name!r}; there are: {', '.join(people) or 'none (the store is not synthetic)'}"
        )
    viewer = await house.accounts.viewer(known.viewer.person_id, known.viewer.role, channel)
    if viewer is None:
        raise UnknownPersona(f"persona {name!r} no longer holds its role")
    return viewer


async def ask(house: House, viewer: Viewer, text: str, *, session: str | None = None) -> Asked:
    """One turn of this viewer; `session` continues a conversation, a new name of one's own begins one.

    Raises:
        UnknownSession: the session is not this viewer's.
    """
    began = perf_counter()
    conversation = await _session(house, viewer, session)
    inbound = Inbound(channel=viewer.channel, event_id=f"ask:{uuid.uuid4()}", sender=viewer.person_id or "anonymous",
                      text=text, received_at=house.clock.now(), session=conversation)  # fmt: skip
    taken = await take_in(house, inbound, viewer, defer=False)
    await answer_one(house, InboxId(int(taken.turn_id.rpartition(".")[2])), viewer.level)
    answer = await _answer(house, viewer, taken)
    return Asked(taken.turn_id, conversation_of(taken.turn_id), answer, render(answer, viewer.channel),
                 (perf_counter() - began) * 1000)  # fmt: skip


async def ask_kindly(house: House, viewer: Viewer, text: str, *, session: str | None = None) -> Asked:
    """Like `ask`, with an expected error told as an answer: one line of a batch never stops the next."""
    try:
        return await ask(house, viewer, text, session=session)
    except AssistantError as error:
        return refused(error, viewer.channel, session)


def refused(error: AssistantError, channel: Channel, session: str | None) -> Asked:
    """An expected error as the answer of a turn that never began."""
    answer = Answer(blocks=(TextBlock(text=sentence(error)),), refused=True)
    return Asked("", session or "", answer, render(answer, channel), 0.0)


async def _session(house: House, viewer: Viewer, said: str | None) -> str | None:
    """An id that the house gave stays as it is; a name of one's own is the same conversation for the same person."""
    return said if said is None or _UUID.fullmatch(said) else await named(house, viewer, said)


async def _answer(house: House, viewer: Viewer, taken: Taken) -> Answer:
    async with house.cellar.own.work() as connection:
        talks = ConversationStore(connection, house.cellar.cipher, house.clock)
        conversation = await talks.open(taken.conversation, viewer)
        told = [m for m in await talks.recent(conversation, viewer, limit=2) if m.turn_id == taken.turn_id]
    answer = remember.answer_of(told[-1]) if told else None
    if answer is None:
        raise UnknownSession
    return answer
