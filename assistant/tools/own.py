"""A citizen's own record, and that of those they stand for."""

from assistant.composing import records
from assistant.composing.finding import Finding, about, found, nothing
from assistant.composing.wording import day, sentence
from assistant.context import ToolContext
from assistant.tools.binding import saying
from assistant.tools.which import (
    how_many,
    period_of,
    places,
    prescriptions,
    results_of,
    results_since,
    still_taken,
    test_name,
    visits_in,
)
from assistant.tools.whom import Subject, subject
from domain.blocks import Block, SourceKind
from domain.periods import Period
from domain.records.emr import Encounter, Medication

_ASK_DOCTOR = "Đây là thông tin từ hồ sơ, không phải chẩn đoán. Anh/chị nên hỏi bác sĩ điều trị về ý nghĩa của kết quả."
_AS_WRITTEN = "Anh/chị dùng thuốc đúng như đơn; muốn đổi liều hoặc ngừng thuốc phải hỏi bác sĩ."
_CHECK_UP = "Z"
"""The ICD-10 chapter of those who came without an illness."""


@saying("Đang xem hồ sơ khám bệnh của anh/chị…")
async def my_visits(context: ToolContext, whom: str | None = None, limit: int = 1, period: str | None = None,
                    back: int = 0) -> Finding:  # fmt: skip
    """The asker's own visits: when, where, which doctor, diagnosis, what the doctor advised.

    Args:
        whom: a dependant's name or relation as typed; absent for the asker.
        limit: how many visits, newest first.
        period: a period code, for the visits of that time; absent for the latest.
        back: how many visits before the latest: 0 the latest, 1 the one before.
    """
    who, when = await subject(context, whom), period_of(period)
    seen = await context.desk.emr.encounters(who.person_id, limit=200 if when else back + how_many(limit))
    if not seen:
        return _empty(context, f"Chưa có lần khám nào của {who.called} trong hồ sơ.", "emr", "Bệnh án điện tử")
    chosen = visits_in(seen, when, context.today)[: max(how_many(limit), 10)] if when else seen[back:]
    lead = _lead(who, when, back, chosen)
    shown = chosen or seen[:1]
    more = [records.visits(shown[1:], context.directory, "Các lần khám trước đó")] if len(shown) > 1 else []
    finding = found(
        [f"{lead}\n{records.visit(shown[0], context.directory)}", *more], shown, kind="emr",
        title=f"Bệnh án điện tử - {context.directory.facility_name(shown[0].facility)}", ref=shown[0].encounter_id,
        as_of=context.clock.now(), excerpt=shown[0].diagnosis,
        derived=[when, len(chosen), *places(context, (e.facility for e in shown))],
    )  # fmt: skip
    return about(finding, _illness(shown[0]))


def _lead(who: Subject, when: Period | None, back: int, chosen: list[Encounter]) -> str:
    if when and chosen:
        return f"{sentence(when.label())}, hồ sơ của {who.called} ghi {len(chosen)} lần khám. Gần nhất trong đó:"
    if when:
        return f"Hồ sơ của {who.called} không ghi lần khám nào trong {when.label()}. Lần khám gần nhất là:"
    if not chosen:
        return f"Hồ sơ của {who.called} không còn lần khám nào trước đó nữa. Lần khám gần nhất là:"
    return f"Lần khám {'trước đó' if back else 'gần nhất'} của {who.called}:"


def _illness(visit: Encounter) -> str:
    """What "that illness" means when it is asked about next."""
    return "" if visit.icd10.startswith(_CHECK_UP) else visit.diagnosis


