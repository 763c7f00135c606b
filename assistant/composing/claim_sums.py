"""Sums of claims in words: what a group is measured by, groups in order, and how two periods differ."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from assistant.composing.charts import bar_chart, month_chart
from assistant.composing.claims import STATUS
from assistant.composing.wording import money, number, sentence
from domain.blocks import ChartBlock, TableBlock
from domain.periods import Period
from domain.places import Directory
from domain.records.claims import ClaimStatus, ClaimTotal

Measure = Literal["total", "claims", "fund", "rejected", "rejected_claims", "rejection_rate", "average"]
HEADINGS = {"facility": "Cơ sở", "status": "Trạng thái", "reason": "Lý do từ chối", "visit_type": "Loại khám chữa bệnh",
            "month": "Tháng"}  # fmt: skip
_VISITS = {"01": "Khám bệnh (ngoại trú)", "02": "Điều trị ngoại trú", "03": "Điều trị nội trú", "04": "Nội trú ban ngày",
           "05": "Ngoại trú bệnh mạn tính dài ngày", "06": "Lưu tại trạm y tế", "07": "Nhận thuốc theo hẹn",
           "08": "Ngoại trú dài ngày có dịch vụ kỹ thuật", "09": "Nội trú dưới 4 giờ"}  # fmt: skip
_MEASURES: dict[Measure, str] = {
    "total": "Tổng chi phí", "claims": "Số hồ sơ", "fund": "Đề nghị quỹ trả", "rejected": "Tiền bị từ chối",
    "rejected_claims": "Hồ sơ bị từ chối", "rejection_rate": "Tỷ lệ tiền bị từ chối", "average": "Bình quân một hồ sơ",
}  # fmt: skip
_COUNTS = frozenset({"claims", "rejected_claims"})
_TENTH = Decimal("0.1")


def measured(group: ClaimTotal, measure: Measure) -> Decimal:
    """The group's worth in that measure."""
    if measure == "average":
        return (group.total / group.claims).quantize(Decimal(1), ROUND_HALF_UP) if group.claims else Decimal(0)
    if measure == "rejection_rate":
        return _percent(group.rejected, group.fund)
    return Decimal(getattr(group, measure))


def in_measure(value: Decimal, measure: Measure) -> str:
    """A worth with its unit."""
    if measure in _COUNTS:
        return f"{number(value)} hồ sơ"
    return f"{number(value)} %" if measure == "rejection_rate" else money(value)


def summary(total: ClaimTotal, where: str, period: Period) -> str:
    """The sums of a period in a few sentences."""
    average, rate = measured(total, "average"), measured(total, "rejection_rate")
    return (
        f"{sentence(period.label())}, {where}: **{number(total.claims)} hồ sơ**, tổng chi phí {money(total.total)},"
        f" đề nghị quỹ bảo hiểm trả **{money(total.fund)}**, người bệnh cùng chi trả {money(total.copay)};"
        f" bình quân {money(average)}/hồ sơ.\n"
        f"Có {number(total.rejected_claims)} hồ sơ bị từ chối, số tiền {money(total.rejected)}"
        f" ({number(rate)} % số tiền đề nghị)."
    )


def derived(groups: Sequence[ClaimTotal]) -> list[object]:
    """What the words and tables of these sums hold beyond the records."""
    return [
        value
        for group in groups
        for value in (*(measured(group, m) for m in _MEASURES), label_of_visit(group.label), _month(group.label))
    ]


def totals(groups: Sequence[ClaimTotal], by: str, period: Period, directory: Directory, measure: Measure) -> ChartBlock:
    """Groups as bars (months as a line) and a table, in the order given."""
    named = [(label(g, by, directory), g) for g in groups]
    shown: list[Measure] = ["claims", "total", "fund", "rejected_claims", "rejected"]
    shown += [measure] if measure not in shown else []
    rows = tuple((name, *(in_measure(measured(g, m), m) for m in shown)) for name, g in named)
    table = TableBlock(title=f"Hồ sơ theo {HEADINGS[by].lower()}, {period.label()}",
                       columns=(HEADINGS[by], *(_MEASURES[m] for m in shown)), rows=rows)  # fmt: skip
    bars = [(name, measured(g, measure)) for name, g in named]
    unit = "hồ sơ" if measure in _COUNTS else "%" if measure == "rejection_rate" else "đồng"
    title, first = f"{_MEASURES[measure]} theo {HEADINGS[by].lower()}, {period.label()}", named[0]
    if by == "month":
        return month_chart(title, unit, bars, f"{len(named)} tháng.", table)
    told = f"Đứng đầu: {first[0]}. {_MEASURES[measure]}: {in_measure(measured(first[1], measure), measure)}."
    return bar_chart(title, unit, bars, told, table)


def label(group: ClaimTotal, by: str, directory: Directory) -> str:
    """How to name a group."""
    match by:
        case "facility":
            return directory.facility_name(group.facility or group.label)
        case "status":
            return STATUS.get(ClaimStatus(group.label), group.label)
        case "visit_type":
            return label_of_visit(group.label)
        case "month":
            return _month(group.label)
    return group.label


def label_of_visit(code: str) -> str:
    """The kind of visit that a code (MA_LOAI_KCB) stands for."""
    return _VISITS.get(code, code)


def compared(now: ClaimTotal, then: ClaimTotal, before: Period) -> str:
    """One sentence on how the sums differ from those of another period."""
    parts = "; ".join(_difference(now, then, measure) for measure in ("claims", "total", "fund", "rejected"))
    return f"So với {before.label()}: {parts}."


def differences(now: ClaimTotal, then: ClaimTotal) -> list[object]:
    """The figures that `compared` tells beyond the records."""
    pairs = [(measured(now, m), measured(then, m)) for m in _MEASURES]
    return [value for new, old in pairs for value in (new - old, _percent(abs(new - old), old))]


def _difference(now: ClaimTotal, then: ClaimTotal, measure: Measure) -> str:
    new, old = measured(now, measure), measured(then, measure)
    word = "không đổi" if new == old else "tăng" if new > old else "giảm"
    size = "" if new == old else f" {in_measure(abs(new - old), measure)} ({number(_percent(abs(new - old), old))} %)"
    return f"{_MEASURES[measure].lower()} {in_measure(old, measure)}, **{word}{size}**"


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part / whole * 100).quantize(_TENTH, ROUND_HALF_UP) if whole else Decimal(0)


def _month(key: str) -> str:
    year, _, month = key.partition("-")
    return f"{int(month)}/{year}" if month.isdecimal() and year.isdecimal() else key
