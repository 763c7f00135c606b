"""Reads what officers, managers and auditors ask for beside who, when and where; None where the question does not say."""

import re
from collections.abc import Callable

from assistant.understanding.bounds import Bound, read_bound
from assistant.understanding.periods import blank
from assistant.understanding.reading import Reading

Reader = Callable[[str, Reading], str | int | bool | None]
Table = tuple[tuple[str, str], ...]

_MEASURE: Table = (
    ("rejection_rate", r"(?:ty le|ti le|phan tram|ty trong)(?: \w+){0,4} (?:tu choi|xuat toan)|(?:tu choi|xuat toan)(?: \w+){0,3} (?:phan tram|%)"),
    ("rejected", r"tien (?:bi )?(?:tu choi|xuat toan|giam tru)|(?:tu choi|xuat toan)(?: \w+){0,4} (?:tien|dong|trieu)|gia tri (?:bi )?(?:tu choi|xuat toan)"),
    ("rejected_claims", r"tu choi|xuat toan|tra (?:ve|lai)"),
    ("average", r"binh quan|trung binh|moi (?:luot|ho so)|mot (?:luot|ho so)"),
    ("fund", r"quy (?:bao hiem(?: y te)? )?(?:tra|chi|thanh toan)|de nghi (?:quy|thanh toan)|bao hiem(?: y te)? (?:tra|chi)"),
    ("total", r"chi phi|tien|ton(?: kem)?|tong chi|gia tri"),
    ("claims", r"(?:nhieu|it|bao nhieu|so|luong) ho so|ho so nhieu"),
)  # fmt: skip
_STATUS: Table = (
    ("submitted", r"cho (?:giam dinh|duyet|xu ly|xet duyet)|chua (?:duyet|giam dinh|xu ly|quyet dinh)|(?:moi|da|vua) (?:gui|nop)|dang (?:cho|treo)|ton dong"),
    ("rejected", r"tu choi|xuat toan|khong duyet|tra ve"),
    ("paid", r"(?:da|duoc) (?:thanh toan|chi tra|tra tien|quyet toan)"),
    ("accepted", r"(?:da|duoc) (?:duyet|chap nhan|phe duyet)|duyet (?:duoc )?(?:bao nhieu|may)|cho (?:thanh toan|chi tra)"),
)  # fmt: skip
_REASON: Table = (
    ("mức hưởng", r"sai muc huong|muc huong"), ("thẻ hết giá trị", r"the(?: bao hiem y te| bhyt)? (?:da |bi )?het (?:han|gia tri|hieu luc)|het han the"),
    ("trùng thời gian", r"trung(?: thoi gian| lap| ngay| dot)?(?= |$)(?! (?:tam|binh|uong))"), ("mã đối tượng", r"(?:sai )?ma doi tuong|sai doi tuong"),
    ("ngày giường", r"ngay giuong|so ngay (?:nam|dieu tri)"), ("hành nghề", r"hanh nghe|chung chi"),
    ("cận lâm sàng", r"thieu (?:ket qua|can lam sang)|can lam sang"), ("xét nghiệm", r"(?:chi dinh )?xet nghiem"), ("thuốc", r"thuoc (?:ngoai|sai|chi dinh|khong)"),
)  # fmt: skip
_TRADE: Table = (
    ("high_risk", r"nguy co (?:cao|lon)|nhom nguy co|nhom a"),
    ("school_kitchen", r"(?:bep an|can(?:g)? tin|bep)(?: \w+){0,2} truong(?: hoc| mam non| tieu hoc)?|truong hoc|ban tru"),
    ("company_kitchen", r"(?:bep an|can(?:g)? tin|bep)(?: \w+){0,2} (?:cong ty|nha may|xi nghiep|khu cong nghiep)|suat an cong nghiep"),
    ("kitchen", r"bep an(?: tap the)?|can(?:g)? tin"), ("street_food", r"(?:thuc an |do an |hang |quan )?(?:duong pho|via he|hang rong)"),
    ("catering", r"nau co|co cuoi|tiec luu dong|dich vu nau"), ("producer", r"(?:co so |noi )?(?:san xuat|che bien)"),
    ("shop", r"cua hang"), ("restaurant", r"nha hang|quan(?: an)?(?! ly|y|trong)"),
)  # fmt: skip
_OUTCOME: Table = (("died", r"tu vong|chet|mat roi"), ("hospitalized", r"nhap vien|nam vien|vao vien|phai vao"))
_FOODS = (
    r"banh mi|nam(?: rung| doc)?|ruou|methanol|ca noc|ca ngu|com ga|sua chua|tiet canh|thit(?: lon| ga| bo)?|hai san|co cuoi|dam cuoi|dam gio|com hop|bun|pho|"
    r"xoi|che|trung|pate|pa te|rau|salmonella|e\.? ?coli|histamin|vi sinh|hoa chat|truong hoc|truong tieu hoc|truong mam non|mam non|tieu hoc|ban tru|bep an|cong ty|khu cong nghiep|gia dinh|lien hoan"
)
_ABOUT = re.compile(
    rf"(?<!\w)(?:(?:nghi )?do|vi|tai|o|cua|vu|ngo doc|an(?: phai)?|mon|lien quan(?: den)?|tu|nhiem|trong)(?: (?:mon|an|thuc pham|ngo doc|vi khuan))*(?: vu)? (?P<f>{_FOODS})(?!\w)"
)
_SAME_FOOD = {
    "truong hoc": "trường", "pate": "pa tê", "dam cuoi": "cưới", "co cuoi": "cưới", "e coli": "E. coli", "nam rung": "nấm", "nam doc": "nấm",
}  # fmt: skip
_ONGOING = re.compile(
    r"(?<!\w)(?:dang (?:mo|dien ra|xay ra|dieu tra|xu ly|theo doi|hoat dong)|chua (?:ket luan|xu ly xong|dong|xong|ket thuc)|con (?:mo|ton))(?!\w)"
)
_CODE = re.compile(r"(?<!\w)vu ?0*(\d{1,6})(?!\w)(?= |$|\?)")
_UNSEEN = re.compile(
    r"(?<!\w)(?:chua (?:tung |he )?(?:duoc )?(?:kiem tra|thanh tra|hau kiem)|khong (?:duoc )?(?:kiem tra|thanh tra)|bo sot|lau (?:roi )?(?:chua|khong) (?:duoc )?(?:kiem|thanh|hau))"
)
_ROLE: Table = (
    ("doctor", r"bac si"), ("nurse", r"dieu duong|y ta"), ("station_staff", r"tram y te|nhan vien tram"), ("citizen", r"nguoi dan|cong dan"),
    ("insurance_officer", r"(?:can bo |nhan vien )?(?:bao hiem|giam dinh)"), ("food_safety_officer", r"an toan thuc pham"),
    ("hospital_manager", r"(?:lanh dao|giam doc|quan ly) (?:benh )?vien"), ("department_manager", r"lanh dao so|giam doc so"),
    ("auditor", r"kiem toan vien"), ("data_protection_officer", r"can bo bao ve du lieu"), ("anonymous", r"chua dang nhap|vang lai|an danh"), ("admin", r"quan tri"),
)  # fmt: skip
_ENDED: Table = (
    ("alarm", r"vuot (?:pham vi|quyen)|bao dong|canh bao"),
    ("denied", r"tu choi|bi chan|trai phep|khong (?:duoc phep|co quyen|dung quyen)|ngoai (?:quan he|pham vi|tham quyen)|bat thuong|dang ngo|xem trom|xam nhap"),
    ("failed", r"that bai|loi he thong"),
)  # fmt: skip
_RECORDS = re.compile(r"(?<!\w)(?:ho so|benh an|du lieu (?:benh nhan|ca nhan|nguoi benh))(?!\w)")
_TOPICS = (
    r"benh an dien tu|ho so suc khoe(?: dien tu)?|vneid|kho du lieu|hop nhat du lieu|ky so|chu ky so|giam dinh dien tu|dat lich(?: kham)?(?: truc tuyen)?|khong dung tien mat|"
    r"phan mem tram(?: y te)?|an toan thong tin|truc lien thong|so hoa ho so|ma dinh danh|ky nang so|ioc|trung tam dieu hanh|tro ly ao|canh bao som|chan doan hinh anh|"
    r"tri tue nhan tao|hoi chan(?: tu xa)?|kham tu xa|ki ?-? ?ot|kiosk|ke don(?: dien tu)?|don thuoc dien tu|tuong tac thuoc|ban do(?: an toan thuc pham)?|dieu phoi cap cuu|nhac lich|phan tich chi phi"
)
_TOPIC = re.compile(rf"(?<!\w)(?:{_TOPICS})(?!\w)")
_SAME_TOPIC = {
    "kham tu xa": "tu xa",
    "kiosk": "ki ot",
    "don thuoc dien tu": "ke don dien tu",
    "chu ky so": "ky so",
    "ki-ot": "ki ot",
    "kiot": "ki ot",
    "ky so": "ky so",
}
_TARGET = re.compile(
    r"(?<!\w)(?:toi|den|dat|muc|muc tieu|chi tieu|ke hoach|nguong|so voi|giao|duoc)(?: (?:muc|nguong|chi tieu|ke hoach|giao|duoc|la|tren))* (\d+(?:[.,]\d+)?) ?(?:%|phan tram)"
)
_PEOPLE = frozenset({"", "nguoi", "ca"})


