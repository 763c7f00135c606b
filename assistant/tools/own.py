"""A citizen's own record, and that of those they stand for."""

from datetime import timedelta

from assistant.composing import records
from assistant.composing.finding import Finding, found, nothing
from assistant.composing.wording import day, moment, money, sentence
from assistant.context import ToolContext
from assistant.tools.binding import saying
from assistant.tools.whom import Subject, subject
from domain.blocks import SourceKind, TableBlock
from domain.clock import midnight
from domain.people import Assurance, Channel, Viewer
from domain.records.appointments import Booking
from domain.records.claims import Claim
from domain.records.emr import Observation
from domain.text import fold

_ASK_DOCTOR = "Đây là thông tin từ hồ sơ, không phải chẩn đoán. Anh/chị nên hỏi bác sĩ điều trị về ý nghĩa của kết quả."
_BOOKING = {
    "confirmed": "đã xác nhận", "checked_in": "đã đến", "done": "đã khám", "cancelled": "đã huỷ", "no_show": "không đến",
}  # fmt: skip


@saying("Đang xem hồ sơ khám bệnh của anh/chị…")
async def my_visits(context: ToolContext, whom: str | None = None, limit: int = 1) -> Finding:
    """The asker's own latest visits: when, where, diagnosis, what the doctor advised.

    Args:
        whom: a dependant's name or relation as typed; absent for the asker.
        limit: how many visits, newest first.
    """
    who = await subject(context, whom)
    seen = await context.desk.emr.encounters(who.person_id, limit=max(1, min(limit, 20)))
    if not seen:
        return _empty(context, f"Chưa có lần khám nào của {who.called} trong hồ sơ.", "emr", "Bệnh án điện tử")
    text = [f"Lần khám gần nhất của {who.called}:", records.visit(seen[0], context.directory)]
    more = [records.visits(seen[1:], context.directory, "Các lần khám trước đó")] if len(seen) > 1 else []
    return found(
        ["\n".join(text), *more], seen, kind="emr", title=f"Bệnh án điện tử - {_where(context, seen[0].facility)}",
        ref=seen[0].encounter_id, as_of=context.clock.now(), excerpt=seen[0].diagnosis,
    )  # fmt: skip


@saying("Đang xem kết quả xét nghiệm…")
async def my_results(context: ToolContext, whom: str | None = None, test: str | None = None) -> Finding:
    """The asker's own laboratory results with the reference range.

    Args:
        whom: a dependant's name or relation as typed; absent for the asker.
        test: the test's name as typed, e.g. "đường huyết"; absent for the latest results.
    """
    who = await subject(context, whom)
    since = context.today - timedelta(days=730)
    taken = await context.desk.emr.observations(who.person_id, since=since, limit=400)
    chosen = choose_results(taken, test)
    if not chosen:
        about = f" {test}" if test else ""
        text = f"Chưa có kết quả xét nghiệm{about} nào của {who.called} trong 2 năm qua."
        return _empty(context, text, "emr", "Bệnh án điện tử")
    table = records.results(chosen, f"Kết quả xét nghiệm của {who.called}")
    return found(
        [f"Kết quả xét nghiệm gần nhất của {who.called}, ngày {day(chosen[0].taken_at)}:", table, _ASK_DOCTOR], chosen,
        kind="emr", title=f"Kết quả xét nghiệm - {_where(context, chosen[0].facility)}", ref=chosen[0].encounter_id,
        as_of=context.clock.now(),
    )  # fmt: skip


def choose_results(taken: list[Observation], test: str | None) -> list[Observation]:
    """One test over time when it is named, else everything of the latest sampling day; newest first."""
    if test:
        words = fold(test).split()
        return [o for o in taken if all(w in fold(f"{o.name} {o.code}") for w in words)][:12]
    return [o for o in taken if o.encounter_id == taken[0].encounter_id] if taken else []


