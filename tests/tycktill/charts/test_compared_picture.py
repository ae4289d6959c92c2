"""A picture to take along says all in words, and draws a sign for a share that is told and for no other."""

import re
from html import unescape
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from tycktill.charts import Panel, PictureLine, PictureWords, compared_picture

WORDS = PictureWords(
    title="Granhult är bättre än Älvmora, statistiskt säkerställt.",
    subtitle="Andel positiva svar",
    description="En rad för varje kommun.",
    interval="osäkerhetsintervall",
    bounded="ungefärligt",
    nation="Riket",
    mean="gruppens medelvärde",
    notes=("Källa: SKR.", "https://example.org/jamfor/?" + "kommun=9001&" * 20),
)
SHARES = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda ends: (min(ends), max(ends)))
LINES = st.builds(
    PictureLine,
    name=st.sampled_from(["Ö", "Upplands Väsby 2024", "Gruppens ovägda medelvärde", "<script>&"]),
    label=st.just("visas inte: för få svar"),
    share=st.none() | SHARES,
    interval=st.none() | SHARES,
    nation=st.none() | SHARES,
    is_mean=st.booleans(),
)


def drawn(line: PictureLine) -> int:
    """How many signs are below the legend."""
    svg = compared_picture([Panel("Helhet", (line,))], WORDS)
    return len(re.findall(r"<(?:rect|circle|polygon)\b", svg.partition(">Helhet<")[2]))


@given(LINES)
def test_what_is_not_told_has_no_sign(line: PictureLine) -> None:
    assert bool(drawn(line)) == (line.share is not None)


@given(st.lists(LINES, max_size=5))
def test_all_words_stand_within_the_picture(lines: list[PictureLine]) -> None:
    root = ElementTree.fromstring(compared_picture([Panel("Nöjd på det hela taget", tuple(lines))], WORDS))  # noqa: S314
    _, _, width, height = (float(each) for each in root.attrib["viewBox"].split())
    texts = root.findall(".//{*}text")
    assert all(0 <= float(each.attrib["x"]) < width and 0 < float(each.attrib["y"]) < height for each in texts)
    said = " ".join(each.text or "" for each in texts)
    for line in lines:
        assert line.name.split()[0] in said
    assert "Källa: SKR." in said


def test_an_address_of_wide_letters_ends_within_the_picture() -> None:
    svg = compared_picture([], WORDS)
    width = float(re.findall(r'viewBox="0 0 (\d+)', svg)[0])
    address = [each for each in re.findall(r">([^<>]*)</text>", svg) if "kommun=" in each]
    assert len(address) > 1
    assert all(24 + 12 * 0.68 * len(unescape(line)) < width for line in address)


@given(st.lists(LINES, max_size=5))
def test_the_same_picture_is_the_same_text(lines: list[PictureLine]) -> None:
    panel = Panel("Helhet", tuple(lines))
    assert compared_picture([panel], WORDS) == compared_picture([panel], WORDS)
