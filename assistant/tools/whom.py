"""Whom a citizen's question is about: themselves, or somebody they stand for."""

from typing import NamedTuple

from assistant.context import ToolContext
from domain.errors import NeedsSignIn, NotAllowed, NotUnderstood
from domain.people import Role, Sex
from domain.records.ehr import Citizen
from domain.text import fold

_SELF = {"", "toi", "minh", "ban than", "em", "tui", "ba than toi", "cua toi"}
_CHILD = {"con", "chau", "be", "con toi", "chau be", "con nho", "dua nho", "con em", "cac con", "chau nha", "be nha"}
_SON = {"con trai", "be trai", "thang be", "chau trai"}
_DAUGHTER = {"con gai", "be gai", "chau gai", "con be"}
_CALLS = {"be", "con", "chau", "trai", "gai", "cua", "thang", "cai", "cu", "nho", "dua", "nhoc", "em", "ten"}
_OWNS = {"toi", "em", "minh", "nha", "cua"}


class Subject(NamedTuple):
    """The person a question is about, and how to speak of them."""

    person_id: str
    called: str


async def subject(context: ToolContext, whom: str | None) -> Subject:
    """The asker, or the one dependant that the words name.

    Raises:
        NeedsSignIn: nobody is signed in.
        NotUnderstood: several dependants fit; the hint names them.
        NotAllowed: it is nobody the asker stands for (whether or not such a person exists).
    """
    viewer = context.viewer
    if viewer.role is Role.ANONYMOUS:
        raise NeedsSignIn
    if fold(whom or "") in _SELF or fold(whom or "") == fold(viewer.display_name):
        return Subject(viewer.person_id, "anh/chị")
    if (whom or "").isdecimal() and await _own_number(context, whom or ""):
        return Subject(viewer.person_id, "anh/chị")
    fitting = [c for c in await _dependants(context) if whom == c.cccd or _fits(c, fold(whom or ""))]
    fitting = [c for c in fitting if fold(c.full_name) == fold(whom or "")] or fitting
    if len(fitting) > 1:
        names = tuple(citizen.full_name for citizen in fitting)
        raise NotUnderstood("Anh/chị muốn hỏi về ai?", slot="whom", choices=names)
    if not fitting:
        await context.desk.ehr.named(whom or "", limit=1)  # So that the attempt is decided and remembered.
        raise NotAllowed
    return Subject(fitting[0].person_id, fitting[0].full_name)


async def _own_number(context: ToolContext, number: str) -> bool:
    known = await context.desk.ehr.citizen(context.viewer.person_id)
    return known is not None and known.cccd == number


async def _dependants(context: ToolContext) -> list[Citizen]:
    links = await context.desk.ehr.dependants()
    known = [await context.desk.ehr.citizen(link.person_id) for link in links]
    return [citizen for citizen in known if citizen is not None]


def _fits(citizen: Citizen, said: str) -> bool:
    if said in _CHILD or said in (_SON if citizen.sex is Sex.MALE else _DAUGHTER):
        return True
    if said in _SON | _DAUGHTER:
        return False
    words, name = said.split(), fold(citizen.full_name).split()
    while len(words) > 1 and words[0] in _CALLS:
        words = words[1:]
    while len(words) > 1 and words[-1] in _OWNS:
        words = words[:-1]
    return bool(words) and all(word in name for word in words)
