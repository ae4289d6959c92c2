"""Attacks on what a release repeats: rows of earlier releases, values from elsewhere, and files made of its tables."""

from tests.attacks.released import Files, Learned, Row, name, numerators, table

from tycktill.publication import PREVIOUS, Release, rewrite
from tycktill.tables import MANIFEST, REFERENCES, RESULTS

_PLACE = ("round", "instrument", "level", "municipality", "question")


def by_copies(files: Files) -> Learned:
    """Figures of the release's own that a copy in it tells more finely than its results do."""
    own = {_place(row): row for row in table(files, RESULTS) if row["gender"] == "T" and not row["unit"]}
    learned = []
    for copy in table(files, REFERENCES):
        row = own.get(_place(copy))
        if row and copy["valid"] and (copy["valid"] == row["valid"]):
            left = [x for x in numerators(row) if _rounds_to(x / int(row["valid"]), copy["share"])]
            if 0 < len(left) < len(numerators(row)):
                learned.append(f"{name(row)}: a reference leaves {left} of {numerators(row)}")
    rounds = {row["round"] for row in own.values()}
    learned += [f"{name(row)}: told twice" for row in table(files, PREVIOUS) if row["round"] in rounds]
    return learned


def by_making_again(files: Files) -> Learned:
    """Files that hold something that the tables and the manifest do not."""
    made = rewrite(Release(files)) if {RESULTS, MANIFEST} < files.keys() else {}
    return [f"{file}: does not follow from the tables" for file, content in made.items() if content != files.get(file)]


def _place(row: Row) -> tuple[str, ...]:
    return tuple(row[column] for column in _PLACE)


def _rounds_to(share: float, written: str) -> bool:
    """Whether a share may be written so, whole per cent being the coarsest that anybody writes."""
    decimals = max(len(written.partition(".")[2]), 2)
    return abs(share - float(written)) <= 0.5 / float(10**decimals) + 1e-9
