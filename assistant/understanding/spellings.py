"""Spellings of chat, clinic and region, each with the words it stands for (domain.md §9.5)."""

import re

CHAT: dict[str, str] = {
    "k": "không", "ko": "không", "hk": "không", "hok": "không", "kh": "không", "khg": "không", "kô": "không",
    "hông": "không", "hong": "không", "hổng": "không", "hem": "không", "khum": "không", "hăm": "không", "khôông": "không",
    "dc": "được", "đc": "được", "đươc": "được",
    "bs": "bác sĩ", "bsi": "bác sĩ", "bv": "bệnh viện", "bvien": "bệnh viện", "vs": "với",
    "ntn": "như thế nào", "nnao": "như thế nào", "tnao": "thế nào", "mk": "mình", "mik": "mình", "mìk": "mình",
    "r": "rồi", "rùi": "rồi", "z": "vậy", "v": "vậy", "zậy": "vậy", "j": "gì", "jì": "gì",
    "ah": "à", "mn": "mọi người", "mng": "mọi người", "hqua": "hôm qua", "hnay": "hôm nay", "hna": "hôm nay",
    "hnai": "hôm nay", "bnhieu": "bao nhiêu", "bnhiu": "bao nhiêu", "bnh": "bao nhiêu", "baonhieu": "bao nhiêu",
    "nhiu": "nhiêu", "bjo": "bây giờ", "bh": "bao giờ", "bgio": "bao giờ", "trc": "trước", "trk": "trước", "ng": "người",
    "nguời": "người", "ngừi": "người", "cx": "cũng", "cg": "cũng", "lm": "làm", "ck": "chồng", "vk": "vợ", "t": "tôi",
    "e": "em", "thui": "thôi", "ùi": "rồi", "iu": "yêu", "wá": "quá", "qá": "quá", "wa": "qua", "ik": "đi",
    "đt": "điện thoại", "sđt": "số điện thoại", "sdt": "số điện thoại", "fai": "phải", "nx": "nữa",
    "nz": "nữa", "ns": "nói", "bít": "biết", "bik": "biết", "thg": "tháng", "thag": "tháng", "tg": "thời gian",
    "thoy": "thôi", "ms": "mới", "nma": "nhưng mà", "lun": "luôn", "đag": "đang", "đg": "đang", "kq": "kết quả",
    "đvs": "đối với", "sn": "sinh nhật", "gđ": "gia đình", "lh": "liên hệ", "ak": "à", "uk": "ừ",
}  # fmt: skip
"""Spellings of chat, as typed."""

ABBREVIATIONS: dict[str, str] = {
    "bhyt": "bảo hiểm y tế", "bhxh": "bảo hiểm xã hội", "xn": "xét nghiệm", "tha": "tăng huyết áp", "đtđ": "đái tháo đường",
    "dtd": "đái tháo đường", "tđ": "tiểu đường", "sxh": "sốt xuất huyết", "sxhd": "sốt xuất huyết", "tcm": "tay chân miệng",
    "tyt": "trạm y tế", "ttyt": "trung tâm y tế", "bvđk": "bệnh viện đa khoa", "bvdk": "bệnh viện đa khoa",
    "attp": "an toàn thực phẩm", "vsattp": "vệ sinh an toàn thực phẩm", "vsat": "vệ sinh an toàn", "nđtp": "ngộ độc thực phẩm",
    "ndtp": "ngộ độc thực phẩm", "sdd": "suy dinh dưỡng", "pnmt": "phụ nữ mang thai", "tcmr": "tiêm chủng mở rộng",
    "tcđđ": "tiêm chủng đầy đủ", "tcdd": "tiêm chủng đầy đủ", "vgb": "viêm gan B", "ksk": "khám sức khỏe",
    "hsba": "hồ sơ bệnh án", "hsskđt": "hồ sơ sức khỏe điện tử", "hsskdt": "hồ sơ sức khỏe điện tử", "kcb": "khám chữa bệnh",
    "cskcb": "cơ sở khám chữa bệnh", "csyt": "cơ sở y tế", "cct": "cùng chi trả", "cls": "cận lâm sàng",
    "cđha": "chẩn đoán hình ảnh", "tbmmn": "tai biến mạch máu não", "nmct": "nhồi máu cơ tim", "rllm": "rối loạn lipid máu",
    "btn": "bệnh truyền nhiễm", "nvyt": "nhân viên y tế", "cbyt": "cán bộ y tế", "syt": "sở y tế",
    "byt": "bộ y tế", "cđs": "chuyển đổi số", "cds": "chuyển đổi số", "ytthm": "y tế thông minh", "yttm": "y tế thông minh",
    "hs": "hồ sơ", "pk": "phòng khám", "bc": "báo cáo", "yt": "y tế", "sk": "sức khỏe", "tvong": "tử vong", "gcn": "giấy chứng nhận",
    "đkkd": "đăng ký kinh doanh", "vx": "vắc xin", "vaccine": "vắc xin", "vacxin": "vắc xin", "vắcxin": "vắc xin",
    "hstc": "hồi sức tích cực", "tmh": "tai mũi họng", "rhm": "răng hàm mặt",
    "hatt": "huyết áp tâm thu", "thai kì": "thai kỳ", "bknlt": "bệnh không lây nhiễm",
    "nct": "người cao tuổi", "ubnd": "ủy ban nhân dân", "nb": "người bệnh",
    "tb": "trung bình", "sx": "sản xuất", "csg": "công suất giường", "csgb": "công suất giường bệnh", "dtri": "điều trị", "đtrị": "điều trị",
    "ndt": "ngày điều trị", "nđt": "ngày điều trị", "đtnt": "điều trị nội trú", "bnnt": "bệnh nhân nội trú",
}  # fmt: skip
"""Abbreviations of clinic and office, in lower case."""

