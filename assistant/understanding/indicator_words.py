"""Words about figures: those that say nothing, those that mean the same, and lay words for official names."""

import re

EMPTY = frozenset(
    "ty le ti tyle suat trong so tong chi tieu muc cua la bao nhieu phan tram gi cho toi biet xem minh em anh chi oi a nhe nha voi o tai va hien nay dang co duoc khong "
    "cac nhung moi tung theo den tu con thi vay hay giup hoi muon can lieu nao cai do kia day ve bi mot luot ca nguoi vu tren tinh ra roi ha ho nhi ta chung bac sep thay dum lam on di "
    "toan nam thang quy tuan ngay qua vua cao thap nhat top nhieu it dau cuoi tang giam truoc cung ky so sanh xa phuong benh vien don vi dia co su khong the hon kem lon "
    "vien minh khoa ba dung len xuong dat mac ma lai nhu hom nghin trieu".split()
) - {"tu", "mac", "chi", "ca", "luot", "ba"}
"""Folded words that do not tell one indicator from another."""

TALK = re.compile(
    r"(?<!\w)(?:the nao|nhu the nao|ra sao|la gi|cap nhat|thuc hien|ket qua|tinh hinh|thong ke|bao cao|tra cuu|hien tai|moi nhat|gan nhat|gan day|vua roi|xep hang|so sanh|xu huong|dien bien|"
    r"bieu do|chi tieu|chi so|so lieu|lanh dao|toan tinh|cho toi|cho em|don vi|dia phuong|co so|tinh nha|tinh minh|lam on|vui long|xin|cao nhat|thap nhat|nhieu nhat|it nhat|kem nhat|tot nhat|"
    r"nghia la|tinh sao|tinh the nao|tinh nhu the nao|cong thuc|dinh nghia|cach tinh|y nghia|giai thich|can cu|nguon|thong tu|van ban|tang hay giam|dat ke hoach|theo|dung dau|hang thang)(?!\w)"
)
"""Turns of phrase around a figure that do not say which."""

