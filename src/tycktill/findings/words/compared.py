"""The sentences on chosen municipalities beside each other, by language."""

from collections.abc import Mapping
from dataclasses import dataclass

from tycktill.tables import Judgement
from tycktill.terms import Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedWords:
    """A language's sentences on comparing.

    A name of a municipality stands as it is, with no ending. Numbers stand after a colon or a noun, so that a sentence
    is right whatever they are; `rounds` are one or several. `group_names` are what SKR and Kolada call their groups,
    where the language has words.
    """

    likeness: Mapping[Likeness, str]
    why: Mapping[Likeness, str]
    group_names: Mapping[str, str]
    took_part: str
    means: str
    means_rough: str
    means_from: str
    weighted: str
    unweighted: str
    too_few: str
    ordered: str
    unordered: str
    beside_group: Mapping[Judgement, str]
    beside_places: Mapping[Judgement, str]
    hidden: str
    absent: str
    absent_brief: str
    across_untested: str
    across_hidden: str
    only_nation: Mapping[Judgement, str]
    only_change: Mapping[Judgement, str]
    tested_together: str
    same_mix: str
    no_ranking: str
    subtitle: str
    description: str
    interval: str
    bounded: str
    source: str
    edition: str
    terms: str
    genders: Mapping[str, str]


SWEDISH_COMPARED = ComparedWords(
    likeness={
        Likeness.SKR: "samma kommuntyp (SKR)",
        Likeness.SIZE: "ungefär lika många invånare",
        Likeness.COUNTY: "samma län",
        Likeness.RKA: "RKA:s lista över liknande kommuner",
        Likeness.OWN: "de andra valda kommunerna",
    },
    why={
        Likeness.SKR: "De hör till samma kommuntyp i SKR:s kommungruppsindelning {edition}: {name}. Indelningen görs"
        " efter tätorternas storlek och pendling, inte efter resultat.",
        Likeness.SIZE: "De har ungefär lika många invånare: {name}. Storleksklasserna är Koladas ({edition}).",
        Likeness.COUNTY: "De ligger i samma län: {name}. Grannar behöver inte likna varandra.",
        Likeness.RKA: "De står på RKA:s lista {edition} över kommuner som liknar {place}. Listan är gjord efter"
        " strukturkostnad och befolkning. Källa: Kolada.",
        Likeness.OWN: "De är valda på den här sidan. Ingenting säger att de liknar {place} i annat.",
    },
    group_names={},
    took_part="Andra kommuner i gruppen: {members}. Deltog: {present}. Siffran visas för {shown}, men inte för"
    " {withheld}.",
    means="De som visas har det vägda medelvärdet {weighted}, där varje svar räknas lika, och det ovägda medelvärdet"
    " {unweighted}, där varje kommun räknas lika.",
    means_rough="Gruppens medelvärde kan inte anges: siffrorna är för ungefärliga.",
    means_from="Medelvärdena är räknade på de siffror som visas, och på inga andra. De säger därför ingenting om dem"
    " som inte visas.",
    weighted="Gruppens vägda medelvärde",
    unweighted="Gruppens ovägda medelvärde",
    too_few="Färre än tre andra kommuner i gruppen har en siffra som visas för {rounds}. Därför jämförs ingenting med"
    " gruppen.",
    ordered="Jämfört med {place} har {higher} av dem högre andel, {lower} lägre och {equal} samma.",
    unordered="Jämfört med {place} har {higher} av dem högre andel, {lower} lägre och {equal} samma. För {open} går det"
    " inte att avgöra.",
    beside_group={
        Judgement.BETTER: "{place} är bättre än gruppen som helhet {rounds}, och skillnaden är statistiskt"
        " säkerställd.",
        Judgement.WORSE: "{place} är sämre än gruppen som helhet {rounds}, och skillnaden är statistiskt säkerställd.",
        Judgement.NOT_SIGNIFICANT: "Skillnaden mellan {place} och gruppen som helhet är inte statistiskt säkerställd"
        " {rounds}.",
        Judgement.UNTESTED: "{place} har inte prövats mot gruppen {rounds}: {why}.",
    },
    beside_places={
        Judgement.BETTER: "{place} är bättre än {others} {rounds}, statistiskt säkerställt.",
        Judgement.WORSE: "{place} är sämre än {others} {rounds}, statistiskt säkerställt.",
        Judgement.NOT_SIGNIFICANT: "Ingen statistiskt säkerställd skillnad mellan {place} och {others} {rounds}.",
        Judgement.UNTESTED: "{place} har inte prövats mot {others} {rounds}: {why}.",
    },
    hidden="{place} har ingen siffra som visas för {rounds}: {why}.",
    absent="kommunen deltog inte",
    absent_brief="deltog inte",
    across_untested="{number} kunde inte prövas",
    across_hidden="{number} visas inte",
    only_nation={
        Judgement.BETTER: "{place} är bättre än riket {rounds}, statistiskt säkerställt.",
        Judgement.WORSE: "{place} är sämre än riket {rounds}, statistiskt säkerställt.",
        Judgement.NOT_SIGNIFICANT: "Skillnaden mellan {place} och riket är inte statistiskt säkerställd {rounds}.",
        Judgement.UNTESTED: "Skillnaden mellan {place} och riket har inte prövats {rounds}.",
    },
    only_change={
        Judgement.BETTER: "{place} är bättre {rounds} än {since}, statistiskt säkerställt.",
        Judgement.WORSE: "{place} är sämre {rounds} än {since}, statistiskt säkerställt.",
        Judgement.NOT_SIGNIFICANT: "Förändringen i {place} från {since} till {rounds} är inte statistiskt säkerställd.",
    },
    tested_together="Antal jämförelser som prövas samtidigt på sidan: {number}. Ju fler de är, desto större måste en"
    " skillnad vara för att kallas säkerställd.",
    same_mix="Målgrupp jämförs med samma målgrupp, så att ingen kommun ser bättre ut bara för att andra målgrupper har"
    " svarat.",
    no_ranking="Ordningen är ingen rangordning: två kommuner som inte skiljs åt här kan ha samma resultat.",
    subtitle="Andel positiva svar, i procent av dem som har svarat på frågan",
    description="En rad för varje kommun och år. Samma siffror står i tabellen på sidan.",
    interval="osäkerhetsintervall (95 %)",
    bounded="ungefärligt: någonstans i rutan",
    source="Källa: {publisher}{survey} {round}, {edition}.",
    edition="utgåva {number}, {hash}, publicerad {day}",
    terms="Siffrorna får användas fritt om källan anges.",
    genders={"T": "alla", "K": "kvinnor", "M": "män"},
)

