"""Everything one question says, read once."""

import re
from dataclasses import dataclass, field
from datetime import date

from assistant.understanding.comparing import Angle, read_angle, read_limit
from assistant.understanding.indicators import SURE, Indicators, Meant
from assistant.understanding.lexicon import Lexicon
from assistant.understanding.normalise import Utterance, utter
from assistant.understanding.periods import blank, read_periods
from assistant.understanding.persons import claim_code, patient_code, person_name
from assistant.understanding.places import WHOLE, Gazetteer, Placed
from assistant.understanding.relations import relation
from assistant.understanding.spans import Found
from domain.period_codes import write_code
from domain.periods import Period
from domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a question names; None or empty where it says nothing."""

    said: Utterance
    periods: tuple[Found[Period], ...] = ()
    angle: Angle = field(default_factory=Angle)
    compare: str | None = None
    limit: int | None = None
    placed: Placed = field(default_factory=Placed)
    patient: Found[str] | None = None
    claim: Found[str] | None = None
    person: Found[str] | None = None
    relation: Found[str] | None = None
    disease: Found[str] | None = None
    vaccine: Found[str] | None = None
    test: Found[str] | None = None
    department: Found[str] | None = None
    meant: Meant = field(default_factory=Meant)

    @property
    def period(self) -> Period | None:
        """The first period said."""
        return self.periods[0].value if self.periods else None

    def masked(self, *, figures: bool) -> str:
        """The folded text with names, codes and periods replaced by what they are: what the classifier sees.

        `figures` says whether the asker can ask for indicators; only then an indicator's name counts as one.
        """
        spans = [(f.start, f.end, "zzky") for f in self.periods]
        spans += [(f.start, f.end, "zzxa") for f in self.placed.communes] + [
            (f.start, f.end, "zzvien") for f in self.placed.facilities
        ]
        spans += [
            (f.start, f.end, m)
            for f, m in ((self.patient, "zzmabn"), (self.claim, "zzhoso"), (self.person, "zzten"))
            if f
        ]
        text = self.said.bare
        spans += [(found.start(), found.end(), "toan tinh") for found in WHOLE.finditer(text)]
        for start, end, mask in sorted(spans, reverse=True):
            text = f"{text[:start]} {mask} {text[end:]}"
        return " ".join([text, *self._marks(figures=figures)])

    @property
    def of_cases(self) -> bool:
        """Whether it is about cases of a disease or of poisoning, which have stores of their own beside the indicators."""
        return self.disease is not None or "ngo doc" in self.said.bare

    def _marks(self, *, figures: bool) -> list[str]:
        kinds = {
            "zzbenh": self.disease,
            "zzvacxin": self.vaccine,
            "zzxn": self.test,
            "zzkhoa": self.department,
            "zznguoinha": self.relation,
        }
        named = figures and self.meant.score >= SURE and not self.of_cases
        return [mark for mark, value in kinds.items() if value] + (["zzchitieu"] if named else [])


_WARD = re.compile(r"(?<!\w)khoa(?!\w)")


class Readers:
    """Reads questions with one Vocabulary's names; stateless after construction."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Index the names once."""
        self.vocabulary = vocabulary
        self.gazetteer = Gazetteer(vocabulary.directory)
        self.lexicon = Lexicon(vocabulary)
        self.indicators = Indicators(vocabulary.indicators)

    def read(self, text: str, today: date, *, ahead: bool = False) -> Reading:
        """Everything the text names, as of that day; `ahead` reads days without a year as coming ones."""
        said = utter(text[:2000])
        angle, codes = read_angle(said.bare), (patient_code(said), claim_code(said))
        hidden = [*angle.hidden, *((code.start, code.end) for code in codes if code)]
        placed = self.gazetteer.read(said)
        named = [(one.start, one.end) for one in placed.facilities]
        periods = read_periods(said, today, ahead=ahead, hidden=[*hidden, *named])
        compare, kept = _compared(angle, periods)
        person = person_name(said) if not codes[0] else None
        person = person if not (person and any(person.overlaps(*span) for span in placed.spans)) else None
        left = blank(
            said.bare,
            [
                *hidden,
                *((p.start, p.end) for p in periods),
                *placed.spans,
                *((one.start, one.end) for one in (person,) if one),
            ],
        ).replace("\0", " ")
        department = self.lexicon.department(said, left)
        ward = [(department.start, department.end)] if department and _WARD.search(left) else []
        return Reading(
            said=said, periods=tuple(kept), angle=angle, compare=compare, limit=read_limit(left), placed=placed, patient=codes[0],
            claim=codes[1] if not codes[0] else None, person=person, relation=relation(said), disease=self.lexicon.disease(said, left),
            vaccine=self.lexicon.vaccine(said, left), test=self.lexicon.test(said, left), department=department,
            meant=self.indicators.match(blank(left, ward).replace("\0", " "), said),
        )  # fmt: skip


def _compared(angle: Angle, periods: list[Found[Period]]) -> tuple[str | None, list[Found[Period]]]:
    """In "tháng 10 so với tháng 9" the second period is what the first is held against."""
    if angle.versus is None or not periods:
        return angle.compare, periods
    against = [one for one in periods if one.start >= angle.versus - 1]
    kept = [one for one in periods if one.start < angle.versus - 1]
    if not against:
        return angle.compare, periods
    other = against[0].value
    if not kept:
        return write_code(other), []
    first = kept[0].value
    if other.start > first.start and other.grain is first.grain:
        kept, first, other = [Found(other, kept[0].start, kept[0].end), *kept[1:]], other, first
    if other == first.year_before():
        return "same_period", kept
    return "previous" if other == first.previous() else write_code(other), kept
