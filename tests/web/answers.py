"""What the scripted assistant says: one answer of each kind that the page must draw."""

from datetime import UTC, datetime
from typing import Any

from domain.blocks import READ, Answer, ChartBlock, ChoicesBlock, Confirm, Source, TableBlock, TextBlock, ToolTrace

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)

VISIT = Source(
    kind="emr", ref="LK 99001.2026.004512", title="Bệnh án điện tử, Bệnh viện đa khoa Ninh Kiều", as_of=AT,
    excerpt="Tái khám tăng huyết áp. Dặn dò: uống thuốc đều, ăn nhạt, đo huyết áp mỗi sáng.",
)  # fmt: skip
GUIDE = Source(
    kind="library", ref="QĐ 3192/QĐ-BYT", title="Hướng dẫn chẩn đoán và điều trị tăng huyết áp", as_of=AT,
    url="https://example.vn/3192",
)  # fmt: skip
FIGURES = Source(
    kind="indicators", ref="CSGB/92/2026-10", title="Hệ thống chỉ số Sở Y tế: công suất sử dụng giường bệnh", as_of=AT
)
VISIT_TEXT = """Lần khám gần nhất của bạn là **ngày 12/11/2026** tại Bệnh viện đa khoa Ninh Kiều, khoa Nội tim mạch [1].

Bác sĩ dặn:
- Uống amlodipin 5 mg mỗi sáng, không tự ngừng thuốc.
- Ăn nhạt, dưới 5 g muối mỗi ngày [2].
- Tái khám ngày 12/12/2026, nhịn ăn sáng để thử máu."""
OWN_VISIT = Answer(
    blocks=(
        TextBlock(text=VISIT_TEXT),
        ChoicesBlock(
            text="Bạn có thể hỏi tiếp:", choices=("Kết quả xét nghiệm hôm đó", "Đặt lịch tái khám", "Thuốc đang dùng")
        ),
    ),
    sources=(VISIT, GUIDE),
    tools=(ToolTrace(name="my_visits", outcome="ok", rows=1),),
    note={READ: []},
)
MONTHS = ("05/2026", "06/2026", "07/2026", "08/2026", "09/2026", "10/2026")
VALUES = (86.0, 87.2, 88.9, 89.1, 90.2, 91.8)


def line_spec() -> dict[str, Any]:
    y = {"field": "congsuat", "type": "quantitative", "title": "Công suất (%)", "scale": {"zero": False}}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json", "width": 480, "height": 220,
        "data": {"values": [{"thang": m, "congsuat": v} for m, v in zip(MONTHS, VALUES, strict=True)]},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "thang", "type": "ordinal", "title": "Tháng", "axis": {"labelAngle": 0}}, "y": y,
            "tooltip": [{"field": "thang"}, {"field": "congsuat", "format": ".1f"}],
        },
    }  # fmt: skip


BEDS_TABLE = TableBlock(
    title="Công suất sử dụng giường bệnh, tháng 10/2026",
    columns=("Bệnh viện", "Giường kế hoạch", "Công suất", "So tháng trước"),
    rows=(
        ("BVĐK Ninh Kiều", "500", "96,4 %", "+1,2 điểm"),
        ("BVĐK Cái Răng", "320", "88,1 %", "-0,4 điểm"),
        ("BV Nhi đồng", "450", "102,7 %", "+5,3 điểm"),
        ("BVĐK Thốt Nốt", "260", "74,9 %", "+0,0 điểm"),
    ),
)
BEDS = Answer(
    blocks=(
        TextBlock(
            text="Công suất giường bệnh toàn tỉnh **tháng 10/2026 là 91,8 %**, tăng 1,6 điểm so với tháng 9 [1]."
        ),
        ChartBlock(
            title="Công suất sử dụng giường bệnh toàn tỉnh, 6 tháng",
            summary="Từ 86,0 % tháng 5 lên 91,8 % tháng 10; cao nhất là tháng 10.",
            spec=line_spec(),
            table=TableBlock(
                columns=("Tháng", "Công suất"),
                rows=tuple((m, f"{v:.1f} %".replace(".", ",")) for m, v in zip(MONTHS, VALUES, strict=True)),
            ),
        ),
        BEDS_TABLE,
        TextBlock(text="Định nghĩa: số ngày điều trị nội trú chia cho (giường kế hoạch nhân số ngày trong kỳ)."),
    ),
    sources=(FIGURES,),
)
BROKEN_CHART = Answer(
    blocks=(
        ChartBlock(
            title="Biểu đồ hỏng", summary="Không vẽ được.", spec={"mark": "no such mark", "data": {"values": []}},
            table=TableBlock(columns=("Tháng", "Ca"), rows=(("10/2026", "12"),)),
        ),
    ),
)  # fmt: skip
REFUSED = Answer(
    blocks=(
        TextBlock(text="Tôi không có thông tin đó để trả lời anh/chị. Có thể thông tin không có, hoặc không thuộc phần"
                  " anh/chị được xem."),
        ChoicesBlock(choices=("Tôi xem được những gì?",)),
    ),
    refused=True,
)  # fmt: skip
CONFIRM = Answer(
    blocks=(TextBlock(text="Tôi sẽ đặt lịch khám cho bạn như sau."),),
    confirm=Confirm(
        id="c1",
        text="Đặt lịch khám **Nội tim mạch**, Bệnh viện đa khoa Ninh Kiều, **08:30 ngày 12/12/2026**"
        " cho Nguyễn Thị Hạnh.",
    ),
)
WIDE = Answer(
    blocks=(
        TableBlock(
            title="Bảng rất rộng", columns=tuple(f"Cột số {n}" for n in range(1, 15)),
            rows=tuple(tuple(f"{n * m},00" for n in range(1, 15)) for m in range(1, 8)),
        ),
    ),
)  # fmt: skip
SUMMARY_OF_PATIENT = Answer(
    blocks=(TextBlock(text="Bệnh nhân BN00001234, 61 tuổi, dị ứng penicillin."),),
    tools=(ToolTrace(name="patient_summary", args={"patient": "BN00001234"}, outcome="ok", rows=3),),
    note={READ: [{"persons": ["BN00001234"]}]},
)


def text(said: str) -> Answer:
    return Answer(blocks=(TextBlock(text=said),))
