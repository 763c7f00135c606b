"""The asker's own conversations: list, read, rename, delete."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from app import own_rows, remember
from app.agui import public
from app.intake import conversation_named
from app.showing import may_show
from app.signin.words import CHANNELS
from app.web.asking import Changing, Known, TheHouse
from app.web.needs import Desk, House
from app.web.words import NOT_ANY_MORE, UNTITLED
from domain.blocks import Answer, TextBlock
from domain.people import Channel
from storage.conversations import ConversationStore, Message

router = APIRouter(prefix="/api/conversations")


def _named(conversation: str) -> str:
    return conversation_named(conversation)


Named = Annotated[str, Depends(_named)]
"""The conversation of the path, when it could be one."""
_SHOWN = 400
"""Messages of one conversation that are shown, the latest."""


class Renaming(BaseModel):
    """The body of a PATCH."""

    title: str = Field(min_length=1, max_length=120)


@router.get("")
async def listed(house: TheHouse, asker: Known) -> list[dict[str, Any]]:
    """The latest conversations of this person in this role, on every channel; on messengers they are read only."""
    async with _talks(house) as talks:
        found = await talks.list_for(asker.viewer)
    return [{
        "id": s.id, "title": s.title or UNTITLED, "updated_at": s.last_at.isoformat(), "channel": s.channel.value,
        "label": "" if s.channel is Channel.WEB else CHANNELS[s.channel], "read_only": s.channel is not Channel.WEB,
    } for s in found]  # fmt: skip


@router.get("/{conversation}/messages")
async def messages(conversation: Named, house: TheHouse, asker: Known) -> list[dict[str, Any]]:
    """What was said, oldest first, as far as it may still be shown.

    Raises:
        UnknownSession: the conversation is not this person's in this role.
    """
    async with _talks(house) as talks:
        own = await talks.own(conversation, asker.viewer)
        kept = await talks.recent(own, asker.viewer, limit=_SHOWN)
    desk = house.desks.open(asker.viewer, turn=f"{own.id}.shown")
    return [await _shown(desk, message) for message in kept if message.author != "tool"]


@router.patch("/{conversation}", status_code=204)
async def rename(conversation: Named, body: Renaming, house: TheHouse, asker: Changing) -> None:
    """Give it another title.

    Raises:
        UnknownSession: the conversation is not this person's in this role.
    """
    async with _talks(house) as talks:
        own = await talks.open(conversation, asker.viewer)
        await own_rows.rename(talks.connection, house.cellar.cipher, own, body.title.strip() or UNTITLED)


@router.delete("/{conversation}", status_code=204)
async def delete(conversation: Named, house: TheHouse, asker: Changing) -> None:
    """Remove it with everything in it.

    Raises:
        UnknownSession: the conversation is not this person's in this role.
    """
    async with _talks(house) as talks:
        await talks.forget(await talks.open(conversation, asker.viewer))


@asynccontextmanager
async def _talks(house: House) -> AsyncIterator[ConversationStore]:
    async with house.cellar.own.work() as connection:
        yield ConversationStore(connection, house.cellar.cipher, house.clock)


async def _shown(desk: Desk, message: Message) -> dict[str, Any]:
    answer = remember.answer_of(message)
    text = message.text
    if answer and not await may_show(desk, answer):
        answer, text = Answer(blocks=(TextBlock(text=NOT_ANY_MORE),), refused=True), NOT_ANY_MORE
    said = {"role": message.author, "text": text, "turn_id": message.turn_id,
            "at": message.made_at.isoformat() if message.made_at else None}  # fmt: skip
    return said | ({"answer": public(answer)} if answer else {})
