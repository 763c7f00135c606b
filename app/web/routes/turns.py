"""One turn: its events as they come, stopping it, and what the person thought of the answer."""

from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query
from pydantic import BaseModel, Field
from starlette.responses import StreamingResponse

from app.web.asking import Changing, Known, TheHouse
from app.web.hearing import KEPT_OPEN, OPINION, PING, frame, own_turn, require_shown, rows
from app.web.needs import House
from storage.conversations import Conversation
from storage.events import Happening, Row

router = APIRouter(prefix="/api/turns/{turn_id}")
_AFTER_THE_END = 1_000_000
"""Opinions stand among a turn's rows, far behind its last one."""
_LAST_ROW = 2_147_483_647
"""A row's number is an integer of the database; asking beyond it would fail in the middle of the stream."""


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
    conversation = await own_turn(house, asker.viewer, turn_id)
    await require_shown(house, asker.viewer, conversation, turn_id)
    stream = _stream(house, conversation, turn_id, after if last_event_id is None else last_event_id)
    return StreamingResponse(stream, media_type="text/event-stream", headers=KEPT_OPEN)


@router.post("/stop", status_code=204)
async def stop(turn_id: str, house: TheHouse, asker: Changing) -> None:
    """Ask for the turn to end early.

    Raises:
        UnknownSession: the turn is not in a conversation of this person in this role.
    """
    await house.events.stop_turn(await own_turn(house, asker.viewer, turn_id), turn_id)


@router.post("/feedback", status_code=204)
async def feedback(turn_id: str, body: Feedback, house: TheHouse, asker: Changing) -> None:
    """Keep what the person thought of the answer; a later opinion stands beside the earlier one.

    Raises:
        UnknownSession: the turn is not in a conversation of this person in this role.
    """
    conversation = await own_turn(house, asker.viewer, turn_id)
    before = await house.events.events_after(conversation, turn_id, _AFTER_THE_END - 1)
    seq = _AFTER_THE_END + len(before)
    await house.events.append(Row(conversation, turn_id, seq, OPINION, body.model_dump()))


async def _stream(house: House, conversation: Conversation, turn_id: str, after: int) -> AsyncIterator[bytes]:
    async for row in rows(house, conversation, turn_id, after):
        yield frames(row) if row else PING


def frames(row: Happening) -> bytes:
    """The events of one row as SSE; only the last carries the id, since the row was seen when all of it was."""
    said: list[dict[str, Any]] = row.payload["events"]
    *earlier, last = map(frame, said)
    return b"".join([*earlier, last[:-1], f"id: {row.seq}\n\n".encode()])
