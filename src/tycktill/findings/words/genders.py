"""Women beside men, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tycktill.findings.genders import GenderContrast


@dataclass(frozen=True, slots=True, kw_only=True)
class GenderWords:
    """A language's words. `higher` names men or not; `contrast` is of several target groups, and what of it is also
    said where women and men share a figure; `in_part` is said where some of the groups alone are compared."""

    beside: str
    alike: str
    higher: Mapping[bool, str]
    contrast: Mapping[GenderContrast, str]
    in_part: Mapping[GenderContrast, str]
    contrast_of_alike: tuple[GenderContrast, ...] = (GenderContrast.WOMEN, GenderContrast.MEN)


_SWEDISH = GenderWords(
    beside="På {question} är andelen {women} bland kvinnorna och {men} bland männen.",
    alike="På {question} är andelen {women} bland både kvinnor och män.",
    higher={False: "kvinnorna", True: "männen"},
    contrast={
        GenderContrast.PROVEN: "Jämförd inom målgrupperna är skillnaden statistiskt säkerställd.",
        GenderContrast.UNPROVEN: "Jämförd inom målgrupperna är skillnaden inte statistiskt säkerställd.",
        GenderContrast.REVERSED: "När kvinnor och män i samma målgrupp jämförs är det sammantaget tvärtom: andelen är"
        " högre bland {lower}, och den skillnaden är statistiskt säkerställd. Att andelen bland alla ändå är högre"
        " bland {higher} beror på att kvinnor och män finns i olika målgrupper.",
        GenderContrast.WOMEN: "När kvinnor och män i samma målgrupp jämförs är andelen sammantaget högre bland"
        " kvinnorna, och den skillnaden är statistiskt säkerställd.",
        GenderContrast.MEN: "När kvinnor och män i samma målgrupp jämförs är andelen sammantaget högre bland männen,"
        " och den skillnaden är statistiskt säkerställd.",
        GenderContrast.UNTESTED: "Skillnaden är inte prövad: den kan bero på att kvinnor och män finns i olika"
        " målgrupper.",
    },
    in_part={
        GenderContrast.UNPROVEN: "Kvinnor och män jämförs bara i {groups}, där bådas svar visas: skillnaden är inte"
        " statistiskt säkerställd.",
        GenderContrast.WOMEN: "Kvinnor och män jämförs bara i {groups}, där bådas svar visas. I samma målgrupp är"
        " andelen högre bland kvinnorna, och den skillnaden är statistiskt säkerställd.",
        GenderContrast.MEN: "Kvinnor och män jämförs bara i {groups}, där bådas svar visas. I samma målgrupp är andelen"
        " högre bland männen, och den skillnaden är statistiskt säkerställd.",
    },
)

_ENGLISH = GenderWords(
    beside="On {question} the share is {women} among women and {men} among men.",
    alike="On {question} the share is {women} among both women and men.",
    higher={False: "women", True: "men"},
    contrast={
        GenderContrast.PROVEN: "Compared within the target groups the difference is statistically significant.",
        GenderContrast.UNPROVEN: "Compared within the target groups the difference is not statistically significant.",
        GenderContrast.REVERSED: "When women and men of the same target group are compared it is, taken together, the"
        " other way round: the share is higher among {lower}, and that difference is statistically significant. Among"
        " all, the share is higher among {higher} since women and men are in different target groups.",
        GenderContrast.WOMEN: "When women and men of the same target group are compared the share is, taken together,"
        " higher among women, and that difference is statistically significant.",
        GenderContrast.MEN: "When women and men of the same target group are compared the share is, taken together,"
        " higher among men, and that difference is statistically significant.",
        GenderContrast.UNTESTED: "The difference has not been tested: it may come of women and men being in different"
        " target groups.",
    },
    in_part={
        GenderContrast.UNPROVEN: "Women and men are compared in {groups} only, where the answers of both are shown: the"
        " difference is not statistically significant.",
        GenderContrast.WOMEN: "Women and men are compared in {groups} only, where the answers of both are shown. In the"
        " same target group the share is higher among women, and that difference is statistically significant.",
        GenderContrast.MEN: "Women and men are compared in {groups} only, where the answers of both are shown. In the"
        " same target group the share is higher among men, and that difference is statistically significant.",
    },
)

GENDER_WORDS: Mapping[str, GenderWords] = MappingProxyType({"sv": _SWEDISH, "en": _ENGLISH, "sv-enkel": _SWEDISH})
"""By language, as `LANGUAGES`."""