_SKR_NAMES = {
    "Storstäder": "Large cities",
    "Pendlingskommun nära storstad": "Commuting municipality near a large city",
    "Större stad": "Medium-sized town",
    "Pendlingskommun nära större stad": "Commuting municipality near a medium-sized town",
    "Lågpendlingskommun nära större stad": "Low-commuting municipality near a medium-sized town",
    "Mindre stad/tätort": "Small town",
    "Pendlingskommun nära mindre tätort": "Commuting municipality near a small town",
    "Landsbygdskommun": "Rural municipality",
    "Landsbygdskommun med besöksnäring": "Rural municipality with a visitor industry",
}
_SIZES = {
    "0 - 4 999 invånare": "fewer than 5,000 inhabitants",
    "5 000 - 9 999 invånare": "5,000–9,999 inhabitants",
    "10 000 - 14 999 invånare": "10,000–14,999 inhabitants",
    "15 000 - 19 999 invånare": "15,000–19,999 inhabitants",
    "20 000 - 29 999 invånare": "20,000–29,999 inhabitants",
    "30 000 - 49 999 invånare": "30,000–49,999 inhabitants",
    "50 000 - 99 999 invånare": "50,000–99,999 inhabitants",
    "100 000 - 199 999 invånare": "100,000–199,999 inhabitants",
    "fler än 200 000 invånare": "more than 200,000 inhabitants",
}

