"""The text of a release says what its pages say of every place: figure by figure, and in the same words."""

import re
from collections.abc import Iterator, Mapping

import pytest
from django.test import Client
from tests.attacks.written import shares
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import tagless

from tycktill.tables import read_csv
from tycktill_web.releases.models import PublicRelease

pytestmark = pytest.mark.django_db

RESULT = "/resultat/ifo/2024/"
PLACES = {"9001": "Granhult", "9002": "Älvmora"}

Row = Mapping[str, str]


@pytest.fixture
def release() -> PublicRelease:
    """A published round."""
    return worlds.published(worlds.closed_world())


def table(release: PublicRelease, file: str) -> list[Row]:
    """The rows of a table of the release."""
    return list(read_csv(bytes(release.files.get(name=file).content), file=file))


def cells_of(content: str) -> Iterator[list[str]]:
    """The cells of the page's first table, line by line, the name of the question first."""
    body = content.partition('<caption id="shares">')[2].partition("</table>")[0]
    for line in re.findall(r'<tr role="row">(.*?)</tr>', body, re.DOTALL)[1:]:
        without = re.sub(r'<span class="asked">.*?</span>', "", line)
        yield [_words(cell) for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", without, re.DOTALL)]


def _words(cell: str) -> str:
    return tagless(cell)


@pytest.mark.parametrize(("place", "name"), PLACES.items())
def test_the_text_says_what_the_page_says(release: PublicRelease, place: str, name: str) -> None:
    """The section's table has the page's figures, and the headline is the text's first sentence."""
    text = bytes(release.files.get(name="text.sv.md").content).decode().replace("\N{NO-BREAK SPACE}", " ")
    section = text.partition(f"## {name}\n")[2].partition("\n## ")[0]
    content = Client().get(f"{RESULT}{place}/").content.decode()
    written = {line.split(" | ")[0].strip("| "): line.split(" | ")[1] for line in section.splitlines() if "| " in line}
    for question, own, *_ in cells_of(content):
        assert shares(own) == shares(written[question]), question
    headline = [_words(each) for each in re.findall(r"<p>(.*?)</p>", content.partition('class="headline">')[2])]
    whole = next(each for each in headline if "procent" in each)
    assert whole.removesuffix(".").lower() in section.lower()


@pytest.mark.parametrize(("place", "name"), PLACES.items())
def test_what_else_a_page_tells_is_told_in_the_text(place: str, name: str) -> None:
    """Of a round that knows the one before: how many answered then, and all that is told of questions and groups."""
    world = worlds.closed_world()
    worlds.published(world)
    release = worlds.published(worlds.a_year_later(world))
    text = bytes(release.files.get(name="text.sv.md").content).decode().replace("\N{NO-BREAK SPACE}", " ")
    section = text.partition(f"## {name}\n")[2].partition("\n## ")[0]
    content = Client().get(f"/resultat/ifo/2025/{place}/").content.decode()
    paragraphs = re.findall(r"<p>(.*?)</p>", content.partition("Mer om resultatet i ord")[2].partition("</details>")[0])
    assert _words(paragraphs[0]).startswith("Det är lika många svar som 2024, då ")
    for paragraph in paragraphs:
        assert _words(paragraph) in section or all(
            sentence in section for sentence in re.findall(r"[A-ZÅÄÖ][^.]*\.", _words(paragraph))
        )
