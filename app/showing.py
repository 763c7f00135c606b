"""Whether a stored answer may be shown again: only if the gate would allow the same read now (design §2)."""

from app.web.needs import House
from domain.blocks import Answer
from domain.errors import NotAllowed, NotFound
from domain.people import Role, Viewer

_BY_CARE = frozenset({Role.DOCTOR, Role.NURSE})


async def may_show(house: House, viewer: Viewer, answer: Answer, turn_id: str) -> bool:
    """A clinician's right to a patient ends with the care: each patient of the answer is asked for again, and audited.

    Other roles read within their post or their own record, which the session itself stands for.
    """
    if viewer.role not in _BY_CARE:
        return True
    desk = house.desks.open(viewer, turn=turn_id)
    for patient in _patients(answer):
        try:
            if not await desk.emr.patient(patient):
                return False
        except (NotAllowed, NotFound):
            return False
    return True


def _patients(answer: Answer) -> frozenset[str]:
    named = (trace.args.get("patient") for trace in answer.tools if trace.rows)
    return frozenset(code.strip().upper() for code in named if isinstance(code, str))
