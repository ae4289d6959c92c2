"""Every component of the frame, seen by axe, on a phone and a desk, in the light and in the dark."""

import pytest
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import (
    DESKTOP,
    PHONE,
    Visit,
    check_accessible,
    check_both_schemes,
    check_fits,
    check_touchable,
)

ENLARGED = {"width": 320, "height": 256}


@pytest.fixture
def gallery(live_server: LiveServer, settings: Settings) -> str:
    """The address of the page with everything on it."""
    settings.ROOT_URLCONF = "tests.journeys.gallery"
    return "/galleri/"


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP, ENLARGED], ids=["phone", "desktop", "enlarged"])
def test_every_component_is_for_everybody(gallery: str, visit: Visit, viewport: dict[str, int]) -> None:
    page = visit(gallery, viewport=viewport)
    check_both_schemes(page)
    check_touchable(page)
    page.evaluate("document.documentElement.dir = 'rtl'")
    check_fits(page)


@pytest.mark.parametrize("address", ["/konto/login/", "/finns-inte/"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_sign_in_and_refusals_are_for_everybody(
    live_server: LiveServer, visit: Visit, address: str, language: str
) -> None:
    page = visit(f"{address}?sprak={language}", viewport=PHONE)
    assert page.locator("html").get_attribute("lang") == language
    check_accessible(page)
    check_fits(page)
    check_touchable(page)


def test_no_line_ends_within_an_interval_that_can_be_found_and_copied(live_server: LiveServer, visit: Visit) -> None:
    page = visit("/sa-laser-du/")
    interval = page.locator("dt", has_text="70–75").first
    interval.evaluate("""(text) => {
        text.replaceChildren("Av dem som svarade är 70", text.querySelector("one-line"), "\u00a0% nöjda");
    }""")
    lines = interval.evaluate("""(text) => [...Array(200).keys()].map((width) => {
        text.style.inlineSize = `${80 + width}px`; // room for the interval itself
        const [before, held] = text.childNodes, range = document.createRange();
        range.setStart(before, before.length - 1);
        range.setEnd(held.firstChild, 2);
        return new Set([...range.getClientRects()].map((place) => place.top)).size;
    })""")
    assert not [width for width, number in enumerate(lines) if number > 1]
    assert page.evaluate("find('70–75') && String(getSelection())") == "70–75"
    interval.evaluate("text => Object.assign(text.style, { display: 'flex', gap: '3rem', inlineSize: '40rem' })")
    apart = interval.evaluate("""(text) => {
        const [before, held] = text.childNodes, [one, other] = [new Range(), new Range()];
        one.selectNodeContents(before);
        other.selectNodeContents(held.firstChild);
        return other.getBoundingClientRect().left - one.getBoundingClientRect().right;
    }""")
    assert abs(apart) < 1, "where texts lie side by side an interval is none of them"
