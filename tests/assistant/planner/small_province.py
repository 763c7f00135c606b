"""A province small enough to read: the names of the utterances, and indicators easily mistaken for each other."""

from decimal import Decimal

from domain.places import Commune, Department, Directory, Facility, FacilityKind
from domain.records.indicators import Indicator
from domain.vocabulary import Named, Vocabulary

ANYBODY = ("guidance", "free_slots", "establishment_lookup")
_MANAGER = ("indicator", "indicator_definition", "programme", "outbreaks", "disease_counts")
_CLINICIAN = (
    "my_patients",
    "ward_results",
    "patient_summary",
    "patient_visits",
    "patient_results",
    "patient_medicines",
    "patient_allergies",
    "patient_vaccinations",
    "department_bookings",
)
TOOLS: dict[str, tuple[str, ...]] = {
    "anonymous": ANYBODY,
    "citizen": (
        *ANYBODY,
        "my_visits",
        "my_results",
        "my_medicines",
        "my_record",
        "my_vaccinations",
        "my_insurance",
        "my_claims",
        "my_bookings",
    ),
    "doctor": (*ANYBODY, *_CLINICIAN),
    "nurse": (*ANYBODY, *_CLINICIAN),
    "station_staff": (
        *ANYBODY,
        "missed_doses",
        "antenatal_due",
        "chronic_overdue",
        "resident_lookup",
        "disease_counts",
        "indicator",
    ),
    "food_safety_officer": (*ANYBODY, "establishments", "inspections", "outbreaks", "poisoning_cases"),
    "insurance_officer": (*ANYBODY, "claim", "claims_summary", "rejected_claims", "claims_list"),
    "hospital_manager": (*ANYBODY, *_MANAGER),
    "department_manager": (*ANYBODY, *_MANAGER),
    "data_protection_officer": (*ANYBODY, "audit_search"),
    "auditor": (*ANYBODY, "audit_search"),
}
"""The tools each role is offered."""

_COMMUNES = {
    "07210": "Phường Bắc Giang",
    "07399": "Xã Kép",
    "07432": "Xã Tân Dĩnh",
    "07531": "Xã Lục Ngạn",
    "07534": "Xã Biên Sơn",
    "07682": "Phường Tân An",
    "09169": "Phường Vũ Ninh",
    "07840": "Xã Hiệp Hòa",
}
_FACILITIES = (
    ("99001", "Bệnh viện Đa khoa Bắc Ninh số 1", FacilityKind.GENERAL_HOSPITAL, "09169", 500),
    ("99002", "Bệnh viện Đa khoa Bắc Ninh số 2", FacilityKind.GENERAL_HOSPITAL, "07210", 300),
    ("99003", "Bệnh viện Sản Nhi Bắc Ninh", FacilityKind.SPECIALIST_HOSPITAL, "09169", 200),
    ("99004", "Bệnh viện Phổi Bắc Ninh", FacilityKind.SPECIALIST_HOSPITAL, "09169", 80),
    ("99007", "Trung tâm Y tế khu vực Lục Ngạn", FacilityKind.MEDICAL_CENTER, "07531", 90),
    ("99115", "Trạm Y tế xã Kép", FacilityKind.STATION, "07399", 0),
)
_DEPARTMENTS = {
    "K01": "Khoa Khám bệnh",
    "K03": "Khoa Nội tổng hợp",
    "K04": "Khoa Nội tim mạch",
    "K18": "Khoa Nhi",
    "K27": "Khoa Phụ sản",
    "K28": "Khoa Tai mũi họng",
    "K29": "Khoa Răng hàm mặt",
    "K30": "Khoa Mắt",
}
_INDICATORS = (
    ("luot_kham", "Tổng số lượt khám bệnh", "lượt", ("lượt khám", "số lượt khám", "bao nhiêu lượt khám")),
    ("cap_cuu", "Số lượt cấp cứu", "lượt", ("số ca cấp cứu", "lượt cấp cứu")),
    ("luot_noi_tru", "Số lượt điều trị nội trú", "lượt", ("số ca nhập viện", "lượt nội trú")),
    (
        "ngay_dt_tb",
        "Ngày điều trị trung bình một lượt nội trú",
        "ngày",
        ("ngày điều trị trung bình", "số ngày nằm viện trung bình"),
    ),
    ("cong_suat_giuong", "Công suất sử dụng giường bệnh (thực kê)", "%", ("công suất giường", "tỷ lệ lấp đầy giường")),
    ("cong_suat_giuong_kh", "Công suất sử dụng giường bệnh (kế hoạch)", "%", ("công suất giường kế hoạch",)),
    ("tu_vong_bv", "Số ca tử vong tại bệnh viện", "ca", ("số ca tử vong", "tử vong nội viện")),
    ("ty_le_tu_vong_bv", "Tỷ lệ tử vong tại bệnh viện", "%", ("tỷ lệ tử vong",)),
    ("so_chuyen_vien", "Số lượt chuyển cơ sở khám bệnh, chữa bệnh", "lượt", ("số ca chuyển viện", "số chuyển tuyến")),
    ("chuyen_vien", "Tỷ lệ chuyển cơ sở khám bệnh, chữa bệnh", "%", ("tỷ lệ chuyển viện", "tỷ lệ chuyển tuyến")),
    ("bhyt_bao_phu", "Tỷ lệ dân số tham gia BHYT", "%", ("bao phủ BHYT", "tỷ lệ có thẻ BHYT")),
    ("chi_bhyt", "Chi phí KCB BHYT đề nghị thanh toán", "đồng", ("chi phí BHYT",)),
    ("chi_bq_luot", "Chi phí bình quân một lượt KCB BHYT", "đồng/lượt", ("chi phí bình quân lượt",)),
    ("ty_le_thuoc", "Tỷ trọng chi thuốc trong chi KCB BHYT", "%", ("tỷ lệ tiền thuốc",)),
    ("mmr", "Tỷ số tử vong mẹ", "/100.000 trẻ đẻ sống", ("tử vong mẹ",)),
    ("tcdd_1t", "Tỷ lệ trẻ dưới 1 tuổi tiêm chủng đầy đủ", "%", ("tiêm chủng đầy đủ", "tỷ lệ tiêm chủng")),
    ("tha_quan_ly", "Tỷ lệ người tăng huyết áp được quản lý", "%", ("quản lý tăng huyết áp",)),
    ("dtd_quan_ly", "Tỷ lệ người đái tháo đường được quản lý", "%", ("quản lý đái tháo đường",)),
    ("so_ca_sxh", "Số ca mắc sốt xuất huyết", "ca", ("số ca sốt xuất huyết", "bao nhiêu ca sốt xuất huyết")),
    ("ndtp", "Số vụ ngộ độc thực phẩm", "vụ", ("số vụ ngộ độc", "vụ ngộ độc thực phẩm")),
)