@saying("Đang xem đơn thuốc…")
async def my_medicines(context: ToolContext, whom: str | None = None) -> Finding:
    """The asker's own prescribed medicines with the dose as the doctor wrote it.

    Args:
        whom: a dependant's name or relation as typed; absent for the asker.
    """
    who = await subject(context, whom)
    lines = await context.desk.emr.medications(who.person_id, limit=30)
    latest = [m for m in lines if m.encounter_id == lines[0].encounter_id]
    if not latest:
        return _empty(context, f"Chưa có đơn thuốc nào của {who.called} trong hồ sơ.", "emr", "Đơn thuốc")
    table = records.medicines(latest, context.today, f"Đơn thuốc của {who.called}")
    advice = "Anh/chị dùng thuốc đúng như đơn; muốn đổi liều hoặc ngừng thuốc phải hỏi bác sĩ."
    return found(
        [f"Đơn thuốc gần nhất của {who.called}, kê ngày {day(latest[0].started_on)}:", table, advice], latest,
        kind="emr", title=f"Đơn thuốc - {_where(context, latest[0].facility)}", ref=latest[0].encounter_id,
        as_of=context.clock.now(),
    )  # fmt: skip


@saying("Đang xem tiền sử và dị ứng…")
async def my_record(context: ToolContext, whom: str | None = None) -> Finding:
    """The asker's own allergies and long-lasting illnesses.

    Args:
        whom: a dependant's name or relation as typed; absent for the asker.
    """
    who = await subject(context, whom)
    known = await context.desk.ehr.allergies(who.person_id)
    ill = await context.desk.ehr.conditions(who.person_id)
    text = f"Hồ sơ sức khoẻ của {who.called}:\n{records.allergies(known)}\n{records.conditions(ill)}"
    return found(
        [text], [*known, *ill], kind="ehr", title="Hồ sơ sức khoẻ điện tử", ref=who.person_id, as_of=context.clock.now()
    )


@saying("Đang xem sổ tiêm chủng…")
async def my_vaccinations(context: ToolContext, whom: str | None = None) -> Finding:
    """Doses the asker or their dependant was given.

    Args:
        whom: a dependant's name or relation as typed; absent for the asker.
    """
    who = await subject(context, whom)
    given = await context.desk.ehr.immunizations(who.person_id)
    if not given:
        return _empty(context, f"Chưa có mũi tiêm nào của {who.called} trong hồ sơ.", "ehr", "Sổ tiêm chủng")
    newest = sorted(given, key=lambda i: i.given_on, reverse=True)
    text = f"{sentence(who.called)} đã tiêm {len(newest)} mũi, mũi gần nhất ngày {day(newest[0].given_on)}."
    return found(
        [text, records.doses(newest, f"Các mũi đã tiêm của {who.called}")], newest, kind="ehr", title="Sổ tiêm chủng",
        ref=who.person_id, as_of=context.clock.now(), derived=[len(newest)],
    )  # fmt: skip


@saying("Đang xem thẻ bảo hiểm y tế…")
async def my_insurance(context: ToolContext, whom: str | None = None) -> Finding:
    """The asker's own health-insurance card: number, validity, benefit level, registered facility.

    Args:
        whom: a dependant's name or relation as typed; absent for the asker.
    """
    who = await subject(context, whom)
    cards = await context.desk.claims.coverages(who.person_id)
    if not cards:
        return _empty(context, f"Chưa thấy thẻ bảo hiểm y tế của {who.called}.", "claims", "Thẻ bảo hiểm y tế")
    card = cards[0]
    state = "còn hạn" if card.valid_from <= context.today <= card.valid_to else "đã hết hạn"
    text = (
        f"Thẻ bảo hiểm y tế của {who.called}: số {card.card_no}, **{state}**"
        f" (từ {day(card.valid_from)} đến {day(card.valid_to)}).\n"
        f"- Mức hưởng: {card.percent} % chi phí trong phạm vi bảo hiểm khi khám đúng quy định.\n"
        f"- Nơi đăng ký khám ban đầu: {_where(context, card.registered_facility)}.\n"
        f"- Đủ 5 năm liên tục từ: {day(card.five_years_on)}.\n"
        "Mức chi trả thực tế theo quy định hiện hành, cơ sở khám bệnh sẽ xác nhận."
    )
    return found([text], [card], kind="claims", title="Thẻ bảo hiểm y tế", ref=card.card_no,
                 as_of=context.clock.now(), derived=[5])  # fmt: skip


