"""The demo people of a synthetic province: at least one per role, with what each might ask first."""

from collections.abc import Mapping, Sequence

from domain.people import ANONYMOUS_VIEWER, Persona, Role, Viewer
from domain.places import Directory
from domain.records.staff import Staff
from synthetic.cast import Cast

ROLE_LABELS: dict[Role, str] = {
    Role.CITIZEN: "Người dân",
    Role.DOCTOR: "Bác sĩ",
    Role.NURSE: "Điều dưỡng",
    Role.STATION_STAFF: "Cán bộ trạm y tế",
    Role.FOOD_SAFETY_OFFICER: "Cán bộ an toàn thực phẩm",
    Role.INSURANCE_OFFICER: "Cán bộ bảo hiểm y tế",
    Role.HOSPITAL_MANAGER: "Lãnh đạo bệnh viện",
    Role.DEPARTMENT_MANAGER: "Lãnh đạo Sở Y tế",
    Role.DATA_PROTECTION_OFFICER: "Cán bộ bảo vệ dữ liệu",
    Role.SUPPORT_STAFF: "Nhân viên hỗ trợ",
    Role.AUDITOR: "Kiểm toán viên",
    Role.ADMIN: "Quản trị hệ thống",
    Role.ANONYMOUS: "Khách",
}


def suggestions(role: Role, cast: Cast) -> tuple[str, ...]:
    """What a person of this role might ask first."""
    match role:
        case Role.CITIZEN:
            return ("Lần khám gần nhất của tôi là khi nào, bác sĩ dặn gì?", "Con tôi đã tiêm những mũi nào?",
                    "Thẻ bảo hiểm y tế của tôi còn hạn không?", "Tôi có lịch hẹn khám nào sắp tới không?")  # fmt: skip
        case Role.DOCTOR | Role.NURSE:
            return ("Khoa tôi đang điều trị những ai?", f"Tóm tắt bệnh nhân {cast.patient_penicillin}",
                    f"HbA1c của {cast.patient_diabetic} thay đổi thế nào?",
                    f"Tóm tắt bệnh nhân {cast.patient_elsewhere}")  # fmt: skip
        case Role.STATION_STAFF:
            return ("Trẻ nào trong xã đang trễ mũi tiêm?", "Ai bị tăng huyết áp quá hẹn tái khám?",
                    "Tuần này thai phụ nào đến lịch khám?", "Xã mình có bao nhiêu ca sốt xuất huyết tháng này?")  # fmt: skip
        case Role.FOOD_SAFETY_OFFICER:
            return ("Có vụ ngộ độc thực phẩm nào trong 60 ngày qua?", "Cơ sở nào sắp hết hạn giấy chứng nhận?",
                    "Danh sách người mắc của vụ ngộ độc mới nhất", "Cơ sở nào đến hạn kiểm tra?")  # fmt: skip
        case Role.INSURANCE_OFFICER:
            return ("Tháng trước có bao nhiêu hồ sơ bảo hiểm, tổng tiền đề nghị?", "Hồ sơ bị từ chối tháng trước",
                    "Lý do từ chối nào nhiều tiền nhất quý này?", "Chi phí theo từng bệnh viện tháng trước")  # fmt: skip
        case Role.HOSPITAL_MANAGER:
            return ("Công suất sử dụng giường bệnh tháng trước", "So với cùng kỳ năm trước thì sao?",
                    "Ngày điều trị trung bình quý này", "Số lượt khám theo tháng năm nay")  # fmt: skip
        case Role.DEPARTMENT_MANAGER:
            return ("Công suất sử dụng giường bệnh toàn tỉnh tháng trước", "So với cùng kỳ",
                    "Xã nào tiêm chủng đầy đủ thấp nhất?", "Hoạt động nào của lộ trình chuyển đổi số đang chậm?")  # fmt: skip
        case Role.ANONYMOUS:
            return ("Đi khám bảo hiểm y tế cần mang giấy tờ gì?", "Dấu hiệu sốt xuất huyết nặng là gì?",
                    "Còn lịch khám nào sáng mai không?", "Quán ăn gần chợ có giấy chứng nhận không?")  # fmt: skip
        case _:
            return ("Bạn giúp được gì cho tôi?",)


def personas_of(cast: Cast, staff: Sequence[Staff], directory: Directory, citizens: Mapping[str, tuple[str, str]]) -> (
    list[Persona]
):  # fmt: skip
    """The personas in the order they are shown; `citizens` gives name and commune of the citizens among them."""
    people = {member.person_id: member for member in staff}
    return [_persona(name, role, person, cast, people, directory, citizens) for name, role, person in _parts(cast)]


def _parts(cast: Cast) -> list[tuple[str, Role, str]]:
    return [
        ("anonymous", Role.ANONYMOUS, ""),
        ("citizen", Role.CITIZEN, cast.citizen),
        ("citizen_2", Role.CITIZEN, cast.spouse),
        ("citizen_3", Role.CITIZEN, cast.patient_diabetic),
        ("doctor", Role.DOCTOR, cast.doctor),
        ("doctor_2", Role.DOCTOR, cast.other_doctor),
        ("nurse", Role.NURSE, cast.nurse),
        ("station_staff", Role.STATION_STAFF, cast.station_staff),
        ("station_staff_2", Role.STATION_STAFF, cast.other_station_staff),
        ("food_safety_officer", Role.FOOD_SAFETY_OFFICER, cast.food_safety_officer),
        ("insurance_officer", Role.INSURANCE_OFFICER, cast.insurance_officer),
        ("hospital_manager", Role.HOSPITAL_MANAGER, cast.hospital_manager),
        ("department_manager", Role.DEPARTMENT_MANAGER, cast.department_manager),
        ("data_protection_officer", Role.DATA_PROTECTION_OFFICER, cast.data_protection_officer),
        ("support_staff", Role.SUPPORT_STAFF, cast.support_staff),
        ("auditor", Role.AUDITOR, cast.auditor),
        ("admin", Role.ADMIN, cast.admin),
    ]


def _persona(name: str, role: Role, person_id: str, cast: Cast, people: Mapping[str, Staff], directory: Directory,
             citizens: Mapping[str, tuple[str, str]]) -> Persona:  # fmt: skip
    said = suggestions(role, cast)
    if role is Role.ANONYMOUS:
        return Persona(name=name, viewer=ANONYMOUS_VIEWER, suggestions=said)
    if role is Role.CITIZEN:
        full_name, commune = citizens[person_id]
        viewer = Viewer(person_id=person_id, role=role, display_name=full_name)
        return Persona(name=name, viewer=viewer, commune_name=directory.commune_name(commune), suggestions=said)
    member = people[person_id]
    own = member.communes[0] if len(member.communes) == 1 and member.communes[0] != "*" else None
    return Persona(
        name=name, viewer=Viewer(person_id=person_id, role=role, display_name=member.full_name),
        facility_name=directory.facility_name(member.facility), commune_name=directory.commune_name(own),
        suggestions=said,
    )  # fmt: skip
