"""Lay names of diseases, vaccines, tests and departments, in folded text, by a word of the official name."""

Lay = tuple[tuple[str, tuple[str, ...]], ...]

DISEASES: Lay = (
    ("sot xuat huyet", ("sot xuat huyet", "sot dengue", "dengue", "sxh", "sot xuat huyet dengue", "dich sot xuat huyet")),
    ("tay chan mieng", ("tay chan mieng", "chan tay mieng", "tay chan mong")),
    ("tay - chan - mieng", ("tay chan mieng", "chan tay mieng")),
    ("soi", ("soi", "benh soi", "dich soi")),
    ("cum", ("cum", "cum mua", "cum a", "cum b")),
    ("thuy dau", ("thuy dau", "trai ra", "trai ra", "phong ra")),
    ("quai bi", ("quai bi",)),
    ("ho ga", ("ho ga",)),
    ("bach hau", ("bach hau",)),
    ("tieu chay", ("tieu chay", "tieu chay cap", "tieu chay nhiem khuan")),
    ("dai", ("benh dai", "cho dai", "cho can")),
    ("lao", ("benh lao", "lao phoi")),
    ("sot ret", ("sot ret",)),
    ("covid", ("covid", "covid 19", "corona", "covid19")),
    ("viem nao nhat ban", ("viem nao nhat ban", "viem nao")),
    ("lien cau lon", ("lien cau lon", "lien cau khuan lon")),
    ("than kinh", ("than kinh",)),
    ("ly truc", ("kiet ly", "ly truc trung", "benh ly")),
    ("viem gan", ("viem gan",)),
    ("mat do", ("dau mat do", "mat do")),
    ("viem ket mac", ("dau mat do", "mat do")),
)  # fmt: skip

VACCINES: Lay = (
    ("soi", ("soi", "vac xin soi", "mui soi")),
    ("soi - rubella", ("soi rubella", "mr")), ("rubella", ("rubella", "soi rubella")),
    ("lao", ("lao", "bcg", "mui lao")), ("bcg", ("bcg", "lao", "mui lao")),
    ("viem gan b", ("viem gan b", "viem gan sieu vi b")),
    ("bai liet", ("bai liet", "uong bai liet", "bopv", "opv", "ipv")),
    ("5 trong 1", ("5 trong 1", "5in1", "5 in 1", "nam trong mot", "quinvaxem", "combe five", "combefive", "dpt vgb hib")),
    ("dpt-vgb-hib", ("5 trong 1", "5in1", "nam trong mot")),
    ("viem nao nhat ban", ("viem nao nhat ban", "vnnb", "viem nao")),
    ("dpt", ("dpt", "bach hau ho ga uon van")),
    ("uon van", ("uon van",)), ("rota", ("rota", "tieu chay do rota")), ("phe cau", ("phe cau",)), ("hpv", ("hpv", "ung thu co tu cung")),
    ("dai", ("vac xin dai", "tiem dai", "mui dai")), ("cum", ("vac xin cum", "tiem cum", "mui cum")),
)  # fmt: skip

TESTS: Lay = (
    ("glucose", ("duong huyet", "duong mau", "glucose", "luong duong", "chi so duong")),
    ("hba1c", ("hba1c", "a1c", "hb a1c", "hba 1c")),
    ("creatinin", ("creatinin", "creatinine", "chuc nang than")),
    ("cholesterol", ("cholesterol", "mo mau")),
    ("triglycerid", ("triglycerid", "triglyceride")),
    ("ldl", ("ldl", "mo xau")), ("hdl", ("hdl", "mo tot")),
    ("ast", ("got", "ast", "men gan")), ("alt", ("gpt", "alt", "men gan")),
    ("acid uric", ("acid uric", "axit uric", "uric", "gut")),
    ("huyet ap tam thu", ("huyet ap", "huyet ap tam thu")), ("huyet ap tam truong", ("huyet ap", "huyet ap tam truong")),
    ("bach cau", ("bach cau", "wbc", "cong thuc mau")), ("hemoglobin", ("hemoglobin", "huyet sac to", "hgb", "cong thuc mau")),
    ("tieu cau", ("tieu cau", "plt", "cong thuc mau")), ("nuoc tieu", ("nuoc tieu",)), ("kali", ("kali", "dien giai")),
    ("natri", ("natri", "dien giai")), ("egfr", ("egfr", "muc loc cau than")), ("ure", ("ure",)), ("tsh", ("tsh", "tuyen giap")),
    ("crp", ("crp",)), ("bilirubin", ("bilirubin",)), ("spo2", ("spo2", "oxy mau")), ("x-quang", ("x quang", "xquang", "chup phoi", "phim phoi")),
    ("sieu am", ("sieu am",)), ("dien tim", ("dien tim", "dien tam do", "ecg")), ("can nang", ("can nang",)), ("dengue", ("dengue", "ns1")),
)  # fmt: skip

DEPARTMENTS: Lay = (
    ("khoa kham benh", ("khoa kham benh", "phong kham benh")),
    ("cap cuu", ("khoa cap cuu", "hoi suc", "hoi suc cap cuu", "hoi suc tich cuc", "icu")),
    ("noi tong hop", ("noi tong hop", "khoa noi", "kham noi", "noi tong quat")),
    ("tim mach", ("tim mach", "khoa tim", "kham tim", "noi tim mach", "bac si tim")),
    ("noi tiet", ("noi tiet", "tuyen giap", "kham tieu duong", "khoa tieu duong")),
    ("truyen nhiem", ("truyen nhiem", "khoa nhiem", "khoa lay")),
    ("khoa nhi", ("khoa nhi", "kham nhi", "nhi", "bac si nhi", "kham cho be", "kham cho tre", "nhi khoa")),
    ("ngoai tong hop", ("ngoai tong hop", "khoa ngoai", "kham ngoai")),
    ("chan thuong", ("chan thuong", "chan thuong chinh hinh", "xuong khop", "co xuong khop", "kham xuong", "xuong")),
    ("phu san", ("phu san", "khoa san", "san", "kham san", "phu khoa", "kham phu khoa", "kham thai", "san phu khoa", "bac si san")),
    ("tai mui hong", ("tai mui hong", "kham tai", "kham hong", "kham mui", "viem hong")),
    ("rang ham mat", ("rang ham mat", "kham rang", "nha si", "nho rang", "rang", "nha khoa")),
    ("khoa mat", ("khoa mat", "kham mat", "bac si mat", "mat", "nhan khoa")),
    ("khoa lao", ("khoa lao", "lao phoi", "kham phoi", "ho hap")),
    ("than kinh", ("than kinh", "khoa than kinh", "noi than kinh")),
    ("tam than", ("tam than", "khoa tam than", "tam ly")),
    ("da lieu", ("da lieu", "kham da", "khoa da lieu")),
    ("ung buou", ("ung buou", "ung thu")),
)  # fmt: skip
