"""What people are told about signing in and about their linked chats."""

from collections.abc import Mapping
from datetime import datetime

from domain.clock import local
from domain.people import Assurance, Channel, Role

CHANNELS: Mapping[Channel, str] = {
    Channel.WEB: "Trang web", Channel.ZALO_BOT: "Zalo", Channel.ZALO_OA: "Zalo", Channel.TELEGRAM: "Telegram",
}  # fmt: skip

LINKED = (
    "Đã liên kết cuộc trò chuyện này với **{name}** ({role}), đến {until}. {may}\n"
    "Nếu đây không phải tài khoản của anh/chị, hoặc muốn ngừng, nhắn “hủy liên kết”."
)
MAY_PHONE = (
    "Ở đây anh/chị hỏi được lịch hẹn, thẻ bảo hiểm của mình. Hồ sơ sức khoẻ cần đăng nhập bằng định danh điện tử."
)
MAY_CITIZEN = (
    "Ở đây anh/chị hỏi được lịch hẹn, thẻ bảo hiểm của mình. Kết quả và hồ sơ sức khoẻ xem trên trang web, trừ khi anh/chị "
    "đã đồng ý nhận qua tin nhắn."
)
MAY_STAFF = "Ở đây anh/chị hỏi được số liệu thuộc phần việc của mình; hồ sơ người bệnh chỉ mở trên trang web."
ASK_AGAIN = " Câu hỏi gửi kèm lúc nãy, anh/chị nhắn lại giúp tôi."
WRONG_CODE = "Mã này không đúng, đã dùng rồi hoặc đã hết hạn. Anh/chị lấy mã mới trên trang web rồi nhắn lại giúp tôi."
TOO_MANY = "Đã có quá nhiều mã sai. Để giữ an toàn, anh/chị chờ {minutes} phút rồi lấy mã mới và thử lại nhé."
NOT_IN_THIS_CHAT = (
    "Đây là vai giả lập để chạy thử, nên chỉ liên kết được với cuộc trò chuyện mà người vận hành đã khai báo."
)
UNLINKED = (
    "Đã hủy liên kết. Từ giờ cuộc trò chuyện này không còn gắn với tài khoản nào. Muốn liên kết lại, nhắn “đăng nhập”."
)
NOT_LINKED = "Cuộc trò chuyện này đang không gắn với tài khoản nào. Muốn liên kết, nhắn “đăng nhập”."
SIGN_IN_HERE = (
    "Để tôi biết anh/chị là ai, mở liên kết sau (dùng trong {minutes} phút, chỉ cho riêng anh/chị, xin đừng gửi cho người khác): "
    "{address}\nĐăng nhập ở đó; trang sẽ ghi “{chat}” và hiện một mã 6 số. Anh/chị nhắn mã đó vào đây là xong."
)
SIGN_IN_ON_PAGE = (
    "Để tôi biết anh/chị là ai, mở trang web Hỏi Y Tế, đăng nhập, chọn “Liên kết Zalo, Telegram” để lấy mã 6 số, rồi nhắn vào "
    "đây: LIENKET và mã đó."
)
SIGN_IN = "Đăng nhập"
"""The choice that the page answers by opening its sign-in sheet."""


def may_see(role: Role, level: Assurance) -> str:
    """What a linked chat is good for."""
    if role is not Role.CITIZEN:
        return MAY_STAFF
    return MAY_CITIZEN if level >= Assurance.CITIZEN else MAY_PHONE


def day(instant: datetime) -> str:
    """The hour and day of an instant, as people here write it."""
    return f"{local(instant):%H:%M ngày %d/%m/%Y}"


def chat_label(channel: Channel, handle: str) -> str:
    """A chat as its own person can recognise it, and nobody else: the channel and the end of the handle."""
    return f"{CHANNELS[channel]}, cuộc trò chuyện …{handle[-4:]}"
