"""The sheet with every way to sign in, for whoever comes without the page's own."""

from fastapi import APIRouter
from fastapi.responses import Response

from app.web.asking import TheHouse
from app.web.pages import Sheet, Way, sheet_page

router = APIRouter(prefix="/signin")
_CLOSED = "Trang này chưa mở đăng nhập. Anh/chị vẫn hỏi được những thông tin công khai."


@router.get("")
async def ways(house: TheHouse) -> Response:
    """Every way that is open."""
    if house.is_demo:
        told = "Đây là bản chạy thử với dữ liệu giả lập: mở trang hỏi đáp, chọn một vai, rồi mở lại liên kết này."
        return sheet_page(Sheet("Đăng nhập", (told,), ways=(Way("Mở trang hỏi đáp", "/"),)))
    return sheet_page(
        Sheet("Đăng nhập", ("Trang này chưa mở đăng nhập. Anh/chị vẫn hỏi được những thông tin công khai.",))
    )
