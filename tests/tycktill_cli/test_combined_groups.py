"""What a municipality calls one thing, and asks by several questionnaires, is told as one."""

from tests.tycktill_cli.lulea import counts, release

from tycktill.counting import valid_numbers
from tycktill.files import read_catalogue
from tycktill.publication import prove_release, replay_release
from tycktill.tables import MANIFEST, RESULTS, parse_results, read_manifest
from tycktill.terms import GenderGroup, Level

CHILDREN = "ifo-barn-och-unga"


def test_luleas_64_per_cent_of_children_and_young_people_are_told() -> None:
    """Nine of fourteen guardians, young people and unaccompanied minors together were satisfied on the whole."""
    rows = [
        row
        for row in parse_results(release().files[RESULTS])
        if (row.cell.instrument, row.cell.level, row.question) == (CHILDREN, Level.MUNICIPALITY, "helhet")
    ]
    (whole,) = [row for row in rows if row.cell.gender is GenderGroup.ALL]
    assert (whole.offered, whole.answered, whole.valid, whole.positive_min, whole.share) == (48, 15, 14, 9, 0.6429)


def test_the_manifest_says_of_whom_it_is_and_what_it_is_called() -> None:
    manifest = read_manifest(release().files[MANIFEST])
    assert manifest.together == {CHILDREN: ("ifo-ensamkommande", "ifo-unga", "ifo-vardnadshavare")}
    assert manifest.names.target(CHILDREN) == "Barn och unga"
    assert manifest.questions[CHILDREN] == manifest.questions["ifo"]


def test_it_is_proved_and_replayed_for_whoever_knows_who_answered() -> None:
    numbers = valid_numbers(counts(), read_catalogue()[0])
    assert prove_release(release(), numbers=numbers).faults == ()
    assert replay_release(release(), numbers) == ()
