"""Slips of the finger mended: a word that is no Vietnamese syllable becomes the common word one slip away."""

import re
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.understanding.normalise import bare
from assistant.understanding.spellings import ABBREVIATIONS, AFTER_NUMBER, CHAT, REGIONAL

_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ien ieng iep iet ieu im in "
    "inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong ooc oong op ot u ua uan "
    "uang uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu"
)
_SYLLABLE = re.compile(
    rf"(?:(?:ngh|gh|k)(?=[eiy])|(?:ng|g|c)(?![eiy])|gi|g(?=i)|qu|nh|kh|ph|th|tr|ch|[bdhlmnprstvx])?"
    rf"(?:{'|'.join(sorted(_RIMES.split(), key=len, reverse=True))}|y|yem|yen|yet|yeu|ym|yt|yn|ynh|ich)"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_WRITTEN_SHORT = frozenset({*CHAT, *ABBREVIATIONS, *REGIONAL, *AFTER_NUMBER})


def is_syllable(word: str) -> bool:
    """Whether the folded word could be a Vietnamese syllable."""
    return _SYLLABLE.fullmatch(word) is not None


class Mender:
    """Mends with the words it is given; what is a syllable, a name known or an abbreviation stays as typed."""

    def __init__(self, common: Mapping[str, float], names: frozenset[str]) -> None:
        """Take the common folded words, each with how rare it is, and the words of names that must stay."""
        self._rarity = {word: rare for word, rare in common.items() if len(word) >= 3 and is_syllable(word)}
        self._common = sorted(self._rarity)
        self._known = names | common.keys() | _WRITTEN_SHORT

    def mend(self, text: str) -> str:
        """The text with its slips mended; capitals in the middle of a word, digits and codes are left alone."""
        return _WORD.sub(self._word, text)

    def _word(self, match: re.Match[str]) -> str:
        word = match[0]
        folded = bare(word)
        if folded in self._known or word.lower() in self._known or is_syllable(folded):
            return word
        if not word[1:].islower() and not word.isupper():
            return word
        near = process.extract(folded, self._common, scorer=OSA.distance, score_cutoff=1, limit=None)
        return min((found[0] for found in near), key=lambda one: (self._rarity[one], one), default=word)
