"""A place as a tool was given it, code or name, found in the province's directory."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from assistant.context import ToolContext
from domain.errors import NotUnderstood
from domain.places import Directory
from domain.text import fold

_KIND = re.compile(
    r"^(?:phuong|xa|dac khu|thi tran|thanh pho|tp|huyen|thi xa|tinh|benh vien(?: da khoa)?|bv(?:dk)?|trung tam y te|ttyt"
    r"|tram y te(?: phuong| xa)?|tyt)\s+"
)
_WHOLE = {"", "province", "toan tinh", "ca tinh", "tinh", "tinh nha", "toan nganh"}


class Place(NamedTuple):
    """A facility, a commune, or (neither) the whole province; `name` is how to speak of it."""

    facility: str | None
    commune: str | None
    name: str


def resolve(context: ToolContext, said: str | None) -> Place:
    """The one place that a code or a name stands for; nothing said is the whole province.

    Raises:
        NotUnderstood: no such place, or several of that name; the hint names them.
    """
    directory, folded = context.directory, fold(said or "")
    if folded in _WHOLE or folded in {fold(directory.province_name), fold(directory.province)}:
        return Place(None, None, f"toàn {directory.province_name[:1].lower()}{directory.province_name[1:]}")
    found = _by_code(directory, said or "") or _by_name(directory, folded)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotUnderstood(
            f"Tôi không tìm thấy “{said}” trong tỉnh. Anh/chị cho biết rõ tên xã, phường hoặc cơ sở y tế."
        )
    names = tuple(place.name for place in found[:6])
    raise NotUnderstood("Anh/chị muốn hỏi nơi nào?", slot="place", choices=names)


def commune_of(context: ToolContext, said: str | None) -> str | None:
    """The commune's code; None for the whole province.

    Raises:
        NotUnderstood: it is not one commune.
    """
    named = [place for place in _by_name(context.directory, fold(said or "")) if place.commune] if said else []
    place = named[0] if len(named) == 1 else resolve(context, said)
    if place.facility is not None:
        return context.directory.facilities[place.facility].commune
    return place.commune


def facility_of(context: ToolContext, said: str | None) -> str | None:
    """The facility's code; None for all of them.

    Raises:
        NotUnderstood: it is not one facility.
    """
    place = resolve(context, said)
    if place.commune is not None:
        raise NotUnderstood("Anh/chị cho biết tên bệnh viện hoặc cơ sở y tế.")
    return place.facility


def _by_code(directory: Directory, said: str) -> list[Place]:
    if said in directory.facilities:
        return [Place(said, None, directory.facility_name(said))]
    return [Place(None, said, directory.commune_name(said))] if said in directory.communes else []


def _by_name(directory: Directory, folded: str) -> list[Place]:
    """Whole names first, then names without their kind word, then former names, then names that hold all the words."""
    everything = list(_all(directory))
    bare = _KIND.sub("", folded)
    for names in (
        [place for place in everything if fold(place.name) == folded],
        [place for place in everything if _KIND.sub("", fold(place.name)) == bare],
        _former(directory, folded, bare),
        [place for place in everything if set(bare.split()) <= set(fold(place.name).split())],
    ):
        if names:
            return names
    return []


def _all(directory: Directory) -> Iterable[Place]:
    yield from (Place(None, c.code, c.full_name) for c in directory.communes.values())
    yield from (Place(f.code, None, f.name) for f in directory.facilities.values())


def _former(directory: Directory, folded: str, bare: str) -> list[Place]:
    for name, codes in directory.former_names.items():
        if fold(name) in {folded, bare}:
            return [Place(None, code, directory.commune_name(code)) for code in codes if code in directory.communes]
    return []
