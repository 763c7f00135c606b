"""Free sessions, for everybody."""

from datetime import timedelta

from assistant.composing.finding import Finding, found, nothing
from assistant.composing.wording import moment
from assistant.context import ToolContext
from assistant.tools.binding import saying
from assistant.tools.hours import PARTS, Part, in_part
from assistant.tools.places import facility_of
from domain.blocks import TableBlock
from domain.errors import NotUnderstood
from domain.period_codes import read_code
from domain.periods import Period, span
from domain.text import fold

_SHOWN = 12
_BOOK = " Tôi chỉ xem được lịch, chưa đặt thay được: anh/chị đặt ở quầy đăng ký hoặc tổng đài của nơi khám."


@saying("Đang xem lịch khám còn trống…")
async def free_slots(context: ToolContext, facility: str | None = None, department: str | None = None,
                     period: str | None = None, part: Part | None = None) -> Finding:  # fmt: skip
    """Sessions with a free place, soonest first.

    Args:
        facility: a facility, by code or name; absent for any.
        department: a department, by code or name; absent for any.
        period: a period code; absent for the next 7 days.
        part: morning or afternoon; absent for the whole day.
    """
    when = read_code(period) if period else span(context.today, context.today + timedelta(days=6))
    code, ward = facility_of(context, facility), _department(context, department)
    free = await context.desk.appointments.free(when, facility=code, department=ward, limit=500)
    coming = [slot for slot in free if slot.starts_at > context.clock.now() and in_part(slot.starts_at, part)]
    time = f"{PARTS[part]} {when.label()}" if part else when.label()
    title = f"Lịch khám còn trống {time}"
    if not coming:
        return await _none(context, when, time, code, ward)
    directory = context.directory
    rows = tuple(
        (moment(s.starts_at), directory.facility_name(s.facility), directory.department_name(s.department),
         s.doctor_name, str(s.capacity - s.taken))
        for s in coming[:_SHOWN]
    )  # fmt: skip
    table = TableBlock(title=title, columns=("Giờ khám", "Nơi khám", "Khoa", "Bác sĩ", "Còn chỗ"), rows=rows)
    text = f"Có **{len(coming)}** buổi khám còn chỗ {time}, sớm nhất lúc {moment(coming[0].starts_at)}.{_BOOK}"
    shown = coming[:_SHOWN]
    derived = [
        len(coming),
        when,
        *(s.capacity - s.taken for s in shown),
        *(directory.facility_name(s.facility) for s in shown),
    ]
    return found([text, table], shown, kind="appointments", title=title, ref=code or "", as_of=context.clock.now(),
                 derived=derived)  # fmt: skip


async def _none(context: ToolContext, when: Period, time: str, facility: str | None, ward: str | None) -> Finding:
    """Nothing free then, and the soonest that is free in the two weeks after."""
    after = span(max(when.end, context.today), max(when.end, context.today) + timedelta(days=13))
    free = await context.desk.appointments.free(after, facility=facility, department=ward, limit=1)
    text = f"Không còn buổi khám nào trống {time}."
    if free:
        place = f"{context.directory.facility_name(free[0].facility)}, {context.directory.department_name(free[0].department)}"
        text += f" Buổi trống gần nhất sau đó: {moment(free[0].starts_at)}, {place}.{_BOOK}"
    else:
        text += " Anh/chị thử ngày khác hoặc nơi khác."
    return nothing(text, kind="appointments", title=f"Lịch khám còn trống {time}", ref=facility or "",
                   as_of=context.clock.now(), derived=[when, *free, *(context.directory.facility_name(s.facility) for s in free)])  # fmt: skip


def _department(context: ToolContext, said: str | None) -> str | None:
    if said is None or said in context.directory.departments:
        return said
    words = set(fold(said).removeprefix("khoa ").split())
    found_ = [d.code for d in context.directory.departments.values() if words <= set(fold(d.name).split())]
    if not found_:
        raise NotUnderstood(
            f"Tôi không thấy lịch của khoa “{said}” trong hệ thống. Anh/chị chọn khoa khác hoặc hỏi khoa khám bệnh."
        )
    return found_[0]
