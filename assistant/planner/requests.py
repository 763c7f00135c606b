"""What no tool may answer, whoever asks: orders to the machine, lists of the sick, diagnoses, doses, prophecies."""

import re

from assistant.planner.outcome import Call, Plan
from assistant.planner.tools import kind_of
from assistant.replies import can, say
from assistant.understanding.reading import Reading


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


_RULES = r"(?:quy dinh|huong dan|luat|quy tac|lenh|chi thi|phan quyen|quyen han|bao mat|kiem tra quyen|gioi han|rang buoc|instruction\w*|rule\w*)"
_ORDER = _words(
    rf"(?:bo qua|bo het|quen|vo hieu hoa?|tat|khong can theo|dung theo) (?:\w+ ){{0,4}}{_RULES}|bypass|jailbreak|override|ignore (?:\w+ ){{0,3}}{_RULES}|ignore (?:all|previous)"
    r"|(?:tu gio|tu bay gio|bay gio|gia su|hay|ke tu) (?:ban|em|may|he thong|tro ly) (?:la|dong vai|gia lam|gia vo|tro thanh|hanh dong nhu)|(?:dong vai|gia lam|gia vo (?:la|lam)) (?:\w+ ){0,2}(?:admin|quan tri|giam doc|lanh dao|bac si)"
    r"|system ?(?:prompt|:)|(?:developer|debug|admin|god) mode|che do (?:nha phat trien|admin|quan tri|bao tri|go loi)|toi la (?:admin|quan tri vien|root|nguoi tao ra ban)|(?:ban|em) la (?:admin|quan tri)"
    r"|drop table|delete from|select \*|select \w+ from|insert into|union select|mat khau (?:admin|quan tri|he thong|co so du lieu|nguoi dung)|cap quyen (?:admin|quan tri)"
)
_SENSITIVE = r"(?:hiv|aids|tam than|nghien|giang mai|pha thai|lao phoi|benh lao|tram cam|xa hoi)"
_SICK = r"(?:benh nhan|nguoi benh|nguoi (?:bi |mac |nhiem )?|ai |nhung ai|ca )"
_LIST = r"(?:danh sach|liet ke|ds|list|toan bo|tat ca|ten|nhung ai|ai|nhung nguoi|ho ten|xuat|lay|in ra)"
_BULK = (
    _words(rf"{_LIST}(?: \w+){{0,6}} ?{_SICK} ?(?:\w+ ){{0,3}}{_SENSITIVE}|{_LIST}(?: \w+){{0,3}} {_SENSITIVE}(?: \w+){{0,8}} (?:ten|dia chi|so dien thoai)"),
    _words(r"(?:danh sach|liet ke|xuat|lay|toan bo)(?: \w+){0,10} (?:toan|ca|khap) (?:tinh|vien|benh vien)(?: \w+){0,6} (?:ten|ho ten|dia chi|so dien thoai|danh tinh)"),
    _words(r"(?:danh sach|liet ke|xuat|lay|toan bo)(?: \w+){0,3} (?:benh nhan|nguoi benh)(?: \w+){0,5} (?:toan|ca|khap) (?:tinh|vien|benh vien)"),
)  # fmt: skip
_COUNTS = _words(r"so luong|bao nhieu|ty le|ti le|thong ke|may (?:ca|nguoi)|tong so|so ca")
_MAY_I = _words(
    r"(?:duoc|dc)(?: \w+)? (?:khong|chua)|duoc (?:hay )?khong|co (?:sao|hai|nen|anh huong|nguy hiem|on)(?: \w+){0,3} (?:khong|gi khong)|nen (?:hay )?khong|hay khong|co duoc|duoc chu|duoc nhi|khong (?:a|nhi|bac si|vay|ta|em|anh|chi|oi)?\W*$|(?:nhe|nha|nghen|hen)\W*$|(?:lam|thi) (?:sao|the nao|gi)|phai lam (?:sao|gi)"
)
_CHANGE = _words(
    r"(?:tang|giam|doi|ha|bot|them|nang|gap doi|nhan doi|chinh|sua)(?: \w+){0,2} (?:lieu|vien|lan uong|y lenh)|(?:bo|ngung|ngat|nghi|thoi|cat|bot) (?:han |luon |bot |khong )?(?:uong |xai |tiem |dung )?(?:\w+ )?(?:thuoc|vien|insulin)(?! gi)"
    r"|(?:tu|tu y|tu dong) (?:y )?(?:uong|mua|dung|xai|tiem|bo|ngung|tang|giam|them|doi|cat)|(?:uong|dung|xai|tiem|cho uong)(?: \w+){0,2} (?:gap doi|gap 2|gap hai|bu|tang len|hai vien|2 vien|ba vien|3 vien|nua vien|1/2 vien)"
    r"|(?:uong|dung|xai) (?:chung|ke|lai|tiep|thu)(?: \w+){0,4} (?:thuoc|don|toa)|(?:uong|dung|xai) (?:thuoc|don|toa)(?: \w+){0,2} (?:cua (?:me|bo|chong|vo|ba|hang xom|nguoi khac|chi|anh)|cu)|(?:thuoc|don|toa)(?: \w+){0,8} (?:uong|dung|xai) (?:lai|tiep|ke|them|thu)|(?:thuoc|don|toa) (?:\w+ ){0,2}cua (?:me|bo|chong|vo|ba|hang xom|nguoi khac|chi|anh|ong|con)(?: \w+){0,5} (?:uong|dung|xai)|mua (?:them|lai|tiep|ve)(?: \w+){0,4} (?:uong|dung|xai)|quen (?:uong|tiem|dung)(?: \w+)? (?:thuoc|insulin)|doi (?:sang |qua )?thuoc|thay thuoc"
)
_STOP = re.compile(r"(?<!\w)dừng (?:uống |xài )?(?:\w+ )?(?:thuốc|viên|insulin)(?!\w)", re.IGNORECASE)
_BY_DOCTOR = _words(
    r"(?:bac si|bs)(?: \w+){0,4} (?:ke|cho|doi|tang|giam|ngung|bao|dan|sua|viet)|duoc ke|da ke|lan truoc|hom truoc ke"
)
_SYMPTOM = r"(?:ngua|noi (?:man|me day|ban|hach|muc|mun|cuc)|dau|nhuc|sot|ho|moi|te|sung|chong mat|hoa mat|met|mat ngu|buon non|non|tieu chay|di ngoai|sut can|vang da|tuc nguc|ra mo hoi|biếng an|bieng an|u|noi u|xuat hien|chay mui|mo mat|run|hoi hop)"
_DIAGNOSE = (
    _words(rf"{_SYMPTOM}(?: \w+){{0,14}},? (?:\w+ ){{0,5}}(?:la|bi|mac|co phai|bi sao|coi|xem)(?: \w+){{0,4}} (?:benh gi|benh chi|bi gi|gi vay|bi sao|sao vay|cai gi)"),
    _words(r"chan doan (?:giup|ho|gium|dum|luon|benh cho|cho (?:toi|em|minh|con|chau))|(?:doan|phan|bat) (?:xem |giup |thu |ho )?(?:toi |em |minh |con )?(?:bi |mac )?benh(?: gi)?(?: cho| giup| di)?"),
    _words(r"(?:ke|boc|cho|ra) (?:giup |ho |gium |luon |em |toi |minh |con )*(?:toa|don|don thuoc|toa thuoc|thuoc)(?: thuoc)? (?:luon|giup|gium|di|nha|nhe|voi|cho (?:toi|em|minh|con|chau|be|me|bo)|dieu tri|uong)|ke (?:cho |giup )?(?:em|toi|minh|con|chau|tui) (?:\w+ ){0,2}(?:thuoc|toa|don)"),
    _words(r"(?:co phai|phai chang|lieu|co khi nao|chac)(?: la)? (?:toi|em|minh|con (?:toi|em)|me (?:toi|em)|bo (?:toi|em)|be)?(?: \w+){0,4} ?(?:bi|mac|dinh) (?:\w+ ){0,2}(?:ung thu|tieu duong|dai thao duong|hiv|lao|dot quy|suy than|xo gan|viem|tram cam|covid|sot xuat huyet|soi|tay chan mieng|u nao)"),
)  # fmt: skip
_PROPHECY = _words(
    r"song (?:them )?(?:duoc )?(?:bao lau|may (?:nam|thang|ngay)|bao nhieu (?:nam|thang|lau))|con (?:song|cuu) (?:duoc )?(?:khong|noi khong|bao lau)|(?:co|sap|bao gio(?: thi)?) chet (?:khong|som khong|chua)|kha nang (?:song|tu vong|qua khoi) (?:la )?(?:bao nhieu|may|cua)|co qua khoi"
)
_KIN = re.compile(
    r"(?:mẹ|bố|vợ|chồng|con dâu|con rể|em dâu|chị dâu|anh rể|em rể|anh trai|chị gái|em gái|em trai|bạn|người yêu|hàng xóm|ông|bà)"
)
_CHILD = ("con", "cháu", "bé", "chau", "be", "em bé", "thằng", "thang")
_STRANGERS = ("hàng xóm", "bạn tôi", "người yêu", "bạn gái", "bạn trai", "đồng nghiệp", "sếp", "thông gia")
_WRONG = re.compile(
    r"(?:da |a |o |u )?(?:sai|khong phai|khong dung|nham|chua dung|lac de)(?: roi| the| vay| y toi| y em| a| nhe)*"
)
_READS = _words(
    r"(?:nhin|xem|doc|theo|voi|qua|can cu)(?: \w+){0,3} (?:ket qua|chi so|xet nghiem)(?: \w+){0,5} (?:bi|mac|la) (?:benh )?(?:gi|sao)"
)
_SAD = _words(
    r"(?:buon|co don|tuyet vong|be tac|suy sup|ap luc|chan (?:doi|nan)|met moi|stress)(?: \w+)? (?:qua|lam|vo cung|kinh khung)|khong biet (?:noi|tam su|chia se) (?:voi|cung) ai|muon khoc|khong ai hieu|chi muon o mot minh"
)
_MEDICAL = _words(
    r"thuoc|kham|dieu tri|trieu chung|dau hieu|la gi|benh gi|ket qua|khoa nao|bac si nao|lich|cho|doi|non|ngu|an|bung"
)
_OWN_RECORD = _words(
    r"(?:ho so|don thuoc|thuoc|ket qua|xet nghiem|lan kham|the bao hiem|bao hiem|tiem chung|vien phi)(?: \w+){0,2} cua (?:chinh |rieng |ban than )?(?:toi|em|minh|ban than)(?!\w)(?! (?:phu trach|dieu tri|theo doi|khoa))"
)
_TO_WRITE = _words(
    r"(?:chuyen|ngung|ngat|cat|them|ke|ke them|doi|tang|giam|huy|ghi|nhap|sua|bo sung|chinh|cho)(?: \w+){1,8} (?:giup|ho|gium|dum|nhe|di|voi|vao (?:don|y lenh|benh an))|(?:xuat vien|ra vien|nhap vien|chuyen khoa|chuyen vien) cho"
)
_ASKS = _words(r"soan|thu|giay|viet|bao cao|gi|nao|khong|bao nhieu|chua|the nao|may|khi nao|xem|tom tat|tra")
_RECORD = _words(r"ket qua|benh an|ho so|xet nghiem|chan doan|don thuoc|bi benh gi|mo|xem|tra|coi")


