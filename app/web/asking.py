"""Who asks: the browser's session, the viewer it stands for, and that a change really comes from our own page."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Form, Request, Response

from app.web.demo import is_here
from app.web.needs import House
from app.web.refusals import Refusal, Refused
from domain.people import ANONYMOUS_VIEWER, Assurance, Channel, Role, Viewer
from storage.accounts import Session

COOKIE = "hoiyte"
_NO_CSRF = Refusal(403, "csrf", "Phiên làm việc đã đổi. Xin tải lại trang rồi thử lại.")
_FOREIGN = Refusal(403, "origin", "Yêu cầu này không đến từ trang Hỏi Y Tế.")


@dataclass(frozen=True, slots=True)
class Asker:
    """One browser: its token, its session and whom it may speak for.

    A guest owns the talks of their own browser: their `viewer.person_id` is the guest's, and no person's.
    """

    token: str
    session: Session
    viewer: Viewer

    @property
    def is_guest(self) -> bool:
        """Whether nobody signed in."""
        return self.viewer.role is Role.ANONYMOUS

    @property
    def csrf(self) -> str:
        """What the page must send with every change: a digest of the token, which scripts cannot read."""
        return self.csrf_of(self.token)

    @staticmethod
    def csrf_of(token: str) -> str:
        """What the page of that browser must send."""
        return hashlib.sha256(b"csrf\0" + token.encode()).hexdigest()


def get_house(request: Request) -> House:
    """The house this application stands in front of."""
    house: House = request.app.state.house
    return house


TheHouse = Annotated[House, Depends(get_house)]


async def asker_of(request: Request, house: TheHouse) -> Asker | None:
    """The browser's asker; None without a session, or when what it says no longer holds."""
    token = request.cookies.get(COOKIE, "")
    session = await house.sessions.find(token) if token else None
    if session is None or (session.persona and not (house.is_demo and is_here(request))):
        return None
    viewer = await viewer_of(house, session.person_id, session.role, Channel.WEB)
    if viewer is None:
        return None
    name = viewer.display_name or session.name
    return Asker(token, session, replace(viewer, level=min(viewer.level, session.level), display_name=name))


async def viewer_of(house: House, person_id: str, role: Role, channel: Channel) -> Viewer | None:
    """The person in this role at that door, as the accounts know them now; a guest keeps the guest's own name."""
    if role is Role.ANONYMOUS:
        return replace(ANONYMOUS_VIEWER, person_id=person_id, channel=channel)
    return await house.accounts.viewer(person_id, role, channel)


async def _known(asker: Annotated[Asker | None, Depends(asker_of)]) -> Asker:
    if asker is None:
        raise Refused(_NO_CSRF)
    return asker


Known = Annotated[Asker, Depends(_known)]
"""Somebody with a session, guest or not."""


async def _changing(request: Request, asker: Known) -> Asker:
    return require_change(request, asker)


Changing = Annotated[Asker, Depends(_changing)]
"""Somebody with a session, whose request to change something comes from our own page."""


async def _posting(request: Request, asker: Known, csrf: Annotated[str, Form()] = "") -> Asker:
    return _from_our_page(request, asker, csrf)


Posting = Annotated[Asker, Depends(_posting)]
"""Somebody with a session, who sends a form of one of our own pages."""


def require_change(request: Request, asker: Asker | None) -> Asker:
    """The asker, when there is one and the request comes from our own page.

    Raises:
        Refused: it does not, or does not say so.
    """
    if asker is None:
        raise Refused(_NO_CSRF)
    return _from_our_page(request, asker, request.headers.get("x-csrf-token", ""))


def _from_our_page(request: Request, asker: Asker, sent: str) -> Asker:
    require_own_origin(request)
    if not hmac.compare_digest(sent.encode(), asker.csrf.encode()):
        raise Refused(_NO_CSRF)
    return asker


def require_own_origin(request: Request) -> None:
    """Let pass what our own page sent.

    Raises:
        Refused: the browser says that another site did.
    """
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    same = origin is None or urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()
    if site not in {"same-origin", "none"} or not same:
        raise Refused(_FOREIGN)


async def begin(house: House, session: Session, request: Request, response: Response, *,
                lasts: timedelta = timedelta(hours=12), sure: timedelta | None = None) -> str:  # fmt: skip
    """Open a session for this browser and give it the cookie; the token."""
    token = await house.sessions.begin(session, lasts, sure=sure)
    response.set_cookie(COOKIE, token, httponly=True, samesite="lax", path="/", secure=request.url.scheme == "https")
    return token


def guest() -> Session:
    """A session for somebody who did not sign in."""
    return Session(f"guest:{secrets.token_hex(16)}", Role.ANONYMOUS, Assurance.ANONYMOUS, persona=False)
