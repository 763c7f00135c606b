"""Figures of the operations room: one indicator, one place, one period, and what it is compared with."""

import operator
import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Literal, NamedTuple

from assistant.composing import indicators as words
from assistant.composing.finding import Finding, found, nothing
from assistant.composing.wording import sentence
from assistant.context import ToolContext
from assistant.tools.binding import saying
from assistant.tools.earlier import earlier, whole_months
from assistant.tools.places import Place, resolve
from assistant.understanding.indicators import Indicators
from assistant.understanding.normalise import utter
from domain.blocks import Block
from domain.errors import NotAllowed, NotUnderstood, Undefined
from domain.names import holds
from domain.people import Role
from domain.period_codes import read_code
from domain.periods import Period, add_months, month, span
from domain.records.indicators import Figure, Indicator

By = Literal["facility", "commune", "month", "department"]
_SHOWN = 20
_BOUND = re.compile(r"(<=|>=|<|>)(\d+(?:\.\d+)?)")
_HOLDS: dict[str, tuple[Callable[[Decimal, Decimal], bool], str]] = {
    "<": (operator.lt, "dưới"), "<=": (operator.le, "không quá"), ">": (operator.gt, "trên"), ">=": (operator.ge, "từ"),
}  # fmt: skip
_HEADINGS = {"facility": "Cơ sở", "commune": "Xã, phường", "department": "Khoa"}


class Asked(NamedTuple):
    """One question, understood: which indicator, where, when."""

    indicator: Indicator
    where: Place
    period: Period
    known: Period
    """The part of the period that lies in the past."""


@saying("Đang lấy số liệu…")
async def indicator(context: ToolContext, indicator: str, period: str | None = None, place: str | None = None,  # noqa: PLR0913, PLR0917 - each is one way a figure is looked at
                    compare: str | None = None, by: By | None = None, rank: Literal["top", "bottom"] | None = None,
                    limit: int | None = None, bound: str | None = None) -> Finding:  # fmt: skip
    """One defined indicator's figure: value, unit, numerator and denominator, definition, period, data time, chart.

    Args:
        indicator: its code, or its name as typed.
        period: a period code such as 2026-10 or 2026-Q3; absent for the last full month.
        place: a facility or commune, by code or name; absent for the asker's own (the province for the department).
        compare: "previous" for the period before, "same_period" for a year earlier, or the code of another period.
        by: one figure per facility, commune or month, or per department of one facility.
        rank: the highest or the lowest first; with by.
        limit: how many places to show.
        bound: with by, only places whose figure is so, e.g. "<90" or ">=95"; without, the level to hold the figure to.
    """
    asked = await _latest(context, _asked(context, indicator, period, place), given=period is not None)
    if not asked.indicator.fed:
        return _not_fed(context, asked.indicator)
    if asked.known.days <= 0:
        return _no_data(context, asked)
    if by == "department" and asked.where.facility is None:
        raise NotUnderstood(
            "Số liệu theo khoa chỉ có trong từng bệnh viện. Anh/chị muốn xem bệnh viện nào?", slot="place"
        )
    if by in _HEADINGS:
        return await _by_place(context, asked, by or "", (rank, limit, bound, compare))
    return await _one(context, asked, compare, by, bound)


@saying("Đang xem định nghĩa…")
async def indicator_definition(context: ToolContext, indicator: str) -> Finding:
    """What an indicator means: name, unit, definition, numerator and denominator, legal source.

    Args:
        indicator: its code, or its name as typed.
    """
    one = _find(context, indicator)
    return _about(context, one, f"**{one.name}**\n{words.definition(one)}")


def _asked(context: ToolContext, name: str, period: str | None, place: str | None) -> Asked:
    one = _find(context, name)
    when = read_code(period) if period else month(context.today.year, context.today.month).previous()
    return Asked(one, _where(context, place), when, when.until(context.today + timedelta(days=1)))


async def _latest(context: ToolContext, asked: Asked, *, given: bool) -> Asked:
    """Where no period was said and the last month knows nothing, this month so far: stocks are known from today on."""
    if given or not asked.indicator.fed:
        return asked
    figures = await _figures(context, asked, asked.known, "all")
    if figures and figures[0].value is not None:
        return asked
    now = month(context.today.year, context.today.month)
    return asked._replace(period=now, known=now.until(context.today + timedelta(days=1)))


