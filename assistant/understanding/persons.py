"""Who a question is about: patient and claim codes, dependants, people by name."""

import re

from assistant.understanding.normalise import Utterance
from assistant.understanding.spans import Found

_PATIENT = re.compile(r"(?<!\w)(?:bn|benh nhan|bao nhieu)[\s:#.\-_]*(?:ma |so |co ma |ma so )*(?:bn)?[\s:#.\-_]*((?:\d[ .\-]?){3,9}\d)(?![\d/])")
_PATIENT_BY_MARK = re.compile(r"(?<!\w)ma (?:so )?(?:benh nhan|nguoi benh|ho so)? ?(?:la )?[:#]? ?(?:bn)?[\s.\-]*((?:\d[ .\-]?){5,9}\d)(?![\d/])")
_CLAIM = re.compile(r"(?<!\w)((?:hs|cl|clm|kb|lk|ma_lk)[\s\-_.:#]*\d[\d\-_. ]{2,20}\d)(?!\w)|(?<!\w)(?:ho so|ma lien ket|ma lk)(?: thanh toan| giam dinh| bao hiem y te| so| ma)* ?[:#]? ?(\d[\d\-_.]{3,20}\d)(?!\w)")
_RELATION = re.compile(
    r"(?<!\w)(?:(be gai|be trai|chau gai|chau trai|con gai|con trai|con dau|con re|chau noi|chau ngoai|em be|be|con|chau|me|ma|bo|ba|cha|tia|bu|bam|"
    r"vo|chong|ong noi|ong ngoai|ba noi|ba ngoai|ong|anh trai|chi gai|em gai|em trai|anh|chi|em|co|chu|bac|cau|di|mo|nguoi nha))(?!\w)"
)
_OWN = re.compile(r" (?:ruot |nho |lon |ut |dau long |be )?(?:cua |nha |ben )?(?:toi|em|minh|tui|chau|con|tao|to|anh|chi|nha|vo chong)(?!\w)")
_CANON = {
    "ma": "mẹ", "me": "mẹ", "bu": "mẹ", "bam": "mẹ", "bo": "bố", "ba": "bố", "cha": "bố", "tia": "bố", "con": "con", "be": "bé",
    "chau": "cháu", "vo": "vợ", "chong": "chồng", "ong": "ông", "con gai": "con gái", "con trai": "con trai", "be gai": "con gái",
    "be trai": "con trai", "chau gai": "cháu gái", "chau trai": "cháu trai", "ong noi": "ông nội", "ong ngoai": "ông ngoại",
    "ba noi": "bà nội", "ba ngoai": "bà ngoại", "anh trai": "anh trai", "chi gai": "chị gái", "em gai": "em gái",
    "em trai": "em trai", "em be": "bé", "chau noi": "cháu nội", "chau ngoai": "cháu ngoại", "con dau": "con dâu", "con re": "con rể",
    "anh": "anh", "chi": "chị", "em": "em", "co": "cô", "chu": "chú", "bac": "bác", "cau": "cậu", "di": "dì", "mo": "mợ",
    "nguoi nha": "người nhà",
}  # fmt: skip
_MARKED = {
    "con": "con", "be": "bé", "chau": "cháu", "me": "mẹ", "ma": "má mạ", "bo": "bố bọ", "ba": "ba bà", "cha": "cha", "tia": "tía",
    "bu": "bu", "bam": "bầm", "vo": "vợ", "chong": "chồng", "ong": "ông", "anh": "anh", "chi": "chị", "em": "em", "co": "cô",
    "chu": "chú", "bac": "bác", "cau": "cậu", "di": "dì", "mo": "mợ",
}  # fmt: skip
_SURE = frozenset({
    "con gai", "con trai", "be gai", "be trai", "me", "vo", "chong", "ong noi", "ong ngoai", "ba noi", "ba ngoai", "anh trai",
    "chi gai", "em gai", "em trai", "con dau", "con re", "chau noi", "chau ngoai", "chau gai", "chau trai", "em be", "be",
})  # fmt: skip
FAMILIES = frozenset(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao doan vuong trinh dinh luu ha mai than giap ta chu cao truong "
    "lam luong dam thai quach mac tang kieu tong la phung nong lo quan ma giang hua trieu to ton".split()
)
_STOP = frozenset(
    "co khong da duoc la o tai bi thi nay kia gi nao tiem kham uong mac benh va voi cho cua ve den tu trong nam thang ngay bao nhieu may tuoi "
    "con thuoc lich mui ket ra roi chua dang can hien vua moi lan dau se sap phai muon xem hoi biet giup nhe nha a oi voi di lam sao the hay "
    "sinh dia que thon xom ap khu gan nhat vien phi the bao hiem ho so chi so do theo sau truoc khi luc hom dot ngoai cung nhung cac mot "
    "hai khac nua luon het gia tien lay cap nhap xuat chuyen song".split()
)
_TITLE = re.compile(r"(?<!\w)(?:ten|ho ten|ho va ten|benh nhan|nguoi benh|nguoi dan|cong dan|ong|ba|anh|chi|em|be|chau|co|chu|bac|cu|con|nguoi|cua)(?: la| ten| ho ten)? +")
_TOKEN = re.compile(r"[^\W\d_]+")


