"""Claims, for insurance officers: one file, the sums of a period, what was refused."""

from decimal import Decimal
from typing import Literal, NamedTuple

from assistant.composing import claim_sums as sums
from assistant.composing import claims as words
from assistant.composing.claim_sums import Measure
from assistant.composing.finding import Finding, found, nothing
from assistant.composing.wording import money, number, sentence
from assistant.context import ToolContext
from assistant.tools.binding import saying
from assistant.tools.earlier import earlier, whole_months
from assistant.tools.places import Place, resolve
from domain.blocks import Block
from domain.errors import NotFound, NotUnderstood
from domain.period_codes import read_code
from domain.periods import Period, month
from domain.records.claims import Claim, ClaimStatus, ClaimTotal
from domain.text import fold

_ALL = 10_000
_SHOWN = 20
_CHOICES = 6


@saying("Đang xem hồ sơ bảo hiểm…")
async def claim(context: ToolContext, claim: str) -> Finding:
    """One claim by its number: where it stands, its money, why anything was refused.

    Args:
        claim: the claim's number (MA_LK) as typed.
    """
    one = await context.desk.claims.one(claim.strip())
    if one is None:
        raise NotFound
    lines = await context.desk.claims.lines(one.claim_id)
    more: list[Block | str] = [words.lines_table(lines, one.claim_id)] if lines else []
    return found([words.one(one, context.directory), *more], [one, *lines[:_SHOWN]], kind="claims",
                 title=f"Hồ sơ bảo hiểm {one.claim_id}", ref=one.claim_id, as_of=context.clock.now(),
                 derived=[context.directory.facility_name(one.facility)])  # fmt: skip


By = Literal["facility", "status", "reason", "visit_type", "month"]


@saying("Đang cộng hồ sơ bảo hiểm…")
async def claims_summary(context: ToolContext, period: str | None = None, facility: str | None = None,
                         by: By | None = None, measure: Measure | None = None, rank: Literal["top", "bottom"] | None = None,
                         limit: int = _SHOWN, compare: str | None = None) -> Finding:  # fmt: skip
    """Claims of a period: how many, total and average cost, what the fund is asked to pay, what was refused.

    Args:
        period: a period code, by the day of discharge; absent for this month so far.
        facility: a facility by code or name; absent for all.
        by: part the sums by facility, status, reason of refusal, kind of visit (inpatient, outpatient) or month.
        measure: what the groups are put in order by; absent for total cost, by reason for the money refused.
        rank: the groups with the most or the least first.
        limit: how many groups to show.
        compare: "previous" for the period before, "same_period" for a year earlier, or the code of another period.
    """
    when, where = _period(context, period), _where(context, facility)
    when = whole_months(when) if by == "month" else when
    whole = await context.desk.claims.totals(when, facility=where.facility, by="all")
    title = f"Hồ sơ bảo hiểm y tế {when.label()} - {where.name}"
    if not whole or not whole[0].claims:
        return nothing(f"Không có hồ sơ bảo hiểm nào {when.label()}, {where.name}.", kind="claims", title=title, ref="",
                       as_of=context.clock.now(), derived=[when, where.name])  # fmt: skip
    told = await _held_against(context, whole[0], where, earlier(when, context.today, compare))
    blocks: list[Block | str] = ["\n".join([sums.summary(whole[0], where.name, when), *told.lines])]
    groups = await context.desk.claims.totals(when, facility=where.facility, by=by) if by else []
    shown = _ordered(groups, by or "all", measure, rank)[: max(1, min(limit, _SHOWN))]
    if by and shown:
        blocks.append(sums.totals(shown, by, when, context.directory, measure or _natural(by)))
    names = [sums.label(g, by, context.directory) for g in shown] if by else []
    return found(blocks, [*whole, *shown, *told.rows], kind="claims", title=title, ref=when.start.isoformat(),
                 as_of=context.clock.now(),
                 derived=[when, where.name, len(shown), *told.derived, *sums.derived([*whole, *shown]), *names])  # fmt: skip


class _Told(NamedTuple):
    """A comparison: its sentences, the records and the figures behind them."""

    lines: list[str]
    rows: list[ClaimTotal]
    derived: list[object]


async def _held_against(context: ToolContext, now: ClaimTotal, where: Place, before: Period | None) -> _Told:
    if before is None:
        return _Told([], [], [])
    then = await context.desk.claims.totals(before, facility=where.facility, by="all")
    if not then or not then[0].claims:
        return _Told([f"{sentence(before.label())}: không có hồ sơ nào để so sánh."], [], [before])
    return _Told([sums.compared(now, then[0], before)], then[:1], [before, *sums.differences(now, then[0])])


def _ordered(groups: list[ClaimTotal], by: str, measure: Measure | None, rank: str | None) -> list[ClaimTotal]:
    """Months as they passed; other groups with the most first, or the least."""
    if by == "month":
        return sorted(groups, key=lambda g: g.label)
    way = measure or _natural(by)
    return sorted(groups, key=lambda g: (sums.measured(g, way) * (1 if rank == "bottom" else -1), g.label))


def _natural(by: str) -> Measure:
    return "rejected" if by == "reason" else "total"


