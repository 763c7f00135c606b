"""Words about figures: those that say nothing, those that mean the same, and lay words for official names."""

import re

EMPTY = frozenset(
    "ty le chi so tieu tong muc cua la bao nhieu phan tram the nao nhu gi cho toi biet xem minh em anh chi oi a nhe nha voi trong o tai va "
    "hien nay ra sao dang co duoc khong cac nhung moi tung theo den tu dat con thi vay hay giup hoi muon can lay so lieu bao cao cai "
    "do nay kia day thong ke tinh hinh hom hien tai moi nhat gan cao thap nhat top xep hang ve toan tinh ca nao dau cuoi it nhieu "
    "so sanh ky truoc cung tang giam xu huong dien bien bieu do thang nam quy tuan ngay qua roi vua nghi lam on xin dum di ne ha ho nhi ta minh "
    "chung bac sep thay co lanh dao phong van benh vien xa phuong don vi dia phuong co so tinh nha minh hoac cap nhat thuc hien ket qua "
    "nguoi tren mot bi vua roi noi gium tra cuu vao luc len xuong bang".split()
)
"""Folded words that do not tell one indicator from another."""

SAME: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), words)
    for pattern, words in (
        (r"cong suat (?:su dung )?giuong(?: benh)?|su dung giuong(?: benh)?|lap day giuong(?: benh)?|(?:ty le )?giuong(?: benh)? (?:duoc )?(?:su dung|lap day|kin)|kin giuong|do day giuong|giuong benh dung", "congsuatgiuong"),
        (r"giuong benh|giuong", "giuong"),
        (r"bao hiem y te|the bao hiem", "bhyt"),
        (r"kham chua benh|kham benh|kham bhyt", "kham"),
        (r"suy dinh duong", "suydinhduong"), (r"nhe can", "nhecan"), (r"thap coi", "thapcoi"),
        (r"tu vong|chet", "tuvong"), (r"tre em|tre|em be|be", "tre"),
        (r"(?:tham gia|bao phu|do phu|co the|phu song) bhyt|bhyt toan dan|dan so (?:co|tham gia) bhyt", "baophu bhyt"),
        (r"noi tru|nam vien", "noitru"), (r"ngoai tru", "ngoaitru"), (r"ngay dieu tri|ngay nam vien|thoi gian nam vien|thoi gian dieu tri", "ngaydieutri"),
        (r"trung binh|binh quan", "trungbinh"), (r"chuyen vien|chuyen tuyen|chuyen len tuyen tren|chuyen co so", "chuyenvien"),
        (r"tiem chung|tiem vac xin|tiem phong|tiem", "tiemchung"), (r"day du|du mui|du", "daydu"),
        (r"tang huyet ap|cao huyet ap|huyet ap cao|huyet ap", "tanghuyetap"),
        (r"dai thao duong|tieu duong", "daithaoduong"), (r"quan ly|theo doi", "quanly"),
        (r"ho so (?:suc khoe|benh an)? ?dien tu|so suc khoe dien tu|ho so suc khoe", "hosodientu"),
        (r"ngo doc thuc pham|ngo doc", "ngodoc"), (r"an toan thuc pham|ve sinh an toan thuc pham", "attp"),
        (r"kham thai", "khamthai"), (r"hai long", "hailong"), (r"bac si|bac sy", "bacsi"), (r"dieu duong", "dieuduong"),
        (r"tram y te", "tramyte"), (r"me|ba me|san phu", "me"), (r"so sinh", "sosinh"), (r"mac|nhiem", "mac"),
        (r"truyen nhiem", "truyennhiem"), (r"chi phi|chi tra|tien|kinh phi", "chiphi"), (r"de nghi thanh toan|quyet toan", "denghi"),
        (r"cho doi|cho kham|doi kham", "chokham"), (r"nhap vien|vao vien", "nhapvien"), (r"ra vien|xuat vien", "ravien"),
        (r"duoi mot tuoi|duoi 1 tuoi", "duoi1"), (r"duoi nam tuoi|duoi 5 tuoi", "duoi5"), (r"10 000 dan|van dan|muoi nghin dan|1 van dan", "vandan"),
        (r"mua|thuoc", "thuoc"), (r"benh an dien tu", "benhandientu"), (r"tai kham", "taikham"),
    )
)  # fmt: skip
"""Turns of phrase that mean one thing, joined to one word."""

