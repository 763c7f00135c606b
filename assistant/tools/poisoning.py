"""Food poisoning: events with their figures, and who fell ill for those whose duty it is."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from assistant.composing import counting
from assistant.composing import food_safety as words
from assistant.composing.finding import Finding, nothing
from assistant.composing.wording import number, sentence
from assistant.context import ToolContext
from assistant.tools.binding import saying
from assistant.tools.earlier import earlier
from assistant.tools.food_safety import ALL, SHOWN, cut, none, recent, told
from assistant.tools.places import commune_of
from domain.blocks import Block
from domain.period_codes import read_code
from domain.periods import Period, span
from domain.records.food_safety import Outbreak, PoisoningCase
from domain.text import fold

_OVER = frozenset({"concluded", "closed"})


@saying("Đang xem các vụ ngộ độc…")
async def outbreaks(context: ToolContext, period: str | None = None, commune: str | None = None, about: str | None = None,
                    at_least: int | None = None, ongoing: bool = False, compare: str | None = None,
                    by: Literal["commune"] | None = None) -> Finding:  # fmt: skip
    """Food-poisoning events of a period: how many, people affected, in hospital, dead; where, what food, what cause.

    Args:
        period: a period code; absent for the last 90 days.
        commune: a commune by code or name; absent for all the asker answers for.
        about: words of the food, the agent or the place ("bánh mì", "trường học").
        at_least: only events with at least so many people affected.
        ongoing: only events not concluded yet.
        compare: "previous" for the period before, "same_period" for a year earlier, or the code of another period.
        by: count them by commune.
    """
    when, place = recent(context, period), commune_of(context, commune) if commune else None
    seen = _such(await context.desk.food_safety.outbreaks(when, commune=place), about, at_least, ongoing=ongoing)
    only = _only(about, at_least, ongoing=ongoing) + (f", {context.directory.commune_name(place)}" if place else "")
    title = f"Vụ ngộ độc thực phẩm{only} {when.label()}"
    held = await _held_against(context, seen, place, earlier(when, context.today, compare), (about, at_least, ongoing))
    if not seen:
        text = "\n".join([f"{sentence(when.label())} ghi nhận **0** vụ ngộ độc thực phẩm{only}.", *held[0]])
        return nothing(text, kind="food_safety", title=title, ref="", as_of=context.clock.now(),
                       derived=[when, 0, only, *held[1]])  # fmt: skip
    sums, shown = _sums(seen), seen[:SHOWN]
    told_ = (
        f"{sentence(when.label())} ghi nhận **{len(seen)}** vụ ngộ độc thực phẩm{only}: **{number(sums[1])}** người mắc,"
        f" {number(sums[2])} người nhập viện, **{number(sums[3])}** người tử vong."
    )
    lines = [told_, *held[0], *_singled_out(context, seen)]
    blocks: list[Block | str] = ["\n".join(lines)]
    groups = counting.counted(context.directory.commune_name(o.commune) for o in seen) if by else []
    blocks += [counting.bars(groups, "Xã, phường", "vụ", f"{title} theo xã, phường")] if groups else []
    blocks.append(words.events(shown, title, context.directory))
    return told(context, blocks, [*shown, _largest(seen)], title,
                [when, only, *sums, *held[1], *counting.derived(groups), *_places(context, [*shown, _largest(seen)])])  # fmt: skip


def _such(events: Sequence[Outbreak], about: str | None, at_least: int | None, *, ongoing: bool) -> list[Outbreak]:
    return [
        event
        for event in events
        if _tells_of(event, about) and event.affected >= (at_least or 0) and not (ongoing and event.status in _OVER)
    ]


def _tells_of(event: Outbreak, about: str | None) -> bool:
    held = set(fold(f"{event.food} {event.agent} {event.place}").replace(",", " ").split())
    return not about or set(fold(about).split()) <= held


def _only(about: str | None, at_least: int | None, *, ongoing: bool) -> str:
    parts = [f"liên quan “{about}”"] if about else []
    parts += [f"từ {at_least} người mắc trở lên"] if at_least else []
    parts += ["chưa kết luận"] if ongoing else []
    return f" {', '.join(parts)}" if parts else ""


def _sums(events: Sequence[Outbreak]) -> tuple[int, int, int, int]:
    return (
        len(events),
        sum(o.affected for o in events),
        sum(o.hospitalized for o in events),
        sum(o.deaths for o in events),
    )


def _largest(events: Sequence[Outbreak]) -> Outbreak:
    return max(events, key=lambda o: (o.affected, o.occurred_at))


def _singled_out(context: ToolContext, events: Sequence[Outbreak]) -> list[str]:
    """The newest event in words, and the one with the most people when it is another."""
    newest, largest = events[0], _largest(events)
    lines = [f"Mới nhất: {words.event(newest, context.directory)}"]
    return lines if largest is newest else [*lines, f"Nhiều người mắc nhất: {words.event(largest, context.directory)}"]


async def _held_against(context: ToolContext, now: Sequence[Outbreak], place: str | None, before: Period | None,
                        such: tuple[str | None, int | None, bool]) -> tuple[list[str], list[object]]:  # fmt: skip
    """The same counts of another period, with the differences."""
    if before is None:
        return [], []
    events = await context.desk.food_safety.outbreaks(before, commune=place)
    then, new = _sums(_such(events, such[0], such[1], ongoing=such[2])), _sums(now)
    said = zip(("vụ", "người mắc", "người nhập viện", "người tử vong"), new, then, strict=True)
    parts = ", ".join(f"{number(old)} {what} ({_moved(fresh, old)})" for what, fresh, old in said)
    return [f"{sentence(before.label())}: {parts}."], [
        before,
        *then,
        *(abs(a - b) for a, b in zip(new, then, strict=True)),
    ]


def _moved(now: int, then: int) -> str:
    word = "tăng" if now > then else "giảm"
    return "không đổi" if now == then else f"kỳ này {word} {number(abs(now - then))}"


@saying("Đang xem danh sách người mắc…")
async def poisoning_cases(context: ToolContext, outbreak: str | None = None, period: str | None = None,
                          commune: str | None = None, about: str | None = None,
                          outcome: Literal["hospitalized", "died"] | None = None) -> Finding:  # fmt: skip
    """The line list of one poisoning event, or of a period; without either, of the newest event.

    Args:
        outbreak: the event's code as typed.
        period: a period code.
        commune: a commune by code or name.
        about: words of the food or the place of the event ("bánh mì", "trường học").
        outcome: only those taken to hospital, or who died.
    """
    place = commune_of(context, commune) if commune else None
    event = await _event(context, outbreak, period, place, about)
    cases = await context.desk.food_safety.cases(
        outbreak_id=outbreak or (event.outbreak_id if event else None),
        period=recent(context, period) if event is None and not outbreak else None, commune=place, limit=ALL,
    )  # fmt: skip
    cases = [c for c in cases if _ended(c, outcome)]
    title = f"Người mắc của vụ {event.outbreak_id}" if event else "Người mắc ngộ độc thực phẩm"
    if not cases:
        when = f" {read_code(period).label()}" if period else ""
        return none(context, f"Không có ca ngộ độc thực phẩm nào trong phạm vi đó{when}.", title)
    shown = cases[:SHOWN]
    head = words.event(event, context.directory) + "\n" if event else ""
    inside, dead = sum(c.hospitalized for c in cases), sum(c.died for c in cases)
    text = (f"{head}Có **{number(len(cases))}** người trong danh sách, {number(inside)} người nhập viện, {number(dead)} người"
            f" tử vong.{cut(cases, shown)}")  # fmt: skip
    rows: list[object] = [*shown, *([event] if event else [])]
    return told(context, [text, words.line_list(shown, title)], rows, title,
                [len(cases), len(shown), inside, dead, *(_places(context, [event]) if event else [])])  # fmt: skip


async def _event(context: ToolContext, outbreak: str | None, period: str | None, place: str | None,
                 about: str | None) -> Outbreak | None:  # fmt: skip
    """The event asked for by its code or by words of it, else the newest when no period is given."""
    if period and not (outbreak or about):
        return None
    whole = read_code(period) if period else span(context.today - timedelta(days=730), context.today)
    known = await context.desk.food_safety.outbreaks(
        whole if outbreak or about else recent(context, None), commune=place
    )
    return next((o for o in known if o.outbreak_id == (outbreak or o.outbreak_id) and _tells_of(o, about)), None)


def _ended(case: PoisoningCase, outcome: str | None) -> bool:
    return outcome is None or (case.died if outcome == "died" else case.hospitalized)


def _places(context: ToolContext, events: Sequence[Outbreak]) -> list[object]:
    return [context.directory.commune_name(event.commune) for event in events]