def _find(context: ToolContext, said: str) -> Indicator:
    by_code = {one.code: one for one in context.vocabulary.indicators}
    if said in by_code:
        return by_code[said]
    read = utter(said)
    meant = Indicators(context.vocabulary.indicators).match(read.bare, read)
    if meant.code:
        return by_code[meant.code]
    nearest = tuple(by_code[code].name for code in meant.choices)
    if len(nearest) > 1 and meant.score > 0.7:
        raise NotUnderstood("Anh/chị muốn hỏi chỉ tiêu nào?", slot="indicator", choices=nearest)
    raise Undefined(said, nearest)


def _where(context: ToolContext, place: str | None) -> Place:
    """The place said, or the asker's own; whether they may ask for it is decided by what comes back."""
    viewer, where = context.viewer, resolve(context, place)
    if place is None and viewer.role is Role.HOSPITAL_MANAGER and viewer.facility:
        return Place(facility=viewer.facility, commune=None, name=context.directory.facility_name(viewer.facility))
    if place is None and viewer.role is Role.STATION_STAFF and isinstance(viewer.communes, frozenset):
        own = min(viewer.communes, default=None)
        return Place(facility=None, commune=own, name=context.directory.commune_name(own))
    return where


async def _figures(context: ToolContext, asked: Asked, period: Period, by: str) -> list[Figure]:
    """The figures of one look; a place beyond the asker's reach reads like any other refusal."""
    where, viewer = asked.where, context.viewer
    figures = await context.desk.indicators.figures(
        asked.indicator, period, facility=where.facility, commune=where.commune, by=by,  # type: ignore[arg-type] # one of the port's words
        as_of=context.clock.now(),
    )  # fmt: skip
    beyond = where.facility is not None and not holds(viewer.facilities, where.facility)
    if beyond or (where.commune is not None and not holds(viewer.communes, where.commune)):
        raise NotAllowed
    return figures


async def _one(context: ToolContext, asked: Asked, compare: str | None, by: str | None,
               bound: str | None) -> Finding:  # fmt: skip
    figures = await _figures(context, asked, asked.known, "all")
    if not figures or figures[0].value is None:
        return _no_data(context, asked)
    now, place = figures[0], asked.where.name
    lines, evidence, derived = [words.headline(now, place, asked.period)], list(figures), [asked.period, place]
    if before := earlier(asked.period, context.today, compare):
        then = await _figures(context, asked, before, "all")
        if not then:
            lines.append(f"{sentence(before.label())}: chưa có số liệu để so sánh.")
        else:
            lines.append(words.compared(now, then[0], before))
            evidence += then
            derived += [then[0].value, *(words.change(now, then[0]) or ())]
        derived.append(before)
    if bound:
        line, gap = words.held_to(now, _limit(bound)[1])
        lines.append(line)
        derived += gap
    lines.append(words.definition(asked.indicator))
    series = await _figures(context, asked, _run(context, asked, by), "month")
    chart: list[Block] = []
    if sum(f.value is not None for f in series) > 1:
        chart = [words.by_month(series, asked.indicator, place)]
        evidence += series
        derived += [words.by_month(series, asked.indicator, place).summary]
    return _found(asked, ["\n".join(lines), *chart], evidence, derived)


def _run(context: ToolContext, asked: Asked, by: str | None) -> Period:
    """The months to draw: those of the period when it was asked by month, else the last twelve."""
    if by == "month" and asked.known.days > 31:
        return whole_months(asked.known)
    last = min(asked.known.last, context.today)
    return span(add_months(last.replace(day=1), -11), last)


async def _by_place(context: ToolContext, asked: Asked, by: str,
                    view: tuple[str | None, int | None, str | None, str | None]) -> Finding:  # fmt: skip
    """One figure per place, in order, those beyond a bound where one was asked for."""
    figures = [f for f in await _figures(context, asked, asked.known, by) if f.value is not None]
    if not figures:
        return _no_data(context, asked)
    (rank, limit, bound, compare), name = view, _namer(context, by)
    chosen, said = _bounded(figures, bound, asked.indicator)
    ranked = sorted(chosen, key=lambda f: (f.value if rank == "bottom" else -(f.value or 0), name(f.place)))
    shown = [(name(f.place), f) for f in ranked[: max(1, min(limit or _SHOWN, 40))]]
    heading = _HEADINGS[by]
    order = "từ thấp đến cao" if rank == "bottom" else "từ cao đến thấp"
    count = f"{len(shown)}/{len(figures)} {heading.lower()}" if not bound else (
        f"có **{len(chosen)}**/{len(figures)} {heading.lower()} {said}")  # fmt: skip
    within = f" của {asked.where.name}" if by == "department" else ""
    total, known, told = await _whole(context, asked, compare)
    text = (
        f"**{asked.indicator.name}** {asked.period.label()}{within}, {count}{f', {order}' if shown else ''}.\n"
        f"{total}{words.completeness(figures[0], asked.period)}\n{words.definition(asked.indicator)}"
    )
    chart: list[Block] = [words.by_place(shown, asked.indicator, asked.period, heading)] if shown else []
    derived = [asked.period, asked.where.name, len(shown), len(chosen), len(figures), said, *(n for n, _ in shown)]
    return _found(asked, [text, *chart], [f for _, f in shown] + figures[:1] + known, [*derived, *told])


