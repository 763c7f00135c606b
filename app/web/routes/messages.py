"""A message comes in: verified, parsed, kept; then 202, and nothing clever before it."""

from time import monotonic
from typing import Any

from fastapi import APIRouter, Request

from app.intake import SameMessageAgainError, Taken, take_in, urgent_answer
from app.web.asking import Asker, Changing, TheHouse
from app.web.needs import House
from app.web.refusals import Refusal, Refused
from channels.web import parse
from domain.messages import Inbound

router = APIRouter(prefix="/api/messages")
_TOO_FAST = Refusal(429, "too_fast", "Bạn hỏi nhanh quá. Xin chờ vài giây rồi gửi lại.")


@router.post("", status_code=202)
async def ask(request: Request, house: TheHouse, asker: Changing) -> dict[str, Any]:
    """Keep the message and say where its answer will appear.

    Raises:
        NoWords: nothing in it that could be a question.
        TooLong: more than 4,000 characters.
        UnknownSession: the conversation is not this person's in this role.
    """
    # The same person in another role is another sender: no turn of one role answers the other's event.
    sender = f"{asker.viewer.role.value}:{asker.session.person_id}"
    inbound = parse(await request.body(), sender=sender, received_at=house.clock.now())
    paced = request.app.state.pace.allows(asker.token, monotonic())
    if not paced and urgent_answer(inbound.text) is None:
        raise Refused(_TOO_FAST)
    taken = await _taken(house, inbound, asker)
    return {"turn_id": taken.turn_id, "conversation": taken.conversation}


async def _taken(house: House, inbound: Inbound, asker: Asker) -> Taken:
    try:
        return await take_in(house, inbound, asker.viewer)
    except SameMessageAgainError:
        return await take_in(house, inbound, asker.viewer)
