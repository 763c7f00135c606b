"""A person's record in words: visits, results, medicines, allergies, doses. For citizens and clinicians alike."""

from collections.abc import Sequence
from datetime import date

from assistant.composing.wording import day, moment, number, quantity
from domain.blocks import Block, TableBlock
from domain.places import Directory
from domain.records.ehr import Allergy, Condition, Immunization
from domain.records.emr import Encounter, EncounterClass, Medication, Observation, Outcome

KINDS = {
    EncounterClass.OUTPATIENT: "Khám ngoại trú",
    EncounterClass.INPATIENT: "Điều trị nội trú",
    EncounterClass.EMERGENCY: "Cấp cứu",
}
OUTCOMES = {
    Outcome.RECOVERED: "khỏi",
    Outcome.IMPROVED: "đỡ, giảm",
    Outcome.UNCHANGED: "không thay đổi",
    Outcome.WORSE: "nặng hơn",
    Outcome.DIED: "tử vong",
    Outcome.TRANSFERRED: "chuyển cơ sở khác",
}
SEVERITY = {"mild": "nhẹ", "moderate": "vừa", "severe": "nặng"}
FLAGS = {"H": "cao hơn khoảng tham chiếu", "L": "thấp hơn khoảng tham chiếu", "": ""}


def visit(encounter: Encounter, directory: Directory) -> str:
    """One visit in a few lines: when, where, for what, what the doctor advised."""
    lines = [
        f"**{KINDS[encounter.encounter_class]} {_when(encounter)}** tại {directory.facility_name(encounter.facility)} ({directory.department_name(encounter.department)}).",
        f"- Chẩn đoán: {encounter.diagnosis} ({encounter.icd10}).",
        f"- Bác sĩ: {encounter.doctor_name}.",
    ]
    if encounter.outcome is not None:
        lines.append(f"- Kết quả: {OUTCOMES[encounter.outcome]}.")
    lines.append(f"- Bác sĩ dặn: {encounter.advice or 'không ghi lời dặn.'}")
    if encounter.follow_up_on:
        lines.append(f"- Hẹn khám lại: {day(encounter.follow_up_on)}.")
    return "\n".join(lines)


def _when(encounter: Encounter) -> str:
    if encounter.encounter_class is EncounterClass.OUTPATIENT:
        return f"lúc {moment(encounter.started_at)}"
    if encounter.ended_at is None:
        return f"từ {day(encounter.started_at)}, đang điều trị"
    return f"từ {day(encounter.started_at)} đến {day(encounter.ended_at)}"


def visits(encounters: Sequence[Encounter], directory: Directory, title: str) -> TableBlock:
    """Several visits as a table, newest first."""
    rows = tuple(
        (day(e.started_at), KINDS[e.encounter_class], directory.facility_name(e.facility), f"{e.diagnosis} ({e.icd10})",
         e.advice or "không ghi")
        for e in encounters
    )  # fmt: skip
    return TableBlock(title=title, columns=("Ngày", "Hình thức", "Nơi khám", "Chẩn đoán", "Lời dặn"), rows=rows)


def result_value(observation: Observation) -> str:
    """The value with its unit, or the words of the laboratory."""
    return observation.text if observation.value is None else quantity(observation.value, observation.unit)


def reference(observation: Observation) -> str:
    """The laboratory's range, or nothing where it gives none."""
    low, high = observation.low, observation.high
    if low is not None and high is not None:
        return f"{number(low)} - {number(high)}"
    if high is not None:
        return f"đến {number(high)}"
    return f"từ {number(low)}" if low is not None else ""


def outside(observations: Sequence[Observation]) -> str:
    """Which of the results lie outside their range, in one sentence; "" where none was measured against one."""
    measured = [o for o in observations if o.value is not None and (o.low is not None or o.high is not None)]
    if not measured:
        return ""
    odd = [f"{o.name} {result_value(o)} ({'cao' if o.flag == 'H' else 'thấp'})" for o in measured if o.flag]
    return (
        f"Ngoài khoảng tham chiếu: {'; '.join(dict.fromkeys(odd))}."
        if odd
        else "Các chỉ số đều trong khoảng tham chiếu."
    )


def step(observations: Sequence[Observation]) -> str:
    """How the newest value of one test stands to the one before it; "" where there is none before."""
    pairs = _pairs(observations)
    if len(pairs) != 1 or not _change(*pairs[0]):
        return ""
    new, old = pairs[0]
    return f"{new.name} so với lần trước ({day(old.taken_at)}): {_change(new, old)}."


