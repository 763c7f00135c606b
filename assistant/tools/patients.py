"""What a clinician asks of a patient in their care."""

from collections import defaultdict
from datetime import timedelta

from assistant.composing import records
from assistant.composing.charts import line_chart
from assistant.composing.finding import Finding, found, nothing
from assistant.composing.wording import SEX, age, day, moment
from assistant.context import ToolContext
from assistant.tools.binding import saying
from assistant.tools.own import choose_results
from domain.blocks import Block, SourceKind, TableBlock
from domain.errors import NotFound
from domain.period_codes import read_code
from domain.periods import a_day
from domain.records.emr import Observation, Patient

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
async def patient_visits(context: ToolContext, patient: str, limit: int = 5) -> Finding:
    """Latest visits and stays of one patient in the asker's care.

    Args:
        patient: the patient's code such as BN00001234, as typed.
        limit: how many, newest first.
    """
    who = await _patient(context, patient)
    seen = await context.desk.emr.encounters(who.person_id, limit=max(1, min(limit, 20)))
    blocks: list[Block | str] = [_head(context, who)]
    if seen:
        blocks += [records.visit(seen[0], context.directory)]
        blocks += [records.visits(seen[1:], context.directory, "Các lần khám trước đó")] if len(seen) > 1 else []
    return _found(context, blocks, [who, *seen], "Các lần khám", who, derived=[age(who.born_on, context.today)])


@saying("Đang xem xét nghiệm của người bệnh…")
async def patient_results(context: ToolContext, patient: str, test: str | None = None) -> Finding:
    """Laboratory results of one patient in the asker's care; one test over time with a chart when it is named.

    Args:
        patient: the patient's code such as BN00001234, as typed.
        test: the test's name as typed, e.g. "HbA1c"; absent for the latest results.
    """
    who = await _patient(context, patient)
    taken = await context.desk.emr.observations(who.person_id, since=context.today - timedelta(days=1095), limit=500)
    chosen = choose_results(taken, test)
    if not chosen:
        text = f"Không có kết quả {test or 'xét nghiệm'} của người bệnh {who.person_id} tại đơn vị trong 3 năm qua."
        return nothing(text, kind="emr", title="Kết quả xét nghiệm", ref=who.person_id, as_of=context.clock.now(),
                       derived=[3, who])  # fmt: skip
    table = records.results(chosen, f"Kết quả xét nghiệm {test or 'gần nhất'} - {who.person_id}")
    blocks: list[Block | str] = [_head(context, who), _trend(chosen, table) if test and len(chosen) > 2 else table]
    return _found(context, blocks, [who, *chosen], "Kết quả xét nghiệm", who, derived=[age(who.born_on, context.today)])


def _trend(chosen: list[Observation], table: TableBlock) -> Block:
    points = [(o.taken_at, o.value) for o in reversed(chosen) if o.value is not None and o.name == chosen[0].name]
    if len(points) < 3:
        return table
    first, last = points[0], points[-1]
    summary = f"{chosen[0].name}: từ {first[1]} ({day(first[0])}) đến {last[1]} ({day(last[0])}) {chosen[0].unit}."
    return line_chart(chosen[0].name, chosen[0].unit, points, summary.replace(".", ",", 2), table)


@saying("Đang xem thuốc của người bệnh…")
async def patient_medicines(context: ToolContext, patient: str) -> Finding:
    """Medicines of one patient in the asker's care, current first.

    Args:
        patient: the patient's code such as BN00001234, as typed.
    """
    who = await _patient(context, patient)
    lines = await context.desk.emr.medications(who.person_id, limit=20)
    table = records.medicines(lines, context.today, f"Thuốc đã kê - {who.person_id}")
    blocks: list[Block | str] = [_head(context, who), table if lines else "Chưa có đơn thuốc nào."]
    return _found(context, blocks, [who, *lines], "Thuốc", who, derived=[age(who.born_on, context.today)])


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
async def patient_vaccinations(context: ToolContext, patient: str) -> Finding:
    """Doses given to one patient in the asker's care.

    Args:
        patient: the patient's code such as BN00001234, as typed.
    """
    who = await _patient(context, patient)
    given = sorted(await context.desk.ehr.immunizations(who.person_id), key=lambda i: i.given_on, reverse=True)
    table = records.doses(given, f"Các mũi đã tiêm - {who.person_id}")
    blocks: list[Block | str] = [_head(context, who), table if given else "Chưa ghi nhận mũi tiêm nào."]
    return _found(context, blocks, [who, *given], "Sổ tiêm chủng", who, kind="ehr",
                  derived=[age(who.born_on, context.today)])  # fmt: skip