SAME: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), words)
    for pattern, words in (
        (r"(?:cong suat|hieu suat)(?: su dung)?(?: cua)?(?: cac)? giuong(?: benh)?|su dung giuong(?: benh)?|lap day giuong(?: benh)?|giuong(?: benh)? (?:duoc |dang )?(?:su dung|lap day|kin|day)|kin giuong|do day giuong|qua tai giuong|lap day", "congsuatgiuong"),
        (r"giuong benh|giuong", "giuong"),
        (r"bao hiem y te|the bao hiem|bao hiem", "bhyt"),
        (r"kham chua benh|kham benh chua benh|kham benh|di kham|den kham|kcb", "kham"),
        (r"suy dinh duong", "suydinhduong"), (r"nhe can", "nhecan"), (r"thap coi|lun", "thapcoi"),
        (r"tu vong|chet", "tuvong"), (r"tre em|tre nho|tre|em be|be", "tre"),
        (r"(?:tham gia|bao phu|do bao phu|do phu|co the|co|phu song|phu) bhyt|bhyt toan dan|dan so (?:co|tham gia) bhyt", "baophubhyt"),
        (r"noi vien", "noivien"), (r"noi tru|nam vien|nam dieu tri", "noitru"), (r"ngoai tru", "ngoaitru"),
        (r"ngay dieu tri(?: noi tru)?|ngay nam vien|so ngay nam|thoi gian nam vien|thoi gian dieu tri|nam vien bao lau|nam vien may ngay|ngay giuong|ngay noitru", "ngaydieutri"),
        (r"trung binh|binh quan", "trungbinh"), (r"chuyen vien|chuyen tuyen|chuyen len tuyen tren|chuyen tuyen tren|chuyen co so|chuyen di vien khac", "chuyenvien"),
        (r"tiem chung|tiem vac xin|tiem phong|tiem ngua|tiem", "tiemchung"), (r"day du|du mui|tiem du|du", "daydu"),
        (r"tang huyet ap|cao huyet ap|huyet ap cao|huyet ap", "tanghuyetap"),
        (r"dai thao duong|tieu duong", "daithaoduong"), (r"quan ly|theo doi", "quanly"),
        (r"kiem soat duoc|kiem soat|dat muc tieu(?: dieu tri)?|on dinh", "datmuctieu"),
        (r"ho so (?:suc khoe|benh an)? ?dien tu|so suc khoe dien tu|ho so suc khoe", "hosodientu"),
        (r"ngo doc thuc pham|ngo doc|trung doc", "ngodoc"), (r"an toan thuc pham|ve sinh an toan thuc pham|ve sinh thuc pham", "attp"),
        (r"kham thai", "khamthai"), (r"hai long", "hailong"), (r"bac si|bac sy", "bacsi"), (r"dieu duong", "dieuduong"), (r"duoc si", "duocsi"),
        (r"tram y te|tram", "tramyte"), (r"ba me|san phu|me", "me"), (r"so sinh", "sosinh"), (r"nhiem", "mac"),
        (r"truyen nhiem", "truyennhiem"), (r"chi phi|chi tra|tien|kinh phi|vien phi", "chiphi"), (r"de nghi thanh toan|quyet toan", "denghi"),
        (r"cho kham|doi kham|cho doi", "chokham"), (r"nhap vien|vao vien", "nhapvien"), (r"ra vien|xuat vien", "ravien"), (r"cap cuu", "capcuu"),
        (r"duoi mot tuoi|duoi 1 tuoi", "duoi1"), (r"duoi nam tuoi|duoi 5 tuoi", "duoi5"), (r"100 000 dan|mot tram nghin dan|100000 dan|100 nghin dan", "tramnghindan"),
        (r"10 000 dan|van dan|muoi nghin dan|10000 dan|1 van dan|10 nghin dan", "vandan"), (r"tu choi|xuat toan|tra lai|khong duyet", "tuchoi"),
        (r"benh an dien tu", "benhandientu"), (r"tai kham", "taikham"), (r"dat lich|dat kham|lich hen|hen kham|dat hen", "datlich"),
        (r"khong den(?: kham)?|bo hen|vang hen|bo lich|lo hen", "khongden"), (r"kiem tra|thanh tra|hau kiem", "kiemtra"), (r"ke hoach|duoc giao", "kehoach"),
        (r"tu tra|tien tui|cung chi tra|nguoi benh (?:chi tra|tra)|benh nhan (?:tu )?tra", "nguoibenhtra"), (r"tren mac", "chetmac"), (r"dan so|so dan|nhan khau|bao nhieu dan", "danso"),
        (r"phu nu (?:de|sinh)|ca de|ca sinh|de", "phunude"), (r"tre (?:moi )?(?:sinh|sinh ra|de song|chao doi)|chao doi", "tresinh"),
    )
)  # fmt: skip
"""Turns of phrase that mean one thing, joined to one word; tried in order."""

LAY: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"cong suat su dung giuong benh(?!.*ke hoach)", ("giường bệnh dùng bao nhiêu phần trăm", "mức kín giường", "tình trạng quá tải giường", "bệnh viện đông cỡ nào")),
    (r"^tong so luot kham benh", ("số người đến khám", "bệnh nhân đến khám", "lượt bệnh nhân khám", "bao nhiêu người đi khám", "số bệnh nhân khám")),
    (r"^so luot dieu tri noi tru", ("lượt nội trú", "bệnh nhân nhập viện nội trú", "lượt nằm viện", "bao nhiêu người nhập viện")),
    (r"^ngay dieu tri trung binh", ("nằm viện trung bình mấy ngày", "trung bình nằm viện bao lâu", "ngày điều trị bình quân")),
    (r"^ty le dan so tham gia", ("bao phủ bảo hiểm y tế", "dân có thẻ bảo hiểm y tế", "bao nhiêu phần trăm dân có bảo hiểm y tế")),
    (r"^chi phi binh quan", ("trung bình một lượt khám hết bao nhiêu tiền", "chi phí trung bình mỗi lượt khám")),
    (r"duoi 1 tuoi tiem chung day du", ("trẻ tiêm đủ mũi", "trẻ được tiêm đủ", "tiêm chủng mở rộng")),
    (r"^ty le chi phi do nguoi benh", ("người dân phải tự trả", "tiền túi người bệnh")),
    (r"^so bac si tren", ("bác sĩ trên một vạn dân", "mật độ bác sĩ")),
)  # fmt: skip
"""Lay words by a pattern over the folded official name: they join the catalogue's own synonyms."""
