"""What an overview says in a few words, for a board or a phone: what is proven first, verdicts and rough shares."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from tycktill.tables import Judgement

SIGNS: Mapping[Judgement, str] = MappingProxyType(
    {Judgement.BETTER: "▲", Judgement.WORSE: "▼", Judgement.CANNOT_TELL: "●", Judgement.UNTESTED: "○"}
)
"""A sign for each verdict, the same in every language, and never without its word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewWords:
    """A language's short sentences. As in `Words`, what is called better or worse has been tested."""

    hint: str
    roughly: str
    nation: Mapping[Judgement, str]
    nation_named: Mapping[Judgement, str]
    no_difference: str
    since: Mapping[Judgement, str]
    since_named: Mapping[Judgement, str]
    no_change: str
    change_untested: str
    trend: Mapping[Judgement, str]
    units: Mapping[Judgement, str]
    no_unit_differs: str
    one_unit: str
    unit_differs: Mapping[Judgement, str]
    unit_alike: str
    siblings_differ: str
    siblings_alike: str
    between: str
    between_most: str
    between_unknown: str


SWEDISH_OVERVIEW = OverviewWords(
    hint="Bara {answered}\u00a0svar: se siffrorna som en antydan.",
    roughly="ca {share}",
    nation={Judgement.BETTER: "Bättre än riket på {where}.", Judgement.WORSE: "Sämre än riket på {where}."},
    nation_named={
        Judgement.BETTER: "Bättre än riket på {where}: {questions}.",
        Judgement.WORSE: "Sämre än riket på {where}: {questions}.",
    },
    no_difference="Ingen säkerställd skillnad mot riket.",
    since={Judgement.BETTER: "Bättre än {round} på {where}.", Judgement.WORSE: "Sämre än {round} på {where}."},
    since_named={
        Judgement.BETTER: "Bättre än {round} på {where}: {questions}.",
        Judgement.WORSE: "Sämre än {round} på {where}: {questions}.",
    },
    no_change="Ingen säkerställd skillnad mot {round}.",
    change_untested="Förändringen sedan {round} går inte att pröva med de svar som visas.",
    trend={
        Judgement.BETTER: "Har stigit sedan {round}, statistiskt säkerställt.",
        Judgement.WORSE: "Har sjunkit sedan {round}, statistiskt säkerställt.",
        Judgement.CANNOT_TELL: "Ingen säker trend sedan {round}.",
    },
    units={
        Judgement.BETTER: "Bättre än resten av kommunen: {units}.",
        Judgement.WORSE: "Sämre än resten av kommunen: {units}.",
    },
    no_unit_differs="Inga skillnader mellan enheterna är statistiskt säkerställda.",
    one_unit="{unit} på {questions}",
    unit_differs={
        Judgement.BETTER: "Bättre än resten av kommunen på {where}: {questions}.",
        Judgement.WORSE: "Sämre än resten av kommunen på {where}: {questions}.",
    },
    unit_alike="Ingen säkerställd skillnad mot resten av kommunen.",
    siblings_differ="Skillnaden är statistiskt säkerställd mot {units}.",
    siblings_alike="Ingen av de andra enheterna kan skiljas från den här med säkerhet.",
    between="Ungefär {share} (troligen {low}–{high}) av skillnaderna i svar på {question} hänger samman med enheten;"
    " resten är skillnader mellan personer.",
    between_most="Högst {high} av skillnaderna i svar på {question} hänger samman med enheten (95\u00a0procents"
    " säkerhet); resten är skillnader mellan personer.",
    between_unknown="Hur mycket enheterna skiljer sig åt går inte att säga: för få enheter visas.",
)

ENGLISH_OVERVIEW = OverviewWords(
    hint="Only {answered}\u00a0answers: take the figures as a hint.",
    roughly="about {share}",
    nation={
        Judgement.BETTER: "Better than the nation on {where}.",
        Judgement.WORSE: "Worse than the nation on {where}.",
    },
    nation_named={
        Judgement.BETTER: "Better than the nation on {where}: {questions}.",
        Judgement.WORSE: "Worse than the nation on {where}: {questions}.",
    },
    no_difference="No statistically significant difference from the nation.",
    since={
        Judgement.BETTER: "Better than in {round} on {where}.",
        Judgement.WORSE: "Worse than in {round} on {where}.",
    },
    since_named={
        Judgement.BETTER: "Better than in {round} on {where}: {questions}.",
        Judgement.WORSE: "Worse than in {round} on {where}: {questions}.",
    },
    no_change="No statistically significant difference from {round}.",
    change_untested="The change since {round} cannot be tested with the answers that are shown.",
    trend={
        Judgement.BETTER: "Has risen since {round}, statistically significant.",
        Judgement.WORSE: "Has fallen since {round}, statistically significant.",
        Judgement.CANNOT_TELL: "No certain trend since {round}.",
    },
    units={
        Judgement.BETTER: "Better than the rest of the municipality: {units}.",
        Judgement.WORSE: "Worse than the rest of the municipality: {units}.",
    },
    no_unit_differs="No differences between the units are statistically significant.",
    one_unit="{unit} on {questions}",
    unit_differs={
        Judgement.BETTER: "Better than the rest of the municipality on {where}: {questions}.",
        Judgement.WORSE: "Worse than the rest of the municipality on {where}: {questions}.",
    },
    unit_alike="No statistically significant difference from the rest of the municipality.",
    siblings_differ="The difference is statistically significant from {units}.",
    siblings_alike="None of the other units can be told apart from this one with certainty.",
    between="About {share} (probably {low}–{high}) of the differences in answers to {question} go with the unit; the"
    " rest are differences between people.",
    between_most="At most {high} of the differences in answers to {question} go with the unit (95\u00a0per cent"
    " certainty); the rest are differences between people.",
    between_unknown="How much the units differ cannot be told: too few units are shown.",
)

EASY_OVERVIEW = replace(
    SWEDISH_OVERVIEW,
    hint="Bara {answered}\u00a0personer svarade. Därför är siffrorna osäkra.",
    nation={
        Judgement.BETTER: "Det är bättre här än i hela Sverige på {where}.",
        Judgement.WORSE: "Det är sämre här än i hela Sverige på {where}.",
    },
    nation_named={
        Judgement.BETTER: "Det är bättre här än i hela Sverige på {where}: {questions}.",
        Judgement.WORSE: "Det är sämre här än i hela Sverige på {where}: {questions}.",
    },
    no_difference="Vi vet inte säkert om det är bättre eller sämre här än i hela Sverige.",
    no_change="Vi vet inte säkert om det är bättre eller sämre än {round}.",
)

OVERVIEWS: Mapping[str, OverviewWords] = MappingProxyType(
    {"sv": SWEDISH_OVERVIEW, "en": ENGLISH_OVERVIEW, "sv-enkel": EASY_OVERVIEW}
)
"""By language, as `LANGUAGES`."""
