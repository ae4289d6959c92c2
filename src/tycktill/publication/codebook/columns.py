"""What each table and column of a release holds, in Swedish and English."""

from collections.abc import Mapping

from tycktill.instrument import Counted, Mode, Texts


def _both_languages(sv: str, en: str) -> Texts:
    return {"sv": sv, "en": en}


_ROUND = _both_languages(
    "undersökningens omgång: år, med ett ord till där den görs flera gånger om året", "the round: its year"
)
_INSTRUMENT = _both_languages(
    "enkätens id, eller familjens för alla dess målgrupper tillsammans", "the questionnaire's id, or its family's"
)
_MUNICIPALITY = _both_languages("kommunkod, fyra siffror", "the municipality's code, four digits")
_GENDER = _both_languages("T alla, K kvinnor, M män", "T all, K women, M men")
_QUESTION = _both_languages(
    "frågans id; ordalydelsen står i codebook.csv", "the question's id; codebook.csv has its words"
)
_VALID = _both_languages(
    "svar som räknas, utan ”vet inte” och obesvarat", "answers that count, without don't know and blanks"
)
_LEVEL = _both_languages("nation, municipality (kommun) eller unit (enhet)", "nation, municipality or unit")

RESULTS_COLUMNS: Mapping[str, Texts] = {
    "round": _ROUND,
    "instrument": _INSTRUMENT,
    "level": _LEVEL,
    "municipality": _MUNICIPALITY,
    "unit": _both_languages("enhetens namn", "the unit's name"),
    "gender": _GENDER,
    "question": _QUESTION,
    "offered": _both_languages("hur många som tillfrågades, där det är känt", "how many were offered it, where known"),
    "offered_min": _both_languages(
        "det minsta antal som kan ha tillfrågats, där inte alla räknades",
        "the fewest that can have been offered it, where not all were counted",
    ),
    "answered": _both_languages("hur många som svarade", "how many answered"),
    "valid": _VALID,
    "positive_min": _both_languages(
        "det minsta antal positiva svar som kan finnas; samma tal som positive_max där antalet visas",
        "the fewest positive answers there can be; the same as positive_max where their number is shown",
    ),
    "positive_max": _both_languages(
        "det största antal positiva svar som kan finnas", "the most positive answers there can be"
    ),
    "share": _both_languages("andelen positiva svar, 0-1", "the share of positive answers, 0-1"),
    "share_min": _both_languages("det minsta som andelen kan vara", "the least that the share can be"),
    "share_max": _both_languages("det mesta som andelen kan vara", "the most that the share can be"),
    "low": _both_languages("osäkerhetens nedre gräns, 95 %", "lower end of the 95 % interval"),
    "high": _both_languages("osäkerhetens övre gräns, 95 %", "upper end of the 95 % interval"),
    "status": _both_languages(
        "shown (visas), bounded (mellan share_min och share_max) eller withheld (visas inte)",
        "shown, bounded (between share_min and share_max) or withheld",
    ),
    "reason": _both_languages(
        "varför den inte visas: few (för få svar) eller protects (skulle avslöja ett annat svar)",
        "why it is withheld: few answers, or protects another value",
    ),
}

VALUES: Mapping[str, Mapping[str, str]] = {
    "level": {"nation": "alla svar", "municipality": "kommun", "unit": "enhet"},
    "gender": {"T": "alla", "K": "kvinnor", "M": "män"},
    "status": {"shown": "visas", "bounded": "visas som två gränser", "withheld": "visas inte"},
    "reason": {"few": "för få svar", "protects": "skulle avslöja ett annat svar"},
}
"""The fixed words of columns."""

TABLES: Mapping[str, Texts] = {
    "results.csv": _both_languages(
        "andelar med osäkerhet, en rad per värde", "shares with their uncertainty, a row for each value"
    ),
    "comparisons.csv": _both_languages(
        "varje kommun bredvid riket, de andra kommunerna och tidigare omgångar",
        "each municipality beside the nation, the others and earlier rounds",
    ),
    "distribution.csv": _both_languages(
        "hur svaren fördelar sig på alla svarsalternativ, där det kan visas",
        "how answers lie over all options, where that can be told",
    ),
    "text.en.md": _both_languages("utkast till nyhetstexter, på engelska", "drafted news texts"),
    "text.sv.md": _both_languages("utkast till nyhetstexter", "drafted news texts, in Swedish"),
    "codebook.csv": _both_languages(
        "enkäternas frågor och svarsalternativ, en rad per alternativ: vad som är positivt (positive) och räknas"
        " (counted), kvalitetsområde och id i Kolada",
        "questions and options, a row for each option: what is positive and counted, area, ids in Kolada",
    ),
    "codebook.xml": _both_languages("detsamma i DDI-Codebook 2.6", "the same in DDI-Codebook 2.6"),
    "labels.csv": _both_languages("vad tabellernas id heter", "what the ids in the tables are called, in Swedish"),
    "references.csv": _both_languages(
        "värden från annat håll att jämföra med", "values from elsewhere to compare with"
    ),
    "previous.csv": _both_languages("tidigare omgångars resultat", "results of earlier rounds"),
    "manifest.json": _both_languages(
        "metodens version, regler, enkäternas och alla filers kontrollsummor",
        "version of the method, rules, checksums of questionnaires and files",
    ),
}
"""Every file of a release but the texts that tell of them."""

MODES: Mapping[Mode, Texts] = {
    "web": _both_languages("webbenkät på egen dator eller telefon", "web questionnaire on one's own computer or phone"),
    "tablet": _both_languages("webbenkät på verksamhetens surfplatta", "web questionnaire on a tablet of the service"),
    "paper": _both_languages("pappersenkät", "paper questionnaire"),
    "post": _both_languages("postenkät", "postal questionnaire"),
    "interview": _both_languages("intervju", "interview"),
}
"""The ways to answer."""

COUNTED: Mapping[Counted, Texts] = {
    "by_hand": _both_languages("de tillfrågade räknades av personalen", "those offered were counted by staff"),
    "by_codes": _both_languages(
        "de tillfrågade räknades efter utdelade koder", "those offered were counted by codes handed out"
    ),
    "by_hand_or_codes": _both_languages(
        "de tillfrågade räknades av personalen eller efter utdelade koder, olika på olika enheter",
        "those offered were counted by staff or by codes handed out, as each unit did",
    ),
    "from_register": _both_languages("de tillfrågade är alla i ett register", "those offered are all in a register"),
}
"""How many were offered the survey."""
