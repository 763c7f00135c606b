"""Establishments for everybody; inspections, events and line lists for those whose duty they are."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from assistant.composing import food_safety as words
from assistant.composing.finding import Finding, found, nothing
from assistant.composing.wording import number, sentence
from assistant.context import ToolContext
from assistant.tools.binding import saying
from assistant.tools.places import commune_of
from domain.blocks import Block
from domain.errors import NotUnderstood
from domain.period_codes import read_code
from domain.periods import Period, month, span
from domain.records.food_safety import Establishment, Inspection, Outbreak

_SHOWN = 20
_ALL = 5_000
_STATES = {"expired": "đã hết hạn", "expiring": "sắp hết hạn", "valid": "còn hạn", "none": "không có giấy"}
_DONE = {"due": "đến hạn mà chưa kiểm tra", "done": "đã kiểm tra", "failed": "kiểm tra không đạt"}


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
    seen = await context.desk.food_safety.named(name, commune=place, limit=_SHOWN)
    title = f"Cơ sở thực phẩm {name or context.directory.commune_name(place)}"
    if not seen:
        return _none(context, f"Không tìm thấy cơ sở thực phẩm nào tên “{name or ''}”.", title)
    lines = "\n".join(f"- {words.one(p, context.today, context.directory)}" for p in seen)
    return _found(context, [lines], seen, title, [len(seen), context.today, *_communes(context, seen)])


@saying("Đang tra cứu cơ sở thực phẩm…")
async def establishments(context: ToolContext, name: str | None = None, commune: str | None = None,
                         certificate: Literal["expired", "expiring", "valid", "none"] | None = None,
                         period: str | None = None) -> Finding:  # fmt: skip
    """Establishments by name with their inspections, or by the state of their certificate.

    Args:
        name: the establishment's name as typed.
        commune: a commune by code or name; absent for all the asker answers for.
        certificate: expired, expiring (within 30 days or the period), valid, none.
        period: a period code, for what expires in it.
    """
    place = commune_of(context, commune) if commune else None
    if certificate is None:
        return await _by_name(context, name, place)
    within = max(1, (read_code(period).last - context.today).days) if period else 30
    seen = await context.desk.food_safety.certificates(
        certificate, on=context.today, within_days=within, commune=place, limit=_ALL
    )
    title = f"Cơ sở {_STATES[certificate]} giấy chứng nhận an toàn thực phẩm"
    soon = f" trong {within} ngày tới" if certificate == "expiring" else ""
    if not seen:
        return _none(context, f"Không có cơ sở nào {_STATES[certificate]} giấy chứng nhận{soon}.", title, within)
    shown = seen[:_SHOWN]
    text = f"Có **{number(len(seen))}** cơ sở {_STATES[certificate]} giấy chứng nhận{soon}.{_cut(seen, shown)}"
    return _found(context, [text, words.places(shown, title, context.directory)], shown, title,
                  [len(seen), len(shown), within, *_communes(context, shown)])  # fmt: skip


async def _by_name(context: ToolContext, name: str | None, place: str | None) -> Finding:
    if not name and not place:
        raise NotUnderstood("Anh/chị cho biết tên cơ sở hoặc xã, phường cần xem.", slot="name")
    seen = await context.desk.food_safety.named(name, commune=place, limit=_ALL)
    title = f"Cơ sở thực phẩm {name or context.directory.commune_name(place)}"
    if not seen:
        return _none(context, f"Không tìm thấy cơ sở thực phẩm nào tên “{name or ''}”.", title)
    if len(seen) > 1:
        shown = seen[:_SHOWN]
        text = f"Có **{number(len(seen))}** cơ sở.{_cut(seen, shown)}"
        return _found(context, [text, words.places(shown, title, context.directory)], shown, title,
                      [len(seen), len(shown), *_communes(context, shown)])  # fmt: skip
    one = seen[0]
    looked = await _inspections_of(context, one)
    blocks: list[Block | str] = [words.one(one, context.today, context.directory)]
    blocks.append(words.inspections(looked, {one.establishment_id: one.name}, f"Các lần kiểm tra {one.name}")
                  if looked else "Chưa có lần kiểm tra nào được ghi nhận.")  # fmt: skip
    return _found(context, blocks, [one, *looked], title, _communes(context, [one]))


async def _inspections_of(context: ToolContext, place: Establishment) -> list[Inspection]:
    everything = await context.desk.food_safety.inspections(
        period=None, commune=place.commune, state=None, on=context.today, limit=_ALL
    )
    mine = [i for i in everything if i.establishment_id == place.establishment_id]
    return sorted(mine, key=lambda i: i.done_on or i.planned_on, reverse=True)[:10]


@saying("Đang xem kế hoạch và kết quả kiểm tra…")
async def inspections(context: ToolContext, period: str | None = None, commune: str | None = None,
                      state: Literal["due", "done", "failed"] | None = None) -> Finding:  # fmt: skip
    """Inspections planned and not yet done, done, or failed, in a period.

    Args:
        period: a period code; absent for this month.
        commune: a commune by code or name; absent for all the asker answers for.
        state: due, done or failed; absent for due.
    """
    when = read_code(period) if period else month(context.today.year, context.today.month)
    place, wanted = commune_of(context, commune) if commune else None, state or "due"
    seen = await context.desk.food_safety.inspections(
        period=when, commune=place, state=wanted, on=context.today, limit=_ALL
    )
    title = f"Cơ sở {_DONE[wanted]} {when.label()}"
    if not seen:
        return _none(context, f"Không có cơ sở nào {_DONE[wanted]} {when.label()}.", title, when)
    shown = seen[:_SHOWN]
    known = await context.desk.food_safety.among(frozenset(i.establishment_id for i in shown))
    named = {place.establishment_id: place.name for place in known}
    text = f"{sentence(when.label())} có **{number(len(seen))}** lượt {_DONE[wanted]}.{_cut(seen, shown)}"
    return _found(context, [text, words.inspections(shown, named, title)], shown, title,
                  [when, len(seen), len(shown), *named.values()])  # fmt: skip


@saying("Đang xem các vụ ngộ độc…")
async def outbreaks(context: ToolContext, period: str | None = None, commune: str | None = None) -> Finding:
    """Food-poisoning events of a period: how many, people affected, in hospital, dead; where, what food, what cause.

    Args:
        period: a period code; absent for the last 90 days.
        commune: a commune by code or name; absent for all the asker answers for.
    """
    when, place = _recent(context, period), commune_of(context, commune) if commune else None
    seen = await context.desk.food_safety.outbreaks(when, commune=place)
    title = f"Vụ ngộ độc thực phẩm {when.label()}"
    if not seen:
        return nothing(f"{sentence(when.label())} ghi nhận **0** vụ ngộ độc thực phẩm.", kind="food_safety", title=title,
                       ref="", as_of=context.clock.now(), derived=[when, 0])  # fmt: skip
    affected, inside, dead = (
        sum(o.affected for o in seen),
        sum(o.hospitalized for o in seen),
        sum(o.deaths for o in seen),
    )
    text = (f"{sentence(when.label())} ghi nhận **{len(seen)}** vụ ngộ độc thực phẩm: **{number(affected)}** người mắc,"
            f" {number(inside)} người nhập viện, **{number(dead)}** người tử vong.\n"
            f"Mới nhất: {words.event(seen[0], context.directory)}")  # fmt: skip
    shown = seen[:_SHOWN]
    return _found(context, [text, words.events(shown, title, context.directory)], shown, title,
                  [when, len(seen), affected, inside, dead, *_places(context, shown)])  # fmt: skip


@saying("Đang xem danh sách người mắc…")
async def poisoning_cases(context: ToolContext, outbreak: str | None = None, period: str | None = None,
                          commune: str | None = None) -> Finding:  # fmt: skip
    """The line list of one poisoning event, or of a period; without either, of the newest event.

    Args:
        outbreak: the event's code as typed.
        period: a period code.
        commune: a commune by code or name.
    """
    place = commune_of(context, commune) if commune else None
    known = await context.desk.food_safety.outbreaks(_recent(context, period), commune=place)
    event = next((o for o in known if o.outbreak_id == (outbreak or o.outbreak_id)), None) if not period else None
    cases = await context.desk.food_safety.cases(
        outbreak_id=outbreak or (event.outbreak_id if event else None),
        period=_recent(context, period) if event is None and not outbreak else None, commune=place, limit=_ALL,
    )  # fmt: skip
    title = f"Người mắc của vụ {event.outbreak_id}" if event else "Người mắc ngộ độc thực phẩm"
    if not cases:
        return _none(context, "Không có ca ngộ độc thực phẩm nào trong phạm vi đó.", title)
    shown = cases[:_SHOWN]
    head = words.event(event, context.directory) + "\n" if event else ""
    text = f"{head}Có **{number(len(cases))}** người trong danh sách.{_cut(cases, shown)}"
    rows: list[object] = [*shown, *([event] if event else [])]
    return _found(context, [text, words.line_list(shown, title)], rows, title,
                  [len(cases), len(shown), *(_places(context, [event]) if event else [])])  # fmt: skip


def _recent(context: ToolContext, period: str | None) -> Period:
    return read_code(period) if period else span(context.today - timedelta(days=89), context.today)


def _places(context: ToolContext, events: Sequence[Outbreak]) -> list[object]:
    return [context.directory.commune_name(event.commune) for event in events]


def _communes(context: ToolContext, found_: Sequence[Establishment]) -> list[object]:
    return [context.directory.commune_name(place.commune) for place in found_]


def _cut(whole: Sequence[object], shown: Sequence[object]) -> str:
    return f" Hiển thị {len(shown)} mục đầu." if len(shown) < len(whole) else ""


def _none(context: ToolContext, text: str, title: str, *derived: object) -> Finding:
    return nothing(text, kind="food_safety", title=title, ref="", as_of=context.clock.now(), derived=[text, *derived])


def _found(context: ToolContext, blocks: Sequence[Block | str], rows: Sequence[object], title: str,
           derived: Sequence[object]) -> Finding:  # fmt: skip
    return found(blocks, rows, kind="food_safety", title=title, ref=title, as_of=context.clock.now(),
                 derived=[*derived, title])  # fmt: skip
