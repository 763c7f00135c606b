"""One turn: its events as they come, stopping it, and what the person thought of the answer."""

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query
from pydantic import BaseModel, Field
from starlette.responses import StreamingResponse

from app import own_rows, remember
from app.agui import LAST
from app.intake import conversation_of
from app.showing import may_show
from app.web.asking import Asker, Changing, Known, TheHouse
from app.web.needs import House
from domain.errors import NotAllowed, UnknownSession
from storage.conversations import Conversation, ConversationStore
from storage.events import Happening, Row

router = APIRouter(prefix="/api/turns/{turn_id}")
_QUIET = 15.0
"""Seconds without a row before a comment keeps the connection alive."""
_AFTER_THE_END = 1_000_000
"""Opinions stand among a turn's rows, far behind its last one."""
_LAST_ROW = 2_147_483_647
"""A row's number is an integer of the database; asking beyond it would fail in the middle of the stream."""
_OPINION = "opinion"


class Feedback(BaseModel):
    """The body of a feedback."""

    thumb: Literal["up", "down"]
    reason: str = Field(default="", max_length=600)


@router.get("/events")
async def events(
    turn_id: str, house: TheHouse, asker: Known, after: Annotated[int, Query(ge=0, le=_LAST_ROW)] = 0,
    last_event_id: Annotated[int | None, Header(ge=0, le=_LAST_ROW)] = None,
) -> StreamingResponse:  # fmt: skip
    """AG-UI events by SSE, from the one after the last seen; a row's number is the `id` of its last event.

    Raises:
        UnknownSession: the turn is not in a conversation of this person in this role.
        NotAllowed: it was answered from what this person may not read any more.
    """
    conversation = await _own_turn(house, asker, turn_id)
    await _require_shown(house, asker, conversation, turn_id)
    stream = _stream(house, conversation, turn_id, after if last_event_id is None else last_event_id)
    kept_open = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream, media_type="text/event-stream", headers=kept_open)


@router.post("/stop", status_code=204)
async def stop(turn_id: str, house: TheHouse, asker: Changing) -> None:
    """Ask for the turn to end early.

    Raises:
        UnknownSession: the turn is not in a conversation of this person in this role.
    """
    await house.events.stop_turn(await _own_turn(house, asker, turn_id), turn_id)


@router.post("/feedback", status_code=204)
async def feedback(turn_id: str, body: Feedback, house: TheHouse, asker: Changing) -> None:
    """Keep what the person thought of the answer; a later opinion stands beside the earlier one.

    Raises:
        UnknownSession: the turn is not in a conversation of this person in this role.
    """
    conversation = await _own_turn(house, asker, turn_id)
    before = await house.events.events_after(conversation, turn_id, _AFTER_THE_END - 1)
    seq = _AFTER_THE_END + len(before)
    await house.events.append(Row(conversation, turn_id, seq, _OPINION, body.model_dump()))


async def _own_turn(house: House, asker: Asker, turn_id: str) -> Conversation:
    async with house.cellar.own.work() as connection:
        talks = ConversationStore(connection, house.cellar.cipher, house.clock)
        conversation = await talks.open(conversation_of(turn_id), asker.viewer)
        if not await own_rows.has_turn(connection, conversation, turn_id):
            raise UnknownSession
    return conversation


async def _require_shown(house: House, asker: Asker, conversation: Conversation, turn_id: str) -> None:
    """An answered turn is told again as any stored answer is: only if the gate would allow the same read now."""
    async with house.cellar.own.work() as connection:
        talks = ConversationStore(connection, house.cellar.cipher, house.clock)
        kept = await talks.answer_in(conversation, turn_id)
    answer = remember.answer_of(kept) if kept else None
    if answer and not await may_show(house.desks.open(asker.viewer, turn=turn_id), answer):
        raise NotAllowed


async def _stream(house: House, conversation: Conversation, turn_id: str, after: int) -> AsyncIterator[bytes]:
    with house.feed.watch(turn_id) as bell:
        while True:
            for row in await house.events.events_after(conversation, turn_id, after):
                if row.kind == _OPINION:
                    return
                yield frames(row)
                after = row.seq
                if any(event["type"] in LAST for event in row.payload["events"]):
                    return
            if not await bell.wait(_QUIET):
                yield b": ping\n\n"


def frames(row: Happening) -> bytes:
    """The events of one row as SSE; only the last carries the id, since the row was seen when all of it was."""
    said: list[dict[str, Any]] = row.payload["events"]
    lines = [f"data: {json.dumps(event, ensure_ascii=False, separators=(',', ':'))}" for event in said]
    lines[-1] += f"\nid: {row.seq}"
    return ("\n\n".join(lines) + "\n\n").encode()
