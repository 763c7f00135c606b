"""The memory of looks, for auditors and data-protection officers: who looked, never what was seen."""

from datetime import timedelta
from typing import Literal

from access.ports import Looks
from assistant.composing import oversight as words
from assistant.composing.finding import Finding, found, nothing
from assistant.composing.wording import number, sentence
from assistant.context import ToolContext
from assistant.tools.binding import saying
from domain.blocks import Block
from domain.people import Role
from domain.period_codes import read_code
from domain.periods import Period, span
from domain.records.oversight import LookTally

_SHOWN = 20
_DAYS, _DAYS_OF_ONE = 30, 365


@saying("Đang xem nhật ký truy cập…")
async def audit_search(context: ToolContext, period: str | None = None, patient: str | None = None, role: str | None = None,
                       outcome: Literal["read", "denied", "failed", "alarm"] | None = None,
                       by: Literal["role", "viewer", "action", "outcome"] | None = None, records: bool = False,
                       limit: int = _SHOWN) -> Finding:  # fmt: skip
    """Looks into the stores: how many, by whom (a pseudonym), in which role, at what kind of data, and how they ended.

    Args:
        period: a period code; absent for the last 30 days, of one patient for the last year.
        patient: a patient's code, for looks at that one's records.
        role: only looks in that role, e.g. doctor or nurse.
        outcome: read, denied, failed or alarm; absent for all.
        by: count them by role, account, kind of data or outcome.
        records: only looks at records of people.
        limit: how many to list.
    """
    when = _period(context, period, patient)
    known = role if role in set(Role) else None
    meant = Looks(period=when, subject=patient, role=known, outcome=outcome, records=records and patient is None)
    whole = await context.desk.audit.tally(meant, by="all")
    said = _said(patient, known, outcome, records=records)
    title = f"Nhật ký truy cập {said} {when.label()}".replace("  ", " ")
    if not whole:
        return nothing(f"{sentence(when.label())} không có lượt truy cập nào {said}".strip() + ".", kind="audit", title=title,
                       ref=patient or "", as_of=context.clock.now(), derived=[when, title])  # fmt: skip
    groups = (await context.desk.audit.tally(meant, by=by))[:_SHOWN] if by else []
    shown = await context.desk.audit.looks(meant, limit=max(1, min(limit, _SHOWN)))
    blocks: list[Block | str] = [_sums(whole[0], when, said, len(shown))]
    blocks += (
        [_first(groups, by), words.tallies(groups, by, f"Theo {words.HEADINGS[by].lower()}")] if by and groups else []
    )
    blocks.append(words.looks(shown, "Các lượt mới nhất"))
    return found(blocks, [*whole, *groups, *shown], kind="audit", title=title, ref=patient or when.start.isoformat(),
                 as_of=context.clock.now(), derived=[when, title, len(shown)])  # fmt: skip


def _period(context: ToolContext, period: str | None, patient: str | None) -> Period:
    if period:
        return read_code(period)
    return span(context.today - timedelta(days=(_DAYS_OF_ONE if patient else _DAYS) - 1), context.today)


def _said(patient: str | None, role: str | None, outcome: str | None, *, records: bool) -> str:
    parts = [f"vào hồ sơ {patient}"] if patient else ["vào hồ sơ cá nhân"] if records else []
    parts += [f"của vai trò {words.ROLES.get(role, role)}"] if role else []
    parts += [words.OUTCOMES[outcome]] if outcome else []
    return " ".join(parts)


def _sums(whole: LookTally, when: Period, said: str, shown: int) -> str:
    text = (
        f"{sentence(when.label())} có **{number(whole.looks)}** lượt truy cập {said}".strip()
        + f", trong đó {number(whole.denied)} lượt bị từ chối, của {number(whole.viewers)} tài khoản."
    )
    cut = f" Hiển thị {shown} lượt mới nhất." if shown < whole.looks else ""
    return f"{text}{cut} Tài khoản hiện bằng bí danh; nhật ký không giữ nội dung hồ sơ."


def _first(groups: list[LookTally], by: str | None) -> str:
    return f"Nhiều nhất: **{words.named(groups[0].label, by or '')}**, {number(groups[0].looks)} lượt."
