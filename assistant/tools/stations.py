"""What a commune health station asks: who is due, who is missing, how many fell ill."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from assistant.composing import stations as words
from assistant.composing.finding import Finding, found, nothing
from assistant.composing.wording import day, number, sentence
from assistant.context import ToolContext
from assistant.tools.binding import saying
from assistant.tools.places import commune_of
from domain.actions import Action
from domain.blocks import Block
from domain.errors import NotFound
from domain.names import EVERY, holds
from domain.period_codes import read_code
from domain.periods import Period, span, week_of
from domain.text import fold

_SHOWN, _ALL = 20, 1000
_NINE_WEEKS = timedelta(weeks=9)
"""Within which every woman followed has her next visit."""
PROGRAMMES = {"hypertension": "tăng huyết áp", "diabetes": "đái tháo đường"}


@saying("Đang tìm trẻ đến hạn tiêm…")
async def missed_doses(context: ToolContext, vaccine: str | None = None, period: str | None = None,
                       commune: str | None = None) -> Finding:  # fmt: skip
    """Children with an open dose: overdue before today, or due within a period; child, vaccine, due day, phone.

    Args:
        vaccine: a vaccine by name or code; absent for all.
        period: a period code, to list doses due in it; absent for everything overdue.
        commune: a commune by code or name; absent for the asker's own.
    """
    place = await _commune(context, commune, Action.READ_DUE_DOSES)
    vaccine = words.vaccine_named(vaccine, context.vocabulary)
    if period:
        when = read_code(period)
        whole, rows = await context.desk.stations.coming(when, vaccine=vaccine, commune=place, limit=_SHOWN)
        said = f"mũi tiêm đến hạn {when.label()} mà chưa tiêm"
    else:
        when = None
        whole, rows = await context.desk.stations.missed(
            on=context.today, vaccine=vaccine, commune=place, since=None, limit=_SHOWN
        )
        said = f"mũi tiêm quá hạn tính đến {day(context.today)}"
    about = f" {vaccine}" if vaccine else ""
    title = f"Trẻ cần tiêm - {_named(context, place)}"
    if not rows:
        return nothing(f"Không có {said}{about} tại {_named(context, place)}.", kind="stations", title=title, ref="",
                       as_of=context.clock.now(), derived=[when, context.today, about])  # fmt: skip
    children = len({row.person_id for row in rows}) if whole == len(rows) else None
    of = f" của {children} trẻ" if children else ""
    text = f"Có **{number(whole)}** {said}{about}{of} tại {_named(context, place)}.{_cut(whole, len(rows))}"
    return _found(context, [text, words.doses(rows, context.today, title)], rows, title, place,
                  [when, whole, children, len(rows), *words.dose_figures(rows, context.today)])  # fmt: skip


@saying("Đang xem lịch khám thai…")
async def antenatal_due(
    context: ToolContext, period: str | None = None, commune: str | None = None, risk: bool = False
) -> Finding:
    """Pregnant women whose next antenatal visit lies in or before the period.

    Args:
        period: a period code; absent for this week.
        risk: only those with a high risk, and absent a period all who are followed.
        commune: a commune by code or name; absent for the asker's own.
    """
    ahead = span(context.today, context.today + _NINE_WEEKS) if risk else week_of(context.today)
    place = await _commune(context, commune, Action.READ_PREGNANCIES)
    when = read_code(period) if period else ahead
    whole, rows = await context.desk.stations.antenatal_due(when, commune=place, limit=200)
    if risk:
        rows = [r for r in rows if fold(r.risk).startswith("cao")]
        whole = len(rows)
    title = f"Khám thai đến hạn {when.label()} - {_named(context, place)}"
    if not rows:
        who = "thai phụ nguy cơ cao" if risk else "thai phụ"
        return nothing(f"Không có {who} nào đến hạn khám thai {when.label()}.", kind="stations", title=title, ref="",
                       as_of=context.clock.now(), derived=[when])  # fmt: skip
    inside = [r for r in rows if r.next_visit_on and r.next_visit_on >= when.start]
    late = whole - len(inside)
    text = (f"{sentence(when.label())} có **{len(inside)}** thai phụ{' nguy cơ cao' if risk else ''} đến lịch khám thai, và **{late}** người quá hẹn từ"
            f" trước chưa khám, tại {_named(context, place)}.")  # fmt: skip
    shown = [*inside, *(r for r in rows if r not in inside)][:_SHOWN]
    return _found(context, [text, words.mothers(shown, context.today, title)], shown, title, place,
                  [when, whole, len(inside), late, *words.mother_figures(shown, context.today)])  # fmt: skip


@saying("Đang xem sổ quản lý bệnh mạn tính…")
async def chronic_overdue(context: ToolContext, programme: Literal["hypertension", "diabetes"] | None = None,
                          commune: str | None = None, late_days: int = 0, over_age: int = 0) -> Finding:  # fmt: skip
    """People on the hypertension or diabetes register: how many, how many are past their visit, who they are.

    Args:
        programme: hypertension or diabetes; absent for both.
        commune: a commune by code or name; absent for the asker's own.
        late_days: only those who are late by more days than this.
        over_age: only those of this age or older.
    """
    place = await _commune(context, commune, Action.READ_CHRONIC_CARE)
    tallies = await context.desk.stations.chronic_tally(programme=programme, on=context.today, commune=place)
    whole, rows = await context.desk.stations.chronic_overdue(
        programme=programme, on=context.today, commune=place, limit=_ALL if late_days or over_age else _SHOWN
    )
    only, rows = words.overdue_only(rows, context.today, late_days=late_days, over_age=over_age)
    title = f"Quản lý {PROGRAMMES.get(programme or '', 'bệnh mạn tính')} - {_named(context, place)}"
    if not tallies:
        return nothing(f"Chưa có ai trong sổ quản lý tại {_named(context, place)}.", kind="stations", title=title,
                       ref="", as_of=context.clock.now())  # fmt: skip
    lines = [words.tally(t, PROGRAMMES.get(t.programme, t.programme)) for t in tallies]
    lines += [f"Trong số quá hẹn, **{len(rows)}** người {only}."] if only else []
    whole, rows = (len(rows), rows[:_SHOWN]) if only else (whole, rows)
    blocks: list[Block | str] = ["\n".join(lines) + _cut(whole, len(rows))]
    blocks += [words.chronic(rows, context.today, f"Quá hẹn tái khám - {_named(context, place)}")] if rows else []
    return _found(context, blocks, [*tallies, *rows], title, place,
                  [whole, len(rows), only, *words.chronic_figures(rows, context.today)])  # fmt: skip


@saying("Đang tìm người dân trong xã…")
async def resident_lookup(context: ToolContext, name: str) -> Finding:
    """Residents of the asker's commune by name: who they are and where they live.

    Args:
        name: the name as typed.
    """
    people = await context.desk.ehr.named(name, limit=_SHOWN)
    if not people:
        raise NotFound
    title = f"Người dân tên {name}"
    text = f"Có **{len(people)}** người tên giống “{name}” trong địa bàn của anh/chị."
    return _found(context, [text, words.residents(people, title)], people, title, None,
                  [len(people), name, *(p.born_on.year for p in people)])  # fmt: skip


@saying("Đang cộng số ca bệnh…")
async def disease_counts(context: ToolContext, disease: str | None = None, period: str | None = None,
                         commune: str | None = None) -> Finding:  # fmt: skip
    """Cases of notifiable diseases in a period, beside the period before; by commune for the whole province.

    Args:
        disease: an ICD-10 code, or the name as typed; absent for all.
        period: a period code; absent for the last four weeks.
        commune: a commune by code or name; absent for the asker's own, or the whole province.
    """
    place = await _commune(context, commune, Action.READ_DISEASE_COUNTS)
    when = read_code(period) if period else span(context.today - timedelta(days=27), context.today)
    code = words.icd10(disease, context.vocabulary)
    now = await context.desk.stations.disease_counts(when, disease=code, commune=place)
    then = await context.desk.stations.disease_counts(_before(when, context.today), disease=code, commune=place)
    said = words.disease_name(disease, code, context.vocabulary)
    title = f"{sentence(said)} {when.label()} - {_named(context, place)}"
    cases, deaths = sum(r.cases for r in now), sum(r.deaths for r in now)
    before = sum(r.cases for r in then)
    text = (f"{sentence(when.label())}, {_named(context, place)} ghi nhận **{number(cases)} ca** {said},"
            f" {number(deaths)} ca tử vong; kỳ trước ({_before(when, context.today).label()}) {number(before)} ca.")  # fmt: skip
    blocks: list[Block | str] = [text, *words.disease_tables(now, place, code, context.directory)]
    return _found(context, blocks, now, title, place,
                  [when, _before(when, context.today), cases, deaths, before, said, *words.sums(now)])  # fmt: skip


def _before(when: Period, today: date) -> Period:
    known = when.until(today + timedelta(days=1))
    return (
        when.previous()
        if known == when
        else span(when.previous().start, when.previous().start + timedelta(days=known.days - 1))
    )


async def _commune(context: ToolContext, said: str | None, action: Action) -> str | None:
    """The commune asked for, or the station's own; one that is not the station's reads like any refusal.

    Raises:
        NotAllowed: it is not among those the asker answers for.
    """
    mine = context.viewer.communes
    if said is None:
        return min(mine, default=None) if mine is not EVERY and len(mine) == 1 else None
    asked = commune_of(context, said)
    if (asked is None and mine is not EVERY) or (asked is not None and not holds(mine, asked)):
        raise await context.desk.stations.turn_away(action, said)
    return asked


def _named(context: ToolContext, commune: str | None) -> str:
    return context.directory.commune_name(commune) if commune else "địa bàn của anh/chị"


def _cut(whole: int, shown: int) -> str:
    return f" Hiển thị {shown} người, lâu nhất trước." if whole > shown else ""


def _found(context: ToolContext, blocks: Sequence[Block | str], rows: Sequence[object], title: str, commune: str | None,
           derived: Sequence[object]) -> Finding:  # fmt: skip
    return found(blocks, rows, kind="stations", title=title, ref=commune or "", as_of=context.clock.now(),
                 derived=[*derived, context.today, title])  # fmt: skip
