"""Communes and facilities of the Directory as people name them: in full, short, by former names, with slips."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.understanding.normalise import Utterance, bare, utter
from assistant.understanding.phrases import Phrases
from assistant.understanding.spans import Found
from domain.places import Directory

_KINDS = ("phuong", "xa", "thi tran", "dac khu")
_HOSPITAL = re.compile(r"(?:benh vien|trung tam y te|tram y te|phong kham|vien|trung tam|tram)\b")
_STATION = re.compile(r"(?:tram y te|tram|tyt)(?: (?:phuong|xa|dac khu))? ")
_BEFORE = re.compile(
    r"(?:^|(?<!\w))(?:o|tai|cua|ve|xuong|den|toi|tren dia ban|dia ban|khu vuc|vung|quanh|gan|ben|duoi|con|the|va|voi|cho|"
    r"phuong|xa|thi tran|dac khu|huyen|thi xa|thanh pho|quan|tp|tx|p|x|h|benh vien|bv)[ .:]*$"
)
_SLIP = re.compile(r"(?<!\w)(?:phuong|xa|p\.|x\.|benh vien(?: da khoa)?|trung tam y te(?: khu vuc)?|tram y te(?: phuong| xa)?) ((?:[^\W\d_]+ ?){1,4})")
_WHOLE = re.compile(r"(?<!\w)(?:toan|ca|tren toan|khap|o ca|trong) tinh(?!\w)|toan (?:dia ban|nganh|bo he thong)")


@dataclass(frozen=True, slots=True)
class Placed:
    """The places of one question: codes by kind (several codes where the name is not clear), and whether it is the whole province."""

    communes: tuple[Found[frozenset[str]], ...] = ()
    facilities: tuple[Found[frozenset[str]], ...] = ()
    whole: bool = False

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where the places were said."""
        return tuple((one.start, one.end) for one in (*self.communes, *self.facilities))


class Gazetteer:
    """Reads places with one Directory's names."""

    def __init__(self, directory: Directory) -> None:
        """Index every way to say every place."""
        self.directory = directory
        self._communes = Phrases(_commune_names(directory))
        self._facilities = Phrases(_facility_names(directory))
        self._province = {utter(directory.province_name).bare, re.sub(r"^(?:tinh|thanh pho) ", "", utter(directory.province_name).bare)}
        self._stations = {facility.commune: code for code, facility in directory.facilities.items() if facility.kind == "station"}

    def read(self, said: Utterance) -> Placed:
        """The communes and facilities named; a bare name counts only where it stands like one."""
        facilities = [f for f in self._facilities.find(said.bare) if _is_facility(said.bare, f)]
        rest = [c for c in self._communes.find(said.bare) if not any(f.overlaps(c.start, c.end) for f in facilities)]
        communes = [c for c in rest if self._stands_alone(said, c)]
        if not facilities and not communes:
            facilities, communes = self._slips(said)
        stations, communes = self._at_stations(said.bare, communes)
        whole = bool(_WHOLE.search(said.bare)) or (not communes and not facilities and self._names_province(said.bare))
        return Placed(tuple(communes), tuple(facilities + stations), whole)

    def _names_province(self, text: str) -> bool:
        return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in self._province if name)

    def _stands_alone(self, said: Utterance, one: Found[frozenset[str]]) -> bool:
        name = said.bare[one.start : one.end]
        if name.startswith(_KINDS) or (name in self._province and not _BEFORE.search(said.bare[: one.start])):
            return name.startswith(_KINDS)
        return bool(_BEFORE.search(said.bare[: one.start])) or (" " in name and said.text[one.start : one.end].istitle())

    def _at_stations(
        self, text: str, communes: list[Found[frozenset[str]]]
    ) -> tuple[list[Found[frozenset[str]]], list[Found[frozenset[str]]]]:
        """A commune said as a station's ("trạm y tế Tân An") is that station."""
        stations, rest = [], []
        for one in communes:
            codes = frozenset(self._stations[c] for c in one.value if c in self._stations)
            lead = _STATION.search(text[: one.start] + text[one.start : one.start + 7])
            if codes and lead and lead.end() >= one.start:
                stations.append(Found(codes, lead.start(), one.end))
            else:
                rest.append(one)
        return stations, rest

    def _slips(self, said: Utterance) -> tuple[list[Found[frozenset[str]]], list[Found[frozenset[str]]]]:
        for match in _SLIP.finditer(said.bare):
            words = match[1].split()
            for size in range(len(words), 0, -1):
                name = " ".join(words[:size])
                kind = match[0][: match.start(1) - match.start()].strip()
                end = match.start(1) + len(name)
                if _HOSPITAL.match(kind) and (codes := self._facilities.near(f"{kind} {name}", 90)):
                    return [Found(codes, match.start(), end)], []
                if codes := self._communes.near(name if size > 1 else f"{kind} {name}", 86):
                    return [], [Found(codes, match.start(), end)]
        return [], []


def _is_facility(text: str, one: Found[frozenset[str]]) -> bool:
    name = text[one.start : one.end]
    return bool(_HOSPITAL.match(name)) or " " in name or bool(re.search(r"(?:benh vien|bv|o|tai) $", text[: one.start]))


def _commune_names(directory: Directory) -> Iterator[tuple[str, str]]:
    for code, commune in directory.communes.items():
        yield utter(commune.full_name).bare, code
        yield utter(commune.name).bare, code
    for name, codes in directory.former_names.items():
        said = utter(name).bare
        plain = re.sub(r"^(?:phuong|xa|thi tran|huyen|thi xa|thanh pho|quan|tinh) (?=\D)", "", said)
        for code in codes:
            if code in directory.communes:
                yield from {(said, code), (plain, code)}


def _facility_names(directory: Directory) -> Iterator[tuple[str, str]]:
    province = bare(re.sub(r"^(?:Tỉnh|Thành phố|tỉnh|thành phố) ", "", directory.province_name))
    for code, facility in directory.facilities.items():
        for name in _short_forms(utter(facility.name).bare, province):
            yield name, code
    yield from _provincial(directory)


def _short_forms(full: str, province: str) -> set[str]:
    forms = {full, full.replace("benh vien da khoa", "benh vien")}
    forms |= {form.replace(f" {province}", "") for form in forms if province and len(form) > len(province) + 12}
    forms |= {re.sub(r"\b(?:tinh|khu vuc|thanh pho) ", "", form) for form in forms}
    forms |= {form.replace(" so ", " ") for form in forms}
    forms |= {form.replace("trung tam y te", "trung tam") for form in forms} | {
        form.replace("trung tam y te", "benh vien") for form in forms if form.startswith("trung tam y te")
    }
    forms |= {form.replace("tram y te ", "tram ") for form in forms}
    return {form for form in forms if form not in {"benh vien", "benh vien da khoa", "trung tam", "trung tam y te", "tram"}}


def _provincial(directory: Directory) -> Iterable[tuple[str, str]]:
    """The provincial general hospital is the general hospital with the most beds."""
    general = [f for f in directory.facilities.values() if f.kind == "general_hospital"]
    if general:
        first = max(general, key=lambda f: f.beds).code
        for name in ("benh vien tinh", "benh vien da khoa tinh", "da khoa tinh", "vien tinh"):
            yield name, first
