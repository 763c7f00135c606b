"""Conversations and their messages: the only memory of the dialogue, and it belongs to one person in one role."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.clock import Clock
from domain.errors import UnknownSession
from domain.people import Channel, Role, Viewer
from storage.crypto import Cipher
from storage.tables import CONVERSATIONS as C
from storage.tables import MESSAGES as M
from storage.units import straight
from storage.wall import Standing, stand

Author = Literal["user", "assistant", "tool"]
_TITLE = 60
_APPEND = """
    WITH said AS (
        INSERT INTO house.messages (conversation, turn_id, author, text, calls, sources, seq, made_at)
        SELECT %(conversation)s, m.*, %(at)s FROM (
            SELECT turn_id, author, text, calls, sources, place
                + (SELECT coalesce(max(seq), 0) FROM house.messages WHERE conversation = %(conversation)s)
            FROM unnest(%(turns)s::text[], %(authors)s::text[], %(texts)s::bytea[], %(calls)s::bytea[],
                %(sources)s::bytea[]) WITH ORDINALITY AS one(turn_id, author, text, calls, sources, place)) m
        RETURNING seq),
    touched AS (
        UPDATE house.conversations SET last_at = %(at)s, title = coalesce(title, %(title)s)
        WHERE id = %(conversation)s)
    SELECT max(seq) FROM said
"""


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
    channel: Channel


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

    async def append(self, conversation: Conversation, *messages: Message) -> int:
        """Add messages in their order and give the last one's place; a person's first words become the title."""
        await stand(self.connection, Standing(conversation=conversation.id))
        title = next((m.text[:_TITLE] for m in messages if m.author == "user"), None)
        rows = await straight(self.connection, _APPEND, {
            "conversation": conversation.id,
            "at": self.clock.now(),
            "title": None if title is None else self.cipher.seal(C.c.title, title),
            "turns": [m.turn_id for m in messages],
            "authors": [m.author for m in messages],
            "texts": [self.cipher.seal(M.c.text, m.text) for m in messages],
            "calls": [self.cipher.seal_json(M.c.calls, m.calls) for m in messages],
            "sources": [self.cipher.seal_json(M.c.sources, m.sources) for m in messages],
        })  # fmt: skip
        return int(rows[0][0] or 0)

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

    async def answer_in(self, conversation: Conversation, turn_id: str) -> Message | None:
        """What was answered in that turn, or None while it is not; the gate is asked again as for `recent`."""
        await stand(self.connection, Standing(conversation=conversation.id))
        query = select(M).where(M.c.conversation == conversation.id, M.c.turn_id == turn_id, M.c.author == "assistant")
        row = (await self.connection.execute(query.order_by(M.c.seq.desc()).limit(1))).first()
        return self._message(row) if row else None

    async def list_for(self, viewer: Viewer, limit: int = 50) -> list[Summary]:
        """The viewer's own conversations in this role, on every channel, the latest first; a guest has none."""
        if not viewer.person_id:
            return []
        await stand(self.connection, _self(viewer))
        query = select(C.c.id, C.c.title, C.c.last_at, C.c.channel).where(*_owned(viewer))
        rows = await self.connection.execute(query.order_by(C.c.last_at.desc()).limit(limit))
        return [
            Summary(r.id, self.cipher.open(C.c.title, r.title) if r.title else "", r.last_at, Channel(r.channel))
            for r in rows
        ]

    async def own(self, session: str, viewer: Viewer) -> Conversation:
        """The viewer's own conversation of that id, on whichever channel it was held: to be read, not gone on with.

        Raises:
            UnknownSession: no such conversation, or it is another person's or role's.
        """
        found = await self.resume(session)
        if (found.person_id, found.role) != (viewer.person_id, viewer.role):
            raise UnknownSession
        return found

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
