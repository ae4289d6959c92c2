"""What an overview says in a few words, for a board or a phone: what is proven first, verdicts and rough shares."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from tycktill.tables import Judgement

SIGNS: Mapping[Judgement, str] = MappingProxyType(
    {Judgement.BETTER: "▲", Judgement.WORSE: "▼", Judgement.NOT_SIGNIFICANT: "●", Judgement.UNTESTED: "○"}
)
"""A sign for each verdict, the same in every language, and never without its word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewWords:
    """A language's short sentences. As in `Words`, what is called better or worse has been tested."""

    hint: str
    no_total: str
    roughly: str
    nation: Mapping[Judgement, str]
    nation_named: Mapping[Judgement, str]
    no_difference: str
    similar: Mapping[Judgement, str]
    similar_named: Mapping[Judgement, str]
    in_groups: str
    since: Mapping[Judgement, str]
    since_named: Mapping[Judgement, str]
    no_change: str
    tested: str
    only_tested: str
    some_tested: str
    none_found_in_part: str
    unchanged_in_part: str
    nation_in_one: Mapping[bool, str]
    earlier_in_one: Mapping[bool, str]
    only_here: str
    one_target_alone: str
    nation_of_all: str
    nation_rate_of_all: str
    highest_figure: Mapping[bool, str]
    highest_shown_by_many: str
    lowest_shown_by_many: str
    others: str
    groups_shown: str
    widest_shown: str
    rest_untested: str
    rest_untested_named: str
    rest_untested_among: str
    groups_hidden: str
    groups_hidden_then: str
    of_both_rounds: str
    held_otherwise: str
    held_unlike: str
    in_both_rounds: str
    compared_here: str
    trend: Mapping[Judgement, str]
    untested_trend: str
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
    hint="Siffrorna vilar på bara {answered}\u00a0svar på frågan {question}: se dem som en antydan.",
    no_total="det samlade resultatet kan inte visas",
    roughly="ca {share}",
    nation={Judgement.BETTER: "Bättre än riket på {where}.", Judgement.WORSE: "Sämre än riket på {where}."},
    nation_named={
        Judgement.BETTER: "Bättre än riket på {where}: {questions}.",
        Judgement.WORSE: "Sämre än riket på {where}: {questions}.",
    },
    no_difference="Ingen säkerställd skillnad mot riket{where}.",
    similar={
        Judgement.BETTER: "Bättre än liknande kommuner på {where}.",
        Judgement.WORSE: "Sämre än liknande kommuner på {where}.",
    },
    similar_named={
        Judgement.BETTER: "Bättre än liknande kommuner på {where}: {questions}.",
        Judgement.WORSE: "Sämre än liknande kommuner på {where}: {questions}.",
    },
    in_groups="Skillnader mot riket är säkerställda för {groups}.",
    since={Judgement.BETTER: "Bättre än {round} på {where}.", Judgement.WORSE: "Sämre än {round} på {where}."},
    since_named={
        Judgement.BETTER: "Bättre än {round} på {where}: {questions}.",
        Judgement.WORSE: "Sämre än {round} på {where}: {questions}.",
    },
    no_change="Ingen säkerställd skillnad mot {round}{where}.",
    tested="de {tested}\u00a0frågor som gick att pröva",
    only_tested="den enda fråga som gick att pröva",
    some_tested="{some} av de {tested}\u00a0frågor som gick att pröva",
    none_found_in_part="Bland de svar som jämförs är ingen skillnad mot riket statistiskt säkerställd.",
    unchanged_in_part="Bland de svar som jämförs är ingen förändring sedan {round} statistiskt säkerställd.",
    nation_in_one={
        True: "Jämförelsen gäller bara {groups} ({answers} av {of}\u00a0svar), där andelen är {share} här och {beside}"
        " i riket.",
        False: "Jämförelsen gäller bara {groups} ({answers} av {of}\u00a0svar), där andelen i riket är {beside}.",
    },
    earlier_in_one={
        True: "Jämförelsen gäller bara {groups} ({answers} av {of}\u00a0svar), där andelen är {share} nu och var"
        " {beside} {round}.",
        False: "Jämförelsen gäller bara {groups} ({answers} av {of}\u00a0svar), där andelen var {beside} {round}.",
    },
    only_here="Ingen annan kommun har svar på det som visas. Därför jämförs ingenting med riket.",
    one_target_alone="Resultatet gäller en enda målgrupp: {target}.",
    nation_of_all="Rikets siffror{where} gäller däremot alla målgrupper tillsammans.",
    nation_rate_of_all="Rikets svarsfrekvens gäller däremot alla målgrupper tillsammans.",
    highest_figure={
        False: "den högsta siffran av {of}\u00a0kommuner",
        True: "den högsta siffran av {of}\u00a0kommuner räknat på samma målgrupper",
    },
    highest_shown_by_many="{number}\u00a0frågor delar den högsta andelen positiva svar bland det som visas, {share}.",
    lowest_shown_by_many="{number}\u00a0frågor delar den lägsta andelen bland det som visas, {share}.",
    others="andra frågor än {questions}",
    groups_shown="{groups} som visas",
    widest_shown="Bland det som visas är {groups} längst ifrån varandra på {question}: {highest} och {lowest}.",
    rest_untested="{number} kunde inte prövas.",
    rest_untested_named="{number} kunde inte prövas: {questions}.",
    rest_untested_among="{number} kunde inte prövas, bland dem {question}.",
    groups_hidden="för riket visas inte siffrorna för varje målgrupp",
    groups_hidden_then="för {round} visas inte siffrorna för varje målgrupp",
    of_both_rounds="Förändringen sedan {round} är prövad bland de kommuner som har siffror båda åren.",
    held_otherwise="Från och med {start} görs undersökningen på ett annat sätt, och resultatet går inte att jämföra med"
    " omgångarna dessförinnan.",
    held_unlike="Undersökningen gjordes på ett annat sätt än tidigare, så resultatet går inte att jämföra med tidigare"
    " omgångar.",
    compared_here="{expected} (här {own})",
    in_both_rounds="Bland de kommuner som har siffror båda åren var andelen {then} då och är {now} nu"
    " ({answers} av {of}\u00a0svar); det är där förändringen prövas.",
    trend={
        Judgement.BETTER: "Har stigit sedan {round}, statistiskt säkerställt.",
        Judgement.WORSE: "Har sjunkit sedan {round}, statistiskt säkerställt.",
        Judgement.NOT_SIGNIFICANT: "Ingen säker trend sedan {round}.",
    },
    untested_trend="Trenden går inte att pröva: {why}.",
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
    unit_alike="Ingen säkerställd skillnad mot resten av kommunen{where}.",
    siblings_differ="Skillnaden är statistiskt säkerställd mot {units}.",
    siblings_alike="Ingen av de andra enheterna kan skiljas från den här med säkerhet.",
    between="Ungefär {share} (troligen {low}–{high}) av skillnaderna i svar på {question} hänger samman med enheten;"
    " resten är skillnader mellan personer.",
    between_most="Högst {high} av skillnaderna i svar på {question} hänger samman med enheten (95\u00a0procents"
    " säkerhet); resten är skillnader mellan personer.",
    between_unknown="Hur mycket enheterna skiljer sig åt går inte att säga: för få enheter visas.",
)

