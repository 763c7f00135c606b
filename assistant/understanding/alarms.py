"""Words of emergencies in folded text, and the words around them that mean it is not happening now (domain.md §9.3)."""

import re


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


_WHO_SMALL = r"(?:so sinh|moi (?:sinh|de)|(?:\d+|vai|may) (?:ngay|tuan) tuoi|(?:1|2|mot|hai|duoi 3|duoi ba|chua day 3) thang(?: tuoi)?|chua day thang)"
_VERY = r"(?:du doi|qua|lam|nhieu|kinh khung|khung khiep|dot ngot|nhu (?:bop|de|dao)|quan|that|bop nghet|khong chiu (?:duoc|noi)|ghe|muon xiu|tu nhien|vo cung|du)"
_BREATH = r"(?:kho tho|tho khong (?:noi|duoc|ra)|khong tho (?:duoc|noi)|tho khong (?:on|kip)|ngop tho|nghet tho|hut hoi|tho (?:doc|gap|rit|thoi thop)|met tho|ngung tho|ngat tho|tim tai|tim moi|moi tim|tim nguoi)"
_CHEST = r"(?:(?:dau|tuc|nang|nhoi|that|bop|de)(?: (?:that|nhoi|o|vung|ben|giua|tuc|nang|trong))* (?:nguc|tim|long nguc)(?: trai)?|nguc (?:dau|tuc|nang)|dau that nguc|om nguc)"
_POISON = r"(?:thuoc (?:tru )?(?:sau|co|chuot|diet (?:co|chuot|con trung)|tay)|diet co|paraquat|thuoc ray|xang|dau hoa|axit|nuoc (?:tay|rua bon cau|lau san|javel|thong cong)|thuoc ngu|hoa chat|chat tay rua|thuoc tay|thuoc cua (?:me|ba|ong|bo|nguoi lon)|ba chuot|pin|mot vi thuoc|ca vi thuoc)"

ALARMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"))
    for kind, pattern in (
        ("suicide", r"tu (?:tu|sat|van)(?! lieu)|muon chet|khong (?:muon|thiet) song|chan song|ket lieu|ket thuc (?:cuoc (?:doi|song)|tat ca|moi (?:thu|chuyen)|doi minh)|song (?:de )?(?:lam (?:gi|chi)|chi) nua|khong con (?:ly do|thiet|muon) (?:de )?song|chet (?:di )?cho (?:xong|roi|nhe)|rach tay|cat co tay|cat tay|(?:uong|nuot) (?:het|ca)(?: \w+){0,6} (?:cho xong|cho roi|cho nhe|khoi)|khoi lam (?:phien|kho|ganh nang)(?: \w+)? ai|nhay (?:lau|cau|song)|treo co|tu lam hai|lam hai ban than|tu hai"),
        ("poison", rf"(?:uong|nuot|an|hit)(?: phai| nham| lon| trung| vao| het| luon| ca| lo| mot| 1| nhieu| chai| lo| ngum| vien)* {_POISON}|qua lieu|uong (?:ca|het|nhieu|mot|1|nguyen) (?:vi|lo|nam|hop|chuc vien)(?: thuoc)?|uong (?:[1-9]\d|hai chuc|ba chuc|may chuc|ca chuc|chuc) (?:vien|vi|goi)|an (?:phai |trung |nham |nham phai )?(?:ca noc|nam (?:la|doc|rung|lon)|so bien|coc|la ngon|la doc|trung coc|mat coc)"),
        ("anaphylaxis", rf"(?:soc phan ve|phan ve|soc thuoc)|(?:tiem|chich|truyen|uong thuoc|an|ong dot|ong chich|kien dot|bi dot)(?: \w+){{0,8}},? (?:\w+ ){{0,4}}(?:{_BREATH}|sung (?:moi|mat|luoi|hong)|noi (?:me day|man|ban) (?:khap|toan|day)\w*|tut huyet ap|huyet ap tut|bi soc|soc(?! nhiet)|mach nhanh|choang vang|xay xam|ngat)"),
        ("snake", r"ran(?: doc| luc| ho| ho mang| cap nong| cham quap| bien| duoi do)* (?:can|mo|dop|tap)|bi ran"),
        ("drowning", r"duoi nuoc|chet duoi|ngat nuoc|(?:roi|te|nga|truot|nhao|lot) (?:xuong|vao) (?:song|ao|ho|gieng|bien|be boi|chum nuoc|muong|kenh|suoi|hoc nuoc)|(?:te|roi|lot) (?:gieng|song|muong|kenh|suoi)"),
        ("electric", r"dien giat|bi giat dien|set danh"),
        ("burn", r"(?:bong|phong)(?: \w+){0,3} (?:rong|nang|toan than|khap nguoi|ca nguoi|mat|ca mang|nua nguoi|dien|lua|hoa chat|axit|sau)|(?:do|te|nga|dinh|dinh phai)(?: \w+){0,3} (?:nuoc soi|noi canh|noi lau|dau soi|chao nong)|(?:nuoc soi|dau soi|nuoc nong|noi (?:canh|lau|nuoc)|lua|xang)(?: \w+){0,2} (?:do|tat|van|trum|bat|hat)(?: \w+){0,3} (?:nguoi|mat|lung|nguc|bung|dau|tay|chan)|bong rop|chay (?:ca )?nguoi|lua chay vao nguoi"),
        ("pregnancy", r"(?:bau|mang thai|co thai|thai|chua|sap sinh|sap de|san phu|dang mang)(?: \w+){0,9},? ?(?:\w+ ){0,4}(?:ra (?:nhieu )?(?:huyet|mau|nuoc oi)|chay mau|bang huyet|vo oi|vo nuoc oi|co giat|dau bung du doi|dau bung qua|ngat|khong thay dap|khong dap|khong (?:thay )?may|may yeu|hoa mat nhin mo)|ra (?:huyet|mau)(?: \w+){0,5} (?:mang thai|bau|co thai)|vo oi|vo nuoc oi|bang huyet|dau de|chuyen da|de roi|dau bung sap de|de roi ngoai duong"),
        ("infant", rf"{_WHO_SMALL}(?: \w+){{0,7}},? ?(?:\w+ ){{0,4}}(?:sot|bo bu|li bi|lo mo|tim|khoc thet|khong bu|tho nhanh|vang da dam|non tro)|(?:sot|bo bu|li bi|khong bu)(?: \w+){{0,5}} {_WHO_SMALL}|(?:be|con|tre|chau)(?: \w+){{0,6}} (?:li bi|lo mo|bo bu|goi khong (?:day|thua)|tim tai|mem nhun)|bo bu(?: \w+){{0,3}} li bi|li bi(?: \w+){{0,3}} bo bu|thop phong"),
        ("choking", rf"(?:hoc|nghen|mac|sac)(?: \w+){{0,6}} (?:{_BREATH}|tim|nghet|khong (?:tho|noi|khoc|ho)|o co|mat tim)|(?:hoc|sac)(?: phai)? (?:di vat|dong xu|hat (?:nhan|lac|dau|vai|mit|na)|keo|thach|vien bi|chao|sua)(?! an)|nuot (?:phai |nham |trung |luon |mat )?(?:dong xu|pin|vien bi|kim|dinh|nam cham|cuc|nut ao|manh)|di vat duong tho|hoc di vat|bi hoc(?! xuong)"),
        ("seizure", r"co giat|dong kinh(?: len con| co giat)|lam kinh|len con(?: dong)? kinh|giat (?:dung dung|toan than|tay chan|dung|lien tuc|minh lien tuc|kinh phong|dun)|(?:len|noi|bi) con (?:co )?giat|san giat|sui bot mep|trao mat|mat tron nguoc|tron mat"),
        ("stroke", r"(?:meo|lech|xech) (?:han |xech )?(?:mieng|mat|mom|(?:mot|1) ben(?: mat)?)|mieng (?:bi )?(?:meo|lech)|(?:tu (?:dung|nhien)|dot (?:ngot|nhien)|bong)(?: \w+){0,3} (?:khong|chang) noi duoc|(?:yeu(?! to| cau| kem| cua)|liet(?! ke| si)|(?<!y )te|te liet|khong (?:cu dong|nhac) (?:duoc|noi))(?: \w+){0,3} (?:nua nguoi|mot ben|1 ben|ben (?:trai|phai)|nua than|tay chan)|liet nua|noi (?:kho|ngong|diu|lap bap|khong (?:ro|duoc|ra (?:tieng|loi)))(?! nghe)|trung gio|dot quy|tai bien(?: mach mau nao)?|dau dau du doi(?: dot ngot)?|dau dau nhu bua bo|mat dot ngot (?:thi luc|y thuc)|xuat huyet nao|nhoi mau nao"),
        ("heart", rf"{_CHEST}(?: \w+){{0,4}} (?:{_VERY}|lan|va mo hoi|toat mo hoi|{_BREATH})|{_CHEST}|nhoi mau(?: co tim)?|ngung tim|tim ngung dap|dau tim|len con (?:dau )?tim"),
        ("breath", rf"{_BREATH}|len con (?:hen|suyen)|con hen (?:nang|cap|kich phat)|suyen len con"),
        ("unconscious", r"bat tinh|hon me|ngat(?! ngay| ngu| nguong)(?: xiu| di| luon| roi| lim)?|xiu(?: roi| luon| xuong)?|mat y thuc|goi (?:\w+ ){0,3}(?:khong|ko) (?:day|tra loi|thua|biet|nghe|tinh)|khong (?:con )?(?:tinh|biet gi|phan ung)(?! toan)|nam bat dong|bat dong|khong tho(?! (?:duoc bang|oxy))|(?:lo mo|lu du|mo mang)(?! (?:ve|qua|khong (?:hieu|biet)|chua|cai|chuyen))|duong (?:huyet|mau) (?:tut|ha|thap|con)(?: \S+){0,4},? (?:\w+ ){0,3}(?:run|lo mo|va mo hoi|ngat|choang|xiu)|choang (?:nga|gan ngat|muon xiu|ngat)|ngat xiu|lim di|dung im khong|lay khong day|nga quy|guc xuong"),
        ("bleeding", r"(?:chay|ra|phun|mat|ho ra|non ra|oi ra|tho|tuon|phut|di ngoai ra|ia ra|oc ra|khac ra)(?: \w+){0,3} (?:mau|huyet)(?: \w+){0,4} (?:khong (?:cam|ngung|dung)\w*|nhieu|qua|o at|xoi xa|nhu xoi|lam|phun|tuoi|uot dam|cuc|dam)|(?:non|oi|ho|oc)(?: \w+){0,2} ra (?:mau|huyet)|(?:chay|mat|ra) nhieu mau|mau (?:chay |ra )?(?:khong (?:cam|ngung|dung)|phun|nhieu qua|lai lang|xoi xa|o at|thanh dong)|dut (?:dong mach|lia|roi|gan)|dam (?:thung|vao bung|vao nguc)|bi (?:chem|dam)|cam mau khong"),
        ("accident", r"tai nan(?: \w+){0,6}? (?:nang|chay mau|bat tinh|mau|gay|nguy kich|nam|bi thuong|khong day|chet|kep|vo|dap dau|bat dong)|(?:te|nga|roi) (?:tu )?(?:lau|tang|cao|mai nha|gian giao|cay|xe)(?: \w+){0,6} (?:bat tinh|mau|khong|gay|non|dau dau|lo mo|nam im|me)|(?:te|nga|roi) (?:tu |o |xuong )?(?:lau|tang (?:\d|hai|ba|bon|nam)|san thuong|ban cong|gian giao|mai nha|noc nha)|(?:te|nga) (?:cau thang|giuong|ghe|vong|xe)(?: \w+){0,6} (?:lo mo|non|bat tinh|ngat|me|mau|khong (?:day|biet|cu dong))|gay (?:co|cot song|ho)|dap dau (?:\w+ ){0,4}(?:non|bat tinh|ngat|mau|lo mo)"),
        ("call", r"(?:goi|can|cho|dieu|xin|keu|lam on goi) (?:gap |giup |ngay |giup toi |gium |dum |em |toi )*(?:mot |1 )?(?:xe )?(?:cap cuu|cuu thuong)(?! o dau)|cuu (?:voi|toi|em|con toi|me toi|bo toi|chau voi|mang|be|ba toi|chong toi|vo toi)|cap cuu (?:gap|voi|giup|khan cap)|sap chet(?! doi)|nguy kich|hap hoi|bung cung nhu (?:go|da)|dau bung (?:du doi|quan quai|dien cuong|khong chiu noi)|xe cap cuu (?:den|toi) (?:ngay|gap)"),
    )
)  # fmt: skip
"""Kinds of emergency by their words, the graver and the more special first."""