def one_of(table: Table) -> Reader:
    """A reader of the first row whose pattern stands in the question."""
    known = tuple((name, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for name, pattern in table)

    def read(_tool: str, reading: Reading) -> str | None:
        return next((name for name, pattern in known if pattern.search(reading.said.bare)), None)

    return read


def bound_of(reading: Reading) -> Bound | None:
    """The bound in the question, outside its periods and places."""
    spans = [(p.start, p.end) for p in reading.periods] + list(reading.placed.spans)
    return read_bound(blank(reading.said.bare, spans).replace("\0", " "))


def at_least(tool: str, reading: Reading) -> int | None:
    """The least amount wanted: money for claims, people for events."""
    bound = bound_of(reading)
    if bound is None or not bound.sign.startswith(">"):
        return None
    fits = bound.unit in _PEOPLE if tool == "outbreaks" else bound.unit == "đồng"
    return int(bound.amount) + (bound.sign == ">" and tool == "outbreaks") if fits else None


def bound(_tool: str, reading: Reading) -> str | None:
    """The bound as a sign and a number."""
    found = bound_of(reading)
    return f"{found.sign}{found.amount:f}" if found else None


def target(reading: Reading) -> str | None:
    """A level that one figure is to reach ("đạt 95 % chưa", "còn thiếu bao nhiêu tới 95%"), as a bound."""
    found = _TARGET.search(reading.said.bare)
    return f">={found[1].replace(',', '.')}" if found else None


def about(tool: str, reading: Reading) -> str | None:
    """What an event was about, as words that its record may hold; or the topic of an activity."""
    text = reading.said.bare
    if tool == "programme":
        topic = _TOPIC.search(text)
        return _SAME_TOPIC.get(topic[0], topic[0]) if topic else None
    found = _ABOUT.search(blank(text, [(p.start, p.end) for p in reading.periods]))
    if found is None:
        return None
    return _SAME_FOOD.get(found["f"]) or reading.said.word(*found.span("f"))


def ongoing(_tool: str, reading: Reading) -> bool | None:
    """Whether only what is not over is wanted."""
    return True if _ONGOING.search(reading.said.bare) else None


def outbreak(_tool: str, reading: Reading) -> str | None:
    """An event's code."""
    code = _CODE.search(reading.said.bare)
    return f"VU{int(code[1]):04d}" if code and "0" in code[0] else None


def uninspected(_tool: str, reading: Reading) -> bool | None:
    """Whether places are wanted that nobody inspected."""
    return True if _UNSEEN.search(reading.said.bare) else None


def records(_tool: str, reading: Reading) -> bool | None:
    """Whether only looks at records of people are meant."""
    return True if _RECORDS.search(reading.said.bare) and not reading.patient else None


measure, status, reason, trade = one_of(_MEASURE), one_of(_STATUS), one_of(_REASON), one_of(_TRADE)
role, ended, illness = one_of(_ROLE), one_of(_ENDED), one_of(_OUTCOME)


def outcome(tool: str, reading: Reading) -> str | int | bool | None:
    """How looks ended, or what became of people who fell ill."""
    return illness(tool, reading) if tool == "poisoning_cases" else ended(tool, reading)