@saying("Đang xem hồ sơ bị từ chối…")
async def rejected_claims(context: ToolContext, period: str | None = None, facility: str | None = None,
                          reason: str | None = None, at_least: int | None = None, limit: int = _SHOWN) -> Finding:  # fmt: skip
    """Claims refused in a period by the day of decision: how many, how much, the largest first with the reason.

    Args:
        period: a period code; absent for this month so far.
        facility: a facility by code or name; absent for all.
        reason: words of the reason of refusal.
        at_least: only refusals of at least so many đồng.
        limit: how many to list.
    """
    when, where = _period(context, period), _where(context, facility)
    refused = await context.desk.claims.rejected(when, facility=where.facility, limit=_ALL)
    refused = [c for c in refused if c.rejected >= (at_least or 0) and _because(c, reason)]
    title = f"Hồ sơ bị từ chối {when.label()} - {where.name}"
    only = _only(reason, at_least)
    if not refused:
        return nothing(f"Không có hồ sơ nào bị từ chối{only} {when.label()}, {where.name}.", kind="claims", title=title,
                       ref="", as_of=context.clock.now(), derived=[when, where.name, only])  # fmt: skip
    money_ = sum((c.rejected for c in refused), Decimal(0))
    shown = refused[: max(1, min(limit, _SHOWN))]
    more = f" Hiển thị {len(shown)} hồ sơ lớn nhất." if len(shown) < len(refused) else ""
    text = (f"{sentence(when.label())}, {where.name}: **{number(len(refused))} hồ sơ** bị từ chối{only}, tổng số tiền"
            f" **{money(money_)}**.{more}")  # fmt: skip
    names = [context.directory.facility_name(c.facility) for c in shown]
    return found([text, words.refused(shown, context.directory, when)], shown, kind="claims", title=title,
                 ref=when.start.isoformat(), as_of=context.clock.now(),
                 derived=[when, where.name, len(refused), len(shown), money_, only, *names])  # fmt: skip


@saying("Đang tìm hồ sơ bảo hiểm…")
async def claims_list(context: ToolContext, period: str | None = None, facility: str | None = None,
                      status: Literal["submitted", "accepted", "rejected", "paid"] | None = None,
                      at_least: int | None = None, limit: int = _SHOWN) -> Finding:  # fmt: skip
    """Single claims of a period, the dearest first: all, or those in one state, or above a sum.

    Args:
        period: a period code, by the day of discharge; absent for this month so far.
        facility: a facility by code or name; absent for all.
        status: submitted (waiting), accepted, rejected or paid.
        at_least: only claims of at least so many đồng in total.
        limit: how many to list.
    """
    when, where = _period(context, period), _where(context, facility)
    state, least = ClaimStatus(status) if status else None, Decimal(at_least) if at_least else None
    count = await context.desk.claims.how_many(when, facility=where.facility, status=state, at_least=least)
    only = _only("", at_least) + (f" ({words.STATUS[state]})" if state else "")
    title = f"Hồ sơ bảo hiểm{only} {when.label()} - {where.name}"
    if not count:
        return nothing(f"Không có hồ sơ nào{only} {when.label()}, {where.name}.", kind="claims", title=title, ref="",
                       as_of=context.clock.now(), derived=[when, where.name, only])  # fmt: skip
    shown = await context.desk.claims.dearest(when, facility=where.facility, status=state, at_least=least,
                                              limit=max(1, min(limit, _SHOWN)))  # fmt: skip
    more = f" Hiển thị {len(shown)} hồ sơ chi phí lớn nhất." if len(shown) < count else ""
    text = f"{sentence(when.label())}, {where.name}: **{number(count)} hồ sơ**{only}.{more}"
    names = [context.directory.facility_name(c.facility) for c in shown]
    return found([text, words.listed(shown, context.directory, title)], shown, kind="claims", title=title,
                 ref=when.start.isoformat(), as_of=context.clock.now(),
                 derived=[when, where.name, count, len(shown), only, *names])  # fmt: skip


def _because(one: Claim, reason: str | None) -> bool:
    """Whether every word of the reason asked for stands in the reason recorded."""
    return not reason or set(fold(reason).split()) <= set(fold(one.reject_reason).split())


def _only(reason: str | None, at_least: int | None) -> str:
    why = f" vì “{reason}”" if reason else ""
    return f"{why} từ {money(at_least)} trở lên" if at_least else why


def _where(context: ToolContext, facility: str | None) -> Place:
    """The facility, or the whole province.

    Raises:
        NotUnderstood: a commune was said, and claims lie by facility.
    """
    place = resolve(context, facility)
    if place.commune is None:
        return place
    there = tuple(f.name for f in context.directory.facilities.values() if f.commune == place.commune)[:_CHOICES]
    raise NotUnderstood(f"Hồ sơ bảo hiểm chỉ có theo cơ sở. Anh/chị muốn xem cơ sở nào ở {place.name}?", slot="facility",
                        choices=there)  # fmt: skip


def _period(context: ToolContext, period: str | None) -> Period:
    return read_code(period) if period else month(context.today.year, context.today.month)