NOT = re.compile(
    r"(?:khong|chua|chang|cha|het|khoi|bot|do|tranh|hong|dung)(?: (?:con|bi|co|thay|he|phai|cam thay|cam giac|them|gap|de|han|duoc|hoan toan|la|lo|so))*$"
)
"""What stands right before words of alarm that deny them."""

COUNTS = _words(
    r"ty le|ti le|ty suat|bao nhieu (?:ca|nguoi|vu|truong hop|luot|benh nhan|tre)|may (?:ca|vu|truong hop)|so (?:ca|vu|nguoi|luot|truong hop|lieu|san phu|ba me|tre)|"
    r"thong ke|tinh hinh|xu huong|bao cao|tong so|danh sach|xa nao|benh vien nao|tang hay giam|cung ky|bieu do|chi tieu|chi so|line list|vu ngo doc|bn\d+|"
    r"benh nhan \d{4,}|ma benh nhan|khoa (?:cap cuu|noi|hoi suc)|ho so benh an|cac ca|nhung ca|ca benh|tu vong do|chet do|theo (?:xa|thang|tuan)|toan tinh|ket qua|giuong \d+|xem (?:giup |ho |lai )?(?:xet nghiem|ho so|benh an|thuoc|don)|"
    r"tom tat|don thuoc|ket qua xet nghiem|benh an|phac do|du phong (?:thu phat|cho)|chan doan phan biet|co che|thuoc dieu tri|"
    r"tiep nhan (?:\w+ ){0,3}(?:ca|benh nhan)|(?:duoc |da )ghi nhan|cong suat giuong|ho so thanh toan|(?:chi phi|vien phi|quy) (?:trung binh|binh quan|cua|cho|dieu tri)"
)
"""Words of people who count or look up, not of people who need help."""

