"""Emergencies are seen in any spelling, and only where somebody is in danger now."""

import time

import pytest

from assistant.safety import look
from domain.text import fold

NOW = {
    "đau ngực lan ra tay, khó thở": "heart",
    "đau ngực dữ dội": "heart",
    "tức ngực qá": "heart",
    "mệt thở hong nổi": "breath",
    "khó thở quá": "breath",
    "bố tôi méo miệng nói ngọng": "stroke",
    "mẹ em tự nhiên liệt nửa người": "stroke",
    "ông nội trúng gió méo miệng": "stroke",
    "con tôi co giật": "seizure",
    "cháu bé làm kinh rồi": "seizure",
    "bé nhà em sốt cao co giật phải làm gì": "seizure",
    "chồng tôi ngất rồi gọi không dậy": "unconscious",
    "bà ngoại xỉu rồi": "unconscious",
    "choáng muốn xỉu": "unconscious",
    "chảy máu không cầm được": "bleeding",
    "nôn ra máu": "bleeding",
    "bé 2 tháng sốt 39 độ bỏ bú": "infant",
    "bé li bì bỏ bú": "infant",
    "uống nhầm thuốc cỏ": "poison",
    "vợ tôi uống thuốc sâu": "poison",
    "ăn nấm lạ xong nôn liên tục": "poison",
    "ăn cá nóc tê môi": "poison",
    "tôi muốn chết": "suicide",
    "em không muốn sống nữa": "suicide",
    "anh ấy định tự tử phải làm sao": "suicide",
    "bị rắn cắn ở chân": "snake",
    "có người đuối nước": "drowning",
    "bỏng nước sôi toàn thân": "burn",
    "điện giật chồng tôi rồi": "electric",
    "bầu 7 tháng ra huyết nhiều": "pregnancy",
    "vỡ ối rồi": "pregnancy",
    "tiêm xong khó thở nổi mề đay khắp người": "anaphylaxis",
    "con em bị hóc xương ko thở được": "choking",
    "tai nạn giao thông nặng có người chảy máu": "accident",
    "cấp cứu gấp": "call",
}

CALM = [
    "tỷ lệ đột quỵ tháng trước",
    "năm ngoái mẹ tôi bị đột quỵ, giờ tái khám ở đâu",
    "dấu hiệu đột quỵ là gì",
    "không đau ngực",
    "tôi không bị khó thở",
    "bé hết co giật rồi",
    "có bao nhiêu ca ngộ độc tháng này",
    "cách sơ cứu khi bị rắn cắn",
    "phòng đuối nước cho trẻ em thế nào",
    "số ca cấp cứu tháng trước",
    "cấp cứu có được bảo hiểm chi trả không",
    "tỷ lệ tự tử ở thanh thiếu niên",
    "bệnh nhân BN00001234 khó thở từ khi nào",
    "mệt muốn chết",
    "từ từ rồi tính",
    "tôi hơi khó thở khi leo cầu thang, khám khoa nào",
    "sau đột quỵ nên ăn gì",
    "phác đồ nhồi máu cơ tim",
    "vụ ngộ độc ở trường học tuần trước",
    "ngạt mũi sổ mũi uống gì",
    "đau bụng kinh dữ dội",
    "bé 2 tháng tiêm mũi gì",
    "công suất giường bệnh toàn tỉnh tháng trước",
    "lần khám gần nhất của tôi là khi nào, bác sĩ dặn gì",
    "nội soi dạ dày có đau không",
]