def turned_down(reading: Reading, tools: frozenset[str]) -> Plan | None:
    """What is said to such a request, beside the record where it has the answer; None for every other question."""
    text = reading.said.bare
    if _ORDER.search(text):
        return _refused("no_orders_to_me", tools)
    if any(pattern.search(text) for pattern in _BULK) and not _COUNTS.search(text):
        return _refused("no_lists_of_people", tools)
    if _PROPHECY.search(text) and "ty le" not in text and reading.meant.code is None:
        return Plan(text=say("no_prophecy"))
    if "patient_summary" in tools:
        return _clinician(reading, tools)
    if kind_of(tools) in ("citizen", "anonymous"):
        return _citizen(reading, tools)
    return None


def _refused(key: str, tools: frozenset[str]) -> Plan:
    return Plan(text=say(key, can=can(kind_of(tools))), notes={"refused": True})


def _clinician(reading: Reading, tools: frozenset[str]) -> Plan | None:
    """Orders are the doctor's own to write; a relative is nobody's patient by that."""
    text = reading.said.bare
    if _OWN_RECORD.search(text) and not reading.patient:
        return Plan(text=say("own_record_elsewhere"))
    kin = reading.relation and not reading.patient and _KIN.match(reading.relation.value)
    if kin and _RECORD.search(text):
        return _refused("no_relatives", tools)
    written = _TO_WRITE.search(text) and not _ASKS.search(text)
    if (_changes(reading) or written) and reading.patient:
        if _MAY_I.search(text):
            return Plan((Call("patient_medicines", {"patient": reading.patient.value}),), say("doctor_decides"))
        return _refused("no_medical_orders", tools)
    return None