LISTS = _words(
    r"liet ke|co may|may (?:san phu|nguoi|benh nhan|tre|em|be)|bao nhieu|gom (?:nhung )?ai|nhung ai|ai da|(?:thang|quy|tuan) (?:\d+|nay|truoc|qua)|xuat ra|thong tin ve|lich su"
)
"""Words of lists, which a cry for help may hold too."""

CRY = _words(
    r"cuu|lam (?:sao|gi|the nao)|phai sao|gap|dang|goi|goi khong|nguy|lien tuc|khong (?:day|tho|tinh|noi)|roi (?:a|oi|bac si)|vua|tu nhien|bong|moi (?:bi|day|uong|an)"
)
"""Words of a cry for help."""

GUIDE = _words(
    r"dau hieu|trieu chung|bieu hien|nhan biet|phat hien som|la (?:benh )?gi|la sao|la the nao|phong (?:ngua|tranh|benh|chong|tu tu)|de phong|cach (?:so cuu|xu|phong|cap cuu|nhan|chua)|"
    r"so (?:cap )?cuu (?:the nao|nhu the nao|khi|nguoi|tre)|(?:khi|neu|lo|truong hop|gia su) (?:\w+ ){0,4}?(?:bi|thay)|vi sao|tai sao|nguyen nhan|co nguy hiem|co phai|huong dan|bai viet|"
    r"tai lieu|tim hieu|kien thuc|tap huan|nguy co|hau qua|bien chung|di chung|co lay|bao hiem|chi tra|kham khoa nao|kham (?:o )?dau|dat lich|lich kham|bac si nao|"
    r"khoa nao|vac xin|tiem phong|tiem ngua|an gi|kieng gi|uong thuoc gi|chua (?:the nao|khoi)|dieu tri the nao|gay (?:ra )?\w+ khong|nen lam gi|xu (?:tri|ly) (?:the nao|nhu the nao|ra sao|sao|ban dau|cac)"
)
"""Words of people who want to know, not of people to whom it happens."""