HELP = [
    "chồng em đang ôm ngực kêu đau lan ra vai, tái mét",
    "ba tôi đau tức ngực khó thở quá bác sĩ ơi",
    "bố mình tự nhiên nói không rõ chữ, tay phải rơi thõng xuống",
    "bà nội em bị méo một bên mặt",
    "mẹ em đột ngột không nhấc được tay chân bên trái",
    "ông ngoại tự dưng không nói được nữa, nước dãi chảy ra",
    "con em sốt cao rồi lên cơn giật",
    "bé nhà tôi mắt trợn ngược, người cứng lại",
    "cháu nhỏ uống nhầm dầu hỏa rồi",
    "con em lỡ nuốt viên pin tròn",
    "thằng bé nuốt đồng xu, ho sặc, tím mặt",
    "bé bị sặc sữa tím tái",
    "em bé 20 ngày tuổi sốt, bỏ bú từ sáng",
    "con tôi 1 tháng tuổi thở nhanh rút lõm ngực",
    "vợ tôi có bầu 7 tháng đang ra máu",
    "vợ em sắp sinh vỡ ối rồi giờ sao",
    "vợ em đau đẻ dữ quá, đầu em bé lòi ra rồi",
    "chị tôi mang thai 8 tháng phù, nhức đầu, mờ mắt, co giật",
    "tai nạn xe máy, chân gãy hở chảy máu nhiều",
    "bạn em bị dao đâm vào bụng",
    "máu chảy xối xả không cầm được",
    "bố em nôn ra máu đen nhiều",
    "ba tui ho ra máu tươi cả chén",
    "bị ong vò vẽ đốt chục mũi, giờ khó thở sưng mặt",
    "ăn hải sản xong môi sưng vù, khó thở",
    "vừa chích kháng sinh xong choáng, lạnh run, khó thở",
    "em tiêm xong nổi mề đay khắp người, tức ngực",
    "cháu bị rắn lục cắn vào tay sưng tím",
    "con tôi rơi xuống ao vớt lên không thở",
    "bé té giếng vừa vớt lên",
    "anh thợ bị điện giật té xuống bất tỉnh",
    "con bị nước sôi đổ vào người bỏng rộp cả lưng",
    "cháy nhà, người bị bỏng nặng",
    "ông tôi té ngã đập đầu, nằm im gọi không trả lời",
    "mẹ tôi ngã cầu thang xong lơ mơ nôn liên tục",
    "ba tôi bị tiểu đường giờ lịm đi, vã mồ hôi, gọi không biết",
    "má em lên cơn hen xịt thuốc không đỡ",
    "bố tôi thở khò khè tím môi",
    "bạn em uống hết vỉ thuốc ngủ rồi",
    "em vừa uống 30 viên paracetamol",
    "con gái em rạch tay chảy máu nhiều",
    "tôi chỉ muốn chết quách cho xong",
    "sống làm gì nữa, tôi muốn kết thúc tất cả",
    "tôi không thiết sống nữa",
    "em nghĩ đến chuyện tự tử",
    "gọi xe cấp cứu giúp tôi với",
    "cứu tôi với, nhà tôi có người ngừng thở",
    "ông cụ hàng xóm nằm bất động không thở",
    "ngộ độc rượu, bạn em hôn mê rồi",
    "cả nhà ăn nấm rừng xong nôn ói, lơ mơ",
    "ngửi khí than cả nhà ngất",
    "bé bị hóc hột nhãn không thở được",
    "me toi kho tho qua moi tim tai",
    "chau be co giat roi lam sao day",
    "bo em dot quy roi",
    "nguoi nha toi bat tinh",
    "trời ơi con tui té lầu",
    "con tôi sốt 40 độ li bì không tỉnh",
    "mẹ tôi đau bụng dữ dội, bụng cứng như gỗ",
    "tim đập loạn xạ 180, choáng sắp ngất",
    "đường huyết tụt còn 2.1, tay chân run, lơ mơ",
    "bị chó dại cắn nát mặt chảy nhiều máu",
    "ba tui tự nhiên đau đầu như búa bổ rồi ói vọt",
    "bé uống thuốc của bà nguyên vỉ huyết áp",
    "bà bầu 38 tuần thai không máy từ qua tới giờ",
    "sau sinh băng huyết ướt hết giường",
    "chồng tôi đòi treo cổ",
    "thai phụ vừa tới trạm lên cơn sản giật",
    "benh nhan vua tiem vac xin tai tram bi soc, mach nhanh huyet ap tut",
    "hít phải khí clo khó thở",
]
"""Told by people who are in it, in the words of all regions."""

