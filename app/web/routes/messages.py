"""A message comes in: verified, parsed, kept; then 202, and nothing clever before it."""

from typing import Any

from fastapi import APIRouter, Request

from app.web.asking import Changing, TheHouse
from app.web.putting import put, require_pace, sender_of
from channels.web import parse

router = APIRouter(prefix="/api/messages")


@router.post("", status_code=202)
async def ask(request: Request, house: TheHouse, asker: Changing) -> dict[str, Any]:
    """Keep the message and say where its answer will appear.

    Raises:
        NoWords: nothing in it that could be a question.
        TooLong: more than 4,000 characters.
        Refused: too many in a short time.
        UnknownSession: the conversation is not this person's in this role.
    """
    inbound = parse(await request.body(), sender=sender_of(asker.viewer), received_at=house.clock.now())
    require_pace(request, asker.token, inbound.text)
    taken = await put(house, inbound, asker.viewer)
    return {"turn_id": taken.turn_id, "conversation": taken.conversation}
