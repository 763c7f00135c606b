"""Signing in by an identity provider, there and back; and the choice of a role for staff who have several."""

import secrets
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any

from authlib.common.security import generate_token
from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from access.identity import People
from access.ports import CodeFor
from app.personas import ROLE_LABELS
from app.signin.proof import Proof, Unproved
from app.signin.provider import Provider
from app.web.asking import Asker, Posting, TheHouse, asker_of, begin, guest
from app.web.needs import House
from app.web.pages import Form as SheetForm
from app.web.pages import Sheet, Way, sheet_page
from app.web.refusals import Refusal, Refused
from app.web.routes.signin import Next
from domain.people import Assurance, Channel, Role
from storage.accounts import Session

router = APIRouter(prefix="/signin")
_ON_THE_WAY = timedelta(minutes=10)
_TITLE = "Đăng nhập"
_AGAIN = "Anh/chị đăng nhập lại giúp tôi."
_TROUBLE: dict[Unproved, str] = {
    Unproved.GARBLED: "Nơi xác thực trả lời không đúng nên chưa đăng nhập được. " + _AGAIN,
    Unproved.WEAK: "Tài khoản này mới đăng nhập bằng một lớp. Hồ sơ sức khoẻ cần đăng nhập hai lớp (mật khẩu và mã trên điện "
    "thoại): anh/chị bật xác thực hai lớp ở nơi cấp tài khoản rồi đăng nhập lại.",
    Unproved.STALE: "Lần đăng nhập ở nơi xác thực đã lâu. " + _AGAIN,
}
_EXPIRED = "Phiên đăng nhập đã hết hạn hoặc bắt đầu ở trình duyệt khác. " + _AGAIN
_LEFT = "Anh/chị chưa đăng nhập xong ở nơi xác thực. " + _AGAIN
_NO_ROLE = "Tài khoản này chưa được giao việc nào trong hệ thống. Anh/chị liên hệ người quản lý của đơn vị mình."
_UNKNOWN = (
    "Chưa tìm thấy hồ sơ sức khoẻ khớp với thông tin định danh của anh/chị. Anh/chị đến trạm y tế hoặc bệnh viện nơi khám để cập "
    "nhật số định danh; trong lúc đó vẫn hỏi được những thông tin công khai."
)
_NOT_OPEN = Refusal(404, "not_found", "Không có trang này.")


class Door(StrEnum):
    """Whose provider it is."""

    STAFF = "staff"
    CITIZEN = "citizen"


Here = Annotated[Asker | None, Depends(asker_of)]


@router.get("/{door}")
async def go(door: Door, request: Request, house: TheHouse, asker: Here, after: Next = "/") -> Response:
    """Send the browser to the provider; whoever is signed in already is asked anew, and more surely."""
    provider, token = _provider(house, door), asker.token if asker else ""
    bare = Response()
    if asker is None:
        token = await begin(house, guest(), request, bare)
    anew = asker is not None and not asker.is_guest
    state, nonce, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(32), generate_token(64)
    way = {"door": door.value, "nonce": nonce, "verifier": verifier, "next": after, "anew": anew,
           "at": house.now.now().timestamp()}  # fmt: skip
    address = await provider.address(state=state, nonce=nonce, verifier=verifier, anew=anew)
    await house.signin.codes.put(CodeFor.SIGN_IN, state, token, way, lasts=_ON_THE_WAY)
    response = RedirectResponse(address, 302)
    for cookie in bare.headers.getlist("set-cookie"):
        response.headers.append("set-cookie", cookie)
    return response


@router.get("/{door}/callback")
async def back(door: Door, request: Request, house: TheHouse, asker: Here, state: str = "", code: str = "",
               iss: str = "") -> Response:  # fmt: skip
    """Who came back: begun in this browser, answered by this provider, and once."""
    provider = _provider(house, door)
    way = await house.signin.codes.use(CodeFor.SIGN_IN, state, asker.token) if asker else None
    if asker is None or way is None or way["door"] != door.value:
        return _no(_EXPIRED, door)
    if not code:
        return _no(_LEFT, door)
    if iss and iss.rstrip("/") != provider.settings.issuer:
        return _no(_TROUBLE[Unproved.GARBLED], door)
    since = way["at"] if way["anew"] else None
    proof = await provider.proof(code, nonce=way["nonce"], verifier=way["verifier"], since=since)
    if isinstance(proof, Unproved):
        return _no(_TROUBLE[proof], door)
    signing = _staff if door is Door.STAFF else _citizen
    return await signing(request, house, asker, proof, str(way["next"]))


