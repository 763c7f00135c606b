"""Harmless talk of the past, of lists and of other senses is no emergency; the same words cried for help are."""

import pytest

from assistant import safety
from domain.text import fold

CALM = [
    "năm ngoái tôi bị đột quỵ, giờ muốn xem kết quả",
    "bố tôi bị tai biến hồi trước, đã khỏi rồi",
    "tiền sử co giật của con tôi có trong hồ sơ không",
    "hồi nhỏ bé bị co giật do sốt, giờ khám ở đâu",
    "bao nhiêu ca đột quỵ tháng 10",
    "đột quỵ tháng này bao nhiêu",
    "danh sách sản phụ đẻ tháng này",
    "sản phụ đẻ rơi tháng 10 có mấy người",
    "số sản phụ băng huyết quý 3",
    "liệt kê sản phụ vỡ ối tuần này",
    "một bên tăng một bên giảm",
    "cơ sở y tế một bên là bệnh viện một bên là trạm",
    "liệt kê một bên số ca một bên số tử vong",
    "yếu tố nguy cơ một bên và bệnh nền một bên",
    "mẹ tôi từng nhồi máu cơ tim năm 2023, thuốc hiện tại là gì",
    "con tôi bị hóc xương tháng trước đã lấy ra rồi, giờ xem lại kết quả khám",
    "đợt trước tôi ngất xỉu nằm viện 3 ngày, tổng chi phí bao nhiêu",
    "năm ngoái tôi uống nhầm thuốc phải đi viện, vừa rồi quỹ trả bao nhiêu",
    "lần trước chồng tôi khó thở quá phải nhập viện, xem giùm kết quả",
    "hôm nọ bé nhà em sốt co giật, nay khoẻ rồi, lịch tái khám khi nào",
    "vụ tai nạn nặng nhất quý 3 ở xã nào",
    "tỷ lệ tử vong do đuối nước",
    "ca ngộ độc nấm rừng năm nay",
    "người bị rắn cắn được ghi nhận trong tháng",
    "đồng nghiệp tôi trực cấp cứu mệt quá",
    "khoa tôi vừa tiếp nhận hai ca đột quỵ, xem công suất giường",
    "phòng cấp cứu hôm nay đang quá tải không",
    "bệnh nhân đột quỵ xuất viện hôm qua",
    "con tôi đẻ năm ngoái ở bệnh viện nào",
    "tôi sinh con năm 2024, lúc đó băng huyết nhiều, hồ sơ còn không",
    "khoa đang điều trị bao nhiêu bệnh nhân hôn mê",
    "ca uống thuốc trừ sâu tháng trước do đâu",
    "vợ tôi chuyển dạ lần trước hết bao nhiêu tiền",
    "vụ điện giật ở công ty tháng 9 có ai tử vong",
    "năm kia tôi bị té gãy chân, lần đó đau dữ dội lắm",
    "trước đây tôi có lần muốn chết, giờ ổn rồi, xem đơn thuốc",
    "tháng trước con em sốt li bì phải nhập viện, giờ khoẻ, tiền viện phí bao nhiêu",
    "chỉ số đau ngực trong hồ sơ ghi gì",
    "hồ sơ thanh toán ca nhồi máu cơ tim",
    "chi phí trung bình một ca đột quỵ",
    "bà nội mất vì tai biến, hồ sơ có lưu không",
    "tôi đã khỏi co giật từ lâu, có cần tái khám không",
    "người nhà bệnh nhân hay gọi cấp cứu giữa đêm, thống kê giúp",
    "xe cấp cứu của tỉnh có mấy chiếc",
    "tổng đài cấp cứu nhận bao nhiêu cuộc gọi",
    "sản phụ sinh mổ một bên thành mổ đau",
    "mã hồ sơ của ca bỏng nước sôi hôm qua",
    "có mấy sản phụ đau đẻ nhập viện hôm qua",
    "lịch sử cấp cứu của tôi",
    "mấy ca ngất xỉu ở trường học tuần trước",
    "chi phí điều trị đột quỵ quý 3 là bao nhiêu",
    "một bên đề nghị 50 triệu, một bên duyệt 30 triệu, hồ sơ nào đúng",
    "lượt nhập viện vì ngất xỉu hôm qua có mấy người",
    "bố tôi mất vì nhồi máu cơ tim năm 2020, thẻ bảo hiểm của ông huỷ chưa",
]
REAL = [
    "bố tôi bị đột quỵ năm ngoái, giờ lại méo miệng nói không được",
    "mẹ tôi tiền sử tim mạch đang đau ngực dữ dội",
    "con tôi hồi nhỏ bị co giật, giờ đang co giật lại",
    "ba tôi yếu một bên người không nói được",
    "vợ tôi vỡ ối rồi phải làm sao",
    "tôi tê một bên mặt, nói đớ",
    "năm ngoái bà bị tai biến rồi, hôm nay tự nhiên liệt nửa người",
    "khoa mình có bệnh nhân vừa ngừng tim cứu với",
    "chồng tôi uống thuốc trừ sâu rồi",
    "bé đang co giật",
    "đồng nghiệp tôi vừa ngất xỉu gọi không dậy",
    "tôi không muốn sống nữa",
    "hàng xóm bị điện giật bất tỉnh",
    "sản phụ nhà tôi đẻ rơi rồi cứu với",
    "đau đẻ dữ dội, đang ở nhà",
    "trước đây tôi từng muốn chết, bây giờ lại muốn chết",
    "má tôi liệt một bên từ sáng nay",
    "liệt kê gì nữa, cứu với, vợ tôi băng huyết",
    "sản phụ đang vỡ ối ở trạm, làm sao bây giờ",
    "bé nhà tôi sốt co giật gọi không thưa",
    "ba tôi tê một bên tay, nói ngọng từ sáng nay",
    "hôm qua má tôi méo miệng, nay nặng hơn không nói được",
    "chị tôi vừa bị bỏng nước sôi khắp người",
]


@pytest.mark.parametrize("text", CALM)
@pytest.mark.parametrize("typed", [str, fold])
def test_what_is_past_listed_or_meant_otherwise_is_no_danger(text: str, typed: "type[str]") -> None:
    assert safety.look(typed(text)) is None


@pytest.mark.parametrize("text", REAL)
@pytest.mark.parametrize("typed", [str, fold])
def test_the_same_words_cried_for_help_are_heard(text: str, typed: "type[str]") -> None:
    assert safety.look(typed(text)) is not None
