"""Who is asking, and playing somebody on invented data."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from app.personas import ROLE_LABELS
from app.web import words
from app.web.asking import COOKIE, Asker, Changing, TheHouse, asker_of, begin, guest
from app.web.demo import is_here
from app.web.needs import House
from app.web.refusals import Refusal, Refused
from domain.errors import UnknownPersona
from domain.people import Persona, Role, Viewer
from storage.accounts import Session

router = APIRouter(prefix="/api")
_NOT_HERE = Refusal(404, "not_found", "Không có trang này.")


class Playing(BaseModel):
    """The body of `POST /api/signin/persona`."""

    name: str = Field(max_length=80)


@router.get("/me")
async def me(request: Request, response: Response, house: TheHouse,
             asker: Annotated[Asker | None, Depends(asker_of)]) -> dict[str, Any]:  # fmt: skip
    """Who is here; a browser that is new becomes a guest."""
    personas = await _personas(house, request)
    if asker is None:
        session = guest()
        token = await begin(house, session, request, response)
        asker = Asker(token, session, Viewer(person_id=session.person_id, role=session.role))
    played = _played(personas, asker)
    return {
        "viewer": None if asker.is_guest else _viewer(house, asker, played),
        "csrf": asker.csrf,
        "demo": house.is_demo,
        "now": house.clock.now().isoformat(),
        "personas": [_persona(persona) for persona in personas if persona.viewer.role is not Role.ANONYMOUS],
        "signin": {"open": house.signin.is_open, "better": house.signin.knows_better(asker.viewer)},
        "notice": words.notice(),
        "suggestions": list(played.suggestions if played else words.SUGGESTIONS_OF_A_GUEST),
    }


@router.post("/signin/persona", status_code=204)
async def play(body: Playing, request: Request, response: Response, house: TheHouse, asker: Changing) -> None:
    """Become a demo person, on this machine and on invented data only.

    Raises:
        UnknownPersona: nobody of that name.
    """
    if not house.is_demo or not is_here(request):
        raise Refused(_NOT_HERE)
    chosen = next((p for p in await house.accounts.personas() if p.name == body.name), None)
    if chosen is None:
        raise UnknownPersona
    await house.sessions.end(asker.token)
    who = chosen.viewer
    played = Session(who.person_id, who.role, who.level, persona=True)
    await begin(house, guest() if who.role is Role.ANONYMOUS else played, request, response)


@router.post("/signout", status_code=204)
async def sign_out(response: Response, house: TheHouse, asker: Changing) -> None:
    """Nobody is signed in any more in this browser."""
    await house.sessions.end(asker.token)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")


async def _personas(house: House, request: Request) -> Sequence[Persona]:
    return await house.accounts.personas() if house.is_demo and is_here(request) else ()


def _played(personas: Sequence[Persona], asker: Asker) -> Persona | None:
    """The persona this browser plays; a guest plays the anonymous one."""
    person = "" if asker.is_guest else asker.viewer.person_id
    same = (p for p in personas if (p.viewer.person_id, p.viewer.role) == (person, asker.viewer.role))
    return next(same, None)


def _viewer(house: House, asker: Asker, played: Persona | None) -> dict[str, Any]:
    viewer, directory = asker.viewer, house.vocabulary.directory
    return {
        "display_name": (played.viewer.display_name if played else "") or viewer.display_name,
        "role": viewer.role.value,
        "role_label": ROLE_LABELS.get(viewer.role, viewer.role.value),
        "level": int(viewer.level),
        "facility": directory.facility_name(viewer.facility),
        "commune": played.commune_name if played else "",
        "persona": played.name if played else None,
    }


def _persona(persona: Persona) -> dict[str, Any]:
    return {
        "name": persona.name,
        "role": persona.viewer.role.value,
        "role_label": ROLE_LABELS.get(persona.viewer.role, persona.viewer.role.value),
        "display_name": persona.viewer.display_name,
        "facility": persona.facility_name,
        "commune": persona.commune_name,
        "suggestions": list(persona.suggestions),
    }
