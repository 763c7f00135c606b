"""Claims in words: states, lines, refusals; `claim_sums.py` has the sums."""

from collections.abc import Sequence

from assistant.composing.wording import day, money, number
from domain.blocks import TableBlock
from domain.periods import Period
from domain.places import Directory
from domain.records.claims import Claim, ClaimLine, ClaimStatus

STATUS = {
    ClaimStatus.SUBMITTED: "đã gửi, đang chờ giám định",
    ClaimStatus.ACCEPTED: "được chấp nhận, chờ thanh toán",
    ClaimStatus.REJECTED: "bị từ chối",
    ClaimStatus.PAID: "đã thanh toán",
}


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


def refused(claims: Sequence[Claim], directory: Directory, period: Period) -> TableBlock:
    """Refused claims, largest first."""
    rows = tuple((c.claim_id, directory.facility_name(c.facility), day(c.decided_on), money(c.rejected), c.reject_reason)
                 for c in claims)  # fmt: skip
    columns = ("Hồ sơ", "Cơ sở", "Ngày quyết định", "Số tiền từ chối", "Lý do")
    return TableBlock(title=f"Hồ sơ bị từ chối {period.label()}", columns=columns, rows=rows)


def listed(claims: Sequence[Claim], directory: Directory, title: str) -> TableBlock:
    """Claims with where they stand, in the order given."""
    rows = tuple((c.claim_id, directory.facility_name(c.facility), day(c.discharged_at), money(c.total), money(c.fund),
                  STATUS[c.status]) for c in claims)  # fmt: skip
    columns = ("Hồ sơ", "Cơ sở", "Ra viện", "Tổng chi phí", "Đề nghị quỹ trả", "Trạng thái")
    return TableBlock(title=title, columns=columns, rows=rows)