REGIONAL: dict[str, str] = {
    "bịnh": "bệnh", "nhứt": "nhất", "tui": "tôi", "miềng": "mình",
    "chừ": "bây giờ", "rứa": "thế", "nớ": "đó", "xỉu": "ngất",
    "ói": "nôn", "mần": "làm", "nỏ": "không", "trốc": "đầu", "sanh": "sinh", "nhơn": "nhân", "chánh": "chính", "chích": "tiêm",
    "biểu": "bảo", "dìa": "về", "bển": "bên đó", "trển": "trên đó", "nầy": "này", "giời": "trời",
    "zô": "vào", "vô": "vào", "coi": "xem", "kiếm": "tìm", "hỉ": "nhỉ", "nhể": "nhỉ",
    "ni": "này", "bả": "bà ấy", "ổng": "ông ấy", "hoài": "mãi", "quài": "mãi",
}  # fmt: skip
"""Words of one region that have one plain meaning."""

AFTER_NUMBER: dict[str, str] = {"tr": "triệu", "k": "nghìn", "ng": "ngày", "th": "tháng", "t": "tháng", "tu": "tuổi"}

PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), words)
    for pattern, words in (
        (r"so(?: v[ớo]i| vs)? ck|c[ùu]ng ck", "so với cùng kỳ"),
        (r"b[ữu]a (?:nay|ni)|h[ôo]m ni", "hôm nay"),
        (r"b[ữu]a qua|h[ôo]m qu[aá]|qua t[ớo]i nay", "hôm qua"),
        (r"h[ổo]m r[àa]y|m[ấa]y b[ữu]a (?:nay|rày)", "mấy hôm nay"),
        (r"h[ôo]m t[êe]", "hôm kia"),
        (r"(?:m[ầa]n|l[àa]m|nh[ưu]|ra) r[ăa]ng", "làm sao"),
        (r"răng rứa|rang rua|răng rồi", "sao thế"),
        (r"b[ịi]nh vi[ệe]n", "bệnh viện"),
        (r"nh[ứu]t [đd][ầa]u", "đau đầu"),
        (r"m[ắa]c [óo]i", "buồn nôn"),
        (r"t[àa]o th[áa]o(?: [đd]u[ổo]i)?|th[áa]o t[ỏo]ng|[ỉi]a ch[ảa]y|[đd]i t[ướu]t", "tiêu chảy"),
        (r"l[àa]m kinh", "co giật"),
        (r"c[áa]i chi|[đd]i[ềe]u chi|chi r[ứu]a", "cái gì"),
        (
            r"khi m[ôo]|h[ồo]i m[ôo]|ch[ừu]ng m[ôo]|ch[ừu]ng n[àa]o|h[ồo]i n[àa]o|khi n[àa]o|l[úu]c n[àa]o|bao gi[ờo]|h[ôo]m n[àa]o",
            "khi nào",
        ),
        (r"[ởo] m[ôo]|ch[ỗo] m[ôo]|m[ôo] r[ứu]a", "ở đâu"),
        (r"ra sao|sao r[ồo]i", "thế nào"),
        (r"gi[ấa]y h[ẹe]n t[áa]i kh[áa]m", "giấy hẹn tái khám"),
        (r"bao nhiu|bi nhiêu|bao nhieu", "bao nhiêu"),
        (r"[đd]k(?= (?:kh[áa]m|ti[êe]m|l[ịi]ch))", "đăng ký"),
        (r"nh[ưu] n[àa]o|nh[ưu] th[ếe] n[àa]o|th[ếe] n[àa]o|ntn", "thế nào"),
    )
)
"""Turns of phrase with a plain meaning; each side may be typed with marks or without."""
