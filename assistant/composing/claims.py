"""Claims in words: states, sums, refusals."""

from collections.abc import Sequence
from decimal import Decimal

from assistant.composing.charts import bar_chart
from assistant.composing.wording import day, money, number, sentence
from domain.blocks import ChartBlock, TableBlock
from domain.periods import Period
from domain.places import Directory
from domain.records.claims import Claim, ClaimLine, ClaimStatus, ClaimTotal

STATUS = {
    ClaimStatus.SUBMITTED: "đã gửi, đang chờ giám định",
    ClaimStatus.ACCEPTED: "được chấp nhận, chờ thanh toán",
    ClaimStatus.REJECTED: "bị từ chối",
    ClaimStatus.PAID: "đã thanh toán",
}
HEADINGS = {"facility": "Cơ sở", "status": "Trạng thái", "reason": "Lý do từ chối"}


def one(claim: Claim, directory: Directory) -> str:
    """One claim: where it stands, its money, and why anything was refused."""
    lines = [
        f"Hồ sơ **{claim.claim_id}** ({directory.facility_name(claim.facility)}): **{STATUS[claim.status]}**.",
        f"- Ra viện {day(claim.discharged_at)}, gửi {day(claim.submitted_on)}, quyết định {day(claim.decided_on)}.",
        f"- Tổng chi phí {money(claim.total)}; trong phạm vi bảo hiểm {money(claim.covered)}; đề nghị quỹ trả {money(claim.fund)}; cùng chi trả {money(claim.copay)}; tự trả {money(claim.own)}.",
    ]
    if claim.rejected:
        lines.append(f"- Từ chối {money(claim.rejected)}. Lý do: {claim.reject_reason}.")
    else:
        lines.append("- Không bị từ chối khoản nào.")
    return "\n".join(lines)


def lines_table(lines: Sequence[ClaimLine], claim_id: str) -> TableBlock:
    """Drug and service lines with what each costs."""
    rows = tuple((x.name, f"{number(x.quantity)} {x.unit}", money(x.amount), money(x.fund), money(x.copay))
                 for x in lines[:20])  # fmt: skip
    columns = ("Thuốc, dịch vụ", "Số lượng", "Thành tiền", "Quỹ trả", "Cùng chi trả")
    return TableBlock(title=f"Chi tiết hồ sơ {claim_id}", columns=columns, rows=rows)


def summary(total: ClaimTotal, where: str, period: Period) -> str:
    """The sums of a period in two sentences."""
    return (
        f"{sentence(period.label())}, {where}: **{number(total.claims)} hồ sơ**, tổng chi phí {money(total.total)},"
        f" đề nghị quỹ bảo hiểm trả **{money(total.fund)}**, người bệnh cùng chi trả {money(total.copay)}.\n"
        f"Có {number(total.rejected_claims)} hồ sơ bị từ chối, số tiền {money(total.rejected)}."
    )


def totals(groups: Sequence[ClaimTotal], by: str, period: Period, directory: Directory) -> ChartBlock:
    """Groups as bars and a table, in the order given."""
    named = [(label(g, by, directory), g) for g in groups[:20]]
    columns = (HEADINGS[by], "Số hồ sơ", "Tổng chi phí", "Đề nghị quỹ trả", "Hồ sơ bị từ chối", "Tiền bị từ chối")
    rows = tuple((name, number(g.claims), money(g.total), money(g.fund), number(g.rejected_claims), money(g.rejected))
                 for name, g in named)  # fmt: skip
    table = TableBlock(title=f"Hồ sơ theo {HEADINGS[by].lower()}, {period.label()}", columns=columns, rows=rows)
    bars = [(name, _height(g, by)) for name, g in named]
    first = named[0]
    told = f"Bị từ chối {money(first[1].rejected)}" if by == "reason" else f"Tổng chi phí {money(first[1].total)}"
    summary_ = f"Đứng đầu: {first[0]}. {told}, {number(first[1].claims)} hồ sơ."
    return bar_chart(f"{HEADINGS[by]} - {period.label()}", "đồng", bars, summary_, table)


def _height(group: ClaimTotal, by: str) -> Decimal:
    return group.rejected if by == "reason" else group.total


def label(group: ClaimTotal, by: str, directory: Directory) -> str:
    """How to name a group."""
    if by == "facility":
        return directory.facility_name(group.facility or group.label)
    return STATUS.get(ClaimStatus(group.label), group.label) if by == "status" else group.label


def refused(claims: Sequence[Claim], directory: Directory, period: Period) -> TableBlock:
    """Refused claims, largest first."""
    rows = tuple((c.claim_id, directory.facility_name(c.facility), day(c.decided_on), money(c.rejected), c.reject_reason)
                 for c in claims)  # fmt: skip
    columns = ("Hồ sơ", "Cơ sở", "Ngày quyết định", "Số tiền từ chối", "Lý do")
    return TableBlock(title=f"Hồ sơ bị từ chối {period.label()}", columns=columns, rows=rows)
