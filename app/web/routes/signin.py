"""The sheets on which people sign in: every way that is open, and the two steps by phone."""

from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, BackgroundTasks, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from app.signin.phones import Phones, Wrong, number_of
from app.web.asking import COOKIE, Asker, Posting, TheHouse, asker_of, begin, guest
from app.web.needs import House
from app.web.pages import Field, Sheet, Way, sheet_page
from app.web.pages import Form as SheetForm
from app.web.refusals import Refusal, Refused
from domain.people import Assurance, Role
from storage.accounts import Session

router = APIRouter(prefix="/signin")
_HERE = r"^/(link/[A-Za-z0-9_-]{22})?$"
Next = Annotated[str, Query(alias="next", pattern=_HERE)]
"""Where to go on after signing in: never out of this house."""
NextSent = Annotated[str, Form(alias="next", pattern=_HERE)]
_TITLE = "Đăng nhập"
_CLOSED = "Trang này chưa mở đăng nhập. Anh/chị vẫn hỏi được những thông tin công khai."
_DEMO = "Đây là bản chạy thử với dữ liệu giả lập: mở trang hỏi đáp, chọn một vai, rồi mở lại liên kết này."
_SENT = (
    "Nếu số này có trong hồ sơ y tế của tỉnh, một mã 6 số đang được gửi tới máy. Chưa thấy mã sau một phút thì anh/chị quay "
    "lại lấy mã khác."
)
_NOT_A_NUMBER = "Số điện thoại chưa đúng. Anh/chị nhập đủ 10 số, ví dụ 0912345678."
_WRONG: dict[Wrong, str] = {
    Wrong.CODE: "Mã này không đúng hoặc đã hết hạn. Anh/chị xem lại, hoặc quay lại lấy mã mới.",
    Wrong.WHICH: "Số này dùng chung cho nhiều người. Anh/chị nhập lại mã, và thêm ngày sinh của mình.",
    Wrong.NOBODY: "Chưa xác định được anh/chị là ai theo số này. Anh/chị đến cơ sở y tế gần nhất để cập nhật số điện thoại.",
}
_CLOSED_NO = Refusal(404, "not_found", "Không có trang này.")
_TOO_OFTEN = Refusal(429, "too_fast", "Đã lấy mã nhiều lần từ nơi này. Xin chờ một giờ rồi thử lại.")


@router.get("/out")
async def out(asker: Annotated[Asker | None, Depends(asker_of)]) -> Response:
    """Ask whether to sign out."""
    form = SheetForm("/signin/out", "Đăng xuất")
    return sheet_page(Sheet("Đăng xuất", forms=(form,) if asker else ()), asker.csrf if asker else "")


@router.post("/out")
async def go_out(house: TheHouse, asker: Posting) -> Response:
    """Nobody is signed in any more in this browser."""
    await house.sessions.end(asker.token)
    response = sheet_page(Sheet("Đã đăng xuất"))
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
    return response


@router.get("")
async def ways(request: Request, house: TheHouse, asker: Annotated[Asker | None, Depends(asker_of)],
               after: Next = "/") -> Response:  # fmt: skip
    """Every way that is open; a browser that is new becomes a guest."""
    if not house.signin.is_open:
        demo = Way("Mở trang hỏi đáp", "/")
        return sheet_page(Sheet(_TITLE, (_DEMO,), ways=(demo,)) if house.is_demo else Sheet(_TITLE, (_CLOSED,)))
    form = SheetForm("/signin/phone", "Gửi mã tới điện thoại", (_PHONE,), {"next": after})
    sheet = Sheet(_TITLE, ways=_providers(house, after), forms=(form,) if house.signin.phones else ())
    if asker:
        return sheet_page(sheet, asker.csrf)
    session, bare = guest(), Response()
    token = await begin(house, session, request, bare)
    response = sheet_page(sheet, Asker.csrf_of(token))
    response.headers.append("set-cookie", bare.headers["set-cookie"])
    return response


def _providers(house: House, after: str) -> tuple[Way, ...]:
    doors = (("citizen", house.signin.citizens, "Người dân: định danh điện tử (VNeID)"),
             ("staff", house.signin.staff, "Cán bộ, nhân viên y tế"))  # fmt: skip
    on = f"?{urlencode({'next': after})}"
    return tuple(Way(found.settings.label or label, f"/signin/{door}{on}") for door, found, label in doors if found)


_PHONE = Field("phone", "Số điện thoại", "tel", "tel-national")


@router.post("/phone")
async def ask(request: Request, house: TheHouse, asker: Posting, later: BackgroundTasks, phone: Annotated[str, Form()],
              after: NextSent = "/") -> Response:  # fmt: skip
    """Have a code sent: the answer is the same whoever is known by that number, and comes before it is looked up."""
    phones, number = _phones(house), number_of(phone)
    if number is None:
        again = SheetForm("/signin/phone", "Gửi mã tới điện thoại", (_PHONE,), {"next": after})
        return sheet_page(Sheet(_TITLE, trouble=_NOT_A_NUMBER, forms=(again,)), asker.csrf, 422)
    if not await phones.may_ask(_address(request, phones)):
        raise Refused(_TOO_OFTEN)
    later.add_task(phones.send, number)
    response = sheet_page(_code_sheet(number, after), asker.csrf)
    response.background = later
    return response


@router.post("/phone/code")
async def check(request: Request, house: TheHouse, asker: Posting, phone: Annotated[str, Form(pattern=r"^\+84\d{9}$")],
                code: Annotated[str, Form(max_length=20)], born_on: Annotated[str, Form(max_length=10)] = "",
                after: NextSent = "/") -> Response:  # fmt: skip
    """Sign in whoever holds the phone."""
    born = _day(born_on)
    said = code.replace(" ", "").strip()
    phones = _phones(house)
    found = await phones.check(phone, said, born, address=_address(request, phones), by=asker.token)
    if isinstance(found, Wrong):
        sheet = _code_sheet(phone, after, trouble=_WRONG[found], born=found is not Wrong.CODE or born is not None)
        return sheet_page(sheet, asker.csrf, 401)
    await house.sessions.end(asker.token)
    response = RedirectResponse(after, 303)
    session = Session(found.person_id, Role.CITIZEN, Assurance.PHONE, persona=False, name=found.full_name)
    await begin(house, session, request, response)
    return response


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _code_sheet(number: str, after: str, *, trouble: str = "", born: bool = False) -> Sheet:
    fields = [Field("code", "Mã 6 số", "text", "one-time-code")]
    if born:
        fields.append(Field("born_on", "Ngày sinh", "date", "bday", needed=False))
    form = SheetForm("/signin/phone/code", "Đăng nhập", tuple(fields), {"phone": number, "next": after})
    return Sheet(_TITLE, (_SENT,), trouble, forms=(form,), ways=())


def _phones(house: House) -> Phones:
    if house.signin.phones is None:
        raise Refused(_CLOSED_NO)
    return house.signin.phones


def _address(request: Request, phones: Phones) -> str:
    """Where the request comes from: the last hand before ours counts, for what stands before it anybody may write."""
    if header := phones.settings.address_header:
        return request.headers.get(header, "").rpartition(",")[2].strip()
    return request.client.host if request.client else ""
