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


@pytest.mark.parametrize("text", NOW)
@pytest.mark.parametrize("typed", [str, fold, str.upper])
def test_danger_is_seen_however_it_is_typed(text: str, typed: "type[str]") -> None:
    urgent = look(typed(text))
    assert urgent is not None
    assert urgent.kind == NOW[text]
    assert "115" in urgent.text


@pytest.mark.parametrize("text", CALM)
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