ENGLISH_OVERVIEW = OverviewWords(
    hint="The figures rest on only {answered}\u00a0answers to the question {question}: take them as a hint.",
    no_total="the result as a whole cannot be shown",
    roughly="about {share}",
    nation={
        Judgement.BETTER: "Better than the nation on {where}.",
        Judgement.WORSE: "Worse than the nation on {where}.",
    },
    nation_named={
        Judgement.BETTER: "Better than the nation on {where}: {questions}.",
        Judgement.WORSE: "Worse than the nation on {where}: {questions}.",
    },
    no_difference="No statistically significant difference from the nation{where}.",
    similar={
        Judgement.BETTER: "Better than similar municipalities on {where}.",
        Judgement.WORSE: "Worse than similar municipalities on {where}.",
    },
    similar_named={
        Judgement.BETTER: "Better than similar municipalities on {where}: {questions}.",
        Judgement.WORSE: "Worse than similar municipalities on {where}: {questions}.",
    },
    in_groups="Differences from the nation are proven for {groups}.",
    since={
        Judgement.BETTER: "Better than in {round} on {where}.",
        Judgement.WORSE: "Worse than in {round} on {where}.",
    },
    since_named={
        Judgement.BETTER: "Better than in {round} on {where}: {questions}.",
        Judgement.WORSE: "Worse than in {round} on {where}: {questions}.",
    },
    no_change="No statistically significant difference from {round}{where}.",
    tested="the {tested}\u00a0questions that could be tested",
    only_tested="the only question that could be tested",
    some_tested="{some} of the {tested}\u00a0questions that could be tested",
    none_found_in_part="Among the answers that are compared no difference from the nation is statistically"
    " significant.",
    unchanged_in_part="Among the answers that are compared no change since {round} is statistically significant.",
    nation_in_one={
        True: "The comparison is of {groups} only ({answers} of {of}\u00a0answers), where the share is {share} here"
        " and {beside} in the nation.",
        False: "The comparison is of {groups} only ({answers} of {of}\u00a0answers), the nation's share is {beside}.",
    },
    earlier_in_one={
        True: "The comparison is of {groups} only ({answers} of {of}\u00a0answers), where the share is {share} now"
        " and was {beside} in {round}.",
        False: "The comparison is of {groups} only ({answers} of {of}\u00a0answers), with {beside} in {round}.",
    },
    only_here="No other municipality has answers to what is shown. So nothing is compared with the nation.",
    one_target_alone="The result is of one target group alone: {target}.",
    nation_of_all="The nation's figures{where}, though, are of all target groups together.",
    nation_rate_of_all="The nation's response rate, though, is of all target groups together.",
    highest_figure={
        False: "the highest figure of {of}\u00a0municipalities",
        True: "the highest figure of {of}\u00a0municipalities with the same target groups",
    },
    highest_shown_by_many="{number}\u00a0questions share the highest share of positive answers of what is shown,"
    " {share}.",
    lowest_shown_by_many="{number}\u00a0questions share the lowest of what is shown, {share}.",
    others="questions other than {questions}",
    groups_shown="{groups} shown",
    widest_shown="Of what is shown, the {groups} are furthest apart on {question}: {highest} and {lowest}.",
    rest_untested="{number} could not be tested.",
    rest_untested_named="{number} could not be tested: {questions}.",
    rest_untested_among="{number} could not be tested, among them {question}.",
    groups_hidden="the nation's figures of each target group are not shown",
    groups_hidden_then="the figures of each target group in {round} are not shown",
    of_both_rounds="The change since {round} is tested among the municipalities that have figures in both years.",
    held_otherwise="From {start} on the survey is held in another way, and the result cannot be compared with the"
    " rounds before that.",
    held_unlike="The survey was held in another way than before, so the result cannot be compared with earlier rounds.",
    compared_here="{expected} (here {own})",
    in_both_rounds="Among the municipalities that have figures in both years the share was {then} then and is {now} now"
    " ({answers} of {of}\u00a0answers); it is there that the change is tested.",
    trend={
        Judgement.BETTER: "Has risen since {round}, statistically significant.",
        Judgement.WORSE: "Has fallen since {round}, statistically significant.",
        Judgement.NOT_SIGNIFICANT: "No certain trend since {round}.",
    },
    untested_trend="The trend cannot be tested: {why}.",
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
    unit_alike="No statistically significant difference from the rest of the municipality{where}.",
    siblings_differ="The difference is statistically significant from {units}.",
    siblings_alike="None of the other units differs significantly from this one.",
    between="About {share} (probably {low}–{high}) of the differences in answers to {question} go with the unit; the"
    " rest are differences between people.",
    between_most="At most {high} of the differences in answers to {question} go with the unit (95\u00a0per cent"
    " certainty); the rest are differences between people.",
    between_unknown="How much the units differ cannot be told: too few units are shown.",
)

