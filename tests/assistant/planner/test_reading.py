"""Chat spellings, places, people and names of things."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.normalise import bare, same_tone, utter
from assistant.understanding.numbers import number
from assistant.understanding.reading import Readers, Reading
from domain.text import fold
from tests.assistant.planner.small_province import VOCABULARY

TODAY = date(2026, 11, 22)
READERS = Readers(VOCABULARY)


def _read(text: str) -> Reading:
    return READERS.read(text, TODAY)


@given(st.text(max_size=300))
def test_an_utterance_and_its_folded_twin_have_the_same_length(text: str) -> None:
    said = utter(text)
    assert len(said.text) == len(said.bare)
    assert said.original == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ko dc bs kham", "không được bác sĩ kham"),
        ("bv co bn giường", "bệnh viện co bao nhiêu giường"),
        ("tóm tắt bn 1234", "tóm tắt bệnh nhân 1234"),
        ("bn nay di ung gi", "bệnh nhân nay di ung gi"),
        ("thẻ BHYT của e", "thẻ bảo hiểm y tế của em"),
        ("tui bị nhứt đầu bữa nay", "tôi bị đau đầu hôm nay"),
        ("chi phí 2tr", "chi phí 2tr"),
        ("vitamin k", "vitamin k"),
        ("đau lắmmmm", "đau lắm"),
        ("mần răng chừ", "làm sao bây giờ"),
    ],
)
def test_chat_and_region_are_written_out(typed: str, meant: str) -> None:
    assert utter(typed).text == meant


def test_tone_marks_move_to_where_the_new_spelling_puts_them() -> None:
    assert same_tone("hoà bình, thuỷ, khoẻ, quý, hoàn") == "hòa bình, thủy, khỏe, quý, hoàn"


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(bare(text)) == len(text)


@pytest.mark.parametrize(
    ("words", "value"), [("muoi hai", 12), ("hai muoi mot", 21), ("bay", 7), ("muoi", 10), ("45", 45), ("x", None)]
)
def test_small_numbers(words: str, value: int | None) -> None:
    assert number(words) == value


PLACES = {
    "ở phường Vũ Ninh": "09169",
    "xã kép có mấy ca": "07399",
    "tai tan dinh": "07432",
    "xã Tân Mỹ cũ": "07682",
    "xã tân dỉnh": "07432",
    "phuong bac giang": "07210",
    "bv đa khoa số 1": "99001",
    "bệnh viện tỉnh": "99001",
    "trung tâm y tế lục ngạn": "99007",
    "trạm y tế xã Kép": "99115",
    "bệnh viện sản nhi": "99003",
    "benh vien phoi bac ninh": "99004",
}


@pytest.mark.parametrize("text", PLACES)
def test_places_are_known_in_full_in_short_and_by_former_names(text: str) -> None:
    for typed in (text, fold(text)):
        placed = _read(typed).placed
        (found,) = (*placed.communes, *placed.facilities)
        assert found.value == {PLACES[text]}


@pytest.mark.parametrize(
    "text", ["chị Tân An khám chưa", "tình hình tháng này", "bệnh viện mình", "an toàn thực phẩm", "tỉnh thẳng thắn"]
)
def test_what_only_looks_like_a_place_is_none(text: str) -> None:
    placed = _read(text).placed
    assert not placed.communes
    assert not placed.facilities


def test_a_name_of_several_places_keeps_them_all() -> None:
    assert _read("bệnh viện đa khoa Bắc Ninh").placed.facilities[0].value == {"99001", "99002"}
    assert _read("huyện Lục Ngạn").placed.communes[0].value == {"07531", "07534"}


def test_the_whole_province_is_no_single_place() -> None:
    assert _read("công suất giường toàn tỉnh").placed.whole


@pytest.mark.parametrize(
    "text", ["BN00001234", "bn 00001234", "bệnh nhân 1234", "BN-0000-1234", "bn0000 1234", "mã bệnh nhân 00001234"]
)
def test_patient_codes(text: str) -> None:
    found = _read(f"tóm tắt {text} giúp tôi").patient
    assert found is not None
    assert found.value == "BN00001234"


@pytest.mark.parametrize("text", ["bao nhiêu bệnh nhân năm 2025", "bệnh nhân 60 tuổi", "top 10 bệnh viện"])
def test_other_numbers_are_no_patients(text: str) -> None:
    assert _read(text).patient is None


def test_claim_codes() -> None:
    found = _read("hồ sơ 99001.2026.1234 bị từ chối").claim
    assert found is not None
    assert found.value == "99001.2026.1234"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("bệnh án của chị Nguyễn Thị B", "Nguyễn Thị B"),
        ("benh an cua chi nguyen thi b", "Nguyen Thi B"),
        ("tra cứu Đỗ Minh Quân ở xã Kép", "Đỗ Minh Quân"),
        ("ba le thi lan nha o thon nao", "Le Thi Lan"),
        ("vụ ngộ độc thực phẩm", None),
        ("đường huyết của tôi", None),
        ("vu ngo doc thuc pham", None),
        ("ho so benh an", None),
    ],
)
def test_people_by_name(text: str, name: str | None) -> None:
    found = _read(text).person
    assert (found.value if found else None) == name


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("bé An tiêm sởi chưa", "bé An"),
        ("be an tiem soi chua", "be An"),
        ("bé ăn gì cho tăng cân", "bé"),
        ("con tôi dị ứng gì", "con"),
        ("con gái em tiêm mấy mũi", "con gái"),
        ("thuốc của má tui", "mẹ tôi"),
        ("kết quả của ba tôi", "bố tôi"),
        ("bà nội cháu khám hôm nào", "bà nội"),
        ("lần khám của tôi", None),
        ("còn tháng trước thì sao", None),
        ("chị em phụ nữ", None),
        ("em muốn xem lịch", None),
        ("xet nghiem co chi so nao xau", None),
        ("bao hiem cua em con dung duoc khong", None),
        ("chú tôi nằm viện nào", "chú tôi"),
    ],
)
def test_relatives(text: str, whom: str | None) -> None:
    found = _read(text).relation
    assert (found.value if found else None) == whom


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tỷ lệ tử vong", "ty_le_tu_vong_bv"),
        ("số ca tử vong tại bệnh viện", "tu_vong_bv"),
        ("ti le lap day giuong", "cong_suat_giuong"),
        ("công suất giường kế hoạch", "cong_suat_giuong_kh"),
        ("độ phủ bhyt", "bhyt_bao_phu"),
        ("quản lý tiểu đường", "dtd_quan_ly"),
        ("tỷ lệ hài lòng người bệnh", None),
        ("tử vong", None),
        ("chị ấy không thuộc xã em", None),
    ],
)
def test_an_indicator_is_sure_or_none(text: str, code: str | None) -> None:
    assert _read(text).meant.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ca sốt suất huyết", "A97"),
        ("benh soi", "B05"),
        ("nội soi dạ dày", None),
        ("vui ta", None),
        ("mấy ca tả", "A00"),
    ],
)
def test_diseases(text: str, code: str | None) -> None:
    found = _read(text).disease
    assert (found.value if found else None) == code
