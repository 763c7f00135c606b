"""What a clinician asks of a patient in their care."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from assistant.composing import records
from assistant.composing.charts import line_chart
from assistant.composing.finding import Finding, about, found, nothing
from assistant.composing.wording import SEX, age, day, moment, quantity, sentence
from assistant.context import ToolContext
from assistant.tools.binding import saying
from assistant.tools.hours import PARTS, Part, busiest, in_part
from assistant.tools.which import (
    FURTHEST,
    how_many,
    is_vaccine,
    period_of,
    places,
    prescriptions,
    results_of,
    results_since,
    still_taken,
    test_name,
    visits_in,
)
from domain.blocks import Block, SourceKind, TableBlock
from domain.errors import NotFound
from domain.period_codes import read_code
from domain.periods import a_day
from domain.records.emr import Encounter, Medication, Observation, Patient

_FOR_CLINICIANS = "Thông tin trích từ hồ sơ để tham khảo; quyết định chuyên môn thuộc về người điều trị."


@saying("Đang tóm tắt hồ sơ người bệnh…")
async def patient_summary(context: ToolContext, patient: str) -> Finding:
    """Summary of one patient in the asker's care: who, allergies, conditions, current medicines, last visits, results.

    Args:
        patient: the patient's code such as BN00001234, as typed.
    """
    who = await _patient(context, patient)
    desk = context.desk
    known, ill = await desk.ehr.allergies(who.person_id), await desk.ehr.conditions(who.person_id)
    seen = await desk.emr.encounters(who.person_id, limit=5)
    lines = [m for m in await desk.emr.medications(who.person_id, limit=30) if m.ended_on >= context.today]
    taken = await desk.emr.observations(who.person_id, since=context.today - timedelta(days=180), limit=200)
    abnormal = [o for o in _latest_each(taken) if o.flag]
    blocks: list[Block | str] = [
        "\n".join([_head(context, who), records.allergies(known), records.conditions(ill)]),
        records.visits(seen, context.directory, "Các lần khám gần nhất") if seen else "Chưa có lần khám nào.",
    ]
    blocks.append(
        records.medicines(lines, context.today, "Thuốc đang dùng") if lines else "Không có đơn thuốc còn hiệu lực."
    )
    if abnormal:
        blocks.append(records.results(abnormal, "Kết quả bất thường gần nhất (6 tháng)"))
    blocks.append(_FOR_CLINICIANS)
    evidence: list[object] = [who, *known, *ill, *seen, *lines, *abnormal]
    return _found(context, blocks, evidence, "Tóm tắt bệnh án", who, derived=[6, age(who.born_on, context.today)])


@saying("Đang xem các lần khám của người bệnh…")
async def patient_visits(context: ToolContext, patient: str, limit: int = 5, period: str | None = None,
                         back: int = 0) -> Finding:  # fmt: skip
    """Visits and stays of one patient in the asker's care, with the next visit where one is set.

    Args:
        patient: the patient's code such as BN00001234, as typed.
        limit: how many, newest first.
        period: a period code, for the visits of that time; absent for the latest.
        back: how many visits before the latest to begin with: 0 the latest, 1 the one before.
    """
    who, when = await _patient(context, patient), period_of(period)
    seen = await context.desk.emr.encounters(who.person_id, limit=200 if when else back + how_many(limit))
    seen = visits_in(seen, when, context.today)[:FURTHEST] if when else seen[back:]
    blocks: list[Block | str] = [_head(context, who)]
    if seen:
        lead = f"{sentence(when.label())} có {len(seen)} lần khám, điều trị.\n" if when else ""
        blocks += [lead + records.visit(seen[0], context.directory)]
        blocks += [records.visits(seen[1:], context.directory, "Các lần khám trước đó")] if len(seen) > 1 else []
    else:
        blocks += [f"Không có lần khám nào{f' trong {when.label()}' if when else ' trước đó'} trong hồ sơ của đơn vị."]
    derived = [age(who.born_on, context.today), when, len(seen), *places(context, (e.facility for e in seen))]
    return about(_found(context, blocks, [who, *seen], "Các lần khám", who, derived=derived), _illness(seen))


@saying("Đang xem xét nghiệm của người bệnh…")
async def patient_results(context: ToolContext, patient: str, test: str | None = None, period: str | None = None,
                          back: int = 0, compare: str | None = None) -> Finding:  # fmt: skip
    """Laboratory results of one patient in the asker's care; one test over time with a chart when it is named.

    Args:
        patient: the patient's code such as BN00001234, as typed.
        test: the test's name as typed, e.g. "HbA1c"; absent for the latest results.
        period: a period code, for the results of that time; absent for the latest.
        back: how many samplings before the latest: 0 the latest, 1 the one before.
        compare: "previous" to hold the latest value of each test against the one before it.
    """
    who, when = await _patient(context, patient), period_of(period)
    since = results_since(when, context.today, 1095)
    taken = await context.desk.emr.observations(who.person_id, since=since, limit=500)
    chosen, named = results_of(taken, test, when, back), test_name(test, context.vocabulary)
    if not chosen:
        time = when.label() if when else "3 năm qua"
        text = f"Không có kết quả {named or 'xét nghiệm'} của người bệnh {who.person_id} tại đơn vị trong {time}."
        return nothing(text, kind="emr", title="Kết quả xét nghiệm", ref=who.person_id, as_of=context.clock.now(),
                       derived=[3, who, when, named])  # fmt: skip
    if compare:
        blocks: list[Block | str] = [
            _head(context, who),
            *records.compared(taken, chosen, f"người bệnh {who.person_id}"),
        ]
        return _found(context, blocks, [who, *taken], "Kết quả xét nghiệm", who,
                      derived=[age(who.born_on, context.today), *records.changes(taken)])  # fmt: skip
    table = records.results(
        chosen, f"Kết quả xét nghiệm {named or ('trước đó' if back else 'gần nhất')} - {who.person_id}"
    )
    head = f"{_head(context, who)} {records.step(chosen) if test else records.outside(chosen)}".rstrip()
    blocks = [head, _trend(chosen, table) if test and len(chosen) > 2 else table]
    return _found(context, blocks, [who, *chosen], "Kết quả xét nghiệm", who,
                  derived=[age(who.born_on, context.today), named, *records.changes(taken), *_span(chosen)])  # fmt: skip


def _span(chosen: list[Observation]) -> list[object]:
    """How far the newest value of one test lies from the oldest."""
    values = [o.value for o in chosen if o.value is not None and o.name == chosen[0].name]
    return [values[0] - values[-1]] if values else []


def _trend(chosen: list[Observation], table: TableBlock) -> Block:
    points = [(o.taken_at, o.value) for o in reversed(chosen) if o.value is not None and o.name == chosen[0].name]
    if len(points) < 3:
        return table
    first, last = points[0], points[-1]
    unit, moved = chosen[0].unit, last[1] - first[1]
    way = "không đổi" if not moved else f"{'tăng' if moved > 0 else 'giảm'} {quantity(abs(moved), unit)}"
    summary = f"{chosen[0].name}: từ {quantity(first[1], unit)} ({day(first[0])}) đến {quantity(last[1], unit)} ({day(last[0])}), {way}."
    return line_chart(chosen[0].name, unit, points, summary, table)


@saying("Đang xem thuốc của người bệnh…")
async def patient_medicines(
    context: ToolContext, patient: str, period: str | None = None, back: int | None = None
) -> Finding:
    """Medicines of one patient in the asker's care: those that run today, then earlier ones.

    Args:
        patient: the patient's code such as BN00001234, as typed.
        period: a period code, for what was prescribed in that time; absent for all.
        back: one prescription alone: 0 the latest, 1 the one before; absent for all.
    """
    who, when = await _patient(context, patient), period_of(period)
    lines = await context.desk.emr.medications(who.person_id, limit=200 if when or back else 30)
    by_visit = prescriptions(lines, when)
    if when or back is not None:
        lines = [m for group in (by_visit if back is None else by_visit[back : back + 1]) for m in group]
    now = still_taken(lines, context.today)
    derived = [age(who.born_on, context.today), when, len(lines), len(now)]
    return _found(context, [_head(context, who), *_medicines(context, who, lines, now)], [who, *lines], "Thuốc", who,
                  derived=derived)  # fmt: skip


def _medicines(context: ToolContext, who: Patient, lines: list[Medication], now: list[Medication]) -> list[Block | str]:
    if not lines:
        return ["Chưa có đơn thuốc nào."]
    said = (
        f"Có {len(lines)} dòng thuốc đã kê, trong đó {len(now)} thuốc đang dùng."
        if now
        else "Không có đơn thuốc còn hiệu lực."
    )
    return [said, records.medicines(lines, context.today, f"Thuốc đã kê - {who.person_id}")]


@saying("Đang xem tiền sử dị ứng…")
async def patient_allergies(context: ToolContext, patient: str) -> Finding:
    """Allergies and long-lasting illnesses of one patient in the asker's care.

    Args:
        patient: the patient's code such as BN00001234, as typed.
    """
    who = await _patient(context, patient)
    known = await context.desk.ehr.allergies(who.person_id)
    ill = await context.desk.ehr.conditions(who.person_id)
    text = "\n".join([_head(context, who), records.allergies(known), records.conditions(ill)])
    return _found(context, [text], [who, *known, *ill], "Tiền sử dị ứng", who, kind="ehr",
                  derived=[age(who.born_on, context.today)])  # fmt: skip


@saying("Đang xem tiêm chủng của người bệnh…")
async def patient_vaccinations(context: ToolContext, patient: str, vaccine: str | None = None) -> Finding:
    """Doses given to one patient in the asker's care.

    Args:
        patient: the patient's code such as BN00001234, as typed.
        vaccine: a vaccine as typed; told first where it was given, else said not to be recorded.
    """
    who = await _patient(context, patient)
    given = sorted(await context.desk.ehr.immunizations(who.person_id), key=lambda i: i.given_on, reverse=True)
    table = records.doses(given, f"Các mũi đã tiêm - {who.person_id}")
    last = next((i for i in given if vaccine and is_vaccine(i.vaccine, vaccine)), None)
    said = f"Mũi {last.vaccine} gần nhất: mũi {last.dose}, ngày {day(last.given_on)}." if last else ""
    said = said or (f"Trong hồ sơ chưa ghi nhận mũi {vaccine} nào." if vaccine else "")
    blocks: list[Block | str] = [f"{_head(context, who)} {said}".strip()]
    blocks += [table if given else "Chưa ghi nhận mũi tiêm nào."]
    return _found(context, blocks, [who, *given, vaccine], "Sổ tiêm chủng", who, kind="ehr",
                  derived=[age(who.born_on, context.today)])  # fmt: skip


@saying("Đang xem lịch khám của khoa…")
async def department_bookings(context: ToolContext, period: str | None = None, part: Part | None = None) -> Finding:
    """Appointments booked in the asker's department, in queue order, and the busiest hour.

    Args:
        period: a period code such as 2026-11-22; absent for today.
        part: morning or afternoon; absent for the whole day.
    """
    viewer = context.viewer
    when = read_code(period) if period else a_day(context.today)
    booked = await context.desk.appointments.on(viewer.facility or "", viewer.department or "", when)
    kept = [b for b in booked if b.status != "cancelled" and in_part(b.starts_at, part)]
    time = f"{PARTS[part]} {when.label()}" if part else when.label()
    title = f"Lịch khám {time} - {context.directory.department_name(viewer.department)}"
    if not kept:
        return nothing(f"Không có lịch hẹn nào {time}.", kind="appointments", title=title,
                       ref=viewer.facility or "", as_of=context.clock.now(), derived=[when])  # fmt: skip
    rows = tuple((moment(b.starts_at), str(b.queue_no), b.person_id, b.reason) for b in kept[:40])
    table = TableBlock(title=title, columns=("Giờ hẹn", "Số", "Mã người bệnh", "Lý do"), rows=rows)
    hour, most = busiest(b.starts_at for b in kept)
    text = f"Có **{len(kept)}** lịch hẹn {time}. Đông nhất là {hour}: {most} lịch hẹn."
    return found([text, table], kept, kind="appointments", title=title, ref=viewer.facility or "",
                 as_of=context.clock.now(), derived=[len(kept), when, hour, most])  # fmt: skip


async def _patient(context: ToolContext, code: str) -> Patient:
    registered = await context.desk.emr.patient(code.strip().upper())
    if not registered:
        raise NotFound
    return registered[0]


def _illness(seen: Sequence[Encounter]) -> str:
    return seen[0].diagnosis if seen else ""


def _head(context: ToolContext, who: Patient) -> str:
    return (
        f"**{who.full_name}** ({who.person_id}), {SEX[who.sex]}, {age(who.born_on, context.today)}"
        f" (sinh {day(who.born_on)}), {context.directory.facility_name(who.facility)}."
    )


def _latest_each(taken: list[Observation]) -> list[Observation]:
    by_name: dict[str, list[Observation]] = defaultdict(list)
    for observation in taken:
        by_name[observation.name].append(observation)
    return [series[0] for series in by_name.values()]


def _found(context: ToolContext, blocks: list[Block | str], records_: list[object], title: str, who: Patient, *,
           kind: SourceKind = "emr", derived: Sequence[object] = ()) -> Finding:  # fmt: skip
    full = f"{title} - {context.directory.facility_name(who.facility)}"
    return found(blocks, records_, kind=kind, title=full, ref=who.person_id, as_of=context.clock.now(),
                 derived=[full, *derived])  # fmt: skip