@saying("Đang xem chi phí các lần khám…")
async def my_claims(context: ToolContext, whom: str | None = None, limit: int = 5) -> Finding:
    """What the asker's own visits cost: total, paid by insurance, paid by the patient.

    Args:
        whom: a dependant's name or relation as typed; absent for the asker.
        limit: how many visits, newest first.
    """
    who = await subject(context, whom)
    claims = await context.desk.claims.of(who.person_id, limit=max(1, min(limit, 20)))
    if not claims:
        return _empty(context, f"Chưa có chi phí khám bảo hiểm y tế nào của {who.called}.", "claims", "Chi phí khám")
    last = claims[0]
    text = (
        f"Lần khám gần nhất có bảo hiểm của {who.called} ({day(last.discharged_at)}, {_where(context, last.facility)}):"
        f" tổng chi phí {money(last.total)}, quỹ bảo hiểm trả {money(last.fund)},"
        f" người bệnh trả {money(last.copay + last.own)}."
    )
    return found(
        [text, _costs(context, who, claims)], claims, kind="claims", title="Chi phí khám bảo hiểm y tế",
        ref=last.claim_id, as_of=context.clock.now(), derived=[c.copay + c.own for c in claims],
    )  # fmt: skip


def _costs(context: ToolContext, who: Subject, claims: list[Claim]) -> TableBlock:
    rows = tuple(
        (day(c.discharged_at), _where(context, c.facility), money(c.total), money(c.fund), money(c.copay + c.own))
        for c in claims
    )
    columns = ("Ngày ra", "Nơi khám", "Tổng chi phí", "Bảo hiểm trả", "Người bệnh trả")
    return TableBlock(title=f"Chi phí các lần khám của {who.called}", columns=columns, rows=rows)


@saying("Đang xem lịch hẹn…")
async def my_bookings(context: ToolContext, whom: str | None = None) -> Finding:
    """The asker's own coming appointments with the queue number.

    Args:
        whom: a dependant's name or relation as typed; absent for the asker.
    """
    who = await subject(context, whom)
    booked = await context.desk.appointments.of(who.person_id, since=midnight(context.today), limit=10)
    coming = [b for b in booked if b.status != "cancelled"]
    if not coming:
        return _empty(context, f"{sentence(who.called)} chưa có lịch hẹn nào sắp tới.", "appointments", "Lịch hẹn")
    lines = "\n".join(_booking(context, b) for b in coming)
    return found(
        [f"Lịch hẹn sắp tới của {who.called}:\n{lines}"], coming, kind="appointments", title="Lịch hẹn khám",
        ref=coming[0].booking_id, as_of=context.clock.now(),
    )  # fmt: skip


def _booking(context: ToolContext, booking: Booking) -> str:
    place = f"{_where(context, booking.facility)} ({context.directory.department_name(booking.department)})"
    reason = f" Lý do: {booking.reason}." if _hears_of_health(context.viewer) else ""
    return (
        f"- {moment(booking.starts_at)}, {place}, số thứ tự {booking.queue_no},"
        f" {_BOOKING.get(booking.status, booking.status)}.{reason}"
    )


def _hears_of_health(viewer: Viewer) -> bool:
    """Whether what a booking says of an illness may be told here: it is record content, though a booking is not."""
    return viewer.level >= Assurance.CITIZEN and (viewer.channel is Channel.WEB or viewer.messenger_consent)


def _where(context: ToolContext, facility: str) -> str:
    return context.directory.facility_name(facility)


def _empty(context: ToolContext, text: str, kind: SourceKind, title: str) -> Finding:
    return nothing(text, kind=kind, title=title, ref="", as_of=context.clock.now(), derived=[2])
