"""Easy Swedish: short sentences and common words, for headlines, verdicts and reasons; the rest is as in Swedish."""

from dataclasses import replace

from tycktill.findings.figures import Unstated
from tycktill.findings.words.swedish import SWEDISH
from tycktill.tables import Judgement

_NOT_SURE = "Skillnaden kan bero på slumpen."

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
        True: f"Vi vet inte säkert om det är bättre eller sämre för alla grupper tillsammans än i hela Sverige."
        f" {_NOT_SURE}",
    },
    not_tested="Vi har inte jämfört med hela Sverige{where}: {why}.",
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
        True: f"Vi vet inte säkert om det är bättre eller sämre för alla grupper tillsammans än {{round}}. {_NOT_SURE}",
    },
    rest_unchanged="På {where} kan förändringen sedan {round} bero på slumpen.",
    reasons={
        Unstated.FEW: "för få har svarat",
        Unstated.PROTECTS: "då kan någon förstå vad en annan person har svarat",
        Unstated.WIDE: "vi vet inte tillräckligt säkert",
        Unstated.NOT_ASKED: "vi ställde inte frågan",
    },
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