TALK = [
    "mệt muốn xỉu luôn á",
    "đói muốn ngất",
    "cười muốn xỉu",
    "nóng muốn chết",
    "em chán quá đi",
    "mẹ tôi từng bị đột quỵ năm kia giờ uống thuốc gì",
    "bố tôi sau nhồi máu cơ tim ăn kiêng thế nào",
    "tỷ lệ tử vong do đột quỵ quý 3",
    "trẻ sốt co giật thì sơ cứu thế nào",
    "nếu bị rắn cắn thì phải làm gì",
    "khi nào sốt cao phải đưa trẻ đi viện",
    "dấu hiệu của nhồi máu cơ tim",
    "hen suyễn có lây không",
    "bệnh động kinh có được lái xe không",
    "thuốc tôi uống có gây khó thở không",
    "tôi hay bị tức ngực khi leo cầu thang, khám khoa nào",
    "khám tim mạch ở đâu tốt",
    "cho tôi lịch khám cấp cứu",
    "số điện thoại cấp cứu bệnh viện tỉnh",
    "khoa cấp cứu còn giường không",
    "đi cấp cứu có cần giấy chuyển tuyến không",
    "lần trước tôi bị ngất bác sĩ chẩn đoán gì",
    "hồi tháng 6 tôi đau ngực nằm viện",
    "kết quả điện tim của tôi hôm đau ngực",
    "BN00000005 có khó thở không",
    "bệnh nhân giường 5 khó thở từ hôm qua, xem xét nghiệm giúp",
    "tóm tắt bệnh nhân đột quỵ BN00000007",
    "phác đồ xử trí phản vệ",
    "nhắc lại xử trí phản vệ độ 2",
    "danh sách bệnh nhân co giật trong khoa",
    "số ca ngộ độc thực phẩm tháng này",
    "vụ ngộ độc ở trường Tân An có bao nhiêu người",
    "mấy ca đuối nước hè này",
    "bé hết sốt rồi, chơi bình thường",
    "ba tôi không đau ngực, chỉ mệt",
    "con tôi bị cảm nhẹ, hơi khó thở vì nghẹt mũi",
    "tiêm vắc xin xong sốt nhẹ có sao không",
    "sau tiêm covid đau tay có sao không",
    "phụ nữ có thai ra khí hư có sao không",
    "bà bầu đau lưng nhẹ tuần 30",
    "mang thai mấy tháng thì siêu âm",
    "chảy máu cam cầm thế nào",
    "chảy máu chân răng là bệnh gì",
    "đi ngoài ra máu ít khám khoa nào",
    "kinh nguyệt ra nhiều có sao không",
    "đau bụng kinh quá",
    "con bị ong đốt 1 nốt hơi sưng bôi gì",
    "bị bỏng nhẹ ở ngón tay bôi gì",
    "trẻ uống thuốc hạ sốt bao lâu một lần",
    "uống thuốc ngủ lâu ngày có hại không",
    "thuốc trừ sâu mua ở đâu",
    "cách phòng tự tử ở thanh thiếu niên",
    "tài liệu phòng chống đuối nước",
    "bảo hiểm có trả cho tai nạn giao thông không",
    "tai nạn lao động có được hưởng bảo hiểm không",
    "chồng tôi mất vì đột quỵ 3 năm trước, làm giấy gì",
    "em bé mới sinh tiêm mũi gì",
    "trẻ sơ sinh vàng da nhẹ có cần đi viện",
    "ngất ngây vì bác sĩ đẹp trai",
    "thôi chết tôi quên mang thẻ bảo hiểm",
    "chết rồi, mất đơn thuốc",
    "sợ chết đi được, kết quả xét nghiệm sao rồi",
    "bệnh lao có chết không",
    "đau đầu hoài mấy tháng nay khám khoa gì",
    "tê tay khi ngủ là bệnh gì",
    "mẹ tôi hay quên, nói lẫn, khám ở đâu",
    "huyết áp 150/90 có phải đi cấp cứu không",
    "tôi bị dị ứng tôm, ăn vào nổi mẩn",
]
"""Words of alarm in questions, stories and turns of phrase."""


@pytest.mark.parametrize("text", NOW)
@pytest.mark.parametrize("typed", [str, fold, str.upper])
def test_danger_is_seen_however_it_is_typed(text: str, typed: "type[str]") -> None:
    urgent = look(typed(text))
    assert urgent is not None
    assert urgent.kind == NOW[text]
    assert "115" in urgent.text


@pytest.mark.parametrize("text", HELP)
@pytest.mark.parametrize("typed", [str, fold])
def test_a_cry_for_help_is_heard(text: str, typed: "type[str]") -> None:
    assert look(typed(text)) is not None


@pytest.mark.parametrize("text", [*CALM, *TALK])
@pytest.mark.parametrize("typed", [str, fold])
def test_counting_remembering_asking_and_denying_are_no_danger(text: str, typed: "type[str]") -> None:
    assert look(typed(text)) is None


def test_the_wish_to_die_gets_its_own_gentle_words() -> None:
    urgent = look("tôi muốn tự tử")
    assert urgent is not None
    assert "111" in urgent.text
    assert "không phải chịu một mình" in urgent.text


def test_it_takes_no_time() -> None:
    texts = [*NOW, *CALM]
    look(texts[0])
    begun = time.perf_counter()
    for text in texts:
        look(text)
    assert (time.perf_counter() - begun) / len(texts) < 0.002


def test_a_very_long_text_is_read_no_further_than_needed() -> None:
    begun = time.perf_counter()
    look("a đau " * 200_000)
    assert time.perf_counter() - begun < 1