def results(observations: Sequence[Observation], title: str) -> TableBlock:
    """Results as a table with the laboratory's range and where each value lies."""
    rows = tuple(
        (day(o.taken_at), o.name, result_value(o), reference(o), FLAGS[o.flag] or "trong khoảng" if o.value is not None
         else "") for o in observations
    )  # fmt: skip
    return TableBlock(
        title=title, columns=("Ngày", "Xét nghiệm", "Kết quả", "Khoảng tham chiếu", "Nhận xét"), rows=rows
    )


def compared(taken: Sequence[Observation], chosen: Sequence[Observation], called: str) -> list[Block | str]:
    """The newest value of each chosen test beside the one before it, and how much lies between."""
    names = list(dict.fromkeys(o.name for o in chosen))
    pairs = [pair for pair in _pairs(taken) if pair[0].name in names]
    if not pairs:
        return [f"Hồ sơ của {called} chưa có lần đo trước để so sánh.", results(chosen, "Kết quả gần nhất")]
    rows = tuple(
        (new.name, f"{result_value(new)} ({day(new.taken_at)})", f"{result_value(old)} ({day(old.taken_at)})", _change(new, old))
        for new, old in pairs
    )  # fmt: skip
    columns = ("Xét nghiệm", "Lần này", "Lần trước", "Thay đổi")
    return [
        f"So kết quả gần nhất của {called} với lần trước:",
        TableBlock(title="So với lần trước", columns=columns, rows=rows),
    ]


def changes(taken: Sequence[Observation]) -> list[object]:
    """What the comparison computes."""
    return [new.value - old.value for new, old in _pairs(taken) if new.value is not None and old.value is not None]


def _pairs(taken: Sequence[Observation]) -> list[tuple[Observation, Observation]]:
    """The newest result of each test with the one before it; `taken` is newest first."""
    series: dict[str, list[Observation]] = {}
    for one in taken:
        series.setdefault(one.name, []).append(one)
    return [(values[0], values[1]) for values in series.values() if len(values) > 1]


def _change(new: Observation, old: Observation) -> str:
    if new.value is None or old.value is None:
        return ""
    moved = new.value - old.value
    return "không đổi" if not moved else f"{'tăng' if moved > 0 else 'giảm'} {quantity(abs(moved), new.unit)}"


def medicines(lines: Sequence[Medication], on: date, title: str) -> TableBlock:
    """Prescribed lines with the dose as the doctor wrote it."""
    rows = tuple(
        (f"{m.name} {m.strength}".strip(), m.dosage, quantity(m.quantity, m.unit),
         f"{day(m.started_on)} đến {day(m.ended_on)}", "đang dùng" if m.started_on <= on <= m.ended_on else "đã hết đợt")
        for m in lines
    )  # fmt: skip
    return TableBlock(title=title, columns=("Thuốc", "Cách dùng", "Số lượng", "Thời gian", "Tình trạng"), rows=rows)


def allergies(known: Sequence[Allergy]) -> str:
    """Allergies in one sentence, the severe ones first; never silent."""
    if not known:
        return "**Dị ứng:** chưa ghi nhận dị ứng nào."
    order = ("severe", "moderate", "mild")
    ranked = sorted(known, key=lambda a: order.index(a.severity) if a.severity in order else len(order))
    said = "; ".join(f"{a.substance} ({a.reaction}, mức {SEVERITY.get(a.severity, a.severity)})" for a in ranked)
    return f"**Dị ứng:** {said}."


def conditions(known: Sequence[Condition]) -> str:
    """Long-lasting illnesses in one sentence."""
    if not known:
        return "**Bệnh mạn tính:** chưa ghi nhận."
    return f"**Bệnh mạn tính:** {'; '.join(f'{c.name} ({c.icd10}, từ {day(c.since_on)})' for c in known)}."


def doses(given: Sequence[Immunization], title: str) -> TableBlock:
    """Doses given, as a table."""
    rows = tuple((i.vaccine, f"Mũi {i.dose}", day(i.given_on), i.place) for i in given)
    return TableBlock(title=title, columns=("Vắc xin", "Mũi", "Ngày tiêm", "Nơi tiêm"), rows=rows)
