"""text.sv.md: a section for each municipality, put together of paragraphs."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from tycktill.findings import phrases
from tycktill.findings.groups import each_group, extremes_of_groups, women_and_men
from tycktill.findings.hidden import reading, what_is_shown
from tycktill.findings.places import changes, places
from tycktill.findings.questions import beside_nation, ends
from tycktill.findings.report import Report, reports
from tycktill.findings.table import table
from tycktill.findings.whole import participation, title, whole
from tycktill.tables import Comparison, Manifest, ResultRow
from tycktill.terms import Reference

TEXT = "text.sv.md"

_BEFORE_TABLE = (participation, whole, ends, beside_nation)
_AFTER_TABLE = (extremes_of_groups, women_and_men, places, changes)
_LAST = (what_is_shown, reading)


def write_text(
    rows: Sequence[ResultRow],
    manifest: Manifest,
    comparisons: Sequence[Comparison],
    references: Sequence[Reference] = (),
) -> bytes:
    """The file: the municipalities by their codes, in each its families and rounds."""
    blocks = [f"# {phrases.TITLE}", phrases.PREFACE, phrases.blank(manifest.blank) if manifest.blank else ""]
    by_code = groupby(reports(rows, manifest, comparisons, references), key=lambda report: report.municipality)
    for _, parts in by_code:
        for number, report in enumerate(parts):
            blocks += [f"## {report.name}"] if number == 0 else []
            blocks += [f"### {report.target_name(report.family)} {report.round}", *_blocks(report)]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def _blocks(report: Report) -> Iterator[str]:
    """One part's paragraphs; an empty one has nothing to say."""
    yield f"**{title(report)}**"
    yield from (" ".join(paragraph(report)) for paragraph in _BEFORE_TABLE)
    yield table(report)
    yield from (" ".join(paragraph(report)) for paragraph in _AFTER_TABLE)
    yield "\n".join(f"- {' '.join(each)}" for each in each_group(report))
    yield from (" ".join(paragraph(report)) for paragraph in _LAST)
