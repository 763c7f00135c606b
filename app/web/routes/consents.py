"""What the asker agreed to: record content in messengers, asked for in plain words, given and taken back here."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from app.web.asking import Changing, Known, TheHouse
from app.web.refusals import Refusal, Refused
from domain.people import Assurance, Role

router = APIRouter(prefix="/api/consents")
_NOT_SURE = Refusal(401, "sign_in", "Xin đăng nhập bằng định danh điện tử để đồng ý việc này.")


class Agreeing(BaseModel):
    """The body of a PUT: nothing is agreed to by silence."""

    agreed: bool


@router.get("/messenger")
async def agreed(house: TheHouse, asker: Known) -> dict[str, Any]:
    """Whether this citizen agreed, on whichever channel: one consent for all of them."""
    citizen = asker.viewer.role is Role.CITIZEN
    return {"agreed": citizen and await house.accounts.messenger_consent(asker.viewer.person_id)}


@router.put("/messenger", status_code=204)
async def agree(body: Agreeing, house: TheHouse, asker: Changing) -> None:
    """Keep the yes of a citizen who is known for sure; a yes is taken back by whoever is known at all."""
    needed = Assurance.CITIZEN if body.agreed else Assurance.PHONE
    if asker.viewer.role is not Role.CITIZEN or asker.viewer.level < needed:
        raise Refused(_NOT_SURE)
    await house.accounts.consent_to_messenger(asker.viewer.person_id, house.now, agreed=body.agreed)