EASY_OVERVIEW = replace(
    SWEDISH_OVERVIEW,
    hint="Bara {answered}\u00a0personer svarade på frågan {question}. Därför är siffrorna osäkra.",
    no_total="vi kan inte visa en siffra för alla frågor tillsammans",
    nation={
        Judgement.BETTER: "Det är bättre här än i hela Sverige på {where}.",
        Judgement.WORSE: "Det är sämre här än i hela Sverige på {where}.",
    },
    nation_named={
        Judgement.BETTER: "Det är bättre här än i hela Sverige på {where}: {questions}.",
        Judgement.WORSE: "Det är sämre här än i hela Sverige på {where}: {questions}.",
    },
    no_difference="Vi vet inte säkert om det är bättre eller sämre här än i hela Sverige{where}.",
    no_change="Vi vet inte säkert om det är bättre eller sämre än {round}{where}.",
    tested="de {tested}\u00a0frågor som vi kan jämföra",
    only_tested="den enda fråga som vi kan jämföra",
    some_tested="{some} av de {tested}\u00a0frågor som vi kan jämföra",
    nation_in_one={
        True: "Vi jämför bara {groups}: {answers} av {of} svar. Där är det {share} här och {beside} i hela Sverige.",
        False: "Vi jämför bara {groups}: {answers} av {of} svar. Där är det {beside} i hela Sverige.",
    },
    earlier_in_one={
        True: "Vi jämför bara {groups}: {answers} av {of} svar. Där är det {share} nu. {round} var det {beside}.",
        False: "Vi jämför bara {groups}: {answers} av {of} svar. Där var det {beside} {round}.",
    },
    only_here="Ingen annan kommun har svar på de här frågorna. Därför kan vi inte jämföra med hela Sverige.",
    groups_hidden="vi inte kan visa siffran för varje grupp i hela Sverige",
    groups_hidden_then="vi inte kan visa siffran för varje grupp från {round}",
    held_otherwise="Från och med {start} frågar vi på ett annat sätt. Därför jämför vi inte med åren före.",
    held_unlike="Vi frågade på ett annat sätt än tidigare. Därför jämför vi inte med åren före.",
)

OVERVIEWS: Mapping[str, OverviewWords] = MappingProxyType(
    {"sv": SWEDISH_OVERVIEW, "en": ENGLISH_OVERVIEW, "sv-enkel": EASY_OVERVIEW}
)
"""By language, as `LANGUAGES`."""
