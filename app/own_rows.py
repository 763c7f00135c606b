"""A few reads and writes of our own tables that a page needs, inside the unit of work that the caller holds open."""

from typing import NamedTuple

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.messages import Inbound
from storage.conversations import Conversation
from storage.crypto import Cipher
from storage.inbox import InboxId
from storage.tables import CONVERSATIONS, INBOX, MESSAGES
from storage.wall import POST, Standing, stand


class Earlier(NamedTuple):
    """A message that this channel brought before."""

    number: InboxId
    conversation: str


async def earlier(connection: AsyncConnection, inbound: Inbound) -> Earlier | None:
    """What became of the same event when it came the first time; its key holds the sender, so it is the sender's."""
    await stand(connection, POST)
    same = INBOX.c.channel == inbound.channel.value, INBOX.c.event_id == inbound.event_id
    row = (await connection.execute(select(INBOX.c.id, INBOX.c.conversation).where(*same))).first()
    return Earlier(InboxId(row.id), row.conversation) if row else None


async def has_turn(connection: AsyncConnection, conversation: Conversation, turn_id: str) -> bool:
    """Whether something was asked in this conversation under that turn."""
    await stand(connection, Standing(conversation=conversation.id))
    query = select(exists().where(MESSAGES.c.conversation == conversation.id, MESSAGES.c.turn_id == turn_id))
    return bool(await connection.scalar(query))


async def hold(connection: AsyncConnection, conversation: Conversation) -> bool:
    """Let nobody else add to the conversation until this unit ends; False when it was deleted meanwhile.

    A question and the answer to an earlier one may come at the same moment, and each takes the next place.
    """
    await stand(connection, Standing(conversation=conversation.id))
    query = select(CONVERSATIONS.c.id).where(CONVERSATIONS.c.id == conversation.id).with_for_update()
    return await connection.scalar(query) is not None


async def rename(connection: AsyncConnection, cipher: Cipher, conversation: Conversation, title: str) -> None:
    """Give a conversation another title."""
    await stand(connection, Standing(conversation=conversation.id))
    sealed = cipher.seal(CONVERSATIONS.c.title, title)
    await connection.execute(update(CONVERSATIONS).where(CONVERSATIONS.c.id == conversation.id).values(title=sealed))