LAY: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"cong suat (?:su dung )?giuong", ("tỷ lệ lấp đầy giường", "giường bệnh dùng bao nhiêu phần trăm", "mức kín giường", "quá tải giường")),
    (r"(?:tong )?so luot kham benh$", ("lượt khám", "số người đến khám", "bệnh nhân đến khám", "lượt bệnh nhân khám", "bao nhiêu lượt khám")),
    (r"luot dieu tri noi tru", ("lượt nội trú", "số bệnh nhân nội trú", "bệnh nhân nhập viện nội trú", "lượt nằm viện")),
    (r"ngay dieu tri trung binh", ("số ngày nằm viện trung bình", "thời gian nằm viện trung bình", "nằm viện trung bình mấy ngày", "ngày điều trị bình quân")),
    (r"tu vong tai benh vien", ("tỷ lệ tử vong", "tử vong nội viện", "bệnh nhân tử vong")),
    (r"chuyen (?:co so|vien|tuyen)", ("tỷ lệ chuyển viện", "tỷ lệ chuyển tuyến", "bệnh nhân chuyển tuyến trên")),
    (r"nhap vien tu kham", ("tỷ lệ nhập viện", "khám xong phải nhập viện")),
    (r"tham gia bao hiem y te|bao phu", ("bao phủ bảo hiểm y tế", "độ phủ bảo hiểm y tế", "dân có thẻ bảo hiểm y tế", "số người có bảo hiểm y tế")),
    (r"chi phi kham chua benh bao hiem y te de nghi", ("tiền bảo hiểm y tế đề nghị thanh toán", "chi bảo hiểm y tế", "chi phí bảo hiểm y tế")),
    (r"chi phi binh quan|chi phi trung binh", ("chi phí bình quân một lượt", "trung bình một lượt khám hết bao nhiêu tiền", "chi phí trung bình mỗi lượt")),
    (r"tiem chung day du", ("trẻ tiêm đủ mũi", "tiêm chủng đầy đủ", "trẻ được tiêm đủ")),
    (r"tang huyet ap.*quan ly|quan ly.*tang huyet ap", ("quản lý tăng huyết áp", "người cao huyết áp được quản lý", "tăng huyết áp được theo dõi")),
    (r"dai thao duong.*quan ly|quan ly.*dai thao duong", ("quản lý đái tháo đường", "người tiểu đường được quản lý", "tiểu đường được theo dõi")),
    (r"kham thai", ("khám thai đủ", "phụ nữ đẻ khám thai đủ lần", "bà bầu khám thai đủ")),
    (r"bac si tren 10", ("số bác sĩ trên vạn dân", "mật độ bác sĩ", "bác sĩ trên 1 vạn dân")),
    (r"giuong benh tren 10", ("số giường trên vạn dân", "giường bệnh trên 1 vạn dân")),
    (r"duoi 1 tuoi.*(?:chet|tu vong)|(?:chet|tu vong).*duoi 1 tuoi", ("tử vong trẻ dưới 1 tuổi", "tử vong sơ sinh", "imr")),
    (r"duoi 5 tuoi.*(?:chet|tu vong)|(?:chet|tu vong).*duoi 5 tuoi", ("tử vong trẻ dưới 5 tuổi",)),
    (r"tu vong me", ("tử vong mẹ", "mẹ tử vong khi sinh", "mmr")),
    (r"ngo doc thuc pham", ("ngộ độc thực phẩm", "số vụ ngộ độc", "số ca ngộ độc thực phẩm")),
    (r"ho so suc khoe dien tu", ("hồ sơ sức khỏe điện tử", "người dân có hồ sơ sức khỏe điện tử", "sổ sức khỏe điện tử")),
    (r"hai long", ("hài lòng người bệnh", "mức độ hài lòng")),
)  # fmt: skip
"""Lay words by a pattern over the folded official name (or a code): they join the catalogue's own synonyms."""
