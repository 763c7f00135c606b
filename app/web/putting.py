"""A question put to the house by whatever door: paced, kept, and left to a worker."""

from time import monotonic

from fastapi import Request

from app.intake import SameMessageAgainError, Taken, take_in, urgent_answer
from app.web.needs import House
from app.web.refusals import Refusal, Refused
from domain.messages import Inbound
from domain.people import Viewer

TOO_FAST = Refusal(429, "too_fast", "Bạn hỏi nhanh quá. Xin chờ vài giây rồi gửi lại.")


def sender_of(viewer: Viewer) -> str:
    """Whose event it is: the same person in another role is another sender, and answers no other's event."""
    return f"{viewer.role.value}:{viewer.person_id}"


def require_pace(request: Request, name: str, text: str) -> None:
    """Let pass what comes within the pace of that name, and every emergency.

    Raises:
        Refused: too many in a short time.
    """
    paced = request.app.state.pace.allows(name, monotonic())
    if not paced and urgent_answer(text) is None:
        raise Refused(TOO_FAST)


async def put(house: House, inbound: Inbound, viewer: Viewer) -> Taken:
    """Keep the message and say where its answer will appear.

    Raises:
        UnknownSession: the conversation is not this person's in this role.
    """
    try:
        return await take_in(house, inbound, viewer)
    except SameMessageAgainError:
        return await take_in(house, inbound, viewer)
