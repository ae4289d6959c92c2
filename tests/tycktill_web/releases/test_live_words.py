"""How far a round has come is said in one way: per cent as the language sets it, and no more than may be told."""

from pathlib import Path

import pytest
from django.utils.translation import override

import tycktill_web
from tycktill.fieldwork import ResponseRate
from tycktill_web.fieldwork.progress import LiveRate
from tycktill_web.releases.live_words import answered_text, offered_text, per_cent_text, rate_bar, rate_text

PAGES = sorted(Path(tycktill_web.__file__).parent.glob("**/templates/**/*.html"))


def rate(offered: int, answered: int, *, is_exact: bool = False, is_counted: bool = True) -> LiveRate:
    """So many offered and answered."""
    return LiveRate(ResponseRate(offered, answered), is_exact=is_exact, is_counted=is_counted)


@pytest.mark.parametrize(
    ("language", "told"), [("sv", ["76\u00a0%", "minst 50\u00a0%"]), ("en", ["76%", "at least 50%"])]
)
def test_the_sign_of_per_cent_is_set_as_the_language_sets_it(language: str, told: list[str]) -> None:
    with override(language):
        assert [per_cent_text(76), rate_text(rate(20, 10))] == told


def test_no_page_sets_the_sign_after_a_number_by_itself() -> None:
    assert [page.name for page in PAGES if "}}&nbsp;%" in page.read_text() or "}} %<" in page.read_text()] == []


def test_few_answers_are_not_told() -> None:
    assert rate_text(rate(20, 0)) == "–"
    assert answered_text(rate(20, 0)) == "för få ännu"
    assert answered_text(rate(20, 0), of_one_unit=True) == "färre än 5"
    assert answered_text(rate(20, 3, is_exact=True)) == "3"
    assert "Visas från fem svar" in rate_bar(rate(20, 0))
    assert "Ingen erbjuden än" in rate_bar(rate(0, 0))


def test_of_offered_who_are_not_all_counted_a_limit_is_told_once_everybody_has_answered() -> None:
    ended, still = rate(50, 30, is_exact=True, is_counted=False), rate(50, 30, is_counted=False)
    assert (offered_text(ended), rate_text(ended)) == ("minst 50", "högst 60\u00a0%")
    assert rate_text(still) == "–"
    assert "högst 60" in rate_bar(ended)
    assert "Inte alla erbjudna är räknade" in rate_bar(still)
