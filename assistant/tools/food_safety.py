"""Establishments: for everybody by name, for those whose duty they are by certificate, trade and inspection."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from assistant.composing import counting
from assistant.composing import food_safety as words
from assistant.composing.finding import Finding, found, nothing
from assistant.composing.wording import number
from assistant.context import ToolContext
from assistant.tools.binding import saying
from assistant.tools.places import commune_of
from domain.blocks import Block
from domain.errors import NotUnderstood
from domain.period_codes import read_code
from domain.periods import Period, month, span, year
from domain.records.food_safety import Establishment, Inspection
from domain.text import fold

SHOWN = 20
ALL = 5_000
Certificate = Literal["expired", "expiring", "valid", "none", "issued", "suspended", "closed"]
Trade = Literal[
    "high_risk",
    "restaurant",
    "street_food",
    "kitchen",
    "school_kitchen",
    "company_kitchen",
    "catering",
    "shop",
    "producer",
]
_STATES = {"expired": "đã hết hạn giấy chứng nhận", "expiring": "sắp hết hạn giấy chứng nhận",
           "valid": "còn hạn giấy chứng nhận", "none": "không có giấy chứng nhận", "issued": "được cấp giấy chứng nhận",
           "suspended": "đang bị đình chỉ hoạt động", "closed": "đã đóng cửa"}  # fmt: skip
_TRADES: dict[Trade, tuple[str, str]] = {
    "restaurant": ("nha hang", "nhà hàng, quán ăn"), "street_food": ("duong pho", "thức ăn đường phố"),
    "kitchen": ("bep an", "bếp ăn tập thể"), "school_kitchen": ("truong hoc", "bếp ăn trường học"),
    "company_kitchen": ("cong ty", "bếp ăn công ty"), "catering": ("nau co", "dịch vụ nấu cỗ"),
    "shop": ("cua hang", "cửa hàng thực phẩm"), "high_risk": ("", "nguy cơ cao (nhóm A)"), "producer": ("san xuat", "sản xuất thực phẩm"),
}  # fmt: skip
_VAGUE = ("co so", "quan", "tiem", "cua hang", "hang", "nha hang", "bep an", "cong ty", "an")


@saying("Đang tra cứu cơ sở thực phẩm…")
async def establishment_lookup(context: ToolContext, name: str | None = None, commune: str | None = None) -> Finding:
    """Food establishments by name or commune, with address and certificate; public.

    Args:
        name: the establishment's name as typed.
        commune: a commune by code or name.
    """
    if not name and not commune:
        raise NotUnderstood("Anh/chị cho biết tên quán, cơ sở hoặc xã, phường cần tra cứu.", slot="name")
    place = commune_of(context, commune) if commune else None
    seen = (
        await find(context, name, place)
        if name
        else await context.desk.food_safety.named(None, commune=place, limit=SHOWN)
    )
    seen = seen[:SHOWN]
    title = f"Cơ sở thực phẩm {name or context.directory.commune_name(place)}"
    if not seen:
        return none(context, f"Không tìm thấy cơ sở thực phẩm nào tên “{name or ''}”.", title)
    lines = "\n".join(f"- {words.one(p, context.today, context.directory)}" for p in seen)
    return told(context, [lines], seen, title, [len(seen), context.today, *communes(context, seen)])


@saying("Đang tra cứu cơ sở thực phẩm…")
async def establishments(context: ToolContext, name: str | None = None, commune: str | None = None,
                         certificate: Certificate | None = None, period: str | None = None, trade: Trade | None = None,
                         by: Literal["commune", "trade"] | None = None, uninspected: bool = False) -> Finding:  # fmt: skip
    """Establishments by name with their inspections, or how many and which: by certificate, trade, never inspected.

    Args:
        name: the establishment's name as typed.
        commune: a commune by code or name; absent for all the asker answers for.
        certificate: expired, expiring (within 30 days or the period), valid, none, issued (in the period); or of the
            establishment itself, suspended or closed.
        period: a period code, for what expires, is issued or was not inspected in it.
        trade: one kind of establishment.
        by: count them by commune or by trade.
        uninspected: those not inspected in the period (absent: this year).
    """
    place = commune_of(context, commune) if commune else None
    if name:
        return await _by_name(context, name, place)
    chosen = await _certified(context, certificate, period, place)
    if uninspected:
        chosen = await _without_inspection(context, chosen, period, place)
    if trade:
        chosen = [one for one in chosen if _is_of(one, trade)]
    said = _said(context, certificate, period, trade, uninspected=uninspected)
    where = f" tại {context.directory.commune_name(place)}" if place else ""
    if not chosen:
        return none(context, f"Không có cơ sở nào {said or 'trong phạm vi đó'}{where}.", f"Cơ sở {said}{where}".strip())
    return _listed(context, chosen, f"{said}{where}", by or (None if said or place else "trade"))


def _is_of(place: Establishment, trade: Trade) -> bool:
    return place.risk == "A" if trade == "high_risk" else _TRADES[trade][0] in fold(place.trade)


def _listed(context: ToolContext, chosen: list[Establishment], said: str, by: str | None) -> Finding:
    """How many there are, counted by a group where one was asked for, and the first of them."""
    shown, title = chosen[:SHOWN], f"Cơ sở thực phẩm {said}".strip()
    blocks: list[Block | str] = [f"Có **{number(len(chosen))}** cơ sở {said}".strip() + f".{cut(chosen, shown)}"]
    groups: list[tuple[str, int]] = []
    if by:
        keys = [context.directory.commune_name(p.commune) if by == "commune" else p.trade for p in chosen]
        groups = counting.counted(keys)
        heading = "Xã, phường" if by == "commune" else "Loại hình"
        blocks.append(counting.bars(groups, heading, "cơ sở", f"{title} theo {heading.lower()}"))
    blocks.append(words.places(shown, title, context.directory))
    return told(context, blocks, shown, title,
                [len(chosen), len(shown), said, *counting.derived(groups), *communes(context, shown)])  # fmt: skip


async def _certified(context: ToolContext, state: Certificate | None, period: str | None,
                     place: str | None) -> list[Establishment]:  # fmt: skip
    match state:
        case None | "issued":
            known = await context.desk.food_safety.named(None, commune=place, limit=ALL)
            when = _issued_in(context, period)
            return (
                known if state is None else [p for p in known if p.issued_on and when.start <= p.issued_on < when.end]
            )
        case "suspended" | "closed":
            known = await context.desk.food_safety.named(None, commune=place, limit=ALL)
            return [p for p in known if p.status == state]
    within = _within(context, period)
    seen = await context.desk.food_safety.certificates(
        state, on=context.today, within_days=within, commune=place, limit=ALL
    )
    if state == "expired" and period:
        when = read_code(period)
        return [p for p in seen if p.expires_on and when.start <= p.expires_on < when.end]
    if state == "expiring" and period:
        first = read_code(period).start
        return [p for p in seen if p.expires_on and p.expires_on >= first]
    return seen


def _within(context: ToolContext, period: str | None) -> int:
    return max(1, (read_code(period).end - context.today).days) if period else 30


def _issued_in(context: ToolContext, period: str | None) -> Period:
    return read_code(period) if period else month(context.today.year, context.today.month)


async def _without_inspection(context: ToolContext, known: list[Establishment], period: str | None,
                              place: str | None) -> list[Establishment]:  # fmt: skip
    when = read_code(period) if period else year(context.today.year)
    done = await context.desk.food_safety.inspections(
        period=when, commune=place, state="done", on=context.today, limit=ALL
    )
    inspected = {one.establishment_id for one in done}
    return [p for p in known if p.establishment_id not in inspected and p.status != "closed"]


def _said(context: ToolContext, state: Certificate | None, period: str | None, trade: Trade | None, *,
          uninspected: bool) -> str:  # fmt: skip
    """What is told of the establishments, after the word for them."""
    parts = [_TRADES[trade][1]] if trade else []
    when = f" {read_code(period).label()}" if period else ""
    if state == "expiring":
        parts.append(_STATES[state] + (when or " trong 30 ngày tới"))
    elif state == "issued":
        parts.append(f"{_STATES[state]} {_issued_in(context, period).label()}")
    elif state:
        parts.append(_STATES[state] + (when if state == "expired" else ""))
    if uninspected:
        parts.append(f"chưa được kiểm tra lần nào{when or f' năm {context.today.year}'}")
    return ", ".join(parts)


async def find(context: ToolContext, name: str, place: str | None) -> list[Establishment]:
    """Establishments of that name; where none has it, those named by what follows the word for the kind."""
    seen = await context.desk.food_safety.named(name, commune=place, limit=ALL)
    folded, rest = fold(name), name
    while not seen and (vague := next((v for v in _VAGUE if folded.startswith(v + " ")), None)):
        rest = rest.split(" ", vague.count(" ") + 1)[-1]
        folded = fold(rest)
        seen = await context.desk.food_safety.named(rest, commune=place, limit=ALL)
    return seen


async def _by_name(context: ToolContext, name: str, place: str | None) -> Finding:
    seen = await find(context, name, place)
    title = f"Cơ sở thực phẩm {name}"
    if not seen:
        return none(context, f"Không tìm thấy cơ sở thực phẩm nào tên “{name}”.", title)
    if len(seen) > 1:
        shown = seen[:SHOWN]
        text = f"Có **{number(len(seen))}** cơ sở.{cut(seen, shown)}"
        return told(context, [text, words.places(shown, title, context.directory)], shown, title,
                    [len(seen), len(shown), *communes(context, shown)])  # fmt: skip
    one = seen[0]
    looked = await inspections_of(context, one)
    blocks: list[Block | str] = [words.one(one, context.today, context.directory)]
    blocks.append(words.inspections(looked, {one.establishment_id: one.name}, f"Các lần kiểm tra {one.name}")
                  if looked else "Chưa có lần kiểm tra nào được ghi nhận.")  # fmt: skip
    return told(context, blocks, [one, *looked], title, communes(context, [one]))


async def inspections_of(context: ToolContext, place: Establishment, period: Period | None = None) -> list[Inspection]:
    """The inspections of one establishment, the newest first."""
    everything = await context.desk.food_safety.inspections(
        period=period, commune=place.commune, state=None, on=context.today, limit=ALL
    )
    mine = [i for i in everything if i.establishment_id == place.establishment_id]
    return sorted(mine, key=lambda i: i.done_on or i.planned_on, reverse=True)[:10]


def recent(context: ToolContext, period: str | None) -> Period:
    """The period asked for, else the last 90 days."""
    return read_code(period) if period else span(context.today - timedelta(days=89), context.today)


def communes(context: ToolContext, rows: Sequence[Establishment]) -> list[object]:
    """The names of their communes, which an answer tells."""
    return [context.directory.commune_name(place.commune) for place in rows]


def cut(whole: Sequence[object], shown: Sequence[object]) -> str:
    """Says that a list was cut, where it was."""
    return f" Hiển thị {len(shown)} mục đầu." if len(shown) < len(whole) else ""


def none(context: ToolContext, text: str, title: str, *derived: object) -> Finding:
    """A look into food safety that found nothing."""
    return nothing(text, kind="food_safety", title=title, ref="", as_of=context.clock.now(), derived=[text, *derived])


def told(context: ToolContext, blocks: Sequence[Block | str], rows: Sequence[object], title: str,
         derived: Sequence[object]) -> Finding:  # fmt: skip
    """A finding of food safety."""
    return found(blocks, rows, kind="food_safety", title=title, ref=title, as_of=context.clock.now(),
                 derived=[*derived, title])  # fmt: skip
