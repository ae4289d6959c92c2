"""The tables of the text: each question beside last time and the nation, each target group, each unit."""

from collections.abc import Callable, Iterator, Sequence

from tycktill.findings.facts import Contrast, PlaceFindings, QuestionFinding, Response
from tycktill.findings.figures import Figure, ShareRange, Unstated
from tycktill.findings.sentences.rates import offered_text, response_rate_text
from tycktill.findings.wording import escaped_name, number_text, share_text
from tycktill.findings.words.catalogue import Words
from tycktill.findings.words.overview import OVERVIEWS
from tycktill.statistics import MeanRange, file_share, per_cent


def question_table(place: PlaceFindings, words: Words) -> str:
    """All questions of the whole. A column that has nothing to tell is left out; a cell says so."""
    before = next((each.change.round for each in place.whole.questions if each.change is not None), "")
    header = [words.question, place.name, before, words.nation, words.expected, words.mean, words.against]
    return _table_text(header, [_question_cells(each, words) for each in place.whole.questions], words)


def _question_cells(question: QuestionFinding, words: Words) -> Sequence[str]:
    contrast, change = question.against_nation, question.change
    return [
        words.text(question.name),
        figure_text(question.own, words),
        share_text(change.share, words, sign=True) if change and change.share else "",
        share_text(question.nation.share, words, sign=True)
        if question.nation.share
        else _reason_cell(question.nation, words),
        _expected_cell(contrast, words) if contrast else "",
        mean_text(question.mean, words) if question.mean else "",
        words.verdicts[contrast.verdict] if contrast else "",
    ]


def _expected_cell(contrast: Contrast, words: Words) -> str:
    """The nation's share with the same target groups, where that is another, and one's own in those that are compared
    where these are not all."""
    own = contrast.part.share if contrast.part else None
    expected = contrast.expected or (contrast.share if own else None)
    beside = share_text(expected, words, sign=True) if expected else ""
    if not beside or own is None:
        return beside
    return OVERVIEWS[words.language].compared_here.format(expected=beside, own=share_text(own, words, sign=True))


def _reason_cell(nation: Figure, words: Words) -> str:
    """Why the nation's figure is not told; nothing where there is no nation to tell of."""
    return "" if nation.unstated in (None, Unstated.NOT_ASKED) else words.reason_in_cell[nation.unstated]


def figure_text(figure: Figure, words: Words, *, is_brief: bool = False) -> str:
    """In a cell: the share, or why there is none; `is_brief` where many figures stand side by side."""
    if figure.share is not None:
        return share_text(figure.share, words, sign=True)
    reasons = words.reason_brief if is_brief else words.reason_in_cell
    return reasons[figure.unstated] if figure.unstated else ""


def mean_text(mean: MeanRange, words: Words) -> str:
    """The municipalities' mean, of the decimals that comparisons.csv has."""
    share = ShareRange(file_share(mean.least), file_share(mean.most))
    written = share_text(share, words, sign=True)
    return written if per_cent(share.least) == per_cent(share.most) else words.roughly.format(mean=written)


def group_table(place: PlaceFindings, words: Words) -> str:
    """Each target group, after those that are combined: who answered, and each question's share; empty where
    there is one alone."""
    rows = [
        [
            words.text(group.name),
            *_response_cells(group.response, words),
            *_share_cells(place, group.figures.get, words),
        ]
        for group in (*place.combined, *place.groups)
    ]
    return _table_text(_table_header(words.target_group, place, words), rows, words) if rows else ""


def unit_table(place: PlaceFindings, words: Words) -> str:
    """Each unit: who answered, and each question's share; empty where there is one alone."""
    units = place.whole.units
    rows = [
        [escaped_name(unit.name), *_response_cells(unit.response, words), *_share_cells(place, unit.figures.get, words)]
        for unit in units
    ]
    return _table_text(_table_header(words.unit, place, words), rows, words) if len(rows) > 1 else ""


def _table_header(first: str, place: PlaceFindings, words: Words) -> Sequence[str]:
    asked = [words.text(each.name) for each in place.whole.questions]
    return [first, words.offered, words.answered, words.rate, *asked]


def _response_cells(response: Response, words: Words) -> Iterator[str]:
    yield offered_text(response, words)
    yield "" if response.answered is None else number_text(response.answered, words)
    yield response_rate_text(response, words)


def _share_cells(place: PlaceFindings, find: Callable[[str], Figure | None], words: Words) -> Iterator[str]:
    for question in place.whole.questions:
        figure = find(question.id)
        yield "" if figure is None else figure_text(figure, words, is_brief=True)


def _table_text(header: Sequence[str], lines: Sequence[Sequence[str]], words: Words) -> str:
    filled = [place for place, _ in enumerate(header) if place < 2 or any(line[place] for line in lines)]
    rows = [[line[place] or words.nothing for place in filled] for line in (header, ["---"] * len(header), *lines)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
