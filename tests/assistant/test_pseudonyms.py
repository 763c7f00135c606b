"""People leave a text before an outside model reads it, and come back in what it says."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.pseudonyms import Pseudonyms

PERSONAL = [
    ("tóm tắt bệnh nhân BN00001234", ["BN00001234", "00001234"]),
    ("bn 00001234 dị ứng gì", ["00001234"]),
    ("cho tôi xem bệnh án của chị Nguyễn Thị Bích Ngọc", ["Nguyễn", "Bích", "Ngọc"]),
    ("con tôi đã tiêm những mũi nào rồi, bé Dũng ấy", ["Dũng"]),
    ("benh an cua ba nguyen thi lan", ["nguyen thi lan"]),
    ("căn cước 999 300 000 001 của anh Trần Văn Hùng, số 0999123456", ["999 300", "0999123456", "Hùng"]),
    ("thẻ DN4999912345678 còn hạn không", ["DN4999912345678", "4999912345678"]),
    ("0999123456 2026-10-01", ["0999123456"]),
    ("999.300.000.001 là của ai", ["999.300"]),
    ("gọi +84 99 123 4567 hoặc viết a.b@vi-du.vn", ["99 123", "a.b@"]),
    ("ông Lê Văn Tám sinh ngày 02/03/1950, số nhà 12 đường Trần Phú, xã Tiên Du", ["Tám", "02/03/1950", "Trần Phú"]),
    ("hồ sơ 99001.2026.000123 bị từ chối", ["99001.2026", "000123"]),
    ("chị Lan ở số nhà 12 ngõ 4", ["Lan"]),
    ("chị Lan BN00000005 dị ứng gì", ["Lan", "00000005"]),
    ("tóm tắt bn 0000 0005", ["0000", "0005"]),
    ("cháu sinh ngày 12 tháng 3 năm 1990", ["12 tháng 3", "1990"]),
    ("tôi tên Hà, xét nghiệm dương tính", ["Hà"]),
    ("tên tôi là Hà", ["Hà"]),
]


@pytest.mark.parametrize(("text", "gone"), PERSONAL, ids=[text for text, _ in PERSONAL])
def test_nobody_can_be_recognised_and_everybody_comes_back(text: str, gone: list[str]) -> None:
    people = Pseudonyms()
    hidden = people.hide(text)
    assert [words for words in gone if words in hidden] == []
    assert people.restore(hidden) == text


@pytest.mark.parametrize("text", [
    "công suất sử dụng giường bệnh toàn tỉnh tháng 10/2026",
    "từ 01/10/2026 đến 31/10/2026 có bao nhiêu ca sốt xuất huyết",
    "tổng chi phí có quá 1.234.567.890 đồng không",
    "mã bệnh E11.9 và J18",
    "quý 3 năm 2025 so với cùng kỳ",
    "2026-10-01 2026-10-31",
    "từ 01-10-2026 31-10-2026",
])  # fmt: skip
def test_what_is_about_nobody_stays(text: str) -> None:
    assert Pseudonyms().hide(text) == text


def test_the_same_person_is_the_same_symbol() -> None:
    people = Pseudonyms(names=("Vũ Minh Châu",))
    first, again = people.hide("BN00000005 của Vũ Minh Châu"), people.hide("thế còn BN00000005 và BN00000006?")
    assert first == "MA_1 của NGUOI_1"
    assert again == "thế còn MA_1 và MA_2?"
    assert people.restore_in({"patient": "MA_2", "limit": 3, "names": ["NGUOI_1", "NGUOI_7"]}) == {
        "patient": "BN00000006", "limit": 3, "names": ["Vũ Minh Châu", "NGUOI_7"],
    }  # fmt: skip


@given(st.text(max_size=200).filter(lambda text: "_" not in text))
def test_any_text_comes_back(text: str) -> None:
    people = Pseudonyms()
    assert people.restore(people.hide(text)) == unicodedata.normalize("NFC", text)


@given(st.text(alphabet="0123456789", min_size=9, max_size=13), st.sampled_from(["", "số ", "mã: ", "(", "BN"]))
def test_a_long_number_never_stays(number: str, before: str) -> None:
    assert number not in Pseudonyms().hide(f"xem {before}{number} giúp tôi")
