"""Emergencies, read before anything else: help first, whoever asks."""

import re
from dataclasses import dataclass

from assistant.replies import say
from assistant.understanding.alarms import ALARMS, COUNTS, CRY, GUIDE, IDIOM, LISTS, MILD, NOT, NOW, PAST, SOMEBODY
from assistant.understanding.normalise import utter
from domain.blocks import TextBlock

_CLAUSE = re.compile(r"[,.;!?\n:]+")
_AS_EFFECT = re.compile(r"(?<!\w)(?:gay(?: ra)?|dan (?:den|toi)|nguy co(?: bi)?|bien chung)$")
"""What stands right before a danger that is only thought of."""
_NOUNS = frozenset({"dot quy", "tai bien", "tai bien mach mau nao", "nhoi mau", "nhoi mau co tim", "phan ve", "soc phan ve", "duoi nuoc", "chet duoi",
                    "co giat", "hon me", "xuat huyet nao", "nhoi mau nao", "qua lieu", "dien giat", "tu tu", "tu sat", "trung gio"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Emergency:
    """What is happening and the first words to say."""

    kind: str
    text: str

    @property
    def blocks(self) -> tuple[TextBlock, ...]:
        """The words as an answer is made of."""
        return (TextBlock(text=self.text),)


def look(text: str) -> Emergency | None:
    """The emergency that the text tells of, None where nobody is in danger now. Pure, and done within 2 ms.

    Questions of statistics, of the past, of knowledge, and denials are no emergencies (domain.md §9.3).
    """
    said = utter(text[:1500]).bare
    if IDIOM.search(said):
        said = IDIOM.sub(" ", said)
    for kind, pattern in ALARMS:
        for match in pattern.finditer(said):
            if _happening(said, kind, match):
                return Emergency(kind, say(f"emergency_{kind}"))
    return None


def _happening(said: str, kind: str, match: re.Match[str]) -> bool:
    """Whether the words of alarm are of here and now."""
    clause = _clause(said, match)
    before = said[: match.start()].rstrip()
    if NOT.search(before) or _AS_EFFECT.search(before) or COUNTS.search(said):
        return False
    if kind != "suicide" and LISTS.search(said) and not CRY.search(said):
        return False
    now = bool(NOW.search(clause)) or (bool(NOW.search(said)) and not PAST.search(said))
    somebody = bool(SOMEBODY.search(clause))
    if kind == "suicide":
        return not GUIDE.search(said) and (not PAST.search(said) or now)
    if PAST.search(said) and not NOW.search(clause):
        return False
    if GUIDE.search(said) and not (somebody and (now or _asks_what_to_do(said)) and not _general(said)):
        return False
    if MILD.search(said) and not _grave(said):
        return False
    return somebody or now or match[0] not in _NOUNS or bool(SOMEBODY.search(said))


def _clause(said: str, match: re.Match[str]) -> str:
    start = max((m.end() for m in _CLAUSE.finditer(said, 0, match.start())), default=0)
    end = next((m.start() for m in _CLAUSE.finditer(said, match.end())), len(said))
    return said[start:end]


def _asks_what_to_do(said: str) -> bool:
    return bool(
        re.search(
            r"(?:phai|can|nen|bay gio|gio) (?:lam (?:gi|sao|the nao)|so cuu|xu (?:ly|tri))|lam (?:sao|gi)|cuu", said
        )
    )


def _general(said: str) -> bool:
    """Whether it is asked of people in general ("khi bị …", "dấu hiệu … là gì")."""
    return bool(
        re.search(r"(?:^|\W)(?:khi|neu|gia su|truong hop|cach|dau hieu|trieu chung|huong dan|phong|la gi)(?!\w)", said)
    )


def _grave(said: str) -> bool:
    return bool(
        re.search(r"du doi|lan (?:ra|xuong|len)|va mo hoi|bat tinh|meo mieng|liet|tim tai|khong cam|co giat", said)
    )
