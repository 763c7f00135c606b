"""What other clients share: they bring a whole talk, of which only the person's last words are a question.

What a client says that we said before is nobody's word: it could have been invented. Our memory of a talk is our own.
"""

import asyncio
import hashlib
import re
import uuid
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any

from fastapi import Request
from pydantic import BaseModel

from app.naming import named
from app.web.hearing import own_turn, require_shown, rows
from app.web.needs import House
from app.web.putting import put, require_pace, sender_of
from channels.web import WebMessage, parse
from domain.errors import SourceTimeout
from domain.people import Viewer
from storage.conversations import Conversation

LONGEST_WAIT = 150.0
"""Seconds after which nobody waits for a turn any more; it may still be answered, for whoever asks again."""
_NAME = re.compile(r"[A-Za-z0-9_-]{8,200}")
"""What could be a client's own id of a talk: "new", "local" and placeholders that were not filled in are none."""


class Uttered(BaseModel):
    """One message as clients send it, in words or in parts."""

    role: str = ""
    content: str | list[dict[str, Any]] | None = None

    @property
    def text(self) -> str:
        """Its words; pictures and files are passed over."""
        if self.content is None or isinstance(self.content, str):
            return self.content or ""
        return "\n".join(str(part.get("text", "")) for part in self.content if part.get("type") == "text")


def question_of(messages: Sequence[Uttered]) -> str:
    """The last words of the person, without half letters that no database takes."""
    said = next((said.text for said in reversed(messages) if said.role == "user"), "")
    return said.encode(errors="replace").decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A question of another client: `door` parts the names that different kinds of clients give."""

    door: str
    text: str
    talk: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True)
class Hearing:
    """A turn that was taken in for a client, to be heard until it ends."""

    house: House
    conversation: Conversation
    turn_id: str

    async def events(self) -> AsyncGenerator[dict[str, Any] | None, None]:
        """Its events in order; None after a while without any.

        Raises:
            SourceTimeout: nobody answered.
        """
        async with aclosing(rows(self.house, self.conversation, self.turn_id, 0)) as told:
            until = asyncio.get_running_loop().time() + LONGEST_WAIT
            async for row in told:
                for event in row.payload["events"] if row else (None,):
                    yield event
                if asyncio.get_running_loop().time() > until:
                    raise SourceTimeout


async def ask(request: Request, house: House, viewer: Viewer, question: Put) -> Hearing:
    """Keep the question as the page's own are kept; who goes away does not stop its turn.

    Raises:
        NoWords: nothing in it that could be a question.
        TooLong: more than 4,000 characters.
        Refused: too many in a short time.
        NotAllowed: the same question came before, and its answer may not be shown any more.
    """
    known, sender = question.event or str(uuid.uuid4()), sender_of(viewer)
    said = WebMessage(text=question.text, event_id=hashlib.sha256(f"{question.door}:{known}".encode()).hexdigest())
    inbound = parse(said.model_dump_json().encode(), sender=sender, received_at=house.clock.now())
    require_pace(request, sender, inbound.text)
    if _NAME.fullmatch(question.talk):
        inbound = replace(inbound, session=await named(house, viewer, f"{question.door}:{question.talk}"))
    taken = await put(house, inbound, viewer)
    conversation = await own_turn(house, viewer, taken.turn_id)
    await require_shown(house, viewer, conversation, taken.turn_id)
    return Hearing(house, conversation, taken.turn_id)
