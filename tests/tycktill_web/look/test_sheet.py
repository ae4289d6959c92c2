"""The sheet itself: contrast in the light and the dark, no side but start and end, and a manual that is true."""

import re
from pathlib import Path

import pytest

import tycktill_web.look
import tycktill_web.pages.respond

LOOK = Path(tycktill_web.look.__path__[0])
RESPOND = Path(tycktill_web.pages.respond.__path__[0])
SHEET = (LOOK / "static/look/tycktill.css").read_text(encoding="utf-8")
SHEETS = [*LOOK.rglob("*.css"), *RESPOND.rglob("*.css")]
TEXT, PART = 4.5, 3.0
"""What WCAG asks of text, and of what must be seen to be used."""

PAIRS = [
    ("ink", "paper", TEXT),
    ("ink", "card", TEXT),
    ("ink", "sunk", TEXT),
    ("soft", "paper", TEXT),
    ("soft", "card", TEXT),
    ("soft", "sunk", TEXT),
    ("brand", "paper", TEXT),
    ("brand", "card", TEXT),
    ("brand-deep", "brand-tint", TEXT),
    ("ink", "brand-tint", TEXT),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-deep", TEXT),
    ("card", "bad", TEXT),
    ("edge", "paper", PART),
    ("edge", "card", PART),
    *((kind, ground, TEXT) for kind in ("info", "good", "warn", "bad") for ground in ("card", "paper", f"{kind}-tint")),
    *(("ink", f"{kind}-tint", TEXT) for kind in ("info", "good", "warn", "bad")),
    *(("brand", f"{kind}-tint", TEXT) for kind in ("info", "good", "warn", "bad")),
]


def colours(scheme: str) -> dict[str, str]:
    """The named colours, those of the dark laid over those of the light."""
    light, dark = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", part)) for part in SHEET.split(":root {")[1:3])
    return light | dark if scheme == "dark" else light


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    channels = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 to 21, as WCAG 2 defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_colours_can_be_told_apart(front: str, ground: str, least: float, scheme: str) -> None:
    named = colours(scheme)
    assert contrast(named[front], named[ground]) >= least


def test_the_dark_changes_named_colours_and_nothing_else() -> None:
    sheets = [path.read_text(encoding="utf-8") for path in LOOK.parent.rglob("*.css")]
    dark = [
        part for sheet in sheets for part in re.findall(r"color-scheme: dark\) \{\s*(.*?\})\s*\}", sheet, re.DOTALL)
    ]
    assert len(dark) == "".join(sheets).count("color-scheme: dark)") >= 2
    named = r"[\w.:-]+ \{(\s*--[\w-]+: (#[0-9a-f]{3,6}|none);)+\s*\}"
    assert not [part for part in dark if not re.fullmatch(named, part)]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_sheet_knows_left_from_right(sheet: Path) -> None:
    physical = r"(?<![\w-])(left|right|(margin|padding|border)-(left|right)[\w-]*|text-align: (left|right))(?=\s*[:;])"
    assert not re.findall(physical, sheet.read_text(encoding="utf-8"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_sheet_fetches_anything(sheet: Path) -> None:
    assert not re.search(r"url\(|@import|@font-face", sheet.read_text(encoding="utf-8"))


def test_the_manual_names_what_there_is() -> None:
    manual = (LOOK / "README.md").read_text(encoding="utf-8")
    sheets = SHEET + (LOOK / "static/look/work.css").read_text(encoding="utf-8")
    classes = {name for found in re.findall(r'class="([\w -]+)"', manual) for name in found.split()}
    assert not {name for name in classes if f".{name}" not in sheets}
    included = set(re.findall(r'"(look/[\w/]+\.html)"', manual)) | set(re.findall(r"`(look/[\w/]+\.html)`", manual))
    assert not {name for name in included if not (LOOK / "templates" / name).exists()}
    icons = {path.stem for path in (LOOK / "templates/look/icons").iterdir()}
    [named] = re.findall(r"icons/info.html\" %}`: ([a-z ]+)\.", manual)
    assert set(named.split()) == icons
