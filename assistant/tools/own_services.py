"""A citizen's own doses, card, costs and appointments, and those of whom they stand for."""

from decimal import Decimal

from assistant.composing import records
from assistant.composing.finding import Finding, found, nothing
from assistant.composing.wording import day, moment, money, sentence
from assistant.context import ToolContext
from assistant.tools.binding import saying
from assistant.tools.which import how_many, is_vaccine, period_of, places
from assistant.tools.whom import Subject, subject
from domain.blocks import Block, SourceKind, TableBlock
from domain.clock import local, midnight
from domain.people import Assurance, Channel, Viewer
from domain.periods import Period
from domain.records.appointments import Booking
from domain.records.claims import Claim
from domain.records.ehr import Immunization
from domain.records.stations import DueDose

_BOOKING = {
    "confirmed": "đã xác nhận", "checked_in": "đã đến", "done": "đã khám", "cancelled": "đã huỷ", "no_show": "không đến",
}  # fmt: skip


@saying("Đang xem sổ tiêm chủng…")
async def my_vaccinations(context: ToolContext, whom: str | None = None, vaccine: str | None = None) -> Finding:
    """Doses the asker or their dependant was given, those they missed, and the next one due.

    Args:
        whom: a dependant's name or relation as typed; absent for the asker.
        vaccine: a vaccine as typed, e.g. "sởi"; absent for all.
    """
    who = await subject(context, whom)
    given = [i for i in await context.desk.ehr.immunizations(who.person_id) if is_vaccine(i.vaccine, vaccine)]
    open_ = [d for d in await context.desk.stations.doses_of(who.person_id)
             if d.given_on is None and is_vaccine(d.vaccine, vaccine)]  # fmt: skip
    newest = sorted(given, key=lambda i: i.given_on, reverse=True)
    late, coming = [d for d in open_ if d.due_on < context.today], [d for d in open_ if d.due_on >= context.today]
    about = f" {vaccine}" if vaccine else ""
    text = "\n".join([_given(who, newest, about), *_due(late, coming, about)])
    tables: list[Block | str] = [records.doses(newest, f"Các mũi đã tiêm của {who.called}")] if newest else []
    return found(
        [text, *tables], [*newest, *open_], kind="ehr", title="Sổ tiêm chủng", ref=who.person_id,
        as_of=context.clock.now(), derived=[len(newest), len(late), about],
    )  # fmt: skip


def _given(who: Subject, newest: list[Immunization], about: str) -> str:
    if not newest:
        return f"Chưa có mũi tiêm{about} nào của {who.called} trong hồ sơ."
    return f"{sentence(who.called)} đã tiêm {len(newest)} mũi{about}, mũi gần nhất ngày {day(newest[0].given_on)}."


def _due(late: list[DueDose], coming: list[DueDose], about: str) -> list[str]:
    """What is overdue and what comes next, in the words of the vaccination card."""
    lines = []
    if late:
        named = "; ".join(f"{d.vaccine} mũi {d.dose} (hẹn {day(d.due_on)})" for d in late[:6])
        lines.append(f"**Quá hẹn chưa tiêm {len(late)} mũi:** {named}. Anh/chị hỏi trạm y tế để tiêm bù.")
    if coming:
        first = [d for d in coming if d.due_on == coming[0].due_on]
        named = "; ".join(f"{d.vaccine} mũi {d.dose}" for d in first)
        lines.append(f"**Mũi sắp tới:** {named}, hẹn ngày {day(first[0].due_on)}.")
    return lines or [f"Trong lịch tiêm chủng không còn mũi{about} nào đang chờ tiêm."]


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
                 as_of=context.clock.now(), derived=[5, *places(context, [card.registered_facility])])  # fmt: skip


@saying("Đang xem chi phí các lần khám…")
async def my_claims(context: ToolContext, whom: str | None = None, limit: int = 5, period: str | None = None,
                    back: int = 0) -> Finding:  # fmt: skip
    """What the asker's own visits cost: total, paid by insurance, paid by the patient.

    Args:
        whom: a dependant's name or relation as typed; absent for the asker.
        limit: how many visits, newest first.
        period: a period code, for the sum of that time; absent for the latest visits.
        back: how many visits before the latest: 0 the latest, 1 the one before.
    """
    who, when = await subject(context, whom), period_of(period)
    claims = (await context.desk.claims.of(who.person_id, limit=200 if when else back + how_many(limit)))[back:]
    if when:
        claims = [c for c in claims if when.start <= local(c.discharged_at).date() < when.end]
    if not claims:
        time = f" trong {when.label()}" if when else " trước đó" if back else ""
        text = f"Chưa có chi phí khám bảo hiểm y tế nào của {who.called}{time}."
        return _empty(context, text, "claims", "Chi phí khám", when)
    text = _sum(who, when, claims) if when else _latest_cost(context, who, claims[0], back)
    return found(
        [text, _costs(context, who, claims[:20])], claims, kind="claims", title="Chi phí khám bảo hiểm y tế",
        ref=claims[0].claim_id, as_of=context.clock.now(),
        derived=[when, len(claims), *_totals(claims), *(c.copay + c.own for c in claims),
                 *places(context, (c.facility for c in claims))],
    )  # fmt: skip


def _latest_cost(context: ToolContext, who: Subject, last: Claim, back: int) -> str:
    return (
        f"Lần khám {'trước đó' if back else 'gần nhất'} có bảo hiểm của {who.called} ({day(last.discharged_at)},"
        f" {_where(context, last.facility)}): tổng chi phí {money(last.total)}, quỹ bảo hiểm trả {money(last.fund)},"
        f" người bệnh trả {money(last.copay + last.own)}."
    )


def _totals(claims: list[Claim]) -> tuple[Decimal, Decimal, Decimal]:
    """The whole, the fund's part and the patient's part."""
    return (
        sum((c.total for c in claims), Decimal()),
        sum((c.fund for c in claims), Decimal()),
        sum((c.copay + c.own for c in claims), Decimal()),
    )


def _sum(who: Subject, when: Period, claims: list[Claim]) -> str:
    total, fund, own = _totals(claims)
    return (
        f"{sentence(when.label())}, {who.called} có {len(claims)} lần khám bảo hiểm: tổng chi phí {money(total)},"
        f" quỹ bảo hiểm trả {money(fund)}, người bệnh trả {money(own)}."
    )


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
        ref=coming[0].booking_id, as_of=context.clock.now(), derived=places(context, (b.facility for b in coming)),
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


def _empty(context: ToolContext, text: str, kind: SourceKind, title: str, *derived: object) -> Finding:
    return nothing(text, kind=kind, title=title, ref="", as_of=context.clock.now(), derived=derived)
