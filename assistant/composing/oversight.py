"""Looks into the stores in words: who, in which role, at what, and how it ended; never what was seen."""

from collections.abc import Sequence

from assistant.composing.wording import moment, number
from domain.blocks import TableBlock
from domain.records.oversight import Looked, LookTally

ROLES = {
    "citizen": "người dân", "doctor": "bác sĩ", "nurse": "điều dưỡng", "station_staff": "nhân viên trạm y tế",
    "food_safety_officer": "cán bộ an toàn thực phẩm", "insurance_officer": "cán bộ bảo hiểm",
    "hospital_manager": "lãnh đạo bệnh viện", "department_manager": "lãnh đạo Sở", "auditor": "kiểm toán",
    "data_protection_officer": "cán bộ bảo vệ dữ liệu", "support_staff": "hỗ trợ", "admin": "quản trị",
    "anonymous": "chưa đăng nhập", "job:facts": "tác vụ số liệu",
}  # fmt: skip
OUTCOMES = {"read": "đã xem", "denied": "bị từ chối", "failed": "kho không trả lời", "alarm": "cảnh báo vượt phạm vi"}
_THINGS = {
    "emr.care": "quan hệ điều trị", "emr.patient": "bệnh nhân", "emr.encounter": "lần khám", "emr.observation": "xét nghiệm",
    "emr.medication": "đơn thuốc", "ehr.citizen": "hồ sơ sức khoẻ", "ehr.allergy": "dị ứng", "ehr.condition": "bệnh nền",
    "ehr.immunization": "tiêm chủng", "ehr.guardian": "người giám hộ", "claims.coverage": "thẻ bảo hiểm",
    "claims.claim": "hồ sơ bảo hiểm", "claims.line": "chi tiết hồ sơ bảo hiểm", "claims.total": "tổng hợp bảo hiểm",
    "food_safety.establishment": "cơ sở thực phẩm", "food_safety.inspection": "kiểm tra thực phẩm",
    "food_safety.poisoning": "người mắc ngộ độc", "food_safety.outbreak": "vụ ngộ độc",
    "stations.chronic_care": "quản lý bệnh mạn tính", "stations.pregnancy": "thai sản", "stations.due_dose": "mũi tiêm đến hạn",
    "stations.disease_count": "số ca bệnh", "indicators.fact": "số liệu chỉ tiêu", "appointments.slot": "lịch khám",
    "appointments.booking": "lịch hẹn", "programmes.activity": "lộ trình", "library.passage": "thư viện hướng dẫn",
    "audit.event": "nhật ký truy cập",
}  # fmt: skip
HEADINGS = {"role": "Vai trò", "viewer": "Tài khoản (bí danh)", "action": "Loại dữ liệu", "outcome": "Kết quả"}


def thing(action: str) -> str:
    """What an action looks at."""
    return _THINGS.get(action.rpartition(".")[0], action)


def account(pseudonym: str) -> str:
    """The pseudonym of an account; nobody is signed in where it is empty."""
    return pseudonym or "chưa đăng nhập"


def named(label: str, by: str) -> str:
    """How to speak of a group of looks."""
    match by:
        case "role":
            return ROLES.get(label, label)
        case "action":
            return thing(label)
        case "outcome":
            return OUTCOMES.get(label, label)
    return account(label)


def looks(found: Sequence[Looked], title: str) -> TableBlock:
    """Single looks, the newest first."""
    rows = tuple((moment(x.at), ROLES.get(x.role, x.role), account(x.viewer), thing(x.action), OUTCOMES.get(x.outcome, x.outcome),
                  number(x.rows)) for x in found)  # fmt: skip
    columns = ("Lúc", "Vai trò", "Tài khoản (bí danh)", "Dữ liệu", "Kết quả", "Số bản ghi")
    return TableBlock(title=title, columns=columns, rows=rows)


def tallies(groups: Sequence[LookTally], by: str, title: str) -> TableBlock:
    """Groups of looks, the largest first."""
    rows = tuple((named(g.label, by), number(g.looks), number(g.denied)) for g in groups)
    return TableBlock(title=title, columns=(HEADINGS[by], "Số lượt", "Bị từ chối"), rows=rows)
