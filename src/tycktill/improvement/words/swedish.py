"""The Swedish sentences, so that somebody who writes Swedish well can read them through."""

from tycktill.findings import LANGUAGES
from tycktill.improvement.expectation import Unforeseen
from tycktill.improvement.outcome import Surprise, Unfollowed
from tycktill.improvement.targets import TargetStatus
from tycktill.improvement.what_stands_out import ComparedWith
from tycktill.improvement.words.catalogue import Sentences
from tycktill.terms import Level

SWEDISH = Sentences(
    words=LANGUAGES["sv"],
    figure="{question} i {place}, {target}",
    figure_of_unit="{question} på {unit} i {place}, {target}",
    expected="Utan åtgärd blir det troligen {expected} nästa gång, med 95\u00a0procents säkerhet {likely}. Det gäller"
    " om lika många svarar då och om riket i övrigt står stilla.",
    likely="mellan {low} och {high}",
    low_rises="{known} ({valid}\u00a0svar) är en lägre siffra än hos andra med samma målgrupper{proof}. Låga siffror"
    " brukar stiga av sig själva.",
    high_falls="{known} ({valid}\u00a0svar) är en högre siffra än hos andra med samma målgrupper{proof}. Höga siffror"
    " brukar sjunka av sig själva.",
    level_stays="{known} ({valid}\u00a0svar) är ungefär samma siffra som hos andra med samma målgrupper.",
    proof={
        True: ", och skillnaden mot riket är statistiskt säkerställd",
        False: ", men skillnaden kan bero på slumpen",
        None: "",
    },
    by_itself="Att siffran blir högre nästa gång utan att något görs inträffar i {rises} av fallen.",
    carried_from="Hur mycket av {whose} läge som brukar bestå har räknats på {round} och {now}.",
    carried_unknown="Hur mycket av {whose} läge som brukar bestå är inte känt, eftersom det saknas en tidigare omgång"
    " att räkna på. Spannet är därför brett.",
    whose={Level.MUNICIPALITY: "en kommuns", Level.UNIT: "en enhets"},
    unforeseen={
        Unforeseen.WITHHELD: "Det går inte att säga vad man kan vänta sig: siffran visas inte, eller så går den inte"
        " att jämföra med riket.",
        Unforeseen.FEW_PLACES: "Det går inte att säga vad man kan vänta sig: färre än {fewest} andra visar samma"
        " siffra, och då vet ingen hur mycket den brukar skilja.",
        Unforeseen.NO_ROUND: "Det går inte att säga vad man kan vänta sig: omgången finns inte bland resultaten.",
    },
    unfollowed={
        Unfollowed.NOT_YET: "Nästa omgång är inte publicerad än.",
        Unfollowed.WITHHELD: "Det går inte att säga vad som hände: den nya siffran visas inte, eller så går den inte"
        " att jämföra med riket.",
        Unfollowed.UNLIKE: "Det går inte att säga vad som hände: undersökningen görs på ett annat sätt sedan dess.",
        Unfollowed.BROKEN: "Det går inte att säga vad som hände: frågan har ändrats sedan dess och mäter något annat.",
        Unfollowed.FEW_PLACES: "Det går inte att säga vad som hände: för få andra visar samma siffra den här gången.",
    },
    came="Utan åtgärd väntade vi oss {expected} ({likely}). Det blev {known} av {valid}\u00a0svar {round}.",
    surprise={
        Surprise.MORE: "Det är mer än väntat utan åtgärd.",
        Surprise.AS_EXPECTED: "Det ryms i det väntade. Det går alltså inte att säga att åtgärden hjälpte, och inte"
        " heller att den inte gjorde det.",
        Surprise.LESS: "Det är mindre än väntat utan åtgärd.",
    },
    surprise_brief={
        Surprise.MORE: "mer än väntat",
        Surprise.AS_EXPECTED: "som väntat utan åtgärd",
        Surprise.LESS: "mindre än väntat",
    },
    smallest="För att synas fyra gånger av fem hade åtgärden behövt höja siffran med {points}.",
    none_shows="Med så få svar hade ingen höjning kunnat synas säkert.",
    peers="Av {number} andra som låg inom fem procentenheter från er {before} har {rose} stigit och {fell} sjunkit till"
    " {now}, vad de än gjorde. {mean}",
    no_peers="Ingen annan låg inom fem procentenheter från er {before}.",
    on_average="I genomsnitt {way}.",
    up="steg de med {points}",
    down="sjönk de med {points}",
    level="låg de stilla",
    chosen="Åtgärden valdes för att siffran var som den var. Då säger en jämförelse med de andra kommunernas förändring"
    " ingenting, eftersom den som väljer sin lägsta siffra nästan alltid ser den stiga.",
    beside_others="Åtgärden valdes inte för siffrans skull. Siffran ändrades {difference} procentenheter jämfört med"
    " alla andra, med ett 95-procentigt intervall från {low} till {high}.{unclear}",
    beside_unclear=" Det kan vara slump.",
    no_cause="Det visar inte att åtgärden är orsaken: annat kan ha hänt samtidigt.",
    locked="Det väntade låstes {day}, innan svaren började samlas in.",
    locked_late="Det väntade låstes {day}, men då hade svaren börjat samlas in den {opened}. Då visar låsningen"
    " ingenting.",
    locked_once="Det väntade låstes {day}. När svaren började samlas in är inte känt.",
    not_locked="Det väntade är räknat i efterhand och var inte låst.",
    stands_out={
        ComparedWith.NATION: (
            "{question} ({target}): bättre än riket. {own} mot väntade {expected}.",
            "{question} ({target}): sämre än riket. {own} mot väntade {expected}.",
        ),
        ComparedWith.EARLIER: (
            "{question} ({target}): bättre än {round}. {own} mot {expected}.",
            "{question} ({target}): sämre än {round}. {own} mot {expected}.",
        ),
        ComparedWith.SIMILAR: (
            "{question} ({target}): bättre än liknande kommuner ({group}). {own} mot väntade {expected}.",
            "{question} ({target}): sämre än liknande kommuner ({group}). {own} mot väntade {expected}.",
        ),
        ComparedWith.SIBLINGS: (
            "{question} ({target}): {unit} har bättre svar än kommunens övriga enheter. {own} mot {expected}.",
            "{question} ({target}): {unit} har sämre svar än kommunens övriga enheter. {own} mot {expected}.",
        ),
    },
    at_end=(
        "Hur slumpen än har slagit hör siffran till den högsta fjärdedelen bland kommunerna.",
        "Hur slumpen än har slagit hör siffran till den lägsta fjärdedelen bland kommunerna.",
    ),
    looked_at="Antal jämförelser som gjordes: {number}. Av det som står här är i genomsnitt högst en av tjugo"
    " en slump.",
    nothing_stands_out="Ingen skillnad är säkerställd när allt prövas på en gång. Antal jämförelser som gjordes:"
    " {number}. Resultatet kan ändå säga bättre eller sämre: där prövas färre tillsammans.",
    start_began="Fram till {round} ändrades siffran på de enheter som fick börja ({first}) jämfört med dem som väntade"
    " ({waiting}).",
    start_differs="I genomsnitt blev skillnaden {difference} procentenheter.",
    start_between="I genomsnitt blev skillnaden mellan {least} och {most} procentenheter: siffrorna är ungefärliga.",
    start_proven="Lotten ensam ger en så stor skillnad i {lot} av fallen. Eftersom lotten avgjorde vilka som började"
    " talar det för att åtgärden höjde siffran.",
    start_unproven="Lotten ensam ger en så stor skillnad i {lot} av fallen. Det går alltså inte att säga att åtgärden"
    " höjde siffran, och inte heller att den inte gjorde det.",
    start_left_out="Räknat på de enheter som visar siffran båda gångerna.",
    lot_ways="Med {units} enheter, varav {first} börjar, kan lotten falla på {ways} sätt.",
    lot_too_few="Då kan ingen skillnad bli säkerställd, hur stor den än är: till det behöver lotten kunna falla på"
    " minst 20 sätt, som när 3 av 6 enheter börjar. Lotten är ändå ett rättvist sätt att välja.",
    status={
        TargetStatus.REACHED: "nått",
        TargetStatus.NOT_REACHED: "inte nått",
        TargetStatus.UNDECIDED: "går inte att avgöra",
    },
    miss="En verksamhet som i själva verket ligger på {level} missar målet {target} i {missed} av omgångarna, av ren"
    " slump, med {valid}\u00a0svar.",
)
