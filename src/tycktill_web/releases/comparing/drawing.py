"""A comparison as a picture to take along: SVG, and the same as PNG with the font that comes with us."""

from collections.abc import Iterator
from functools import cache
from importlib import resources

import resvg_py
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tycktill.charts import Panel, PictureLine, PictureWords, compared_picture
from tycktill.findings import ShareRange, Words, compared_words, share_text
from tycktill.terms import GenderGroup
from tycktill_web.releases.comparing.result import ComparedLine, ComparedResult, ComparedSection
from tycktill_web.releases.picture import share_ends

_ZOOM = 2
_FONTS = ("NotoSans-400.ttf", "NotoSans-700.ttf")


def as_svg(result: ComparedResult, *, address: str) -> str:
    """The picture with everything in it that somebody must know who meets it alone."""
    own = compared_words(result.words)
    around = PictureWords(
        title=_picture_title(result),
        subtitle=own.subtitle,
        description=own.description,
        interval=own.interval,
        bounded=own.bounded,
        nation=result.words.nation,
        mean=_("gruppens medelvärde"),
        notes=(
            *_group_notes(result),
            *result.about_sentences[-1:],
            *result.sources,
            result.terms,
            address,
        ),
    )
    return compared_picture([_section_panel(each, result) for each in result.sections], around)


def _picture_title(result: ComparedResult) -> str:
    """What is proven where there is one question; else who is compared."""
    if len(result.sections) == 1:
        return " ".join(result.sections[0].headline) or " / ".join(result.names)
    return " / ".join(result.names)


def _group_notes(result: ComparedResult) -> Iterator[str]:
    """Why these are in the group; how many are shown too, where that is one question's in one round."""
    groups = [group for section in result.sections for group in section.groups]
    if groups:
        yield groups[0].why
    if len(groups) == 1:
        yield groups[0].counts


def _section_panel(section: ComparedSection, result: ComparedResult) -> Panel:
    rounds = "–".join(dict.fromkeys((result.choice.rounds[0], result.choice.rounds[-1])))
    gender = "" if section.newest.chosen.gender is GenderGroup.ALL else section.gender
    series = ", ".join(filter(None, (section.target_name, gender, rounds)))
    lines = [_picture_line(each, several=len(section.found) > 1) for each in section.lines]
    return Panel(f"{section.name} ({series})", (*lines, *_mean_lines(section, result.words)))


def _picture_line(line: ComparedLine, *, several: bool) -> PictureLine:
    own, nation = line.place.own, line.found.nation.share
    name = f"{line.place.name} {line.round}" if several else line.place.name
    if own.share is None:
        return PictureLine(name, line.why_not, below=_line_below(line))
    return PictureLine(
        name,
        line.own.text,
        share_ends(own.share),
        share_ends(own.interval) if own.interval else None,
        share_ends(nation) if nation else None,
        below=_line_below(line),
    )


def _line_below(line: ComparedLine) -> str:
    """How many answers the share is of, and what tests say of it."""
    valid = line.own.valid if line.own.is_shown else None
    answers = ngettext("%(number)s svar", "%(number)s svar", valid) % {"number": valid} if valid else ""
    return " · ".join(filter(None, (answers, *line.verdicts)))


def _mean_lines(section: ComparedSection, words: Words) -> Iterator[PictureLine]:
    """The group's means in the newest round, which is named where there are several."""
    similar, own = section.newest.similar, compared_words(words)
    if similar is None:
        return
    round_ = f" {section.newest.chosen.round}" if len(section.found) > 1 else ""
    unweighted = ShareRange(similar.unweighted.least, similar.unweighted.most) if similar.unweighted else None
    for name, mean in ((own.weighted, similar.weighted), (own.unweighted, unweighted)):
        if mean:
            yield PictureLine(f"{name}{round_}", share_text(mean, words, sign=True), share_ends(mean), is_mean=True)


def as_png(svg: str) -> bytes:
    """The picture as pixels. Only our own font is used, so that it is the same on a machine that has none."""
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        background="#ffffff",
        zoom=_ZOOM,
        skip_system_fonts=True,
        font_files=_font_files(),
        font_family="Noto Sans",
        sans_serif_family="Noto Sans",
    )
    return bytes(drawn)


@cache
def _font_files() -> list[str]:
    folder = resources.files("tycktill.reference") / "fonts"
    return [str(folder / name) for name in _FONTS]
