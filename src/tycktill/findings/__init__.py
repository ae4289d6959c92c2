"""The one account of a result: facts about a place from a release alone, and the sentences by language that tell them.

Whoever shows a result takes both from here: text, pages and charts say the same, or nothing.
"""

from tycktill.findings.across import GROUPS, AcrossFindings, MunicipalityFinding, across_headline, across_municipalities
from tycktill.findings.compared import (
    FEWEST_SIMILAR,
    ChosenSeries,
    ComparedFindings,
    PlaceFigure,
    SimilarFindings,
    compare_places,
)
from tycktill.findings.facts import (
    Change,
    Contrast,
    PlaceFindings,
    QuestionFinding,
    Response,
    TargetFindings,
    UnitFinding,
)
from tycktill.findings.figures import Figure, Order, ShareRange, Unstated, figure_of
from tycktill.findings.mapped import STEPS, is_sure, place_text, step_of, step_texts
from tycktill.findings.places import findings_of_places
from tycktill.findings.sentences.compared import (
    Source,
    about_tests,
    compared_headline,
    compared_words,
    group_counts,
    group_means,
    group_name,
    group_why,
    likeness_name,
    source_text,
    why_unstated,
)
from tycktill.findings.sentences.easy import easy_summary, easy_withdrawal
from tycktill.findings.sentences.opening import response_sentences, round_facts, who_stands_behind
from tycktill.findings.sentences.overview import (
    overview_headline,
    proven_beside_similar,
    proven_first,
    rough_text,
    trend_sentence,
)
from tycktill.findings.sentences.page import page_details
from tycktill.findings.sentences.questions import highest_and_lowest
from tycktill.findings.sentences.rates import offered_text, response_rate_text, response_sentence
from tycktill.findings.sentences.reading import how_counted
from tycktill.findings.sentences.tables import figure_text, mean_text
from tycktill.findings.sentences.units import (
    sibling_differences,
    unit_alone,
    unit_differences,
    unit_summary,
    variation_between,
)
from tycktill.findings.text import TEXTS, write_texts
from tycktill.findings.units import Tested, UnitsApart, units_apart
from tycktill.findings.wording import join_names, rate_text, share_text
from tycktill.findings.words import LANGUAGES, Figures, Words
from tycktill.findings.words.overview import OVERVIEWS, SIGNS

__all__ = [
    "FEWEST_SIMILAR",
    "GROUPS",
    "LANGUAGES",
    "OVERVIEWS",
    "SIGNS",
    "STEPS",
    "TEXTS",
    "AcrossFindings",
    "Change",
    "ChosenSeries",
    "ComparedFindings",
    "Contrast",
    "Figure",
    "Figures",
    "MunicipalityFinding",
    "Order",
    "PlaceFigure",
    "PlaceFindings",
    "QuestionFinding",
    "Response",
    "ShareRange",
    "SimilarFindings",
    "Source",
    "TargetFindings",
    "Tested",
    "UnitFinding",
    "UnitsApart",
    "Unstated",
    "Words",
    "about_tests",
    "across_headline",
    "across_municipalities",
    "compare_places",
    "compared_headline",
    "compared_words",
    "easy_summary",
    "easy_withdrawal",
    "figure_of",
    "figure_text",
    "findings_of_places",
    "group_counts",
    "group_means",
    "group_name",
    "group_why",
    "highest_and_lowest",
    "how_counted",
    "is_sure",
    "join_names",
    "likeness_name",
    "mean_text",
    "offered_text",
    "overview_headline",
    "page_details",
    "place_text",
    "proven_beside_similar",
    "proven_first",
    "rate_text",
    "response_rate_text",
    "response_sentence",
    "response_sentences",
    "rough_text",
    "round_facts",
    "share_text",
    "sibling_differences",
    "source_text",
    "step_of",
    "step_texts",
    "trend_sentence",
    "unit_alone",
    "unit_differences",
    "unit_summary",
    "units_apart",
    "variation_between",
    "who_stands_behind",
    "why_unstated",
    "write_texts",
]
