"""Lists a station works through, as tables; disease counts as sums, charts and places."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from assistant.composing.charts import month_chart
from assistant.composing.wording import age, day, number, years
from domain.blocks import Block, TableBlock
from domain.places import Directory
from domain.records.ehr import Citizen
from domain.records.stations import ChronicCare, ChronicTally, DiseaseCount, DueDose, Pregnancy
from domain.text import fold
from domain.vocabulary import Vocabulary


def doses(rows: Sequence[DueDose], on: date, title: str) -> TableBlock:
    """Children and the dose they lack."""
    cells = tuple(
        (r.full_name, day(r.born_on), f"{r.vaccine} mũi {r.dose}", day(r.due_on), _late(r.due_on, on), r.phone)
        for r in rows
    )
    return TableBlock(title=title, columns=("Trẻ", "Ngày sinh", "Mũi tiêm", "Đến hạn", "Trễ", "Điện thoại"), rows=cells)


def dose_figures(rows: Sequence[DueDose], on: date) -> list[object]:
    """What the table of doses computes."""
    return [(on - r.due_on).days for r in rows]


def mothers(rows: Sequence[Pregnancy], on: date, title: str) -> TableBlock:
    """Pregnant women and their next visit."""
    cells = tuple(
        (r.full_name, f"{_weeks(r, on)} tuần", day(r.next_visit_on), _late(r.next_visit_on, on), r.risk or "không ghi",
         r.phone)
        for r in rows
    )  # fmt: skip
    return TableBlock(title=title, columns=("Thai phụ", "Tuổi thai", "Lịch khám", "Trễ", "Nguy cơ", "Điện thoại"),
                      rows=cells)  # fmt: skip


def mother_figures(rows: Sequence[Pregnancy], on: date) -> list[object]:
    """What the table of mothers computes."""
    return [part for r in rows for part in (_weeks(r, on), _days(r.next_visit_on, on))]


def _weeks(pregnancy: Pregnancy, on: date) -> int:
    return (on - pregnancy.last_period_on).days // 7


def tally(counts: ChronicTally, name: str) -> str:
    """How a register stands, in one sentence."""
    return (f"Sổ quản lý {name}: **{number(counts.enrolled)}** người; **{number(counts.overdue)}** người quá hẹn tái khám;"
            f" {number(counts.on_target)} người đạt mục tiêu điều trị.")  # fmt: skip


def chronic(rows: Sequence[ChronicCare], on: date, title: str) -> TableBlock:
    """People past their visit."""
    cells = tuple(
        (r.full_name, age(r.born_on, on), day(r.last_visit_on), day(r.next_due_on), _late(r.next_due_on, on), r.phone)
        for r in rows
    )
    return TableBlock(title=title, columns=("Họ tên", "Tuổi", "Khám gần nhất", "Hẹn", "Trễ", "Điện thoại"), rows=cells)


def overdue_only(
    rows: Sequence[ChronicCare], on: date, *, late_days: int, over_age: int
) -> tuple[str, list[ChronicCare]]:
    """Those later than so many days and at least so old, and how to say so; "" where nothing was cut down."""
    said = [f"quá hẹn trên {late_days} ngày"] if late_days else []
    said += [f"từ {over_age} tuổi trở lên"] if over_age else []
    kept = [r for r in rows if _days(r.next_due_on, on) > late_days and years(r.born_on, on) >= over_age]
    return " và ".join(said), kept if said else list(rows)


def chronic_figures(rows: Sequence[ChronicCare], on: date) -> list[object]:
    """What the table of people computes."""
    return [part for r in rows for part in (age(r.born_on, on), _days(r.next_due_on, on))]


def residents(people: Sequence[Citizen], title: str) -> TableBlock:
    """Residents by name."""
    cells = tuple((p.full_name, str(p.born_on.year), p.address, p.person_id) for p in people)
    return TableBlock(title=title, columns=("Họ tên", "Năm sinh", "Địa chỉ", "Mã"), rows=cells)


def _days(due: date | None, on: date) -> int:
    return (on - due).days if due else 0


def _late(due: date | None, on: date) -> str:
    late = _days(due, on)
    return f"{late} ngày" if late > 0 else ""


def icd10(said: str | None, vocabulary: Vocabulary) -> str | None:
    """The code of a disease given as a code or a name; the words themselves where none is known."""
    if said is None:
        return None
    for disease in vocabulary.diseases:
        if said == disease.code or fold(said) in {fold(name) for name in disease.names}:
            return disease.code
    return said


def vaccine_named(said: str | None, vocabulary: Vocabulary) -> str | None:
    """The vaccine as the stores name it, from its name or a usual short one; the words themselves where none fits."""
    if said is None:
        return None
    for vaccine in vocabulary.vaccines:
        if fold(said) in {fold(vaccine.code), *(fold(name) for name in vaccine.names)}:
            return vaccine.code
    return said


def disease_name(said: str | None, code: str | None, vocabulary: Vocabulary) -> str:
    """How to speak of the disease."""
    if said is None:
        return "các bệnh truyền nhiễm"
    names = [d.names[0] for d in vocabulary.diseases if d.code == code]
    return names[0].lower() if names else said


def disease_tables(
    rows: Sequence[DiseaseCount], commune: str | None, code: str | None, directory: Directory
) -> list[Block]:
    """Weeks as a chart; diseases, and communes for a province, as tables."""
    blocks: list[Block] = []
    weeks = {date.fromisoformat(str(week)): count for week, count in _added(rows, lambda r: r.week_on).items()}
    if len(weeks) > 2:
        points = [(day(week), Decimal(count)) for week, count in sorted(weeks.items())]
        table = TableBlock(columns=("Tuần từ", "Số ca"), rows=tuple((label, number(count)) for label, count in points))
        top = max(points, key=lambda point: point[1])
        blocks.append(
            month_chart("Số ca theo tuần", "ca", points, f"Cao nhất tuần từ {top[0]}: {number(top[1])} ca.", table)
        )
    if code is None:
        blocks.append(_ranked(_added(rows, lambda r: r.disease), "Bệnh"))
    if commune is None:
        places = _added(rows, lambda r: r.commune)
        blocks.append(_ranked({directory.commune_name(str(c)): n for c, n in places.items()}, "Xã, phường"))
    return blocks


def _ranked(counts: dict[object, int] | dict[str, int], heading: str) -> TableBlock:
    ranked = sorted(((str(k), n) for k, n in counts.items() if n), key=lambda item: (-item[1], item[0]))
    return TableBlock(title=f"Theo {heading.lower()}", columns=(heading, "Số ca"),
                      rows=tuple((name, number(count)) for name, count in ranked[:10]))  # fmt: skip


def sums(rows: Sequence[DiseaseCount]) -> list[object]:
    """Every sum that the tables show."""
    keys = (lambda r: r.week_on, lambda r: r.disease, lambda r: r.commune)
    return [part for key in keys for pair in _added(rows, key).items() for part in pair]


def _added(rows: Sequence[DiseaseCount], key: Callable[[DiseaseCount], object]) -> dict[object, int]:
    counts: dict[object, int] = defaultdict(int)
    for row in rows:
        counts[key(row)] += row.cases
    return dict(counts)
