"""The page that a chat's own address opens: whoever signs in is shown a code to type back in that chat.

The code alone links, and only in the chat whose address it was: whoever sends their own address to somebody else learns
nothing, and is linked to nobody.
"""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response

from access.ports import CodeFor
from app.linking import digits, payload
from app.personas import ROLE_LABELS
from app.web.asking import Asker, Posting, TheHouse, asker_of
from app.web.pages import Form, Sheet, Way, sheet_page

router = APIRouter(prefix="/link")
Nonce = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{22}$")]
_TITLE = "Liên kết cuộc trò chuyện"
_GONE = "Liên kết này đã dùng rồi hoặc đã hết hạn. Anh/chị nhắn “đăng nhập” trong cuộc trò chuyện để nhận liên kết mới."
_OVER = Sheet("Liên kết đã hết hạn", (_GONE,))
_CARE = (
    "Chỉ làm tiếp nếu chính anh/chị vừa nhắn “đăng nhập” trong cuộc trò chuyện đó. Nếu người khác gửi cho anh/chị liên kết "
    "này, hãy đóng trang: người ấy có thể muốn xem thông tin của anh/chị."
)


@router.get("/{nonce}")
async def look(nonce: Nonce, house: TheHouse, asker: Annotated[Asker | None, Depends(asker_of)]) -> Response:
    """What is about to be linked to whom; to a guest, the way to sign in."""
    page = await house.signin.codes.look(CodeFor.PAGE, nonce)
    if page is None:
        return sheet_page(_OVER, status=404)
    if asker is None or asker.is_guest:
        way = Way("Đăng nhập", f"/signin?next=/link/{nonce}")
        return sheet_page(Sheet(_TITLE, (f"{page['chat']}.", "Anh/chị đăng nhập trước đã.", _CARE), ways=(way,)))
    form = Form(f"/link/{nonce}", "Lấy mã xác nhận")
    return sheet_page(Sheet(_TITLE, (*_who(page, asker), _CARE), forms=(form,)), asker.csrf)


@router.post("/{nonce}")
async def confirm(nonce: Nonce, house: TheHouse, asker: Posting) -> Response:
    """The code to type back."""
    codes = house.signin.codes
    page = await codes.look(CodeFor.PAGE, nonce)
    if page is None or asker.is_guest:
        return sheet_page(_OVER, status=404)
    code, minutes = digits(), house.signin.settings.chat.code_minutes
    said = payload(asker.viewer, asker.viewer.display_name, persona=asker.session.persona) | {"nonce": nonce}
    await codes.put(CodeFor.CONFIRM, page["account"], code, said, lasts=timedelta(minutes=minutes))
    do = f"Nhắn mã này vào đúng cuộc trò chuyện đó trong {minutes} phút. Đừng đưa mã cho bất kỳ ai, kể cả người xưng là nhân viên."
    return sheet_page(Sheet(_TITLE, (*_who(page, asker), do), code=code))


def _who(page: dict[str, Any], asker: Asker) -> tuple[str, ...]:
    viewer = asker.viewer
    name = viewer.display_name or "tài khoản của anh/chị"
    return (f"Cuộc trò chuyện: {page['chat']}.", f"Sẽ liên kết với: {name} ({ROLE_LABELS[viewer.role]}).")