async def _whole(context: ToolContext, asked: Asked, compare: str | None) -> tuple[str, list[Figure], list[object]]:
    """The figure of all places together, with how it changed: the words, the figures and what else they tell."""
    whole = await _figures(context, asked, asked.known, "all")
    if not whole or whole[0].value is None:
        return "", [], []
    text = f"{sentence(asked.where.name)}: **{words.value(whole[0])}**.\n"
    before = earlier(asked.period, context.today, compare)
    then = await _figures(context, asked, before, "all") if before else []
    if before is None or not then:
        return text, whole[:1], []
    changed = words.change(whole[0], then[0]) or ()
    return f"{text}{words.compared(whole[0], then[0], before)}\n", [whole[0], then[0]], [before, *changed]


def _namer(context: ToolContext, by: str) -> Callable[[str], str]:
    directory = context.directory
    names = {
        "facility": directory.facility_name,
        "commune": directory.commune_name,
        "department": directory.department_name,
    }
    return names[by]


def _bounded(figures: list[Figure], bound: str | None, one: Indicator) -> tuple[list[Figure], str]:
    """The figures inside the bound, and the bound in words.

    Raises:
        NotUnderstood: it is no bound.
    """
    if bound is None:
        return figures, ""
    sign, limit = _limit(bound)
    inside, word = _HOLDS[sign]
    said = f"{word} {words.in_unit(limit, one)}" + (" trở lên" if word == "từ" else "")
    return [f for f in figures if f.value is not None and inside(f.value, limit)], said


def _limit(bound: str) -> tuple[str, Decimal]:
    """The sign and the amount of a bound.

    Raises:
        NotUnderstood: it is none.
    """
    read = _BOUND.fullmatch(bound.replace(" ", ""))
    if read is None:
        raise NotUnderstood("Anh/chị cho biết rõ ngưỡng (ví dụ: dưới 90 %, trên 95 %).")
    return read[1], Decimal(read[2])


def _found(asked: Asked, blocks: list[Block | str], figures: list[Figure],
           derived: list[object]) -> Finding:  # fmt: skip
    days = {f.days_with_data for f in figures}
    return found(
        blocks, figures, kind="indicators", title=f"{asked.indicator.name} - {asked.where.name}",
        ref=f"{asked.indicator.code}/{asked.period.start.isoformat()}", as_of=figures[0].as_of,
        derived=[*derived, asked.period.days, *days, asked.indicator.definition, asked.indicator.legal_source],
        excerpt=asked.indicator.definition,
    )  # fmt: skip


def _no_data(context: ToolContext, asked: Asked) -> Finding:
    text = (f"Chưa có số liệu **{asked.indicator.name}** {asked.period.label()}, {asked.where.name}.\n"
            f"{words.definition(asked.indicator)}")  # fmt: skip
    return nothing(text, kind="indicators", title=asked.indicator.name, ref=asked.indicator.code,
                   as_of=context.clock.now(), derived=[asked.indicator, asked.period, asked.where.name])  # fmt: skip


def _not_fed(context: ToolContext, one: Indicator) -> Finding:
    return _about(context, one, f"Chỉ tiêu **{one.name}** đã có định nghĩa nhưng tỉnh chưa có nguồn số liệu, "
                  f"nên tôi chưa trả lời được.\n{words.definition(one)}")  # fmt: skip


def _about(context: ToolContext, one: Indicator, text: str) -> Finding:
    return nothing(text, kind="indicators", title=one.name, ref=one.code, as_of=context.clock.now(), derived=[one])
