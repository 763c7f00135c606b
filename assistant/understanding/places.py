"""Communes and facilities of the Directory as people name them: in full, short, by former names, with slips."""

import re
from dataclasses import dataclass

from assistant.understanding.normalise import Utterance, utter
from assistant.understanding.persons import titled
from assistant.understanding.phrases import Names, Phrases
from assistant.understanding.place_names import (
    COMMUNE_KINDS,
    FORMER_KINDS,
    commune_entries,
    facility_entries,
    plain,
    station_of,
    written,
)
from assistant.understanding.spans import Found
from domain.places import Directory

Hits = list[Found[Names]]
_KINDS = (*COMMUNE_KINDS, *FORMER_KINDS)
_HOSPITAL = re.compile(r"(?:benh vien|trung tam y te|tram y te|phong kham|vien|trung tam|tram)(?!\w)")
_STATION = re.compile(r"(?:tram y te|tram|tyt)(?: (?:phuong|xa|dac khu))? $")
_BEFORE = re.compile(
    r"(?<!\w)(?:o|tai|xuong|len|den|toi|tren dia ban|dia ban|khu vuc|vung|quanh|gan|ben|tx|tp|p|x|h|con|the|va|cua|cho|voi|ve|sanh|giua|hay|hoac)[ .:,]*$"
)
_SLIP = re.compile(
    r"(?<!\w)(phuong|xa|thi tran|huyen|p\.|x\.|benh vien(?: da khoa)?|trung tam y te(?: khu vuc)?|tram y te(?: phuong| xa)?) ((?:[^\W\d_]+ ?){1,4})"
)
_NO_NAME = frozenset(
    [
        "minh",
        "toi",
        "ta",
        "em",
        "nay",
        "do",
        "kia",
        "khac",
        "nao",
        "gan",
        "tuyen",
        "huyen",
        "tinh",
        "trung",
        "dau",
        "cua",
        "co",
        "dang",
        "la",
        "o",
        "va",
        "chua",
        "con",
        "nha",
        "ban",
        "cong",
        "tu",
    ]
)
WHOLE = re.compile(r"(?<!\w)(?:toan|ca|tren toan|khap|o ca|trong) tinh(?!\w)|toan (?:dia ban|nganh|he thong)")


def _titled(said: Utterance, start: int) -> bool:
    """Whether a word that calls a person stands before that place; "còn" and "của" only look like one without marks."""
    before = said.word(0, start).split()
    return titled(said, start) and not (before and before[-1] in ("còn", "của"))


@dataclass(frozen=True, slots=True)
class Placed:
    """The places of one question: codes by kind (several where the name is not clear), and whether it is the whole province."""

    communes: tuple[Found[Names], ...] = ()
    facilities: tuple[Found[Names], ...] = ()
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
        self._communes = Phrases(commune_entries(directory))
        self._facilities = Phrases(facility_entries(directory))
        self._written = written(directory)
        self._stations = station_of(directory)
        self._province = frozenset({utter(directory.province_name).bare, plain(directory.province_name)})

    def read(self, said: Utterance) -> Placed:
        """The communes and facilities named; a bare name counts only where it stands like one."""
        facilities = [one for one in self._facilities.find(said.bare, by_sound=False) if self._is_facility(said, one)]
        rest = [
            one
            for one in self._communes.find(said.bare, by_sound=False)
            if not any(f.overlaps(one.start, one.end) for f in facilities)
        ]
        communes = [one for one in rest if self._stands_alone(said, one)]
        if not facilities and not communes:
            facilities, communes = self._slips(said)
        stations, communes = self._at_stations(said.bare, communes)
        whole = bool(WHOLE.search(said.bare)) or (not communes and not facilities and self._names_province(said.bare))
        return Placed(tuple(communes), tuple(facilities + stations), whole)

    def _names_province(self, text: str) -> bool:
        return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in self._province if name)

    def _is_facility(self, said: Utterance, one: Found[Names]) -> bool:
        name = said.bare[one.start : one.end]
        return bool(_HOSPITAL.match(name)) or name.startswith("da khoa") or bool(_BEFORE.search(said.bare[: one.start]))

    def _stands_alone(self, said: Utterance, one: Found[Names]) -> bool:
        """Whether the words are a commune here and not, say, a person's name or plain words."""
        name, before = said.bare[one.start : one.end], said.bare[: one.start]
        kind = next((k for k in _KINDS if name.startswith(k + " ")), None)
        if kind and len(name.split()) > len(kind.split()):
            return self._agrees(said, one.start + len(kind) + 1, one.end)
        if not self._agrees(said, one.start, one.end) or name in self._province or _titled(said, one.start):
            return bool(name in self._province and len(one.value) == 1 and _BEFORE.search(before))
        capital = said.text[one.start].isupper()
        if " " not in name:
            return bool(_BEFORE.search(before)) and (capital or self._has_marks(said, one))
        return bool(_BEFORE.search(before)) or not before.strip() or said.text[one.start : one.end].istitle()

    def _agrees(self, said: Utterance, start: int, end: int) -> bool:
        """Whether each word is typed as in the name, or without marks."""
        words, plain_words = said.word(start, end).split(), said.bare[start:end].split()
        ways = self._written.get(said.bare[start:end], set())
        return not ways or any(
            all(w in (p, m) for w, p, m in zip(words, plain_words, way.split(), strict=False)) for way in ways
        )

    def _has_marks(self, said: Utterance, one: Found[Names]) -> bool:
        return said.word(one.start, one.end) != said.bare[one.start : one.end]

    def _at_stations(self, text: str, communes: Hits) -> tuple[Hits, Hits]:
        """A commune said as a station's ("trạm y tế Tân An") is that station."""
        stations, rest = Hits(), Hits()
        for one in communes:
            codes = frozenset(self._stations[code] for code in one.value if code in self._stations)
            lead = _STATION.search(text[: one.start])
            if codes and lead:
                stations.append(Found(codes, lead.start(), one.end))
            else:
                rest.append(one)
        return stations, rest

    def _slips(self, said: Utterance) -> tuple[Hits, Hits]:
        """A place whose kind is said and whose name has a slip of the finger or the ear."""
        for match in _SLIP.finditer(said.bare):
            words = match[2].split()
            if words[0] in _NO_NAME:
                continue
            for size in range(len(words), 0, -1):
                name = " ".join(words[:size])
                end = match.start(2) + len(name)
                if _HOSPITAL.match(match[1]) and (codes := self._facilities.near(f"{match[1]} {name}", 90)):
                    return [Found(codes, match.start(), end)], []
                if size > 1 and (codes := self._communes.near(f"{match[1]} {name}", 90)):
                    return [], [Found(codes, match.start(), end)]
        return [], []
