"""What the page says besides answers."""

from assistant.replies import say

SUGGESTIONS_OF_A_GUEST = (
    "Đi khám bảo hiểm y tế cần mang giấy tờ gì?",
    "Dấu hiệu sốt xuất huyết nặng là gì?",
    "Trẻ sốt cao, khi nào cần đưa đi khám ngay?",
)
UNTITLED = "Cuộc trò chuyện chưa đặt tên"
STOPPED = "Bạn đã dừng câu trả lời này."
NOT_ANY_MORE = "Câu trả lời này dựa trên hồ sơ mà hiện nay bạn không còn quyền xem, nên không hiện lại."


def notice() -> str:
    """What the first message on every channel says (design §7): automated, what it cannot do, how to reach a person."""
    return say("first_contact")
