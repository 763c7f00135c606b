"""Every way people say the name of a commune or a facility of one Directory."""

import re
from collections.abc import Iterator

from assistant.understanding.normalise import bare, same_tone, utter
from domain.places import Directory, Facility

COMMUNE_KINDS = ("phuong", "xa", "dac khu")
FORMER_KINDS = ("huyen", "thi xa", "thanh pho", "quan", "tinh", "thi tran")
_MANY = 20
_KIND = re.compile(r"^(?:phuong|xa|thi tran|huyen|thi xa|thanh pho|quan|tinh|dac khu) (?=\D)")
Entry = tuple[str, str]


def plain(name: str) -> str:
    """The folded name without the word that says what kind of unit it is."""
    return _KIND.sub("", utter(name).bare)


def written(directory: Directory) -> dict[str, set[str]]:
    """The ways to write each folded commune name with marks, without the kind of unit."""
    found: dict[str, set[str]] = {}
    for name in (*(commune.name for commune in directory.communes.values()), *directory.former_names):
        said = same_tone(name).lower()
        found.setdefault(plain(name), set()).add(" ".join(said.split()[-len(plain(name).split()) :]))
    return found


def commune_entries(directory: Directory) -> Iterator[Entry]:
    """Folded names of communes with their codes; a name of today comes before the same name of former times."""
    today: dict[str, set[str]] = {}
    for code, commune in directory.communes.items():
        today.setdefault(utter(commune.name).bare, set()).add(code)
        yield utter(commune.full_name).bare, code
    former: dict[str, set[str]] = {}
    for name, codes in directory.former_names.items():
        known = {code for code in codes if code in directory.communes}
        former.setdefault(plain(name), set()).update(known)
        yield from ((utter(name).bare, code) for code in known if utter(name).bare != plain(name))
    for name in today.keys() | former.keys():
        yield from _ways(name, today.get(name, set()), former.get(name, set()))


def _ways(name: str, today: set[str], former: set[str]) -> Iterator[Entry]:
    """A name with "xã" or "phường" is today's where there is one; bare, it is both where a whole province bore it."""
    for kind in COMMUNE_KINDS:
        yield from ((f"{kind} {name}", code) for code in today or former)
    both = today | former if len(former) > _MANY else today or former
    if today or " " in name:
        yield from ((name, code) for code in both)


def facility_entries(directory: Directory) -> Iterator[Entry]:
    """Folded names of facilities with their codes, in full and short."""
    province = re.sub(r"^(?:tinh|thanh pho) ", "", bare(directory.province_name))
    for code, facility in directory.facilities.items():
        yield from ((name, code) for name in _short_forms(utter(facility.name).bare, province))
    if first := provincial(directory):
        yield from ((name, first) for name in ("benh vien tinh", "benh vien da khoa tinh", "da khoa tinh", "vien tinh"))


def provincial(directory: Directory) -> str | None:
    """The provincial general hospital: the general hospital with the most beds, by code where two have as many."""
    general = [one for one in directory.facilities.values() if one.kind == "general_hospital"]
    return max(general, key=lambda one: (one.beds, one.code)).code if general else None


def _short_forms(full: str, province: str) -> set[str]:
    forms = {full, full.replace("benh vien da khoa", "benh vien"), full.replace("benh vien da khoa", "da khoa")}
    forms |= {form.replace(f" {province}", "") for form in forms if province}
    forms |= {re.sub(r"\b(?:tinh|khu vuc|thanh pho) ", "", form) for form in forms}
    forms |= {form.replace(" so ", " ") for form in forms} | {re.sub(r" so \d+$", "", form) for form in forms}
    forms |= {form.replace("benh vien ", "vien ") for form in forms if form.startswith("benh vien ")}
    forms |= {
        form.removeprefix("benh vien ") for form in forms if form.startswith("benh vien ") and form.count(" ") > 2
    }
    if full.startswith("trung tam y te"):
        forms |= {form.replace("trung tam y te", other) for form in forms for other in ("trung tam", "benh vien")}
    forms |= {form.replace("tram y te ", "tram ") for form in forms}
    return {form for form in forms if form not in _TOO_SHORT and " " in form}


_TOO_SHORT = frozenset(
    {
        "benh vien",
        "da khoa",
        "benh vien da khoa",
        "vien da khoa",
        "trung tam",
        "trung tam y te",
        "tram",
        "tram y te",
        "benh vien so",
    }
)


def station_of(directory: Directory) -> dict[str, str]:
    """The health station of each commune."""
    stations: list[Facility] = [one for one in directory.facilities.values() if one.kind == "station"]
    return {one.commune: one.code for one in stations}
