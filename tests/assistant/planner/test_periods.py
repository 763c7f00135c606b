"""Stretches of days in Vietnamese words, with marks and without."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.comparing import read_angle
from assistant.understanding.normalise import utter
from assistant.understanding.periods import read_periods
from domain.period_codes import write_code
from domain.periods import Period, a_day, half, month, nine_months, quarter, span, week_of, year
from domain.text import fold

TODAY = date(2026, 11, 22)
_DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))
_YEARS = st.integers(2015, 2045)


def _periods() -> st.SearchStrategy[Period]:
    return st.one_of(
        _DAYS.map(a_day),
        _DAYS.map(week_of).filter(lambda week: 2015 <= week.start.isocalendar().year <= 2045),
        st.builds(month, _YEARS, st.integers(1, 12)),
        st.builds(quarter, _YEARS, st.integers(1, 4)),
        st.builds(half, _YEARS, st.integers(1, 2)),
        st.builds(nine_months, _YEARS),
        st.builds(year, _YEARS),
        st.builds(lambda first, days: span(first, first + timedelta(days)), _DAYS, st.integers(1, 27)),
    )


def _read(text: str, *, ahead: bool = False) -> list[str]:
    said = utter(text)
    hidden = read_angle(said.bare).hidden
    return [write_code(found.value) for found in read_periods(said, TODAY, ahead=ahead, hidden=hidden)]


@given(_periods())
def test_what_a_period_is_called_reads_as_the_same_days(period: Period) -> None:
    (found,) = read_periods(utter(f"số ca mắc {period.label()} ở xã Kép"), TODAY)
    assert (found.value.start, found.value.end) == (period.start, period.end)


@given(_periods())
def test_without_marks_it_is_the_same_period(period: Period) -> None:
    label = period.label()
    assert _read(label) == _read(fold(label)) == _read(label.upper())


@given(st.text(max_size=200))
def test_any_text_at_all_can_be_read(text: str) -> None:
    for found in read_periods(utter(text), TODAY):
        assert found.value.start < found.value.end


SAID = {
    "hôm nay": "2026-11-22",
    "bữa ni": "2026-11-22",
    "hôm qua": "2026-11-21",
    "hôm kia": "2026-11-20",
    "tuần này": "2026-W47",
    "tuần trước": "2026-W46",
    "tuần rồi": "2026-W46",
    "tháng này": "2026-11",
    "tháng ni": "2026-11",
    "tháng trước": "2026-10",
    "tháng trước nữa": "2026-09",
    "tháng 9": "2026-09",
    "tháng chín": "2026-09",
    "tháng 12": "2025-12",
    "tháng 9/2025": "2025-09",
    "T9/2025": "2025-09",
    "9/2025": "2025-09",
    "tháng chín năm ngoái": "2025-09",
    "tháng mười một năm ngoái": "2025-11",
    "quý 3": "2026-Q3",
    "quý III năm 2025": "2025-Q3",
    "quý trước": "2026-Q3",
    "q2/2026": "2026-Q2",
    "6 tháng đầu năm": "2026-H1",
    "sáu tháng cuối năm 2025": "2025-H2",
    "nửa đầu năm ngoái": "2025-H1",
    "9 tháng đầu năm": "2026-9M",
    "9 tháng đầu năm ngoái": "2025-9M",
    "3 tháng đầu năm 2025": "2025-Q1",
    "năm nay": "2026",
    "năm ngoái": "2025",
    "năm 2024": "2024",
    "từ đầu năm đến nay": "2026-01-01..2026-11-22",
    "từ đầu tháng tới giờ": "2026-11-01..2026-11-22",
    "12 tháng gần nhất": "2025-11-01..2026-10-31",
    "30 ngày qua": "2026-10-23..2026-11-21",
    "2 tuần gần đây": "2026-11-08..2026-11-21",
    "trong vòng 7 ngày": "2026-11-15..2026-11-21",
    "từ 1/9 đến 15/10": "2026-09-01..2026-10-15",
    "từ ngày 1 đến 15/10": "2026-10-01..2026-10-15",
    "từ tháng 1 đến tháng 9 năm 2025": "2025-9M",
    "tháng 1 - tháng 9": "2026-9M",
    "từ tháng 3 đến nay": "2026-03-01..2026-11-22",
    "ngày 2/9": "2026-09-02",
    "mùng hai tháng chín": "2026-09-02",
    "ngày 15": "2026-11-15",
    "5/10/2026": "2026-10-05",
    "tuần 45": "2026-W45",
    "tuần 45/2025": "2025-W45",
    "cuối tuần trước": "2026-11-14..2026-11-15",
}


@pytest.mark.parametrize("words", SAID)
def test_words_of_time(words: str) -> None:
    assert _read(f"bao nhiêu ca sởi {words}") == [SAID[words]]
    assert _read(fold(f"bao nhiêu ca sởi {words}")) == [SAID[words]]


@pytest.mark.parametrize(
    "text",
    [
        "bệnh nhân nằm viện", "huyết áp 120/80", "trẻ 9 tháng tuổi", "thai 12 tuần", "bầu 3 tháng cuối", "bệnh nhân nam 60 tuổi",
        "nuôi trẻ 6 tháng đầu đời", "uống ngày 3 lần", "BN00001234", "quy trình khám bệnh", "chờ mấy ngày rồi",
    ],
)  # fmt: skip
def test_what_only_looks_like_time_is_none(text: str) -> None:
    assert _read(text) == []


@pytest.mark.parametrize(
    ("text", "compare", "period"),
    [
        ("so với cùng kỳ", "same_period", []),
        ("công suất giường tháng này so với tháng trước", "previous", ["2026-11"]),
        ("quý 3 so với cùng kỳ năm ngoái", "same_period", ["2026-Q3"]),
        ("tháng 9 cao hơn năm ngoái không", "same_period", ["2026-09"]),
        ("số ca tuần này tăng hay giảm", "previous", ["2026-W47"]),
    ],
)
def test_a_comparison_is_no_period(text: str, compare: str, period: list[str]) -> None:
    for typed in (text, fold(text)):
        assert read_angle(utter(typed).bare).compare == compare
        assert _read(typed) == period


@pytest.mark.parametrize(
    ("text", "code"),
    [("ngày mai", "2026-11-23"), ("thứ 5 tuần sau", "2026-11-26"), ("tháng 1", "2027-01"), ("ngày 3/12", "2026-12-03")],
)
def test_looking_ahead_a_day_without_a_year_is_a_coming_one(text: str, code: str) -> None:
    assert _read(text, ahead=True) == [code]
