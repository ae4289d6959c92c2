"""Whoever crawls a country finds each verdict, mean and sentence beside similar municipalities to be its tables'."""

import pytest
from tests.tycktill.improvement.made_up import FAMILY, OTHER, TARGET, Figures, Told
from tests.tycktill_web.improvement.nations import granhult, published
from tests.tycktill_web.public.checked import Tables
from tests.tycktill_web.public.crawled import of_address
from tests.tycktill_web.public.similar_anew import Similar
from tests.tycktill_web.public.similar_checked import PagesBesideSimilar, held_beside_similar
from tests.tycktill_web.public.test_beside_similar import get, only_group

from tycktill_web.releases.models import PublicRelease

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

ADDRESS = "/resultat/ifo/2024/9001/"
NAMES = {f"90{number:02}": f"Kommun {number}" for number in range(1, 13)}
SIMILAR = ("9002", "9003", "9004", "9005", "9006")
OWN_AND_OTHERS = {
    "kontakt": (8, 28),
    "information": (36, 18),
    "paverka": (20, 24),
    "situation": (8, 28),
    "helhet": (26, 28),
}
"""By question how many of 40 are positive in the larger target group, at home and elsewhere."""

PLANTED = {
    "another mean": ("liknande: 45", "liknande: 46"),
    "a number beside too few": (">–</span></td>\n</tr>", ">–</span> liknande: 55\u00a0%</td>\n</tr>"),
    "another verdict": ("▼</span> sämre</span>", "▲</span> bättre</span>"),
    "another word": ("▲</span> bättre</span>", "▲</span> ingen säkerställd skillnad</span>"),
    "another sentence": ("Sämre än liknande kommuner", "Bättre än liknande kommuner"),
    "another number of questions": ("Sämre än liknande kommuner på 1", "Sämre än liknande kommuner på 2"),
    "another question": ("pröva: ”kontakt”", "pröva: ”helhet”"),
    "no sentence": ("Sämre än liknande kommuner", "Sämre än riket"),
}
"""By what is wrong: what the page has, and what is put there instead."""


def told() -> Figures:
    """Two target groups: of 9001 one group is not told on `information` and nothing on `situation`, of the similar ones
    too few are on `paverka`, and some are intervals on `helhet`."""
    figures: dict[tuple[str, str, str, str], Told | None] = {}
    for code in NAMES:
        for question, (own, others) in OWN_AND_OTHERS.items():
            positive = own if code == "9001" else others
            for target, valid in ((TARGET, 40), (OTHER, 20), (FAMILY, 60)):
                each = positive * valid // 40
                most = each + 4 * (question == "helhet" and code in ("9003", "9004"))
                is_withheld = (
                    (code == "9001" and question == "situation")
                    or (code == "9001" and question == "information" and target == OTHER)
                    or (code in SIMILAR[2:] and question == "paverka")
                )
                figures[target, code, "", question] = None if is_withheld else (valid, each, most)
    return figures


def a_nation() -> PublicRelease:
    """Of the municipalities one has similar ones that are shown, and another too few of them."""
    granhult()
    release = published("2024", told=told(), names=NAMES)
    only_group(release, " ".join(SIMILAR))
    return release


def test_every_verdict_mean_and_sentence_is_its_tables() -> None:
    a_nation()
    addresses = [f"/resultat/ifo/2024/{each}" for each in ("", "9001/", f"9001/{TARGET}/", "9002/")]
    seen = held_beside_similar([(each, get(each).encode()) for each in addresses])
    every = ("better", "worse", "cannot_tell", "untested", "mean", "sentence", "too few", "page", "none")
    assert min(seen[each] for each in every) > 0


@pytest.mark.parametrize(("so", "planted"), PLANTED.values(), ids=PLANTED)
def test_what_is_not_its_tables_is_found(so: str, planted: str) -> None:
    a_nation()
    page, tables = get(ADDRESS), Tables.read()
    place = tables.place(of_address(ADDRESS)[0])
    assert place
    PagesBesideSimilar(Similar(tables), {}).page(page, place, ADDRESS)
    first_screen, end, rest = page.partition("</table>")
    before, found, after = first_screen.rpartition(so)
    assert found
    with pytest.raises(AssertionError):
        PagesBesideSimilar(Similar(tables), {}).page(f"{before}{planted}{after}{end}{rest}", place, ADDRESS)