@saying("Đang xem danh sách người bệnh của khoa…")
async def my_patients(context: ToolContext, limit: int = 30) -> Finding:
    """Patients now being treated in the asker's department, longest stay first.

    Args:
        limit: how many to list; the whole number is always told.
    """
    viewer = context.viewer
    facility, department = viewer.facility or "", viewer.department or ""
    staying = await context.desk.emr.open_in(facility, department, limit=1000)
    place = f"{context.directory.department_name(department)}, {context.directory.facility_name(facility)}"
    title = f"Người bệnh đang điều trị - {place}"
    if not staying:
        return nothing(f"Hiện không có người bệnh nào đang điều trị tại {place}.", kind="emr", title=title,
                       ref=facility, as_of=context.clock.now())  # fmt: skip
    rows = tuple(
        (e.person_id, day(e.started_at), f"{e.diagnosis} ({e.icd10})", e.doctor_name)
        for e in staying[: max(1, min(limit, 50))]
    )
    table = TableBlock(title=title, columns=("Mã người bệnh", "Vào từ", "Chẩn đoán", "Bác sĩ"), rows=rows)
    shown = f" Hiển thị {len(rows)} người vào sớm nhất." if len(staying) > len(rows) else ""
    text = f"Hiện có **{len(staying)}** người bệnh đang điều trị tại {place}.{shown}"
    return found([text, table], staying, kind="emr", title=title, ref=facility, as_of=context.clock.now(),
                 derived=[len(staying), len(rows), place])  # fmt: skip


@saying("Đang xem lịch khám của khoa…")
async def department_bookings(context: ToolContext, period: str | None = None) -> Finding:
    """Appointments booked in the asker's department, in queue order.

    Args:
        period: a period code such as 2026-11-22; absent for today.
    """
    viewer = context.viewer
    when = read_code(period) if period else a_day(context.today)
    booked = await context.desk.appointments.on(viewer.facility or "", viewer.department or "", when)
    kept = [b for b in booked if b.status != "cancelled"]
    title = f"Lịch khám {when.label()} - {context.directory.department_name(viewer.department)}"
    if not kept:
        return nothing(f"Không có lịch hẹn nào {when.label()}.", kind="appointments", title=title,
                       ref=viewer.facility or "", as_of=context.clock.now(), derived=[when])  # fmt: skip
    rows = tuple((moment(b.starts_at), str(b.queue_no), b.person_id, b.reason) for b in kept[:40])
    table = TableBlock(title=title, columns=("Giờ hẹn", "Số", "Mã người bệnh", "Lý do"), rows=rows)
    text = f"Có **{len(kept)}** lịch hẹn {when.label()}."
    return found([text, table], kept, kind="appointments", title=title, ref=viewer.facility or "",
                 as_of=context.clock.now(), derived=[len(kept), when])  # fmt: skip


async def _patient(context: ToolContext, code: str) -> Patient:
    registered = await context.desk.emr.patient(code.strip().upper())
    if not registered:
        raise NotFound
    return registered[0]


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
           kind: SourceKind = "emr", derived: list[object] | None = None) -> Finding:  # fmt: skip
    full = f"{title} - {context.directory.facility_name(who.facility)}"
    return found(blocks, records_, kind=kind, title=full, ref=who.person_id, as_of=context.clock.now(),
                 derived=[full, *(derived or [])])  # fmt: skip
