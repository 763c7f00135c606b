"""Who a question is about: patient and claim codes, people by name."""

import re

from assistant.understanding.names_of_people import FAMILIES, GIVEN, MIDDLES, NO_NAME, PLAIN_FAMILIES, WORDS_TOO
from assistant.understanding.normalise import Utterance
from assistant.understanding.spans import Found

_DIGITS = r"(\d{8}(?!\d)|(?:\d[ .\-]?){3,9}\d)(?![\d/])"
_PATIENT = (
    re.compile(rf"(?<!\w)bn[\s:#.\-_]*{_DIGITS}"),
    re.compile(
        rf"(?<!\w)(?:benh nhan|nguoi benh|ca benh)[\s:#.\-_]*(?:co |ma |so |ma so |la |bn)*[\s:#.\-_]*{_DIGITS}(?! tuoi)"
    ),
    re.compile(
        r"(?<!\w)ma (?:so )?(?:benh nhan |nguoi benh |ho so benh an )?(?:la )?[:#]? ?(?:bn)?((?:\d[ .\-]?){5,9}\d)(?![\d/.])"
    ),
)
_CITIZEN = re.compile(
    r"(?<!\w)(?:can cuoc(?: cong dan)?|cccd|cmnd|cmt|chung minh(?: nhan dan| thu)?|dinh danh)(?: \w+){0,4}?[ :.]+((?:\d[ .\-]?){8,11}\d)(?!\d)"
)
_CLAIM = (
    re.compile(r"(?<!\w)(\d{5}\.20\d\d\.\d+)(?!\w)"),
    re.compile(r"(?<!\w)((?:hs|clm|lk|ma_lk)[\-_.]?\d[\d\-_.]{2,20}\d)(?!\w)"),
    re.compile(
        r"(?<!\w)(?:ho so|ma lien ket|ma lk)(?: thanh toan| giam dinh| bao hiem y te| bao hiem| so| ma)* ?[:#]? ?(\d[\d\-_.]{3,24}\d)(?!\w)(?!/)"
    ),
)
_TITLE = re.compile(
    r"(?<!\w)(?:ten|ho ten|ho va ten|benh nhan|nguoi benh|nguoi dan|cong dan|ong|ba|anh|chi|em|be|chau|co|chu|bac|cu|con|nguoi|cua|thim|mo|di)(?: la| ten| ho ten)? $"
)
_TOKEN = re.compile(r"[^\W\d_]+")


def patient_code(said: Utterance) -> Found[str] | None:
    """The patient code said, as BN and eight digits, or a citizen's number; None when there is neither."""
    text = _CLAIM[0].sub(lambda claim: "." * len(claim[0]), said.bare)
    for pattern in _PATIENT:
        if match := pattern.search(text):
            return Found(f"BN{re.sub(r'[^0-9]', '', match[1]):0>8}", match.start(), match.end())
    if match := _CITIZEN.search(text):
        return Found(re.sub(r"[^0-9]", "", match[1]), match.start(1), match.end(1))
    return None


def claim_code(said: Utterance) -> Found[str] | None:
    """The claim code said, in capitals; None when there is none."""
    for pattern in _CLAIM:
        if match := pattern.search(said.bare):
            return Found(said.text[match.start(1) : match.end(1)].upper(), match.start(1), match.end(1))
    return None


def person_name(said: Utterance) -> Found[str] | None:
    """A person named in full ("Nguyễn Thị B"), as typed; None when nobody is."""
    for match in _TOKEN.finditer(said.bare):
        if not _opens(said, match):
            continue
        end, words = _name_end(said, match.end())
        text = said.text[match.start() : end]
        if words >= 2 or (words == 1 and text[0].isupper() and text.split()[-1][0].isupper()):
            return Found(text if any(c.isupper() for c in text) else text.title(), match.start(), end)
    return None


def _opens(said: Utterance, match: re.Match[str]) -> bool:
    """Whether the word is a family name that opens a name here."""
    word = said.word(match.start(), match.end())
    rest = _TOKEN.match(said.bare, match.end() + 1)
    if rest is None:
        return False
    if word != match[0] or (said.marked and said.text[match.start()].isupper()):
        return word in FAMILIES and (said.text[match.start()].isupper() or rest[0] in MIDDLES)
    if match[0] not in PLAIN_FAMILIES:
        return False
    if match[0] in WORDS_TOO and rest[0] not in ("thi", "van") and not titled(said, match.start()):
        return False
    capitals = said.text[match.start()].isupper() and said.text[rest.start()].isupper()
    return rest[0] in MIDDLES or capitals


def _name_end(said: Utterance, at: int) -> tuple[int, int]:
    """Where a name that began before `at` ends, and how many words follow the family name: at most four."""
    end, words, before = at, 0, ""
    for match in _TOKEN.finditer(said.bare, at):
        if (
            said.bare[end : match.start()].strip()
            or words == 4
            or not _goes_on(match[0], before, said.text[match.start()].isupper())
        ):
            break
        end, words, before = match.end(), words + 1, match[0]
    return end, words


def _goes_on(word: str, before: str, capital: bool) -> bool:  # noqa: FBT001 - read with its name at the one call
    """Whether the word may belong to a name after that word: a capital, a middle name, or a given name where one is due."""
    if capital or (len(word) == 1 and word not in "oaeiuy"):
        return True
    if before in MIDDLES:
        return word in GIVEN or word not in NO_NAME
    if not before:
        return word in MIDDLES or word in GIVEN
    return (word in MIDDLES or word in GIVEN) and word not in NO_NAME


def titled(said: Utterance, start: int) -> bool:
    """Whether a word that calls a person stands right before that place."""
    return bool(_TITLE.search(said.bare[:start]))
