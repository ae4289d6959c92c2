"""Who was offered a questionnaire, in words: at visits or otherwise, and how they were counted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from tycktill.instrument import Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedWords:
    """A language's words. In `rate_at_most` the blank before the figure does not break: a share that is told as an
    interval has another there, and is explained (`has_intervals`), which this is not."""

    visit_survey: str
    no_sample: str
    how_counted: Mapping[Counted, str]
    not_all_counted: str
    offered_at_least: str
    rate_at_most: str


SWEDISH_OFFERED = OfferedWords(
    visit_survey="Enkäten delas ut vid besök. De som erbjöds att svara är inget slumpmässigt urval, och siffrorna"
    " gäller dem som svarade.",
    no_sample="De som erbjöds att svara är inget slumpmässigt urval, och siffrorna gäller dem som svarade.",
    how_counted={
        "by_hand": "Antalet som erbjöds att svara bygger på verksamheternas egen räkning.",
        "by_codes": "Antalet som erbjöds att svara är antalet koder som delades ut.",
        "by_hand_or_codes": "Antalet som erbjöds att svara bygger på verksamheternas egen räkning, och på en del"
        " enheter på hur många koder som delades ut.",
        "from_register": "Antalet som erbjöds att svara är alla i ett register.",
    },
    not_all_counted="Minst {offered} erbjöds att svara och {answered} svarade, {rate}. Inte alla som erbjöds räknades,"
    " och därför jämförs inte svarsfrekvensen.",
    offered_at_least="minst\u00a0{offered}",
    rate_at_most="högst\u00a0{rate}",
)

ENGLISH_OFFERED = OfferedWords(
    visit_survey="The questionnaire is handed out at visits. Those who were offered it are no random sample, and the"
    " figures are of those who answered.",
    no_sample="Those offered the questionnaire are no random sample, and the figures are of those who answered.",
    how_counted={
        "by_hand": "The number who were offered the questionnaire rests on the services' own counting.",
        "by_codes": "The number who were offered the questionnaire is the number of codes handed out.",
        "by_hand_or_codes": "The number who were offered the questionnaire rests on the services' own counting, and at"
        " some units on how many codes were handed out.",
        "from_register": "The number who were offered the questionnaire is all in a register.",
    },
    not_all_counted="At least {offered} were offered the questionnaire and {answered} answered, {rate}. Not all who"
    " were offered it were counted, so the response rate is not compared.",
    offered_at_least="at\u00a0least\u00a0{offered}",
    rate_at_most="at\u00a0most\u00a0{rate}",
)

EASY_OFFERED = replace(
    SWEDISH_OFFERED,
    not_all_counted="Minst {offered} personer fick enkäten och {answered} svarade. Det är {rate}. Vi vet inte säkert"
    " hur många som fick enkäten.",
)

OFFERED_WORDS: Mapping[str, OfferedWords] = MappingProxyType(
    {"sv": SWEDISH_OFFERED, "en": ENGLISH_OFFERED, "sv-enkel": EASY_OFFERED}
)
"""By language, as `LANGUAGES`."""
