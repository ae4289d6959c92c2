"""The drafted news texts: in each a section for each municipality, put together of paragraphs."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from tycktill.findings.facts import PlaceFindings
from tycktill.findings.places import findings_of_places
from tycktill.findings.sentences.changes import since_earlier, standing_sentences
from tycktill.findings.sentences.groups import (
    each_group,
    extremes_of_groups,
    group_patterns,
    undecided_in_groups,
    women_and_men,
)
from tycktill.findings.sentences.opening import (
    participation_sentences,
    place_title,
    round_facts,
    who_stands_behind,
    whole_result,
)
from tycktill.findings.sentences.questions import (
    all_answers,
    beside_nation,
    detectable_change,
    detectable_difference,
    groups_apart,
    highest_and_lowest,
    nearly_all_positive,
)
from tycktill.findings.sentences.reading import how_to_read, what_is_shown
from tycktill.findings.sentences.tables import group_table, question_table, unit_table
from tycktill.findings.words import ENGLISH, SWEDISH, Words
from tycktill.tables import Tables

TEXTS = {"text.sv.md": SWEDISH, "text.en.md": ENGLISH}
"""The files, each in its language."""


def write_texts(tables: Tables) -> dict[str, bytes]:
    """The text of a release in each language: the municipalities by their codes, in each its families and rounds."""
    municipal = [place for place in findings_of_places(tables) if not place.is_nation]
    return {file: write_text(municipal, tables, words) for file, words in TEXTS.items()}


def write_text(municipal: Sequence[PlaceFindings], tables: Tables, words: Words) -> bytes:
    """The text of these places in one language."""
    blank = tables.manifest.blank
    blocks = [f"# {words.title}", words.preface, words.blank.format(sheets=blank) if blank else ""]
    for _, parts in groupby(municipal, key=lambda place: place.municipality):
        for number, place in enumerate(parts):
            blocks += [f"## {place.name}"] if number == 0 else []
            blocks += [f"### {words.text(place.family_name)} {place.round}", *_text_blocks(place, words)]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def _text_blocks(place: PlaceFindings, words: Words) -> Iterator[str]:
    """One part's paragraphs; an empty one has nothing to say."""
    paragraphs = list(_result_paragraphs(place, words))
    yield from paragraphs
    yield " ".join(how_to_read(place, "\n".join(paragraphs), words))
    yield " ".join(who_stands_behind(place, words))


def _result_paragraphs(place: PlaceFindings, words: Words) -> Iterator[str]:
    whole_of_it = place.whole
    yield f"**{place_title(place, words)}**"
    yield " ".join(round_facts(place, words))
    yield " ".join(participation_sentences(place, words))
    yield " ".join(whole_result(place, words))
    all_of_it = (*all_answers(whole_of_it, words), *nearly_all_positive(whole_of_it, words))
    yield " ".join([*highest_and_lowest(whole_of_it, words), *all_of_it])
    yield " ".join(groups_apart(whole_of_it, words))
    yield " ".join([*beside_nation(place, whole_of_it, words), *detectable_difference(whole_of_it, words)])
    yield question_table(place, words)
    yield " ".join(extremes_of_groups(place, words))
    yield " ".join(women_and_men(place, whole_of_it, words))
    yield " ".join(standing_sentences(place, whole_of_it, words))
    yield " ".join([*since_earlier(place, whole_of_it, words), *detectable_change(whole_of_it, words)])
    yield "\n".join(f"- {' '.join(each)}" for each in each_group(place, words))
    yield " ".join([*undecided_in_groups(place, words), *group_patterns(place, words)])
    yield group_table(place, words)
    yield unit_table(place, words)
    yield " ".join(what_is_shown(place, words))
