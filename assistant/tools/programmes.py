"""The roadmap: how far each group is, and what is late."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from assistant.composing.finding import Finding, found, nothing
from assistant.composing.wording import day, money, number
from assistant.context import ToolContext
from assistant.tools.binding import saying
from domain.blocks import Block, TableBlock
from domain.records.programmes import Activity, Group
from domain.text import fold

NAMES = {Group.DIGITAL_TRANSFORMATION: "Chuyển đổi số", Group.SMART_HEALTH: "Y tế thông minh"}
_TENTH = Decimal("0.1")


@saying("Đang xem lộ trình…")
async def programme(context: ToolContext, group: Literal["digital_transformation", "smart_health"] | None = None,
                    late: bool = False, about: str | None = None) -> Finding:  # fmt: skip
    """Progress of the roadmap per group: activities, progress, budget and disbursement, what is late and why recorded.

    Args:
        group: one of the two groups; absent for both.
        late: only what is late.
        about: words of an activity's name, to see that one alone.
    """
    activities = await context.desk.programmes.activities(group=Group(group) if group else None)
    title = f"Lộ trình {NAMES[Group(group)].lower() if group else 'chuyển đổi số và y tế thông minh'}"
    if not activities:
        return nothing("Chưa có hoạt động nào trong lộ trình.", kind="programmes", title=title, ref=group or "",
                       as_of=context.clock.now())  # fmt: skip
    if about and (
        named := [a for a in activities if set(fold(about).split()) <= set(fold(a.name).replace("-", " ").split())]
    ):
        return _named(context, named, f"{title}: {about}")
    overdue = [a for a in activities if is_late(a, context.today)]
    blocks: list[Block | str] = ["\n".join(_summary(g, activities, context.today) for g in Group if _of(g, activities))]
    blocks.append(_late_table(overdue) if overdue else "Không có hoạt động nào chậm tiến độ.")
    if not late:
        blocks.append(_table(activities))
    return found(blocks, activities, kind="programmes", title=title, ref=group or "lo-trinh", as_of=context.clock.now(),
                 derived=_derived(activities, context.today))  # fmt: skip


def _named(context: ToolContext, named: list[Activity], title: str) -> Finding:
    """Activities asked for by name: how far each is, its day, its money, whether it is late and why."""
    text = "\n".join(_one(a, context.today) for a in named)
    derived = [title, *(_share(a.disbursed, a.budget) for a in named)]
    return found([text], named, kind="programmes", title=title, ref=named[0].activity_id, as_of=context.clock.now(),
                 derived=derived)  # fmt: skip


def _one(activity: Activity, on: date) -> str:
    late = f"**chậm tiến độ** ({activity.late_reason or 'chưa ghi lý do'})" if is_late(activity, on) else "không chậm"
    return (
        f"**{activity.name}** ({NAMES[activity.group]}, {activity.owner}): tiến độ **{activity.progress} %**, hạn"
        f" {day(activity.due_on)}, {late}; giải ngân {money(activity.disbursed)}/{money(activity.budget)}"
        f" ({number(_share(activity.disbursed, activity.budget))} %)."
    )


def is_late(activity: Activity, on: date) -> bool:
    """Past its day and not finished."""
    return activity.due_on < on and activity.progress < 100


def _of(group: Group, activities: list[Activity]) -> list[Activity]:
    return [a for a in activities if a.group is group]


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return (part / whole * 100).quantize(_TENTH, ROUND_HALF_UP) if whole else Decimal(0)


def _mean(activities: list[Activity]) -> Decimal:
    return (Decimal(sum(a.progress for a in activities)) / len(activities)).quantize(_TENTH, ROUND_HALF_UP)


def _summary(group: Group, activities: list[Activity], on: date) -> str:
    mine = _of(group, activities)
    budget, spent = sum((a.budget for a in mine), Decimal(0)), sum((a.disbursed for a in mine), Decimal(0))
    return (
        f"**{NAMES[group]}**: {len(mine)} hoạt động, tiến độ trung bình {number(_mean(mine))} %,"
        f" {sum(is_late(a, on) for a in mine)} hoạt động chậm; giải ngân {money(spent)}/{money(budget)}"
        f" ({number(_share(spent, budget))} %)."
    )


def _derived(activities: list[Activity], on: date) -> list[object]:
    told: list[object] = []
    for mine in (_of(group, activities) for group in Group):
        budget, spent = sum((a.budget for a in mine), Decimal(0)), sum((a.disbursed for a in mine), Decimal(0))
        told += [len(mine), sum(is_late(a, on) for a in mine), budget, spent, _share(spent, budget)]
        told += [_mean(mine)] if mine else []
    return told


def _late_table(overdue: list[Activity]) -> TableBlock:
    rows = tuple((NAMES[a.group], a.name, a.owner, day(a.due_on), f"{a.progress} %", a.late_reason or "chưa ghi lý do")
                 for a in overdue)  # fmt: skip
    columns = ("Nhóm", "Hoạt động", "Chủ trì", "Hạn", "Tiến độ", "Lý do chậm")
    return TableBlock(title="Hoạt động chậm tiến độ", columns=columns, rows=rows)


def _table(activities: list[Activity]) -> TableBlock:
    rows = tuple((NAMES[a.group], str(a.priority), a.name, f"{a.progress} %", day(a.due_on)) for a in activities[:30])
    columns = ("Nhóm", "Ưu tiên", "Hoạt động", "Tiến độ", "Hạn")
    return TableBlock(title="Các hoạt động theo thứ tự ưu tiên", columns=columns, rows=rows)
