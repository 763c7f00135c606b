"""Figures asked for in a way that nobody counts: said so, never answered with another figure."""

import re

from assistant.planner.asking import ask
from assistant.planner.outcome import Plan
from assistant.replies import say
from assistant.understanding.reading import Reading

_SPLIT = re.compile(
    r"(?<!\w)(?:(?:theo|tung|chia theo|tach(?: rieng)?(?: theo)?|phan theo|moi) (?:gioi(?: tinh)?|nam nu|do tuoi|nhom tuoi|lua tuoi|tuoi|dan toc|nghe(?: nghiep)?|thanh thi|nong thon|bac si|nguoi benh|benh nhan|"
    r"chan doan|nhom benh|ma benh|icd|tuyen|hang benh vien|ngay trong tuan|ngay|gio|buoi|ca truc|loai hinh benh vien|cong lap|tu nhan|nguyen nhan tu vong|trinh do)|"
    r"(?:khong tinh|khong ke|khong gom|loai tru|tru|ngoai tru|rieng|chi tinh) (?:cac |khoi )?(?:benh vien |bv |co so |khoi )?(?:tu(?: nhan)?|cong(?: lap)?|tuyen (?:tren|duoi|tinh|huyen|xa))|"
    r"(?:nam|be trai) (?:va|voi|hay|so voi) (?:nu|be gai)|bac si nao|benh nhan nao|nguoi benh nao|khung gio nao|gio nao|vao thu may|ngay nao)(?!\w)(?! (?:nay|qua|mai|toi))"
)
_WEEKLY = re.compile(r"(?<!\w)(?:theo|tung|moi|hang|qua cac|qua tung) tuan(?!\w)")
_MEANING = re.compile(
    r"(?<!\w)(?:la (?:gi|sao|the nao|nhu the nao|cai gi)|nghia|dinh nghia|cong thuc|cach|tinh(?! (?:nay|minh|ta|nha|bac))|tu so|mau so|can cu|nguon|hieu|giai thich|lay tu dau|gom|ai|don vi nao|phu trach|van ban|thong tu|"
    r"khai niem|noi ro|do the nao|quy dinh|xac dinh|phuong phap|don vi|theo)(?!\w)"
)
_HOURS = re.compile(
    r"(?<!\w)(?:nua dem|ngoai gio|ban dem|dem khuya|khuya|gio hanh chinh|cuoi tuan|gio nao|may gio|khung gio)(?!\w)"
)
_INDEX = re.compile(r"(?<!\w)(?:chi so|chi tieu|diem so|bao nhieu diem|may diem|thu hang)(?!\w)")
_BREAK_GLASS = re.compile(r"(?<!\w)(?:break.?glass|pha kinh|truy cap khan cap|pha khoa|vuot quyen khan cap)(?!\w)")
_ONE_PLACE = re.compile(
    r"(?:kiem tra|tra cuu|tra|xem|tim|coi)(?: (?:giup|cho|ho|toi|em|minh|mot|cai))* (?:quan|co so|nha hang|tiem|bep an)(?: an)?(?: (?:nay|do|kia|giup|ho|dum|gium|voi|cho|nhe|nha|a|toi|em|minh|di|cai|duoc khong))*\W*"
)
OTHER_DISEASE = re.compile(
    r"(?<!\w)(?:covid(?: ?19)?|corona|sars|sot ret|hiv|aids|viem phoi|ung thu|tieu duong|dai thao duong|huyet ap|dot quy|tim mach|hen suyen|copd|viem gan c|dau mua khi|giang mai|sot mo|"
    r"tram cam|rsv|adeno|ebola|mers|whitmore|tu ky|suy than|nhoi mau|gout|viem da day|soi than|soi mat)(?!\w)"
)
_PART_OF_COST = re.compile(
    r"(?<!\w)(?:tien|chi phi|chi|ty trong|ty le) (?:thuoc|giuong|vat tu|xet nghiem|cong kham|phau thuat|dich vu ky thuat|dich vu|van chuyen|mau|chan doan hinh anh)(?!\w)"
)
_FIGURES = re.compile(
    r"(?<!\w)(?:so lieu|con so|chi tieu|chi so|diem (?:hai long|so|trung binh|danh gia)|ty le|ti le|so sanh|xep hang|bao cao|thong ke)(?!\w)"
)
_WAYS = {
    "indicator": "tháng, bệnh viện, khoa của một bệnh viện, xã, phường", "disease_counts": "tuần, tháng và xã, phường",
    "claims_summary": "cơ sở, tháng, trạng thái, lý do từ chối và loại khám chữa bệnh", "outbreaks": "vụ và xã, phường",
    "audit_search": "ngày, vai trò, tài khoản, loại dữ liệu và kết quả", "inspections": "kết quả, xã, phường và lỗi vi phạm",
}  # fmt: skip


