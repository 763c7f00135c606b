"""A turn as it is told: its rows as they come, for whoever owns the conversation and may read the answer now."""

import json
from collections.abc import AsyncGenerator
from typing import Any

from app import own_rows, remember
from app.agui import LAST
from app.intake import conversation_of
from app.showing import may_show
from app.web.needs import House
from domain.errors import NotAllowed, UnknownSession
from domain.people import Viewer
from storage.conversations import Conversation, ConversationStore
from storage.events import Happening

QUIET = 15.0
"""Seconds without a row before a comment keeps the connection alive."""
OPINION = "opinion"
PING = b": ping\n\n"
KEPT_OPEN = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""Headers of every stream of events."""


async def own_turn(house: House, viewer: Viewer, turn_id: str) -> Conversation:
    """The conversation of a turn, when it is this viewer's.

    Raises:
        UnknownSession: it is not.
    """
    async with house.cellar.own.work() as connection:
        talks = ConversationStore(connection, house.cellar.cipher, house.clock)
        conversation = await talks.open(conversation_of(turn_id), viewer)
        if not await own_rows.has_turn(connection, conversation, turn_id):
            raise UnknownSession
    return conversation


async def require_shown(house: House, viewer: Viewer, conversation: Conversation, turn_id: str) -> None:
    """An answered turn is told again as any stored answer is: only if the gate would allow the same read now.

    Raises:
        NotAllowed: it was answered from what this person may not read any more.
    """
    async with house.cellar.own.work() as connection:
        talks = ConversationStore(connection, house.cellar.cipher, house.clock)
        kept = await talks.answer_in(conversation, turn_id)
    answer = remember.answer_of(kept) if kept else None
    if answer and not await may_show(house.desks.open(viewer, turn=turn_id), answer):
        raise NotAllowed


async def rows(
    house: House, conversation: Conversation, turn_id: str, after: int
) -> AsyncGenerator[Happening | None, None]:
    """The turn's rows after that one until it ends, each as soon as it is there; None after a while without any."""
    with house.feed.watch(turn_id) as bell:
        while True:
            for row in await house.events.events_after(conversation, turn_id, after):
                if row.kind == OPINION:
                    return
                yield row
                after = row.seq
                if any(event["type"] in LAST for event in row.payload["events"]):
                    return
            if not await bell.wait(QUIET):
                yield None


def frame(said: dict[str, Any]) -> bytes:
    """One thing of a stream."""
    return f"data: {json.dumps(said, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()
