"""What an earlier release says is read from its intervals, and of the same round by the same rules only."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec
import pytest
from tests.tycktill.publication.surveys import Group, catalogue, manifest_of, rows_of, widened

from tycktill.disclosure import PRESETS, Policy, ProtectedValue
from tycktill.instrument import Catalogue
from tycktill.publication import Release, read_earlier
from tycktill.statistics import ShareClass
from tycktill.tables import DISTRIBUTION, MANIFEST, RESULTS, write_distribution, write_manifest, write_results
from tycktill.terms import Refused

MANY = 30_000
GROUPS = [Group("ifo-missbruk", "0114", "Enheten", MANY, {"helhet": (MANY, 20_000)}, offered=MANY)]
STANDARD = PRESETS["standard"]


def release(rows: Sequence[ProtectedValue], policy: Policy = STANDARD) -> Release:
    """The files that are read of an earlier release."""
    manifest = msgspec.structs.replace(manifest_of(rows), policy=policy)
    files = {RESULTS: write_results(rows), DISTRIBUTION: write_distribution([]), MANIFEST: write_manifest(manifest)}
    return Release(files)


def test_what_was_told_is_known_to_the_last_of_many_answers_and_as_widely_as_it_was_told() -> None:
    exact, wide = rows_of(GROUPS), [widened(row, 2, 29_000) for row in rows_of(GROUPS)]
    for rows, known in ((exact, ShareClass(MANY, 20_000, 20_000)), (wide, ShareClass(MANY, 2, 29_000))):
        (before,) = read_earlier([release(rows)], {"2023"}, catalogue(), STANDARD).public.releases
        assert set(before.shares.values()) == {known}


@pytest.mark.parametrize("other", [PRESETS["official"], PRESETS["cautious"], replace(STANDARD, threshold=6)])
def test_a_round_that_was_published_by_other_rules_is_refused(other: Policy) -> None:
    rows = rows_of(GROUPS)
    with pytest.raises(Refused, match="Round 2023 has been published by preset `standard`"):
        read_earlier([release(rows)], {"2023"}, catalogue(), other)
    assert read_earlier([release(rows)], {"2024"}, catalogue(), other).previous, "changes are worked out from any"


def test_how_wide_an_interval_text_may_state_is_no_rule_of_protection() -> None:
    past = read_earlier([release(rows_of(GROUPS), replace(STANDARD, widest=0.1))], {"2023"}, catalogue(), STANDARD)
    assert past.public.releases


def test_a_family_whose_questionnaires_have_moved_apart_is_no_series_any_more() -> None:
    """Whichever of them comes last, its figure of then is of what only some of them still mean."""
    groups = [
        Group(id_, "0114", "Enheten", 20, {"helhet": (20, 15), "paverka": (20, 9)})
        for id_ in ("ifo-missbruk", "ifo-unga")
    ]
    for changed in ("ifo-missbruk", "ifo-unga"):
        past = read_earlier([release(rows_of(groups, round="2022"))], {"2023"}, changed_since(changed), STANDARD)
        found = {(row.cell.instrument, row.question) for row in past.previous if row.valid}
        kept = {"ifo-missbruk", "ifo-unga"} - {changed}
        assert found == {("ifo", "paverka"), (changed, "paverka"), *((id_, each) for id_ in kept for each in ASKED)}
        assert past.breaks == {"ifo": {"helhet": "2022"}, changed: {"helhet": "2022"}}


ASKED = ("helhet", "paverka")


def changed_since(id_: str) -> Catalogue:
    """The questionnaires, of which one means something else by the question that sums up."""
    form = catalogue()[id_]
    questions = tuple(
        msgspec.structs.replace(each, meaning=each.meaning + 1) if each.id == "helhet" else each
        for each in form.questions
    )
    return {**catalogue(), id_: msgspec.structs.replace(form, questions=questions)}