def uncounted(tool: str, reading: Reading) -> Plan | None:
    """What to say where a tool does not count what is asked for, or which place is not said; None where all is well."""
    text = reading.said.bare
    if tool == "audit_search" and _BREAK_GLASS.search(text):
        return Plan(text=say("no_break_glass"))
    if tool in ("inspections", "establishments") and _ONE_PLACE.fullmatch(text):
        return ask("name", "establishments", {})
    if tool == "disease_counts" and reading.disease is None and (unknown := OTHER_DISEASE.search(text)):
        return Plan(text=say("no_such_disease", disease=reading.said.text[unknown.start() : unknown.end()]))
    if tool in ("claims_summary", "claims_list") and _PART_OF_COST.search(text):
        return Plan(text=say("no_such_split", ways=_WAYS["claims_summary"]))
    if tool == "audit_search":
        return Plan(text=say("no_such_split", ways=_WAYS[tool])) if _HOURS.search(text) else None
    if tool not in _WAYS or not (_SPLIT.search(text) or (_WEEKLY.search(text) and tool != "disease_counts")):
        return None
    return Plan(text=say("no_such_split", ways=_WAYS[tool]))


def at_hospital(tool: str, reading: Reading, hospitals: frozenset[str]) -> Plan | None:
    """What to say where cases by commune are asked for at a hospital; None where they are not."""
    if tool not in ("disease_counts", "outbreaks") or not reading.placed.facilities:
        return None
    named = reading.placed.facilities[0].value
    return Plan(text=say("no_such_split", ways=_WAYS[tool])) if named <= hospitals else None


def better_tool(tool: str, reading: Reading, tools: frozenset[str]) -> str:
    """The tool that counts what is asked for: weeks of a disease, an index that is no activity, a place to be named."""
    text = reading.said.bare
    if tool == "indicator" and reading.disease and "disease_counts" in tools and re.search(r"(?<!\w)tuan(?!\w)", text):
        return "disease_counts"
    if tool == "indicator_definition" and "indicator" in tools and reading.meant.code and not _MEANING.search(text):
        return "indicator"
    if tool == "poisoning_cases" and reading.compare and "outbreaks" in tools:
        return "outbreaks"
    if tool == "programme" and "indicator" in tools and _INDEX.search(text):
        return "indicator"
    return tool


_COUNTED = re.compile(
    r"(?<!\w)(?:so (?:ca|luot|nguoi|benh nhan)|tong so|ty le|ti le|bao nhieu|may (?:ca|luot|nguoi)|trung binh|binh quan|phan tram|cong suat|qua tai)(?!\w)|%"
)


def counts(reading: Reading) -> bool:
    """Whether a figure is asked for: a count, a rate, a ranking or a bound over places."""
    angle = reading.angle
    return bool(angle.rank or angle.compare or _COUNTED.search(reading.said.bare)) or bool(
        {"facility", "commune"} & set(angle.ways)
    )


def wants_figures(reading: Reading) -> bool:
    """Whether a figure is wanted that is not named."""
    return bool(_FIGURES.search(reading.said.bare)) and not reading.patient
