"""What a clinician asks of the whole department: who is in, who came in, whose results lie outside their range."""

from datetime import date, timedelta

from assistant.composing import records
from assistant.composing.finding import Finding, found, nothing
from assistant.composing.wording import day
from assistant.context import ToolContext
from assistant.tools.binding import saying
from assistant.tools.which import period_of
from domain.blocks import TableBlock
from domain.clock import local
from domain.period_codes import read_code
from domain.periods import span
from domain.records.emr import Observation

_SHOWN = 40


@saying("Đang xem danh sách người bệnh của khoa…")
async def my_patients(context: ToolContext, limit: int = 30, period: str | None = None) -> Finding:
    """Patients now being treated in the asker's department, longest stay first.

    Args:
        limit: how many to list; the whole number is always told.
        period: a period code, for those who came in within it; absent for all.
    """
    viewer, when = context.viewer, period_of(period)
    facility, department = viewer.facility or "", viewer.department or ""
    staying = await context.desk.emr.open_in(facility, department, limit=1000)
    if when:
        staying = [e for e in staying if when.start <= local(e.started_at).date() < when.end]
    came = f" vào khoa {when.label()}" if when else ""
    place, title = _place(context), f"Người bệnh đang điều trị{came} - {_place(context)}"
    if not staying:
        return nothing(f"Hiện không có người bệnh nào{came} đang điều trị tại {place}.", kind="emr", title=title,
                       ref=facility, as_of=context.clock.now(), derived=[when])  # fmt: skip
    rows = tuple(
        (e.person_id, day(e.started_at), f"{e.diagnosis} ({e.icd10})", e.doctor_name)
        for e in staying[: max(1, min(limit, 50))]
    )
    table = TableBlock(title=title, columns=("Mã người bệnh", "Vào từ", "Chẩn đoán", "Bác sĩ"), rows=rows)
    shown = f" Hiển thị {len(rows)} người vào sớm nhất." if len(staying) > len(rows) else ""
    text = f"Hiện có **{len(staying)}** người bệnh{came} đang điều trị tại {place}.{shown}"
    return found([text, table], staying, kind="emr", title=title, ref=facility, as_of=context.clock.now(),
                 derived=[len(staying), len(rows), place, when])  # fmt: skip


@saying("Đang xem kết quả bất thường trong khoa…")
async def ward_results(context: ToolContext, period: str | None = None) -> Finding:
    """Results outside their range of the patients now in the asker's department: who, which test, which value.

    Args:
        period: a period code; absent for today and yesterday.
    """
    viewer = context.viewer
    when = read_code(period) if period else span(context.today - timedelta(days=1), context.today)
    odd = await _outside(context, when.start, when.last)
    title = f"Kết quả ngoài khoảng tham chiếu {when.label()} - {_place(context)}"
    if not odd:
        return nothing(f"Không có kết quả nào ngoài khoảng tham chiếu {when.label()} trong khoa.", kind="emr", title=title,
                       ref=viewer.facility or "", as_of=context.clock.now(), derived=[when])  # fmt: skip
    rows = tuple(
        (o.person_id, day(o.taken_at), o.name, records.result_value(o), records.reference(o), records.FLAGS[o.flag])
        for o in odd[:_SHOWN]
    )
    columns = ("Mã người bệnh", "Ngày", "Xét nghiệm", "Kết quả", "Khoảng tham chiếu", "Nhận xét")
    people = len({o.person_id for o in odd})
    text = f"Có **{len(odd)}** kết quả ngoài khoảng tham chiếu {when.label()} của **{people}** người bệnh trong khoa."
    return found([text, TableBlock(title=title, columns=columns, rows=rows)], odd, kind="emr", title=title,
                 ref=viewer.facility or "", as_of=context.clock.now(), derived=[len(odd), people, when])  # fmt: skip


async def _outside(context: ToolContext, first: date, last: date) -> list[Observation]:
    """What was measured outside its range in those days, patient by patient in the order of their stay."""
    viewer = context.viewer
    staying = await context.desk.emr.open_in(viewer.facility or "", viewer.department or "", limit=_SHOWN)
    taken: list[Observation] = []
    for person in dict.fromkeys(e.person_id for e in staying):
        taken += await context.desk.emr.observations(person, since=first, limit=100)
    return [o for o in taken if o.flag and local(o.taken_at).date() <= last]


def _place(context: ToolContext) -> str:
    viewer, directory = context.viewer, context.directory
    return f"{directory.department_name(viewer.department or '')}, {directory.facility_name(viewer.facility or '')}"
