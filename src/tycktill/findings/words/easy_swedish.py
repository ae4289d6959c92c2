"""Easy Swedish: short sentences and common words, for headlines, verdicts and reasons; the rest is as in Swedish.

A reason follows upon "Det beror på att", in a sentence of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tycktill.findings.figures import Unstated
from tycktill.findings.words.swedish import SWEDISH
from tycktill.tables import Judgement, Untested

_NOT_SURE = "Skillnaden kan bero på slumpen."
_TOGETHER = "Vi räknar alla grupper tillsammans."

EASY_SWEDISH = replace(
    SWEDISH,
    language="sv-enkel",
    response="{offered} personer fick enkäten och {answered} svarade. Det är {rate}.",
    answered_only="{answered} personer svarade. Vi vet inte hur många som fick enkäten.",
    nothing_shown="vi kan inte visa resultatet",
    nation_share="I hela Sverige är det {nation}.",
    expected_share="Med samma grupper som här är det {expected} i hela Sverige.",
    same_mix_share="I hela Sverige är det {nation}. Med samma grupper som här är det {expected}.",
    beside_nation_proven={Judgement.BETTER: "Här är det bättre.", Judgement.WORSE: "Här är det sämre."},
    found={
        Judgement.BETTER: "Det är bättre här än i hela Sverige på {where}.",
        Judgement.WORSE: "Det är sämre här än i hela Sverige på {where}.",
    },
    found_named={
        Judgement.BETTER: "Det är bättre här än i hela Sverige på {where}: {questions}.",
        Judgement.WORSE: "Det är sämre här än i hela Sverige på {where}: {questions}.",
    },
    rest_undecided="På {where} kan skillnaden bero på slumpen.",
    none_found={
        False: f"Vi vet inte säkert om det är bättre eller sämre här än i hela Sverige. {_NOT_SURE}",
        True: f"{_TOGETHER} Vi vet inte säkert om det är bättre eller sämre här än i hela Sverige. {_NOT_SURE}",
    },
    not_tested="Vi kan inte jämföra med hela Sverige{where}. Det beror på att {why}.",
    not_tested_change="Vi kan inte säga om det har blivit bättre eller sämre{where}. Det beror på att {why}.",
    untested={
        Untested.NO_NATION: "det inte finns någon siffra för hela Sverige",
        Untested.ALONE: "alla svar kommer från samma kommun",
        Untested.HIDDEN: "vi inte kan visa den andra siffran",
        Untested.MIX_UNKNOWN: "vi inte vet hur många som svarade i varje grupp",
        Untested.GROUPS_DIFFER: "grupperna som har svarat är för olika",
        Untested.PLACES_DIFFER: "kommunerna som har varit med är för olika",
        Untested.FIRST_ROUND: "vi inte vet hur det var tidigare",
        Untested.SERIES_BROKEN: "vi frågar på ett nytt sätt",
        Untested.ROUND_UNLIKE: "vi gjorde undersökningen på ett annat sätt än tidigare",
        Untested.FEW_ROUNDS: "vi har frågat för få gånger",
        Untested.IMPOSSIBLE: "siffrorna inte stämmer med varandra",
    },
    untested_reference={Untested.MIX_UNKNOWN: "vi inte vet hur många som svarade i varje grupp i hela Sverige"},
    earlier_share="{round} var det {share}.",
    earlier_same_mix_share="{round} var det {share}. Med samma grupper som nu var det {expected}.",
    change_proven={
        Judgement.BETTER: "Det har blivit bättre sedan {round}.",
        Judgement.WORSE: "Det har blivit sämre sedan {round}.",
    },
    compared_part="Vi jämför bara {groups}: {answers} av {of} svar. Där är det {share}.",
    compared_part_unstated="Vi jämför bara {groups}: {answers} av {of} svar.",
    changed={
        Judgement.BETTER: "Det är bättre än {round} på {where}.",
        Judgement.WORSE: "Det är sämre än {round} på {where}.",
    },
    changed_named={
        Judgement.BETTER: "Det är bättre än {round} på {where}: {questions}.",
        Judgement.WORSE: "Det är sämre än {round} på {where}: {questions}.",
    },
    unchanged={
        False: f"Vi vet inte säkert om det är bättre eller sämre än {{round}}. {_NOT_SURE}",
        True: f"{_TOGETHER} Vi vet inte säkert om det är bättre eller sämre än {{round}}. {_NOT_SURE}",
    },
    rest_unchanged="På {where} kan förändringen sedan {round} bero på slumpen.",
    broken="Vi kan inte jämföra {questions} med {round}. Det beror på att vi frågar på ett nytt sätt.",
    reasons={
        Unstated.FEW: "för få har svarat",
        Unstated.PROTECTS: "någon annars kan räkna ut vad en annan person har svarat",
        Unstated.WIDE: "en tydligare siffra kan avslöja vad någon har svarat",
        Unstated.NOT_ASKED: "vi inte ställde frågan",
    },
    not_national="Undersökningen är inte gjord i hela Sverige. Därför kan vi inte jämföra med hela Sverige.",
    nothing_compared="Alla svar kommer från samma kommun. Därför kan vi inte jämföra med hela Sverige.",
    nation_hidden="Vi kan inte visa någon siffra för resten av Sverige. Därför kan vi inte jämföra.",
    promise="Vi visar aldrig resultat från färre än {threshold} personer. Ingen ska kunna räkna ut vad just du har"
    " svarat.",
    intervals="När det står minst, högst eller två siffror vet vi bara ungefär. Det är för att skydda dem som svarade.",
    across={
        Judgement.BETTER: "Bättre än hela Sverige",
        Judgement.WORSE: "Sämre än hela Sverige",
        Judgement.NOT_SIGNIFICANT: "Vi vet inte säkert",
        Judgement.UNTESTED: "Inte jämförda",
    },
    across_counts="Vi har jämfört {of}\u00a0kommuner med hela Sverige. {better} är bättre och {worse} är sämre. För"
    " {undecided} kan skillnaden bero på slumpen.",
    verdicts={
        Judgement.BETTER: "bättre",
        Judgement.WORSE: "sämre",
        Judgement.NOT_SIGNIFICANT: "vi vet inte säkert",
        Judgement.UNTESTED: "inte jämfört",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EasySentences:
    """What only easy Swedish has: a share in a few words, that figures are the same, and why something is not shown.

    `tenths` and `half` are of shares that lie near enough (`findings.sentences.easy`); `withdrawn` is by whether there
    is a new result.
    """

    half: str
    tenths: str
    alike: str
    alike_to_nation: str
    alike_to_earlier: str
    the_others: str
    because: str
    because_too: str
    not_shown: str
    no_earlier: str
    earlier_hidden: str
    apart: str
    withdrawn: Mapping[bool, str]


EASY_SENTENCES = EasySentences(
    half="Det är ungefär hälften.",
    tenths="Det är ungefär {tenths} av 10.",
    alike="Siffrorna är lika.",
    alike_to_nation="När vi jämför med hela Sverige är siffrorna lika på {where}.",
    alike_to_earlier="När vi jämför med {round} är siffrorna lika på {where}.",
    the_others="de andra frågorna",
    because="Det beror på att {why}.",
    because_too="Det beror också på att {why}.",
    not_shown="Vi visar inte svaren på {questions}. Det beror på att {why}.",
    no_earlier="Vi kan inte säga om det har blivit bättre eller sämre. Det beror på att {why}.",
    earlier_hidden="vi inte kan visa siffrorna från {round}",
    apart="Vi räknar inte ihop svaren på {questions}. Det beror på att grupperna fick olika frågor.",
    withdrawn={
        False: "Vi har tagit bort det här resultatet. Använd inte siffrorna. Det finns inget nytt resultat än. Du kan"
        " läsa andra resultat på startsidan.",
        True: "Vi har tagit bort det här resultatet. Använd inte siffrorna. Vi har räknat svaren igen. Du kan läsa det"
        " nya resultatet: tryck på knappen.",
    },
)
