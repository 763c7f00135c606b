"""An answer as text, channel by channel."""

from hypothesis import given
from hypothesis import strategies as st

from channels.render import ABILITIES, render
from domain.blocks import Answer, FileBlock, TableBlock, TextBlock
from domain.people import Channel
from tests.web import answers


def test_the_web_keeps_marks_and_citations() -> None:
    said = render(answers.OWN_VISIT, Channel.WEB)
    assert "**ngày 12/11/2026**" in said
    assert "[1]" in said
    assert "1. Kết quả xét nghiệm hôm đó" in said
    assert said.endswith(
        "Nguồn:\n[1] Bệnh án điện tử, Bệnh viện đa khoa Ninh Kiều (LK 99001.2026.004512),"
        " dữ liệu lúc 09:00 ngày 22/11/2026\n"
        "[2] Hướng dẫn chẩn đoán và điều trị tăng huyết áp (QĐ 3192/QĐ-BYT), dữ liệu lúc 09:00 ngày 22/11/2026"
    )


def test_zalo_hears_plain_words() -> None:
    said = render(answers.OWN_VISIT, Channel.ZALO_OA)
    assert "**" not in said
    assert "[1]" not in said
    assert "khoa Nội tim mạch." in said
    assert "• Uống amlodipin 5 mg" in said


def test_a_chart_is_its_summary_and_its_table() -> None:
    said = render(answers.BEDS, Channel.ZALO_BOT)
    assert "Từ 86,0 % tháng 5 lên 91,8 % tháng 10" in said
    assert "• 10/2026 – Công suất: 91,8 %" in said
    assert "• BVĐK Cái Răng – Giường kế hoạch: 320; Công suất: 88,1 %; So tháng trước: -0,4 điểm" in said
    assert said.endswith(
        "Nguồn: Hệ thống chỉ số Sở Y tế: công suất sử dụng giường bệnh (CSGB/92/2026-10),"
        " dữ liệu lúc 09:00 ngày 22/11/2026"
    )


def test_a_confirmation_says_how_to_answer() -> None:
    assert render(answers.CONFIRM, Channel.ZALO_OA).endswith("Trả lời “Xác nhận” để làm, “Thôi” để bỏ qua.")


def test_a_long_table_says_how_much_is_left() -> None:
    table = TableBlock(columns=("Xã",), rows=tuple((f"Xã {n}",) for n in range(100)))
    for channel, can in ABILITIES.items():
        assert f"… và {100 - can.rows} dòng nữa." in render(Answer(blocks=(table,)), channel)


def test_a_file_is_named() -> None:
    block = FileBlock(name="bao-cao.pdf", media_type="application/pdf", url="/files/1")
    assert render(Answer(blocks=(block,)), Channel.TELEGRAM) == "Tệp: bao-cao.pdf"


@given(text=st.text(min_size=1).filter(str.strip), channel=st.sampled_from(Channel))
def test_no_word_is_lost(text: str, channel: Channel) -> None:
    letters = [c for c in text if c.isalpha()]
    assert [c for c in render(Answer(blocks=(TextBlock(text=text),)), channel) if c.isalpha()] == letters