ENGLISH_COMPARED = ComparedWords(
    likeness={
        Likeness.SKR: "the same kind of municipality (SKR)",
        Likeness.SIZE: "about as many inhabitants",
        Likeness.COUNTY: "the same county",
        Likeness.RKA: "RKA's list of similar municipalities",
        Likeness.OWN: "the other municipalities chosen",
    },
    why={
        Likeness.SKR: "They are of the same kind in the classification {edition} of SKR, the Swedish Association of"
        " Local Authorities and Regions: {name}. It goes by the size of towns and by commuting, not by results.",
        Likeness.SIZE: "They have about as many inhabitants: {name}. The classes are Kolada's ({edition}).",
        Likeness.COUNTY: "They lie in the same county: {name}. Neighbours need not be alike.",
        Likeness.RKA: "They are on RKA's list {edition} of municipalities that are like {place}. It is made by"
        " reference cost and population. Source: Kolada.",
        Likeness.OWN: "They are chosen on this page. Nothing says that they are like {place} otherwise.",
    },
    group_names=_SKR_NAMES | _SIZES,
    took_part="Other municipalities in the group: {members}. Took part: {present}. The figure is shown for {shown}, but"
    " not for {withheld}.",
    means="Those shown have the weighted mean {weighted}, where each answer counts alike, and the unweighted mean"
    " {unweighted}, where each municipality counts alike.",
    means_rough="The mean of the group cannot be given: its figures are too rough.",
    means_from="The means are worked out from the figures that are shown, and from no others. So they say nothing about"
    " those that are not.",
    weighted="Weighted mean of the group",
    unweighted="Unweighted mean of the group",
    too_few="Fewer than three other municipalities in the group have a figure that is shown for {rounds}. So nothing is"
    " compared with the group.",
    ordered="Beside {place}, {higher} of them have a higher share, {lower} a lower and {equal} the same.",
    unordered="Beside {place}, {higher} of them have a higher share, {lower} a lower and {equal} the same. Of {open} it"
    " cannot be told.",
    beside_group={
        Judgement.BETTER: "{place} is better than the group as a whole in {rounds}, and the difference is statistically"
        " significant.",
        Judgement.WORSE: "{place} is worse than the group as a whole in {rounds}, and the difference is statistically"
        " significant.",
        Judgement.NOT_SIGNIFICANT: "The difference between {place} and the group as a whole is not statistically"
        " significant in {rounds}.",
        Judgement.UNTESTED: "{place} has not been tested against the group in {rounds}: {why}.",
    },
    beside_places={
        Judgement.BETTER: "{place} is better than {others} in {rounds}, statistically significant.",
        Judgement.WORSE: "{place} is worse than {others} in {rounds}, statistically significant.",
        Judgement.NOT_SIGNIFICANT: "No statistically significant difference between {place} and {others} in {rounds}.",
        Judgement.UNTESTED: "{place} has not been tested against {others} in {rounds}: {why}.",
    },
    hidden="{place} has no figure that is shown for {rounds}: {why}.",
    absent="the municipality did not take part",
    absent_brief="did not take part",
    across_untested="{number} could not be tested",
    across_hidden="{number} are not shown",
    only_nation={
        Judgement.BETTER: "{place} is better than the nation in {rounds}, statistically significant.",
        Judgement.WORSE: "{place} is worse than the nation in {rounds}, statistically significant.",
        Judgement.NOT_SIGNIFICANT: "The difference between {place} and the nation is not statistically significant in"
        " {rounds}.",
        Judgement.UNTESTED: "The difference between {place} and the nation has not been tested in {rounds}.",
    },
    only_change={
        Judgement.BETTER: "{place} is better in {rounds} than in {since}, statistically significant.",
        Judgement.WORSE: "{place} is worse in {rounds} than in {since}, statistically significant.",
        Judgement.NOT_SIGNIFICANT: "The change in {place} from {since} to {rounds} is not statistically significant.",
    },
    tested_together="Comparisons tested together on this page: {number}. The more there are, the larger a difference"
    " must be to be called significant.",
    same_mix="Target groups are compared with the same target groups, so that no municipality looks better only because"
    " others have answered.",
    no_ranking="The order is no ranking: two municipalities that do not differ significantly may have the same result.",
    subtitle="Share of positive answers, in per cent of those who answered the question",
    description="A line for each municipality and year. The same figures stand in the table on the page.",
    interval="uncertainty interval (95%)",
    bounded="approximate: somewhere in the box",
    source="Source: {publisher}{survey} {round}, {edition}.",
    edition="release {number}, {hash}, published {day}",
    terms="The figures may be used freely if the source is named.",
    genders={"T": "everybody", "K": "women", "M": "men"},
)

COMPARED: Mapping[str, ComparedWords] = {"sv": SWEDISH_COMPARED, "en": ENGLISH_COMPARED, "sv-enkel": SWEDISH_COMPARED}
"""By the code of the language; easy Swedish has the Swedish sentences."""
