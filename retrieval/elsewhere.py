"""Questions that guidance cannot answer, however much their words are a page's: a count, or somebody's own record.

"Bao nhiêu vụ ngộ độc thực phẩm trong năm nay" shares every word with the page on poisonings, which knows no count.
"""

import re

from domain.text import fold, is_marked

_ME = "(?:tôi|tui|em|mình|cháu|(?:con|mẹ|má|ba|cha|vợ|chồng) (?:tôi|em))"
_FIGURE = (
    "(?:số|bao nhiêu|mấy) (?:ca|vụ|lượt|bệnh nhân|bác sĩ|giường)",
    "(?<!tính )(?:tỷ|tỉ) lệ", "công suất", "tổng (?:chi|số)", "doanh thu", "xếp hạng", "biểu đồ", "so sánh", "cùng kỳ",
    "toàn (?:tỉnh|thành phố|quốc)", "tiến độ", "thống kê", "(?:xã|huyện|tỉnh|bệnh viện|trạm) nào .{0,60}nhất",
    "quý [1-4i]+", r"(?<!hằng )(?<!hàng )(?:tuần|tháng|quý) (?:này|trước|vừa rồi)", r"tháng \d+",
    r"(?:sáu|chín|\d+) tháng đầu năm", "đến hạn",
)  # fmt: skip
_RECORD = (
    rf"(?:kết quả|xét nghiệm|đơn thuốc|toa thuốc|lịch hẹn|dị ứng|số thứ tự|hồ sơ thanh toán)(?: \w+){{0,4}} của {_ME}",
    f"của {_ME} (?:.{{0,60}} )?(?:là bao nhiêu|là khi nào|số mấy|ngày nào|gồm|gần nhất)", f"gần nhất của {_ME}",
    f"{_ME} .{{0,60}}(?:có kết quả chưa|lần trước|lần gần nhất)", "bác sĩ nào (?:đang |đã )?(?:khám|điều trị|mổ)",
    r"(?:chích|tiêm) (?:những |được )?(?:mũi nào|mấy mũi) rồi", r"đã (?:chích|tiêm) những mũi nào",
    r"(?:nguyễn|trần|lê|phạm|huỳnh|hoàng|phan) (?:thị|văn)", r"bệnh nhân bn\d+",
)  # fmt: skip


def _any(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{phrase})(?!\w)" for phrase in phrases))


_MARKED, _BARE = _any(_FIGURE + _RECORD), _any(tuple(fold(phrase) for phrase in _FIGURE + _RECORD))


def is_for_records(question: str) -> bool:
    """Whether the question asks for a count or for somebody's own record."""
    return bool(_MARKED.search(question.lower()) if is_marked(question) else _BARE.search(fold(question)))
