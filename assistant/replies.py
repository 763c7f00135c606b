"""Every sentence that is not made of data, by key, in plain Vietnamese; `say` fills in what it names."""

from types import MappingProxyType

_SENTENCES = MappingProxyType({
    # What an error of domain/errors.py sounds like.
    "try_later": "Xin lỗi, hệ thống đang bận hoặc một kho dữ liệu chưa trả lời. Anh/chị thử lại sau ít phút giúp tôi nhé.",
    "not_understood": "Tôi chưa hiểu rõ câu hỏi. {hint}",
    "not_here_for_you": "Tôi không có thông tin đó để trả lời anh/chị. Có thể thông tin không có, hoặc không thuộc phần anh/chị được xem.",
    "open_on_web": "Qua kênh nhắn tin này tôi không gửi thông tin trong hồ sơ sức khoẻ. Anh/chị mở trang web Hỏi Y Tế, đăng nhập rồi hỏi lại; "
    "nếu có thông tin thuộc phần anh/chị được xem, tôi trả lời ngay ở đó.",
    "sign_in": "Câu này liên quan đến thông tin riêng của một người, nên anh/chị cần đăng nhập trước. "
    "Đăng nhập xong, anh/chị hỏi lại là tôi trả lời ngay.",
    "undefined": "Tôi chưa có chỉ tiêu nào được định nghĩa đúng như “{asked}”, nên không trả lời con số để tránh sai. {nearest}",
    "too_long": "Tin nhắn dài quá, tôi chưa đọc hết được. Anh/chị gửi lại ngắn hơn giúp tôi nhé.",
    "unknown_persona": "Tôi không tìm thấy người dùng này trong bản chạy thử.",
    "unknown_session": "Cuộc trò chuyện này không còn hoặc không phải của anh/chị. Anh/chị mở cuộc trò chuyện mới nhé.",
    # Emergencies: 115 first, then what to do until help comes.
    "emergency_heart": "**Gọi 115 ngay.** Đau ngực kiểu này có thể là bệnh tim nguy hiểm.\n- Cho người bệnh ngồi hoặc nằm nghỉ, nới lỏng quần áo, không đi lại.\n"
    "- Không tự lái xe đến viện; mở cửa đợi xe cấp cứu.\n- Nếu ngừng thở, ép tim ngoài lồng ngực theo hướng dẫn của 115.",
    "emergency_breath": "**Gọi 115 ngay.** Khó thở là cấp cứu.\n- Cho người bệnh ngồi dậy, nới lỏng quần áo, chỗ thoáng khí.\n"
    "- Có thuốc xịt hen bác sĩ đã kê thì dùng ngay.\n- Ở cạnh, không để người bệnh một mình.",
    "emergency_stroke": "**Gọi 115 ngay**, có thể là đột quỵ: đến viện càng sớm càng tốt.\n- Nhớ giờ bắt đầu bị.\n- Cho nằm nghiêng, đầu hơi cao.\n"
    "- Không cho ăn, uống, không cạo gió, không chích máu đầu ngón tay.",
    "emergency_seizure": "**Gọi 115 ngay.**\n- Đặt nằm nghiêng, dọn vật cứng xung quanh, nới cổ áo.\n- Không nhét gì vào miệng, không giữ chặt tay chân.\n"
    "- Nhớ giờ bắt đầu co giật.",
    "emergency_unconscious": "**Gọi 115 ngay.**\n- Gọi to, lay vai; nếu còn thở, đặt nằm nghiêng.\n- Nếu không thở, ép tim ngoài lồng ngực theo hướng dẫn của 115.\n"
    "- Không cho ăn uống gì.",
    "emergency_bleeding": "**Gọi 115 ngay.**\n- Ép chặt vết thương bằng khăn sạch, giữ liên tục, nâng cao chỗ chảy máu.\n- Không rút vật đâm ra.\n"
    "- Nếu nôn hoặc ho ra máu: cho nằm nghiêng, không cho ăn uống.",
    "emergency_infant": "**Gọi 115 hoặc đưa bé đến viện ngay.** Trẻ nhỏ sốt, bỏ bú, li bì hay tím tái là dấu hiệu nguy hiểm.\n- Giữ bé thở thoáng, không ủ quá kín.\n"
    "- Không tự cho uống thuốc khi chưa hỏi bác sĩ.",
    "emergency_poison": "**Gọi 115 ngay.**\n- Không cố gây nôn nếu người bệnh lơ mơ, co giật, hoặc đã uống xăng, axit, chất tẩy.\n"
    "- Giữ lại vỏ chai, thuốc hoặc thức ăn còn thừa để đưa bác sĩ xem.\n- Nếu người đó muốn tự làm hại mình, hãy ở bên cạnh, đừng để một mình.",
    "emergency_suicide": "Tôi rất lo cho anh/chị lúc này, và anh/chị không phải chịu một mình. **Nếu đang nguy hiểm, xin gọi 115 ngay.** Trẻ em, hoặc lo cho một trẻ em, gọi 111 "
    "(miễn phí, ngày đêm).\n- Hãy nói với một người thân đang ở gần, nhờ họ ở bên cạnh.\n- Tránh xa thuốc, dao kéo, nơi cao.\n"
    "- Bác sĩ và người tư vấn có thể giúp cơn đau này dịu đi.",
    "emergency_snake": "**Gọi 115 hoặc đưa đến viện ngay.**\n- Để nằm yên, giữ tay chân bị cắn bất động, thấp hơn tim; tháo nhẫn, đồng hồ.\n"
    "- Không rạch, không hút nọc, không đắp lá, không garô chặt.\n- Nhớ hình dạng con rắn, đừng cố bắt.",
    "emergency_drowning": "**Gọi 115 ngay.**\n- Đưa lên bờ an toàn; nếu không thở, thổi ngạt và ép tim ngay theo hướng dẫn của 115.\n- Không dốc ngược, không vác chạy.\n"
    "- Còn thở thì đặt nằm nghiêng, giữ ấm.",
    "emergency_burn": "**Gọi 115 ngay.**\n- Xả nước mát sạch lên chỗ bỏng 15-20 phút.\n- Không bôi kem đánh răng, nước mắm, mỡ; không làm vỡ nốt phỏng.\n"
    "- Che bằng vải sạch, giữ ấm người.",
    "emergency_electric": "**Gọi 115 ngay.**\n- Ngắt cầu dao trước khi chạm vào người bị điện giật.\n- Nếu không thở, ép tim ngoài lồng ngực theo hướng dẫn của 115.",
    "emergency_pregnancy": "**Gọi 115 hoặc đến bệnh viện có khoa sản ngay.**\n- Nằm nghiêng trái, không đi lại nhiều, không ăn uống thêm.\n"
    "- Mang theo sổ khám thai nếu có sẵn; đừng chờ đến giờ hẹn.",
    "emergency_anaphylaxis": "**Gọi 115 ngay**, có thể là phản vệ.\n- Dừng ngay thuốc hoặc thức ăn đang dùng.\n- Cho nằm, kê cao chân; khó thở thì cho ngồi.\n"
    "- Nếu vừa tiêm, quay lại ngay nơi tiêm. Có bút adrenalin đã được kê thì dùng ngay.",
    "emergency_choking": "**Gọi 115 ngay.**\n- Còn ho được: để người bệnh tự ho.\n- Không thở, không nói được: trẻ dưới 1 tuổi vỗ lưng 5 cái, ấn ngực 5 cái; người lớn và trẻ lớn "
    "đứng sau ôm ấn bụng (nghiệm pháp Heimlich).\n- Không móc họng khi không nhìn thấy dị vật.",
    "emergency_accident": "**Gọi 115 ngay.**\n- Không bế xốc, không xoay cổ người bị nạn.\n- Ép chặt chỗ chảy máu, giữ ấm, hỏi chuyện để theo dõi tỉnh táo.",
    "emergency_call": "**Gọi 115 ngay** để có xe cấp cứu; tôi là trợ lý tự động, không tự gọi xe được.\n- Nói rõ địa chỉ, tình trạng người bệnh, số điện thoại.\n"
    "- Để loa ngoài và làm theo lời 115.",
    # Talk.
    "first_contact": "Tôi là trợ lý tự động của ngành y tế tỉnh. Tôi tra cứu và trả lời theo dữ liệu, nhưng không khám bệnh, không kê đơn "
    "và không thay bác sĩ. Muốn gặp người thật, anh/chị nhắn “gặp nhân viên”. Cấp cứu: gọi 115.",
    "unreadable": "Hiện tôi chỉ đọc được tin nhắn chữ, chưa xem được hình, nhãn dán, tệp hay lời nói. Anh/chị viết câu hỏi giúp tôi nhé. "
    "Trường hợp khẩn cấp gọi 115.",
    "too_late": "Xin lỗi anh/chị, tin nhắn lúc {at} đến khi hệ thống đang gián đoạn nên chưa được trả lời. Nếu vẫn cần, anh/chị nhắn lại giúp tôi. "
    "Trường hợp khẩn cấp gọi 115.",
    "may_be_lost": "Có {count} tin nhắn trước của tôi có thể chưa đến được anh/chị. Nếu thiếu phần nào, anh/chị hỏi lại giúp tôi.",
    "greeting": "Xin chào! Tôi là trợ lý tự động của ngành y tế tỉnh. {can}",
    "thanks": "Dạ không có gì. Anh/chị cần gì thêm cứ hỏi tôi nhé.",
    "goodbye": "Chào anh/chị, chúc anh/chị nhiều sức khoẻ!",
    "can": "Anh/chị có thể hỏi tôi: {examples}.",
    "human": "Tôi là trợ lý tự động. Để gặp người thật hoặc gửi phản ánh, anh/chị gọi đường dây nóng của Bộ Y tế 1900 9095, "
    "hoặc liên hệ quầy chăm sóc khách hàng của nơi mình khám. Trường hợp khẩn cấp gọi 115.",
    "not_yet": "Việc này tôi chưa làm thay anh/chị được; hiện tôi chỉ tra cứu và trả lời. {can}",
    "report_food": "Nếu có người nôn nhiều, lừ đừ, khó thở hoặc co giật, gọi 115 ngay. Anh/chị giữ lại thức ăn còn thừa và báo trạm y tế "
    "xã, phường nơi ăn hoặc Chi cục An toàn thực phẩm. Hiện tôi chưa nhận báo tin thay được.",
    "no_cause": "Tôi chỉ nêu số liệu đã ghi nhận, không tự suy ra nguyên nhân. Anh/chị hỏi đơn vị phụ trách để có đánh giá nhé.",
    "no_break_glass": "Hệ thống này không có truy cập khẩn cấp (break-glass): không lượt nào vượt được phân quyền. Người xem ngoài quan hệ điều trị "
    "luôn bị từ chối và được ghi lại; anh/chị hỏi các lượt bị từ chối là thấy.",
    "no_such_disease": "Tôi không có số ca của “{disease}” trong các bệnh truyền nhiễm được báo cáo, nên không trả lời con số khác để tránh nhầm.",
    "no_such_split": "Tôi chưa tách được số liệu theo cách đó, nên không trả lời con số khác để tránh nhầm. Hiện có theo {ways}.",
    "not_narrowed": "Tôi chưa lọc hay tách được theo “{words}”; dưới đây là kết quả chung, chưa lọc.",
    "no_such_place": "Tôi không tìm thấy “{name}” trong danh mục của tỉnh, nên không trả lời con số chung thay vào. {nearest}",
    "nearest_places": "Gần giống nhất có các nơi sau, anh/chị chọn giúp tôi nhé:",
    "others_private": "Đó là chuyện riêng của người khác (nơi ở, số điện thoại, thu nhập, bệnh tật), nên tôi không đưa ra được. {can}",
    "not_held": "Tôi chưa có dữ liệu hoặc chức năng đó nên không trả lời để tránh sai. {can}",
    "out_of_scope": "Việc này ngoài phần tôi biết. Tôi chỉ giúp được về y tế của tỉnh. {can}",
    "unsure": "Tôi chưa chắc anh/chị hỏi điều gì. Anh/chị chọn giúp tôi, hoặc nói rõ hơn nhé.",
    "unknown": "Tôi chưa hiểu câu này. Anh/chị nói rõ hơn một chút giúp tôi nhé. {can}",
    "not_your_role": "Phần này không nằm trong việc của vai trò anh/chị đang dùng, nên tôi không tra được. {can}",
    "staff_sign_in": "Số liệu và hồ sơ này chỉ dành cho người có trách nhiệm sau khi đăng nhập. {can}",
    "sign_in_first": "Để xem thông tin này, anh/chị cần đăng nhập. {can}",
    # What no tool may answer.
    "no_orders_to_me": "Tôi không làm theo yêu cầu đó: quyền xem của mỗi người do hệ thống đặt, lời nhắn không đổi được. {can}",
    "no_lists_of_people": "Danh sách người bệnh kèm bệnh của họ là thông tin riêng, tôi không đưa ra được. Nếu công việc cần, "
    "anh/chị làm văn bản gửi đơn vị quản lý hồ sơ. {can}",
    "no_prophecy": "Tôi không đoán trước được điều đó, và cũng không ai nên đoán từ hồ sơ. Anh/chị hỏi bác sĩ đang điều trị, "
    "người nắm rõ bệnh nhất. Nếu người bệnh đang nguy kịch, gọi 115 ngay.",
    "no_relatives": "Hồ sơ chỉ mở cho người đang trực tiếp điều trị người bệnh đó; là người nhà hay người quen thì tôi không mở được. "
    "Người thân có thể tự đăng nhập để xem hồ sơ của mình.",
    "doctor_decides": "Có dùng hay đổi thuốc, đổi liều là quyết định của bác sĩ điều trị; dưới đây là thuốc đang ghi trong hồ sơ để đối chiếu.",
    "no_medical_orders": "Tôi không sửa y lệnh, không đổi liều được; bác sĩ điều trị tự ghi vào bệnh án. {can}",
    "keep_the_dose": "Anh/chị đừng tự tăng, giảm, đổi hay ngừng thuốc: chỉ bác sĩ đã khám mới quyết định được. Thấy thuốc không hợp hoặc "
    "người khó chịu thì gọi hỏi bác sĩ kê đơn hoặc đi khám lại sớm.",
    "only_a_doctor": "Tôi không khám bệnh, không đoán bệnh và không kê thuốc được; chỉ bác sĩ khám trực tiếp mới kết luận. Anh/chị đến "
    "trạm y tế hoặc bệnh viện khám, tôi xem giúp lịch khám còn trống nếu cần. Nếu khó thở, đau ngực, lơ mơ, co giật, sưng môi mặt, chảy máu "
    "nhiều hoặc sốt cao không hạ thì gọi 115 ngay.",
    "who_am_i": "Tôi là trợ lý tự động (máy), không phải người thật; muốn gặp người thật anh/chị nhắn “gặp nhân viên”. {can}",
    "own_record_elsewhere": "Vai trò đang dùng là để tra người bệnh mình điều trị. Muốn xem hồ sơ của chính mình, anh/chị đăng nhập bằng "
    "tài khoản công dân; muốn xem của người bệnh, anh/chị cho tôi mã (ví dụ BN00001234).",
    "heard_wrong": "Xin lỗi, tôi hiểu chưa đúng ý. Anh/chị hỏi lại rõ hơn một chút giúp tôi nhé.",
    "only_figures": "Tôi chỉ đọc lại số trong hồ sơ, không kết luận bệnh được; bác sĩ đã khám anh/chị mới kết luận được.",
    "kind_words": "Tôi hiểu anh/chị đang nặng lòng. Anh/chị nói với một người thân tin cậy nhé, hoặc đến trạm y tế, khoa tâm thần để được lắng nghe; "
    "tôi xem giúp lịch khám nếu anh/chị muốn. Nếu có lúc nghĩ đến chuyện làm hại mình, xin gọi 115 ngay.",
    "own_commune_only": "Tôi chỉ tra được danh sách của xã, phường do trạm anh/chị phụ trách. Xã khác thì trạm ở đó tra giúp anh/chị nhé.",
    # Asking back, one thing at a time.
    "ask_illness": "Anh/chị muốn hỏi về bệnh nào ạ?",
    "ask_what_again": "Anh/chị muốn xem phần nào ạ?",
    "ask_which_list": "Anh/chị muốn xem danh sách nào ạ?",
    "ask_patient_not_name": "Tên có thể trùng nhau, nên anh/chị cho tôi mã bệnh nhân (ví dụ BN00001234) nhé.",
    "ask_patient": "Anh/chị cho tôi mã bệnh nhân (ví dụ BN00001234) nhé.",
    "ask_claim": "Anh/chị cho tôi mã hồ sơ thanh toán cần xem nhé.",
    "ask_name": "Anh/chị cho tôi tên cần tìm nhé.",
    "ask_indicator": "Anh/chị muốn xem chỉ tiêu nào ạ?",
    "ask_question": "Anh/chị muốn hỏi điều gì ạ?",
    "ask_commune": "Anh/chị muốn xem xã, phường nào ạ?",
    "ask_facility": "Anh/chị muốn xem bệnh viện, cơ sở nào ạ?",
    "ask_place": "Anh/chị muốn xem nơi nào ạ (xã, phường hay bệnh viện)?",
    "ask_period": "Anh/chị muốn xem khoảng thời gian nào ạ (ví dụ: tháng này, quý 3, năm 2025)?",
    "ask_whom": "Anh/chị muốn xem của ai ạ (ví dụ: con, mẹ)?",
    "ask_department": "Anh/chị muốn khám khoa nào ạ?",
    "ask_which_of_many": "“{name}” nay gồm {count} xã, phường. Anh/chị muốn xem xã, phường nào ạ?",
    "ask_which_indicator": "Có mấy chỉ tiêu gần giống nhau. Anh/chị muốn xem chỉ tiêu nào ạ?",
    "ask_which": "Có mấy nơi tên như vậy. Anh/chị muốn nói nơi nào ạ?",
    "nearest": "Gần nhất có các chỉ tiêu sau, anh/chị chọn giúp tôi nhé:",
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

TITLES: MappingProxyType[str, str] = MappingProxyType({
    "guidance": "Hướng dẫn chung", "free_slots": "Lịch khám còn trống", "establishment_lookup": "Giấy phép một quán, cơ sở thực phẩm",
    "my_visits": "Lần khám và lời dặn của bác sĩ", "my_results": "Kết quả xét nghiệm", "my_medicines": "Đơn thuốc",
    "my_record": "Dị ứng và bệnh nền trong hồ sơ", "my_vaccinations": "Mũi tiêm chủng", "my_insurance": "Thẻ bảo hiểm y tế",
    "my_claims": "Chi phí các lần khám", "my_bookings": "Lịch hẹn đã đặt", "my_patients": "Danh sách bệnh nhân của khoa",
    "ward_results": "Kết quả bất thường trong khoa",
    "patient_summary": "Tóm tắt bệnh nhân", "patient_visits": "Các lần khám của bệnh nhân", "patient_results": "Xét nghiệm của bệnh nhân",
    "patient_medicines": "Thuốc của bệnh nhân", "patient_allergies": "Dị ứng của bệnh nhân", "patient_vaccinations": "Tiêm chủng của bệnh nhân",
    "department_bookings": "Lịch hẹn của khoa", "missed_doses": "Trẻ chưa tiêm đúng hẹn", "antenatal_due": "Thai phụ đến hạn khám",
    "chronic_overdue": "Người bệnh mạn tính quá hạn tái khám", "resident_lookup": "Tìm người dân trong xã", "disease_counts": "Số ca bệnh truyền nhiễm",
    "establishments": "Danh sách cơ sở thực phẩm", "inspections": "Các đợt kiểm tra", "outbreaks": "Các vụ ngộ độc, ổ dịch",
    "poisoning_cases": "Danh sách người mắc ngộ độc", "claim": "Một hồ sơ thanh toán", "claims_summary": "Tổng hợp hồ sơ thanh toán",
    "rejected_claims": "Hồ sơ bị từ chối", "claims_list": "Danh sách hồ sơ thanh toán", "indicator": "Số liệu một chỉ tiêu", "indicator_definition": "Định nghĩa, cách tính chỉ tiêu",
    "programme": "Tiến độ chuyển đổi số, y tế thông minh", "audit_search": "Nhật ký truy cập",
})  # fmt: skip
"""What each tool brings, as a choice a person may take."""

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