@saying("Đang xem kết quả xét nghiệm…")
async def my_results(context: ToolContext, whom: str | None = None, test: str | None = None, period: str | None = None,
                     back: int = 0, compare: str | None = None) -> Finding:  # fmt: skip
    """The asker's own laboratory results with the reference range.

    Args:
        whom: a dependant's name or relation as typed; absent for the asker.
        test: the test's name as typed, e.g. "đường huyết"; absent for the latest results.
        period: a period code, for the results of that time; absent for the latest.
        back: how many samplings before the latest: 0 the latest, 1 the one before.
        compare: "previous" to hold the latest value of each test against the one before it.
    """
    who, when = await subject(context, whom), period_of(period)
    taken = await context.desk.emr.observations(who.person_id, since=results_since(when, context.today, 730), limit=400)
    named = test_name(test, context.vocabulary)
    chosen = results_of(taken, test, when, back)
    if not chosen:
        said, time = f" {named}" if test else "", when.label() if when else "2 năm qua"
        text = f"Chưa có kết quả xét nghiệm{said} nào của {who.called} trong {time}."
        return _empty(context, text, "emr", "Bệnh án điện tử", when, named)
    shown = taken if compare else chosen
    words = records.results(chosen, f"Kết quả xét nghiệm của {who.called}")
    blocks: list[Block | str] = [
        f"Kết quả xét nghiệm {'trước đó' if back else 'gần nhất'} của {who.called}, ngày {day(chosen[0].taken_at)}."
        f" {records.step(chosen) if test else records.outside(chosen)}".rstrip(),
        words,
    ]
    if compare:
        blocks = records.compared(taken, chosen, who.called)
    return found(
        [*blocks, _ASK_DOCTOR], shown, kind="emr", ref=chosen[0].encounter_id, as_of=context.clock.now(),
        title=f"Kết quả xét nghiệm - {context.directory.facility_name(chosen[0].facility)}",
        derived=records.changes(taken),
    )  # fmt: skip


@saying("Đang xem đơn thuốc…")
async def my_medicines(context: ToolContext, whom: str | None = None, period: str | None = None,
                       back: int = 0) -> Finding:  # fmt: skip
    """The asker's own prescribed medicines with the dose as the doctor wrote it.

    Args:
        whom: a dependant's name or relation as typed; absent for the asker.
        period: a period code, for the prescriptions of that time; absent for the latest.
        back: how many prescriptions before the latest: 0 the latest, 1 the one before.
    """
    who, when = await subject(context, whom), period_of(period)
    lines = await context.desk.emr.medications(who.person_id, limit=200 if when or back else 60)
    by_visit = prescriptions(lines, when)[back:]
    if not by_visit:
        time = f" kê trong {when.label()}" if when else " trước đó" if back else ""
        text = f"Chưa có đơn thuốc nào{time} của {who.called} trong hồ sơ."
        return _empty(context, text, "emr", "Đơn thuốc", when)
    latest = by_visit[0]
    table = records.medicines(latest, context.today, f"Đơn thuốc của {who.called}")
    which = "trước đó" if back else f"trong {when.label()}" if when else "gần nhất"
    other = [] if when or back else still_taken(lines, context.today, beside=latest)
    return found(
        [f"Đơn thuốc {which} của {who.called}, kê ngày {day(latest[0].started_on)}:", table,
         *_also(context, other), _AS_WRITTEN], [*latest, *other],
        kind="emr", title=f"Đơn thuốc - {context.directory.facility_name(latest[0].facility)}",
        ref=latest[0].encounter_id, as_of=context.clock.now(), derived=[when],
    )  # fmt: skip


def _also(context: ToolContext, other: list[Medication]) -> list[Block | str]:
    """What earlier prescriptions still ask to be taken."""
    return [records.medicines(other, context.today, "Thuốc của đơn trước vẫn còn trong hạn dùng")] if other else []


@saying("Đang xem tiền sử và dị ứng…")
async def my_record(context: ToolContext, whom: str | None = None) -> Finding:
    """The asker's own allergies, long-lasting illnesses and blood group.

    Args:
        whom: a dependant's name or relation as typed; absent for the asker.
    """
    who = await subject(context, whom)
    known = await context.desk.ehr.allergies(who.person_id)
    ill = await context.desk.ehr.conditions(who.person_id)
    text = f"Hồ sơ sức khoẻ của {who.called}:\n{records.allergies(known)}\n{records.conditions(ill)}"
    if not known:
        text += "\nChưa ghi nhận không có nghĩa là chắc chắn không dị ứng: từng bị nổi mẩn, khó thở vì thuốc hay thức ăn thì báo bác sĩ."
    if blood := await _blood(context, who):
        text += f"\n**Nhóm máu:** {blood}."
    finding = found(
        [text], [*known, *ill], kind="ehr", title="Hồ sơ sức khoẻ điện tử", ref=who.person_id, as_of=context.clock.now(),
        derived=[blood],
    )  # fmt: skip
    return about(finding, ill[0].name if ill else "")


async def _blood(context: ToolContext, who: Subject) -> str:
    known = await context.desk.ehr.citizen(who.person_id)
    return known.blood_type if known else ""


def _empty(context: ToolContext, text: str, kind: SourceKind, title: str, *derived: object) -> Finding:
    return nothing(text, kind=kind, title=title, ref="", as_of=context.clock.now(), derived=[2, *derived])
