"""Whether a stored answer may be shown again: only if the gate would allow the same read now (design §2)."""

from app.web.needs import Desk
from domain.blocks import READ, Answer


async def may_show(desk: Desk, answer: Answer) -> bool:
    """What the answer's turn read is decided again, and audited, as the viewer's rights are today.

    Where it was not kept what was read, an answer that found something is not shown.
    """
    kept = answer.note.get(READ)
    if kept is None:
        return not any(trace.rows for trace in answer.tools)
    return await desk.may_read_again(kept)
