"""Inspections: what is due, what was done and how it ended, of one establishment or of many."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from assistant.composing import counting
from assistant.composing import food_safety as words
from assistant.composing.finding import Finding
from assistant.composing.wording import money, number, sentence
from assistant.context import ToolContext
from assistant.tools.binding import saying
from assistant.tools.food_safety import ALL, SHOWN, cut, find, inspections_of, none, told
from assistant.tools.places import commune_of
from domain.blocks import Block
from domain.period_codes import read_code
from domain.periods import Period, month
from domain.records.food_safety import Inspection

State = Literal["due", "done", "passed", "conditional", "failed", "follow_up"]
_SAID = {"due": "đến hạn mà chưa kiểm tra", "done": "đã kiểm tra", "passed": "kiểm tra đạt",
         "conditional": "kiểm tra đạt có điều kiện", "failed": "kiểm tra không đạt",
         "follow_up": "tái kiểm tra"}  # fmt: skip
_RESULTS = {"passed": "pass", "conditional": "conditional", "failed": "fail"}
_HEADINGS = {"commune": "Xã, phường", "violation": "Lỗi vi phạm"}
_SEVERAL = 5
_TENTH = Decimal("0.1")


@saying("Đang xem kế hoạch và kết quả kiểm tra…")
async def inspections(context: ToolContext, period: str | None = None, commune: str | None = None,
                      state: State | None = None, name: str | None = None,
                      by: Literal["commune", "violation"] | None = None) -> Finding:  # fmt: skip
    """Inspections due, or done with how many passed and failed, in a period; or all of one establishment.

    Args:
        period: a period code; absent for this month, of one establishment for all time.
        commune: a commune by code or name; absent for all the asker answers for.
        state: due, done, passed, conditional, failed or follow_up (inspected again); absent for due.
        name: one establishment's name as typed.
        by: count them by commune, or by what was found wrong.
    """
    place = commune_of(context, commune) if commune else None
    if name:
        return await _of_one(context, name, place, read_code(period) if period else None)
    when = read_code(period) if period else month(context.today.year, context.today.month)
    wanted = state or ("done" if by == "violation" else "due")
    seen = await context.desk.food_safety.inspections(
        period=when, commune=place, state="due" if wanted == "due" else "done", on=context.today, limit=ALL
    )
    where = f", {context.directory.commune_name(place)}" if place else ""
    title = f"Cơ sở {_SAID[wanted]} {when.label()}{where}"
    lines, figures = ([], []) if wanted == "due" else _results(seen, when, where)
    chosen = [i for i in seen if i.result == _RESULTS[wanted]] if wanted in _RESULTS else seen
    chosen = [i for i in seen if i.sort == wanted] if wanted == "follow_up" else chosen
    if not chosen:
        text = "\n".join([f"Không có cơ sở nào {_SAID[wanted]} {when.label()}{where}.", *(lines if seen else [])])
        return none(context, text, title, when, *figures)
    return await _listed(context, chosen, (f"{sentence(when.label())}{where} có **{number(len(chosen))}** lượt {_SAID[wanted]}.", lines),
                         title, by, [when, *figures], fines_first=wanted == "failed")  # fmt: skip


async def _listed(context: ToolContext, chosen: list[Inspection], said: tuple[str, list[str]], title: str, by: str | None,
                  figures: list[object], *, fines_first: bool) -> Finding:  # fmt: skip
    shown = sorted(chosen[:ALL], key=lambda i: -i.fine)[:SHOWN] if fines_first else chosen[:SHOWN]
    known = await context.desk.food_safety.among(frozenset(i.establishment_id for i in shown))
    named = {place.establishment_id: place.name for place in known}
    dearest = max(shown, key=lambda i: i.fine)
    fined = (
        [f"Phạt nặng nhất: **{named.get(dearest.establishment_id, '')}**, {words.ended(dearest)}."]
        if dearest.fine
        else []
    )
    blocks: list[Block | str] = ["\n".join([said[0] + cut(chosen, shown), *said[1], *fined])]
    keys = [context.directory.commune_name(i.commune) if by == "commune" else i.violation for i in chosen]
    groups = counting.counted(key for key in keys if key) if by else []
    if by and groups:
        blocks.append(counting.bars(groups, _HEADINGS[by], "lượt", f"{title} theo {_HEADINGS[by].lower()}"))
    blocks.append(words.inspections(shown, named, title))
    derived = [*figures, len(chosen), len(shown), *counting.derived(groups), *named.values()]
    return told(context, blocks, shown, title, derived)


def _results(done: Sequence[Inspection], when: Period, where: str) -> tuple[list[str], list[object]]:
    """How the inspections of a period ended, in one sentence, with its figures."""
    ended = {name: sum(i.result == result for i in done) for name, result in _RESULTS.items()}
    fines, total = sum((i.fine for i in done), Decimal(0)), len(done)
    shares = [_share(ended[name], total) for name in ("passed", "failed")]
    text = (
        f"Kết quả {when.label()}{where}: đã kiểm tra {number(total)} lượt, đạt **{number(ended['passed'])}**"
        f" ({number(shares[0])} %), đạt có điều kiện {number(ended['conditional'])}, không đạt"
        f" **{number(ended['failed'])}** ({number(shares[1])} %); tiền phạt {money(fines)}."
    )
    return [text], [*ended.values(), total, fines, *shares]


def _share(part: int, whole: int) -> Decimal:
    return (Decimal(part) / whole * 100).quantize(_TENTH, ROUND_HALF_UP) if whole else Decimal(0)


async def _of_one(context: ToolContext, name: str, place: str | None, when: Period | None) -> Finding:
    """The inspections of an establishment, the newest first; of a few of the same name, each with its commune."""
    seen = await find(context, name, place)
    title = f"Các lần kiểm tra {name}"
    if not seen:
        return none(context, f"Không tìm thấy cơ sở thực phẩm nào tên “{name}”.", title)
    if len(seen) > _SEVERAL:
        text = f"Có **{number(len(seen))}** cơ sở tên như vậy. Anh/chị cho biết rõ tên hoặc xã, phường."
        shown = seen[:SHOWN]
        rows = words.places(shown, f"Cơ sở tên {name}", context.directory)
        return told(context, [text, rows], shown, title,
                    [len(seen), *(context.directory.commune_name(p.commune) for p in shown)])  # fmt: skip
    blocks: list[Block | str] = []
    rows_: list[object] = []
    for one in seen:
        looked = await inspections_of(context, one, when)
        done = next((i for i in looked if i.done_on), None)
        last = f" Kiểm tra gần nhất: {words.ended(done)}." if done else " Chưa có lần kiểm tra nào được ghi nhận."
        blocks.append(words.one(one, context.today, context.directory) + last)
        blocks += (
            [words.inspections(looked, {one.establishment_id: one.name}, f"Các lần kiểm tra {one.name}")]
            if looked
            else []
        )
        rows_ += [one, *looked]
    return told(context, blocks, rows_, title, [context.directory.commune_name(p.commune) for p in seen])