@router.post("/role")
async def choose(request: Request, house: TheHouse, asker: Posting, ticket: Annotated[str, Form()],
                 role: Annotated[Role, Form()]) -> Response:  # fmt: skip
    """The role in which somebody of several is here."""
    held = await house.signin.codes.use(CodeFor.ROLE, ticket, asker.token)
    if held is None or role.value not in held["roles"]:
        return _no(_EXPIRED, Door.STAFF)
    return await _begin_staff(request, house, asker, held, role)


async def _staff(request: Request, house: House, asker: Asker, proof: Proof, after: str) -> Response:
    roles = [role for role in await house.accounts.roles(proof.person) if proof.roles is None or role in proof.roles]
    if not roles:
        return _no(_NO_ROLE, Door.STAFF)
    held = {"person": proof.person, "roles": [role.value for role in roles], "next": after}
    if len(roles) == 1:
        return await _begin_staff(request, house, asker, held, roles[0])
    ticket = secrets.token_urlsafe(32)
    await house.signin.codes.put(CodeFor.ROLE, ticket, asker.token, held, lasts=_ON_THE_WAY)
    forms = tuple(
        SheetForm("/signin/role", ROLE_LABELS[role], (), {"ticket": ticket, "role": role.value}) for role in roles
    )
    return sheet_page(Sheet("Hôm nay anh/chị làm việc với vai trò nào?", forms=forms), asker.csrf)


async def _begin_staff(request: Request, house: House, asker: Asker, held: dict[str, Any], role: Role) -> Response:
    viewer = await house.accounts.viewer(held["person"], role, Channel.WEB)
    if viewer is None:
        return _no(_NO_ROLE, Door.STAFF)
    session = Session(viewer.person_id, role, Assurance.STAFF, persona=False, name=viewer.display_name)
    hours = timedelta(hours=_provider(house, Door.STAFF).settings.session_hours)
    await _people(house).signed_in(viewer.person_id, "staff", turn="signin")
    return await _begin(request, house, asker, session, held["next"], hours)


async def _citizen(request: Request, house: House, asker: Asker, proof: Proof, after: str) -> Response:
    turn = f"signin.{secrets.token_hex(8)}"
    found = await _people(house).with_national_id(proof.person, turn=turn, born_on=proof.born_on)
    if found is None:
        return _no(_UNKNOWN, Door.CITIZEN)
    await _people(house).signed_in(found.person_id, "citizen", turn=turn)
    settings = _provider(house, Door.CITIZEN).settings
    session = Session(found.person_id, Role.CITIZEN, Assurance.CITIZEN, persona=False, name=found.full_name)
    lasts, sure = timedelta(hours=settings.session_hours), timedelta(minutes=settings.sure_minutes)
    return await _begin(request, house, asker, session, after, lasts, sure)


async def _begin(request: Request, house: House, asker: Asker, session: Session, after: str, lasts: timedelta,
                 sure: timedelta | None = None) -> Response:  # fmt: skip
    """A new session under a new token, whatever the browser held before."""
    await house.sessions.end(asker.token)
    response = RedirectResponse(after, 303)
    await begin(house, session, request, response, lasts=lasts, sure=sure)
    return response


def _provider(house: House, door: Door) -> Provider:
    found = house.signin.staff if door is Door.STAFF else house.signin.citizens
    if found is None:
        raise Refused(_NOT_OPEN)
    return found


def _people(house: House) -> People:
    if house.signin.people is None:
        raise Refused(_NOT_OPEN)
    return house.signin.people


def _no(sentence: str, door: Door) -> Response:
    return sheet_page(
        Sheet(_TITLE, trouble=sentence, ways=(Way("Đăng nhập lại", f"/signin/{door.value}"),)), status=401
    )