def _citizen(reading: Reading, tools: frozenset[str]) -> Plan | None:
    """A dose stays as it is written until the doctor changes it; an illness is named by who has seen the person."""
    text = reading.said.bare
    if _WRONG.fullmatch(text.strip(" .!,?")):
        return Plan(text=say("heard_wrong"))
    if reading.test is None and _READS.search(text) and "my_results" in tools and not _BY_DOCTOR.search(text):
        return Plan((Call("my_results", {}),), say("only_figures"))
    if _SAD.search(text) and not _MEDICAL.search(text):
        return Plan(text=say("kind_words"))
    if _changes(reading) and _MAY_I.search(text) and not _BY_DOCTOR.search(_asked(text)):
        child = reading.relation and reading.relation.value.lower().startswith(_CHILD)
        whom = {"whom": reading.relation.value} if reading.relation else {}
        shown = "my_medicines" in tools and (child or not reading.relation)
        calls = (Call("my_medicines", dict(whom)),) if shown else ()
        return Plan(calls, say("keep_the_dose"))
    somebody = reading.patient or reading.person or (reading.relation and reading.relation.value in _STRANGERS)
    if any(pattern.search(text) for pattern in _DIAGNOSE) and not _BY_DOCTOR.search(text) and not somebody:
        return Plan(text=say("only_a_doctor"))
    return None


def _asked(text: str) -> str:
    """The last part of the question, where the asking stands: what the doctor wrote may stand before it."""
    return re.split(r"[,.;]| ma | nhung ", text)[-1]


def _changes(reading: Reading) -> bool:
    return bool(_CHANGE.search(reading.said.bare) or _STOP.search(reading.said.text))