def _indicator(code: str, name: str, unit: str, synonyms: tuple[str, ...]) -> Indicator:
    return Indicator(
        code=code,
        name=name,
        synonyms=synonyms,
        unit=unit,
        definition="",
        numerator=(code,),
        denominator=None,
        factor=Decimal(1),
        by="facility",
        direction="up",
        legal_source="",
        owner="",
        version="1",
        decimals=1,
        suppress_below=0,
        fed=True,
    )


def _named(*entries: tuple[str, ...]) -> tuple[Named, ...]:
    return tuple(Named(code=code, names=tuple(names)) for code, *names in entries)


VOCABULARY = Vocabulary(
    directory=Directory(
        province="24",
        province_name="Tỉnh Bắc Ninh",
        communes={code: Commune(code, name.split(" ", 1)[1], name, "24", 9_000) for code, name in _COMMUNES.items()},
        facilities={row[0]: Facility(*row) for row in _FACILITIES},
        departments={code: Department(code, name) for code, name in _DEPARTMENTS.items()},
        former_names={
            "Huyện Lục Ngạn": ("07531", "07534"),
            "Lục Ngạn": ("07531", "07534"),
            "Xã Tân Mỹ": ("07682",),
            "Thị trấn Thắng": ("07840",),
            "Thắng": ("07840",),
        },
    ),
    indicators=tuple(_indicator(*row) for row in _INDICATORS),
    diseases=_named(
        ("A97", "Sốt xuất huyết Dengue", "sốt xuất huyết"),
        ("B08.4", "Tay chân miệng"),
        ("B05", "Sởi"),
        ("J11", "Cúm mùa", "cúm"),
        ("A00", "Tả"),
    ),
    vaccines=_named(
        ("Sởi", "Sởi"),
        ("DPT-VGB-Hib", "DPT-VGB-Hib", "5 trong 1"),
        ("BCG", "BCG"),
        ("Uốn ván", "Uốn ván"),
        ("Viêm gan B", "Viêm gan B"),
    ),
    tests=_named(
        ("8480-6", "Huyết áp tâm thu"),
        ("8462-4", "Huyết áp tâm trương"),
        ("14771-0", "Glucose máu lúc đói"),
        ("4548-4", "HbA1c"),
        ("14682-9", "Creatinin máu"),
        ("1920-8", "AST (GOT)"),
        ("1742-6", "ALT (GPT)"),
        ("14647-2", "Cholesterol toàn phần"),
    ),
)
"""Public names of a small invented corner of Bắc Ninh."""
