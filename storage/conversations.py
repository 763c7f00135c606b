"""Conversations and their messages: the only memory of the dialogue, and it belongs to one person in one role."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.clock import Clock
from domain.errors import UnknownSession
from domain.people import Channel, Role, Viewer
from storage.crypto import Cipher
from storage.tables import CONVERSATIONS as C
from storage.tables import MESSAGES as M
from storage.wall import Standing, stand

Author = Literal["user", "assistant", "tool"]
_TITLE = 60


class Conversation(NamedTuple):
    """Proof that a conversation is its owner's: made only by `ConversationStore`. Its id is the session's."""

    id: str
    person_id: str
    role: Role
    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a conversation; `calls` are tool calls or their results, `sources` as in an answer's JSON."""

    turn_id: str
    author: Author
    text: str
    calls: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    seq: int = 0
    made_at: datetime | None = None


class Summary(NamedTuple):
    """A conversation in the list of a person's own."""

    id: str
    title: str
    last_at: datetime


@dataclass(frozen=True, slots=True)
class ConversationStore:
    """Conversations, inside the unit of work that the caller holds open."""

    connection: AsyncConnection
    cipher: Cipher
    clock: Clock

    async def open(self, session: str | None, viewer: Viewer) -> Conversation:
        """The viewer's own conversation of that id, or a new one when no id is given.

        Raises:
            UnknownSession: no such conversation, or it is another person's, role's or channel's.
        """
        if session is None:
            return await self.begin(viewer)
        await stand(self.connection, Standing(conversation=session))
        found = (
            await self.connection.execute(select(C.c.person_id, C.c.role, C.c.channel).where(C.c.id == session))
        ).first()
        if found is None or tuple(found) != (viewer.person_id, viewer.role.value, viewer.channel.value):
            raise UnknownSession
        return _conversation(session, viewer)

    async def latest(self, viewer: Viewer) -> Conversation:
        """The one conversation a messenger has with this person in this role, begun when there is none yet.

        Raises:
            UnknownSession: the viewer is nobody, and nobody has no standing conversation.
        """
        if not viewer.person_id:
            raise UnknownSession
        await stand(self.connection, _self(viewer))
        query = select(C.c.id).where(*_owned(viewer), C.c.channel == viewer.channel.value)
        found = await self.connection.scalar(query.order_by(C.c.last_at.desc()).limit(1))
        return _conversation(found, viewer) if found else await self.begin(viewer)

    async def resume(self, session: str) -> Conversation:
        """The conversation of that id, for a worker that took it from the inbox and not from a person.

        Raises:
            UnknownSession: there is none.
        """
        await stand(self.connection, Standing(conversation=session))
        found = (
            await self.connection.execute(select(C.c.person_id, C.c.role, C.c.channel).where(C.c.id == session))
        ).first()
        if found is None:
            raise UnknownSession
        return Conversation(session, found.person_id, Role(found.role), Channel(found.channel))

    async def append(self, conversation: Conversation, message: Message) -> int:
        """Add one message and give its place in the conversation; the first words of a person become its title."""
        await stand(self.connection, Standing(conversation=conversation.id))
        now, here = self.clock.now(), M.c.conversation == conversation.id
        following = select(func.coalesce(func.max(M.c.seq), 0) + 1).where(here).scalar_subquery()
        added = insert(M).values(
            conversation=conversation.id,
            seq=following,
            turn_id=message.turn_id,
            author=message.author,
            text=self.cipher.seal(M.c.text, message.text),
            calls=self.cipher.seal_json(M.c.calls, message.calls),
            sources=self.cipher.seal_json(M.c.sources, message.sources),
            made_at=now,
        )
        seq = int((await self.connection.execute(added.returning(M.c.seq))).scalar_one())
        title = self.cipher.seal(C.c.title, message.text[:_TITLE]) if message.author == "user" else None
        touched = update(C).where(C.c.id == conversation.id)
        await self.connection.execute(touched.values(last_at=now, title=func.coalesce(C.c.title, title)))
        return seq

    async def recent(self, conversation: Conversation, viewer: Viewer, limit: int = 20) -> list[Message]:
        """The last messages, oldest first.

        What they hold was allowed when it was said; the caller asks the gate again before it is shown or given to a
        model (design §2).

        Raises:
            UnknownSession: the conversation is not this viewer's.
        """
        if (conversation.person_id, conversation.role) != (viewer.person_id, viewer.role):
            raise UnknownSession
        await stand(self.connection, Standing(conversation=conversation.id))
        query = select(M).where(M.c.conversation == conversation.id).order_by(M.c.seq.desc()).limit(limit)
        return [self._message(row) for row in reversed((await self.connection.execute(query)).all())]

    async def list_for(self, viewer: Viewer, limit: int = 50) -> list[Summary]:
        """The viewer's own conversations on this channel, the latest first; a guest has none."""
        if not viewer.person_id:
            return []
        await stand(self.connection, _self(viewer))
        query = select(C.c.id, C.c.title, C.c.last_at).where(*_owned(viewer), C.c.channel == viewer.channel.value)
        rows = await self.connection.execute(query.order_by(C.c.last_at.desc()).limit(limit))
        return [Summary(r.id, self.cipher.open(C.c.title, r.title) if r.title else "", r.last_at) for r in rows]

    async def forget(self, conversation: Conversation) -> None:
        """Remove a conversation and all that was said and heard in it, because its owner asked."""
        await stand(self.connection, Standing(conversation=conversation.id))
        await self.connection.execute(delete(C).where(C.c.id == conversation.id))

    async def begin(self, viewer: Viewer, session: str | None = None) -> Conversation:
        """A new conversation of this viewer, under an id of its own unless one is given that nobody has."""
        new, now = _conversation(session or str(uuid.uuid4()), viewer), self.clock.now()
        await stand(self.connection, Standing(conversation=new.id))
        await self.connection.execute(insert(C).values(**new._asdict(), made_at=now, last_at=now))
        return new

    def _message(self, row: Any) -> Message:  # noqa: ANN401 - a row has no narrower type
        return Message(
            turn_id=row.turn_id,
            author=row.author,
            text=self.cipher.open(M.c.text, row.text),
            calls=self.cipher.open_json(M.c.calls, row.calls),
            sources=self.cipher.open_json(M.c.sources, row.sources),
            seq=row.seq,
            made_at=row.made_at,
        )


def _conversation(session: str, viewer: Viewer) -> Conversation:
    return Conversation(session, viewer.person_id, viewer.role, viewer.channel)


def _self(viewer: Viewer) -> Standing:
    return Standing(person=viewer.person_id, role=viewer.role.value)


def _owned(viewer: Viewer) -> tuple[Any, Any]:
    return C.c.person_id == viewer.person_id, C.c.role == viewer.role.value