def patient_code(said: Utterance) -> Found[str] | None:
    """The patient code said, as BN and eight digits; None when there is none."""
    match = _PATIENT.search(said.bare) or _PATIENT_BY_MARK.search(said.bare)
    if match is None:
        return None
    digits = re.sub(r"\D", "", match[1])
    return Found(f"BN{digits:0>8}", match.start(), match.end())


def claim_code(said: Utterance) -> Found[str] | None:
    """The claim code said, in capitals without spaces; None when there is none."""
    match = _CLAIM.search(said.bare)
    if match is None:
        return None
    group = 1 if match[1] else 2
    words = said.text[match.start(group) : match.end(group)]
    return Found(re.sub(r"[\s.:#]", "", words).upper(), match.start(group), match.end(group))


def person_name(said: Utterance) -> Found[str] | None:
    """A person named in full ("Nguyễn Thị B"), as typed; None when nobody is."""
    for match in _TOKEN.finditer(said.bare):
        if match[0] in FAMILIES and (end := _name_end(said, match.end())):
            text = said.text[match.start() : end]
            if text[0].isupper() or _TITLE.search(said.bare[: match.start()] + "\n") or len(text.split()) >= 3:
                return Found(_titled(text), match.start(), end)
    return None


def _titled(name: str) -> str:
    return name if any(c.isupper() for c in name) else name.title()


def _name_end(said: Utterance, at: int) -> int | None:
    """Where a name that began before `at` ends: one to four more words, none of them an ordinary word."""
    end, words = None, 0
    for match in _TOKEN.finditer(said.bare, at):
        capital = said.text[match.start()].isupper()
        if said.bare[at : match.start()].strip() or words == 4 or (match[0] in _STOP and not capital):
            break
        end, at, words = match.end(), match.end(), words + 1
    return end if words >= 1 and (words >= 2 or (end and said.text[end - 1 :][:1].isalpha())) else None


def relation(said: Utterance) -> Found[str] | None:
    """The asker's relative that the question is about ("con", "bé An", "mẹ"); None for the asker."""
    for match in _RELATION.finditer(said.bare):
        word = match[1]
        if not _written_so(word, said.word(match.start(), match.end())):
            continue
        given = _given_name(said, match.end())
        own = _OWN.match(said.bare, match.end())
        if given and word not in ("ba", "ma", "me", "bo"):
            return Found(f"{said.text[match.start() : match.end()].lower()} {given.value}", match.start(), given.end)
        if own or (word in _SURE and not _address(said.bare, match)):
            return Found(_canon(word, said.word(match.start(), match.end())), match.start(), own.end() if own else match.end())
    return None


def _canon(word: str, written: str) -> str:
    return "bà" if written.endswith("bà") else _CANON[word]


def _written_so(bare_words: str, words: str) -> bool:
    return all(
        word == plain or word in _MARKED.get(plain, word).split()
        for plain, word in zip(bare_words.split(), words.split(), strict=False)
    ) or bare_words in {"nguoi nha", "chau gai"}


def _address(text: str, match: re.Match[str]) -> bool:
    """Whether the word only calls somebody ("bé ơi", "cháu chào")."""
    return bool(re.match(r" (?:oi|chao|hoi|muon|xin|cam on)", text[match.end() :]))


def _given_name(said: Utterance, at: int) -> Found[str] | None:
    match = re.compile(r" (?:ten )?([^\W\d_]+(?: [^\W\d_]+){0,3})").match(said.text, at)
    if match is None:
        return None
    words = match[1].split()
    size = 0
    while size < len(words) and words[size][0].isupper():
        size += 1
    if not size:
        return None
    name = " ".join(words[:size])
    return Found(name, match.start(1), match.start(1) + len(name))
