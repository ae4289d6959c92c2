"""What all errands in a real browser share: the service on loopback, a Swedish phone, and an eye on every fault."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect
from pytest_django.live_server_helper import LiveServer
from tests.tycktill_web.conftest import keyring  # noqa: F401  each test has a keyring of its own
from tests.tycktill_web.respond.surveys import tiny_instruments

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
OF_COLOURS = ("color-contrast", "link-in-text-block")
"""Rules of axe that a style of other colours may break."""

PATIENCE = 15_000  # milliseconds; a slow machine is no fault of the pages
HERE = Path(__file__).parent

expect.set_options(timeout=PATIENCE)

Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder runs in a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A phone that speaks Swedish, unless a test says otherwise."""
    return {"locale": "sv-SE", "viewport": PHONE}


@pytest.fixture
def tiny() -> Iterator[None]:
    """The service knows the tiny instruments instead of the real ones."""
    with tiny_instruments():
        yield


@pytest.fixture
def visit(browser: Browser, browser_context_args: dict[str, Any], live_server: LiveServer) -> Iterator[Visit]:
    """Opens pages of the service, each in a browser of its own: `visit("/svara/", java_script_enabled=False)`.

    At the end it fails on any error of a script, any refusal by the content policy and any request elsewhere.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def note_console(message: ConsoleMessage) -> None:
        # A refusal has a status of its own, which Chromium writes down as an error, and so it does with no connection.
        if message.type == "error" and not message.text.startswith("Failed to load resource:"):
            faults.append(message.text)

    def note_request(request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(live_server.url).netloc:
            faults.append(f"asked for {request.url}")

    def open_page(path: str, **options: Any) -> Page:
        context = browser.new_context(**{**browser_context_args, **options, "base_url": live_server.url})
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.on("console", note_console)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.on("request", note_request)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


def check_accessible(page: Page, *, colours_alone: bool = False) -> None:
    """Fails with every violation of WCAG 2.2 A and AA that axe-core can see on the page.

    What is no violation is not asked for: to say where it stands takes axe twice as long as all the rest.
    """
    rules = {"type": "rule", "values": list(OF_COLOURS)} if colours_alone else {"type": "tag", "values": list(WCAG)}
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    assert not found.response["violations"], f"{page.url}\n{found.generate_report()}"


def check_both_schemes(page: Page) -> None:
    """The same in the light and in the dark, where colours alone are others (test_sheet); both fit the page's width."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour is on its way to the other
        check_accessible(page, colours_alone=scheme == "dark")
        check_fits(page)


def check_fits(page: Page) -> None:
    """Fails when the page must be scrolled sideways, or in it a table laid out as cards, or what no key scrolls."""
    needed, given = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert needed <= given, f"{page.url} needs {needed} of {given} pixels"
    cut = page.evaluate("""() => [...document.querySelectorAll("main *")]
        .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1)
        .filter((each) => each.tabIndex < 0 || (innerWidth <= 640 && each.querySelector("table.reflow")))
        .filter((each) => ["auto", "scroll"].includes(getComputedStyle(each).overflowX))
        .map((each) => `${each.scrollWidth} of ${each.clientWidth} pixels: ${each.outerHTML.slice(0, 90)}`)""")
    assert not cut, f"{page.url} cuts off what is inside\n" + "\n".join(cut)


def check_touchable(page: Page) -> None:
    """Fails with each thing to press that is smaller than a fingertip, 44 pixels; links within a text may be."""
    small = page.evaluate("""() => [...document.querySelectorAll("a, button, summary, label:has(input), select, input")]
        .filter((each) => each.checkVisibility() && !each.closest("p, .unseen, .skip, label > *"))
        .map((each) => [each.getBoundingClientRect(), each.outerHTML.slice(0, 90)])
        .filter(([box]) => box.width && (box.height < 43.5 || box.width < 43.5))
        .map(([box, html]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)""")
    assert not small, "\n".join(small)