PAST = _words(
    r"nam (?:ngoai|truoc|kia|20\d\d)|thang truoc|tuan truoc|hoi (?:truoc|nam|thang|xua|nho|be|do)|lan truoc|dot truoc|tung (?:bi|co)|da tung|ngay xua|truoc (?:day|kia)|hom (?:truoc|no|kia)|"
    r"cach day (?:\w+ ){1,3}(?:ngay|tuan|thang|nam)|(?:sau|hau)(?: khi)?(?: bi)? (?:dot quy|tai bien|nhoi mau|mo)|da (?:on|khoi|do|khoe|qua|xuat vien|ra vien)|tai kham|phuc hoi|da het|het roi|do roi|on roi|khoe roi|tien su|"
    r"may nam (?:nay|truoc)|\d+ nam (?:nay|truoc|roi)|luc (?:nho|be)|da mat|mat (?:vi|do|nam|hoi)|qua doi|mat roi|xuat vien|ra vien|sau dot|da dieu tri|di chung"
)
"""Words that put it behind the asker."""

MILD = _words(
    r"hoi (?:kho|dau|tuc|met|chong)|nhe nhe|thinh thoang|doi khi|lau lau|lau (?:ngay|dai|nam)|hang ngay|thuong xuyen|khi (?:leo|gang suc|van dong|chay|tap|ho|cui|nam|an no)|luc (?:leo|gang suc|van dong|ho)|may (?:thang|nam|tuan) nay|"
    r"dau (?:nguc|tuc nguc) nhe|nhe thoi|kho tho nhe|ngat mui|nghet mui|ngat ngay|lo kinh|dau kinh|kinh nguyet|hanh kinh|chay mau cam|chay mau chan rang|chay mau rang|chuan bi|ngu (?:khong )?(?:ngon|ngay)"
)
"""Words of a complaint for the doctor's hours."""

NOW = _words(
    r"dang|vua|moi (?:bi|day|nay|xong|uong|an)|tu nhien|bong (?:nhien|dung)|dot nhien|dot ngot|bay gio|gio (?:bi|lai|thi|dang|khong|kho|no|me|bo|con)|hien gio|hom nay|sang nay|chieu nay|toi nay|nay gio|"
    r"tu (?:sang|toi|trua|chieu|nay|hoi)|cuu (?:voi|toi|em|con|me|bo|chau|mang|giup)|gap (?:lam|qua|roi|voi)|can gap|nhanh len|nguy kich|nguy qua|(?<!hom )(?<!thang )(?<!tuan )(?<!nam )(?<!da )qua|lam roi|lien tuc|du doi|khong chiu|roi a|roi (?:lam sao|phai|bac si|oi)|(?:lam sao|lam gi|lam the nao) (?:bay gio|day|gio)|giup (?:voi|toi|em)"
)
"""Words that say it happens now."""

SOMEBODY = _words(
    r"(?:toi|em|minh|con|be|me|bo|ba|ma|vo|chong|ong|chau|anh|chi|ban|bac|chu|co|di|cau|no|dua|thang|nguoi nha|hang xom|co nguoi|mot nguoi|ong ay|ba ay|nha em|nha toi|benh nhan|nguoi ta|cu|thai phu|san phu|tui|ca nha|dong nghiep)"
    r"(?: (?!khi|neu)\w+){0,5}? (?:bi|dang|duoi|tu nhien|bong|vua|moi|lai|qua|len|cu|da|noi|thay|uong|nuot|an|hoc|ngat|xiu|co giat|kho tho|dau|tuc|roi|te|chay|sot|li bi|tim|khong|hon me|bat tinh|ran|dot quy|meo|sui|ra|met|muon|mang|keu|om|nam|run|lo mo|nuot)"
)
"""Somebody to whom it happens."""

IDIOM = _words(
    r"(?:met|dau|nong|doi|lanh|so|ngua|cuoi|vui|ban|buc|tuc|hoi|khat|suong|ngon|nho|dep|ret|no|moi)(?: \w+)? muon chet|(?:met|doi|nong|lanh|buon|ban|chan|so|vui|cuoi|dau|ngai|ngan|stress|buon ngu|doi bung|met moi|met qua|met lam)(?: \w+)? (?:muon |gan |sap |den |toi )?(?:xiu|ngat(?: xiu)?|te xiu|lim|lim di|lim luon|tat tho|ngat tho)|(?:dau|met|doi|nong) (?:gan|sap) chet|khong tu tu|tu tu (?:thoi|nao|roi|em|da|chut|noi|lam|kham|tinh|giai|uong|tang|giam)|(?:cu|noi|lam|di|noi|uong|an|that|hay|se) tu tu|muon chet me"
)
"""Turns of phrase that only sound like the wish to die."""
