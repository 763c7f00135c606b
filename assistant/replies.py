"""Every sentence that is not made of data, by key, in plain Vietnamese; `say` fills in what it names."""

from types import MappingProxyType

_SENTENCES = MappingProxyType({
    # What an error of domain/errors.py sounds like.
    "try_later": "Xin lỗi, hệ thống đang bận hoặc một kho dữ liệu chưa trả lời. Anh/chị thử lại sau ít phút giúp tôi nhé.",
    "not_understood": "Tôi chưa hiểu rõ câu hỏi. {hint}",
    "not_here_for_you": "Tôi không có thông tin đó để trả lời anh/chị. Có thể thông tin không có, hoặc không thuộc phần anh/chị được xem.",
    "sign_in": "Câu này liên quan đến thông tin riêng của một người, nên anh/chị cần đăng nhập trước. "
    "Đăng nhập xong, anh/chị hỏi lại là tôi trả lời ngay.",
    "undefined": "Tôi chưa có chỉ tiêu nào được định nghĩa đúng như “{asked}”, nên không trả lời con số để tránh sai. {nearest}",
    "too_long": "Tin nhắn dài quá, tôi chưa đọc hết được. Anh/chị gửi lại ngắn hơn giúp tôi nhé.",
    "unknown_persona": "Tôi không tìm thấy người dùng này trong bản chạy thử.",
    "unknown_session": "Cuộc trò chuyện này không còn hoặc không phải của anh/chị. Anh/chị mở cuộc trò chuyện mới nhé.",
    # Talk.
    "first_contact": "Tôi là trợ lý tự động của ngành y tế tỉnh. Tôi tra cứu và trả lời theo dữ liệu, nhưng không khám bệnh, không kê đơn "
    "và không thay bác sĩ. Muốn gặp người thật, anh/chị nhắn “gặp nhân viên”. Cấp cứu: gọi 115.",
    "greeting": "Xin chào! Tôi là trợ lý tự động của ngành y tế tỉnh. {can}",
    "thanks": "Dạ không có gì. Anh/chị cần gì thêm cứ hỏi tôi nhé.",
    "goodbye": "Chào anh/chị, chúc anh/chị nhiều sức khoẻ!",
    "can": "Anh/chị có thể hỏi tôi: {examples}.",
    "human": "Tôi là trợ lý tự động. Để gặp người thật hoặc gửi phản ánh, anh/chị gọi đường dây nóng của Bộ Y tế 1900 9095, "
    "hoặc liên hệ quầy chăm sóc khách hàng của nơi mình khám. Trường hợp khẩn cấp gọi 115.",
    "not_yet": "Việc này tôi chưa làm thay anh/chị được; hiện tôi chỉ tra cứu và trả lời. {can}",
    "report_food": "Nếu có người nôn nhiều, lừ đừ, khó thở hoặc co giật, gọi 115 ngay. Anh/chị giữ lại thức ăn còn thừa và báo trạm y tế "
    "xã, phường nơi ăn hoặc Chi cục An toàn thực phẩm. Hiện tôi chưa nhận báo tin thay được.",
    "out_of_scope": "Việc này ngoài phần tôi biết. Tôi chỉ giúp được về y tế của tỉnh. {can}",
    "unsure": "Tôi chưa chắc anh/chị hỏi điều gì. Anh/chị chọn giúp tôi, hoặc nói rõ hơn nhé.",
    "unknown": "Tôi chưa hiểu câu này. Anh/chị nói rõ hơn một chút giúp tôi nhé. {can}",
    "not_your_role": "Phần này không nằm trong việc của vai trò anh/chị đang dùng, nên tôi không tra được. {can}",
    "sign_in_first": "Để xem thông tin này, anh/chị cần đăng nhập. {can}",
    # Asking back, one thing at a time.
    "ask_patient": "Anh/chị cho tôi mã bệnh nhân (ví dụ BN00001234) nhé.",
    "ask_claim": "Anh/chị cho tôi mã hồ sơ thanh toán cần xem nhé.",
    "ask_name": "Anh/chị cho tôi họ tên người cần tìm nhé.",
    "ask_indicator": "Anh/chị muốn xem chỉ tiêu nào ạ?",
    "ask_question": "Anh/chị muốn hỏi điều gì ạ?",
    "ask_commune": "Anh/chị muốn xem xã, phường nào ạ?",
    "ask_facility": "Anh/chị muốn xem bệnh viện, cơ sở nào ạ?",
    "ask_place": "Anh/chị muốn xem nơi nào ạ (xã, phường hay bệnh viện)?",
    "ask_period": "Anh/chị muốn xem khoảng thời gian nào ạ (ví dụ: tháng này, quý 3, năm 2025)?",
    "ask_whom": "Anh/chị muốn xem của ai ạ (ví dụ: con, mẹ)?",
    "ask_department": "Anh/chị muốn khám khoa nào ạ?",
    "ask_which": "Có mấy nơi tên như vậy. Anh/chị muốn nói nơi nào ạ?",
    "nearest": "Gần nhất có: {names}. Anh/chị chọn giúp tôi nhé.",
})  # fmt: skip

EXAMPLES: MappingProxyType[str, str] = MappingProxyType({
    "anonymous": "thông tin chung về sức khoẻ và thủ tục khám chữa bệnh, lịch khám còn trống, quán ăn có giấy an toàn thực phẩm không; "
    "muốn xem hồ sơ của mình thì đăng nhập",
    "citizen": "lần khám gần nhất, kết quả xét nghiệm, đơn thuốc, lịch tiêm chủng của con, thẻ bảo hiểm còn hạn không, lịch khám còn trống",
    "clinician": "danh sách bệnh nhân của khoa, tóm tắt bệnh nhân theo mã, kết quả xét nghiệm, thuốc đang dùng, dị ứng, lịch hẹn của khoa",
    "station": "trẻ chưa tiêm đủ mũi, thai phụ đến hạn khám, người tăng huyết áp và tiểu đường quá hạn tái khám, số ca bệnh trong xã",
    "food": "cơ sở sắp hết hạn giấy chứng nhận, lịch kiểm tra, các vụ ngộ độc thực phẩm và danh sách người mắc",
    "insurance": "tình trạng một hồ sơ thanh toán, tổng hợp hồ sơ theo bệnh viện, hồ sơ bị từ chối và lý do",
    "manager": "chỉ tiêu như công suất giường bệnh, lượt khám, tiêm chủng; so sánh, xếp hạng; tình hình dịch; tiến độ chuyển đổi số",
    "oversight": "nhật ký truy cập dữ liệu, các lượt bị từ chối, ai đã xem hồ sơ",
})  # fmt: skip
"""What each kind of asker can ask, as it stands in a sentence."""

KEYS = frozenset(_SENTENCES)


def say(key: str, **slots: str) -> str:
    """The sentence of that key with its slots filled; a slot not given stays empty.

    Raises:
        KeyError: no such sentence.
    """
    return _SENTENCES[key].format_map(_Blank(slots)).strip()


def can(kind: str) -> str:
    """What somebody of that kind can ask, as a sentence."""
    return say("can", examples=EXAMPLES.get(kind, EXAMPLES["anonymous"]))


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""
