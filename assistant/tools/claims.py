"""Claims, for insurance officers: one file, the sums of a period, what was refused."""

from decimal import Decimal
from typing import Literal

from assistant.composing import claims as words
from assistant.composing.finding import Finding, found, nothing
from assistant.composing.wording import money, number, sentence
from assistant.context import ToolContext
from assistant.tools.binding import saying
from assistant.tools.places import resolve
from domain.blocks import Block
from domain.errors import NotFound
from domain.period_codes import read_code
from domain.periods import Period, month

_ALL = 10_000
_SHOWN = 20


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


@saying("Đang cộng hồ sơ bảo hiểm…")
async def claims_summary(context: ToolContext, period: str | None = None, facility: str | None = None,
                         by: Literal["facility", "status", "reason"] | None = None) -> Finding:  # fmt: skip
    """Claims of a period: how many, total cost, what the fund is asked to pay, what was refused; parted by a group.

    Args:
        period: a period code, by the day of discharge; absent for this month so far.
        facility: a facility by code or name; absent for all.
        by: part the sums by facility, status or reason of refusal.
    """
    when, where = _period(context, period), resolve(context, facility)
    whole = await context.desk.claims.totals(when, facility=where.facility, by="all")
    title = f"Hồ sơ bảo hiểm y tế {when.label()} - {where.name}"
    if not whole or not whole[0].claims:
        return nothing(f"Không có hồ sơ bảo hiểm nào {when.label()}, {where.name}.", kind="claims", title=title, ref="",
                       as_of=context.clock.now(), derived=[when, where.name])  # fmt: skip
    blocks: list[Block | str] = [words.summary(whole[0], where.name, when)]
    groups = await context.desk.claims.totals(when, facility=where.facility, by=by) if by else []
    if by and groups:
        blocks.append(words.totals(groups, by, when, context.directory))
    names = [words.label(g, by, context.directory) for g in groups] if by else []
    return found(blocks, [*whole, *groups], kind="claims", title=title, ref=when.start.isoformat(),
                 as_of=context.clock.now(), derived=[when, where.name, *names])  # fmt: skip


@saying("Đang xem hồ sơ bị từ chối…")
async def rejected_claims(context: ToolContext, period: str | None = None, facility: str | None = None,
                          limit: int = _SHOWN) -> Finding:  # fmt: skip
    """Claims refused in a period by the day of decision: how many, how much, the largest first with the reason.

    Args:
        period: a period code; absent for this month so far.
        facility: a facility by code or name; absent for all.
        limit: how many to list.
    """
    when, where = _period(context, period), resolve(context, facility)
    refused = await context.desk.claims.rejected(when, facility=where.facility, limit=_ALL)
    title = f"Hồ sơ bị từ chối {when.label()} - {where.name}"
    if not refused:
        return nothing(f"Không có hồ sơ nào bị từ chối {when.label()}, {where.name}.", kind="claims", title=title,
                       ref="", as_of=context.clock.now(), derived=[when, where.name])  # fmt: skip
    money_ = sum((c.rejected for c in refused), Decimal(0))
    shown = refused[: max(1, min(limit, _SHOWN))]
    more = f" Hiển thị {len(shown)} hồ sơ lớn nhất." if len(shown) < len(refused) else ""
    text = (f"{sentence(when.label())}, {where.name}: **{number(len(refused))} hồ sơ** bị từ chối, tổng số tiền"
            f" **{money(money_)}**.{more}")  # fmt: skip
    names = [context.directory.facility_name(c.facility) for c in shown]
    return found([text, words.refused(shown, context.directory, when)], shown, kind="claims", title=title,
                 ref=when.start.isoformat(), as_of=context.clock.now(),
                 derived=[when, where.name, len(refused), len(shown), money_, *names])  # fmt: skip


def _period(context: ToolContext, period: str | None) -> Period:
    return read_code(period) if period else month(context.today.year, context.today.month)
