"""Women beside men, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tycktill.findings.genders import GenderContrast


@dataclass(frozen=True, slots=True, kw_only=True)
class GenderWords:
    """A language's words. `higher` names men or not; `contrast` is of several target groups."""

    beside: str
    alike: str
    higher: Mapping[bool, str]
    contrast: Mapping[GenderContrast, str]


_SWEDISH = GenderWords(
    beside="På {question} är andelen {women} bland kvinnorna och {men} bland männen.",
    alike="På {question} är andelen {women} bland både kvinnor och män.",
    higher={False: "kvinnorna", True: "männen"},
    contrast={
        GenderContrast.PROVEN: "Jämförd inom målgrupperna är skillnaden statistiskt säkerställd.",
        GenderContrast.UNPROVEN: "Jämförd inom målgrupperna är skillnaden inte statistiskt säkerställd.",
        GenderContrast.REVERSED: "Inom målgrupperna är det tvärtom, och den skillnaden är statistiskt säkerställd: att"
        " andelen ändå är högre bland {higher} beror på att kvinnor och män finns i olika målgrupper.",
        GenderContrast.UNTESTED: "Skillnaden är inte prövad: den kan bero på att kvinnor och män finns i olika"
        " målgrupper.",
    },
)

_ENGLISH = GenderWords(
    beside="On {question} the share is {women} among women and {men} among men.",
    alike="On {question} the share is {women} among both women and men.",
    higher={False: "women", True: "men"},
    contrast={
        GenderContrast.PROVEN: "Compared within the target groups the difference is statistically significant.",
        GenderContrast.UNPROVEN: "Compared within the target groups the difference is not statistically significant.",
        GenderContrast.REVERSED: "Within the target groups it is the other way round, and that difference is"
        " statistically significant: the share is higher among {higher} all the same since women and men are in"
        " different target groups.",
        GenderContrast.UNTESTED: "The difference has not been tested: it may come of women and men being in different"
        " target groups.",
    },
)

GENDER_WORDS: Mapping[str, GenderWords] = MappingProxyType({"sv": _SWEDISH, "en": _ENGLISH, "sv-enkel": _SWEDISH})
"""By language, as `LANGUAGES`."""
