"""Writes that wait for a person's yes: told back in words, at most ten minutes, claimed once (design §3.9)."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.clock import Clock
from domain.errors import UnknownSession
from domain.people import Viewer
from storage.conversations import Conversation
from storage.crypto import Cipher
from storage.tables import CONFIRMATIONS as T
from storage.wall import Standing, stand

LONGEST = timedelta(minutes=10)


class Waiting(NamedTuple):
    """A write that waits: its id becomes the unique key in the store that it changes."""

    id: str
    text: str
    payload: dict[str, Any]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Confirmations:
    """Confirmations, inside the unit of work that the caller holds open."""

    connection: AsyncConnection
    cipher: Cipher
    clock: Clock

    async def ask(self, conversation: Conversation, viewer: Viewer, text: str, payload: dict[str, Any]) -> Waiting:
        """Let a write wait for this person's yes; what waited before in the conversation is left undone."""
        await self.leave(conversation, viewer)
        now = self.clock.now()
        new = Waiting(str(uuid.uuid4()), text, payload, now + LONGEST)
        await self.connection.execute(insert(T).values(
            id=new.id, conversation=conversation.id, person_id=viewer.person_id, role=viewer.role.value,
            payload=self.cipher.seal_json(T.c.payload, payload), text=self.cipher.seal(T.c.text, text),
            asked_at=now, expires_at=new.expires_at))  # fmt: skip
        return new

    async def waiting(self, conversation: Conversation, viewer: Viewer) -> Waiting | None:
        """What waits for this person in this conversation, if anything still does."""
        await self._stand(conversation, viewer)
        row = (await self.connection.execute(select(T).where(*self._open(conversation, viewer)))).first()
        return self._waiting(row) if row else None

    async def claim(self, conversation: Conversation, viewer: Viewer, number: str,
                    outcome: Literal["yes", "no"] = "yes") -> Waiting | None:  # fmt: skip
        """The write that this person just answered; None when it is answered, expired or somebody else's."""
        await self._stand(conversation, viewer)
        answered = update(T).where(T.c.id == number, *self._open(conversation, viewer))
        answered = answered.values(answered_at=self.clock.now(), outcome=outcome)
        row = (await self.connection.execute(answered.returning(T))).first()
        return self._waiting(row) if row else None

    async def leave(self, conversation: Conversation, viewer: Viewer) -> int:
        """Leave undone what waits, because the person said something else; how many there were."""
        await self._stand(conversation, viewer)
        left = update(T).where(*self._open(conversation, viewer))
        return (await self.connection.execute(left.values(answered_at=self.clock.now(), outcome="left"))).rowcount

    async def _stand(self, conversation: Conversation, viewer: Viewer) -> None:
        if (conversation.person_id, conversation.role) != (viewer.person_id, viewer.role):
            raise UnknownSession
        await stand(self.connection, Standing(conversation=conversation.id))

    def _open(self, conversation: Conversation, viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
        mine = T.c.conversation == conversation.id, T.c.person_id == viewer.person_id, T.c.role == viewer.role.value
        return *mine, T.c.answered_at.is_(None), T.c.expires_at > self.clock.now()

    def _waiting(self, row: Any) -> Waiting:  # noqa: ANN401 - a row has no narrower type
        text, payload = self.cipher.open(T.c.text, row.text), self.cipher.open_json(T.c.payload, row.payload)
        return Waiting(row.id, text, payload, row.expires_at)
