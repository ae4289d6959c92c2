"""One place's result for one target group, as its page shows it: findings, and the words of the page's language."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from tycktill.disclosure import ProtectedValue
from tycktill.findings import (
    PlaceFindings,
    TargetFindings,
    Unstated,
    Words,
    details,
    headline,
    places,
    rate_text,
    round_facts,
    who_stands_behind,
)
from tycktill.publication import per_cent
from tycktill.tables import MANIFEST, REFERENCES, Manifest, Tables, parse_references, read_manifest, unbroken
from tycktill.terms import GenderGroup, Reference
from tycktill_web.releases.lines import FigureCell, QuestionLine, UnitLine
from tycktill_web.releases.models import PublicRelease, ReleasedValue, ReleaseFile
from tycktill_web.releases.picture import picture
from tycktill_web.releases.values import NATION, comparisons_of, rows_of
from tycktill_web.releases.words import words_of_page

MOST_COLUMNS = 8


@dataclass(frozen=True)
class Result:
    """A municipality's result, or the nation's, in one target group."""

    release: PublicRelease
    place: PlaceFindings
    target: TargetFindings
    rows: Sequence[ProtectedValue]
    words: Words

    @property
    def is_nation(self) -> bool:
        """Whether the figures are the nation's own."""
        return self.place.is_nation

    @property
    def name(self) -> str:
        """What the place is called; empty for the nation."""
        return "" if self.place.is_nation else self.place.name

    @cached_property
    def targets(self) -> Sequence[tuple[str, str]]:
        """The target groups to choose among, by id and name: all of them together first."""
        groups = [(group.id, self.words.text(group.name)) for group in (*self.place.together, *self.place.groups)]
        return [(self.place.whole.id, _("Alla målgrupper")), *groups] if groups else []

    @cached_property
    def lines(self) -> Sequence[QuestionLine]:
        """A line for each question."""
        return [QuestionLine(each, self.words) for each in self.target.questions]

    @cached_property
    def units(self) -> Sequence[UnitLine]:
        """A line for each unit."""
        return [UnitLine(each, self.lines, self.words) for each in self.target.units]

    @cached_property
    def headline(self) -> Sequence[str]:
        """The sentences on top."""
        return list(headline(self.place, self.target, self.words))

    @cached_property
    def details(self) -> Sequence[str]:
        """Paragraphs on what else there is to tell."""
        return list(details(self.place, self.target, self.words))

    @property
    def about(self) -> Sequence[str]:
        """When the round was held and of whom, and who stands behind it."""
        return [*round_facts(self.place, self.words), *who_stands_behind(self.place, self.words)]

    @property
    def own_rate(self) -> str:
        """The response rate here, in per cent; empty where it is not known."""
        rate = self.target.response.rate
        return "" if rate is None else rate_text(rate, self.words, sign=True)

    @property
    def nation_rate(self) -> str:
        """The nation's response rate, in per cent; empty where it is not known."""
        rate = self.target.nation_rate
        return "" if rate is None else rate_text(rate, self.words, sign=True)

    @cached_property
    def chart(self) -> str:
        """The chart as SVG text."""
        drawn = picture(
            self.target.questions, self.words, name=self.name or self.words.nation, is_nation=self.is_nation
        )
        return mark_safe(drawn)  # noqa: S308  the method escapes its words

    @property
    def before(self) -> str:
        """The earlier round that figures stand beside; empty where there is none."""
        return next((each.change.round for each in self.target.questions if each.change), "")

    @property
    def has_genders(self) -> bool:
        """Whether anything is shown for women or men apart."""
        return any(cell.is_shown for cell in self._genders())

    @property
    def why_no_genders(self) -> str:
        """Why nothing is; empty when something is, or when nobody's gender was asked for."""
        reasons = {cell.figure.unstated for cell in self._genders()} - {Unstated.NOT_ASKED}
        if self.has_genders or not reasons:
            return ""
        if reasons == {Unstated.FEW}:
            return _("Kvinnors och mäns svar visas inte var för sig, eftersom för få ur varje grupp har svarat.")
        return _(
            "Kvinnors och mäns svar visas inte var för sig, eftersom de är för få eller skulle kunna avslöja svar."
        )

    @property
    def fits_in_columns(self) -> bool:
        """Whether a wide page has room for a column for each question."""
        return len(self.lines) <= MOST_COLUMNS

    @property
    def has_withheld(self) -> bool:
        """Whether anything on the page is withheld."""
        return any(cell.figure.unstated in (Unstated.FEW, Unstated.PROTECTS) for cell in self._cells())

    @property
    def has_too_wide(self) -> bool:
        """Whether anything on the page is known too roughly to be written."""
        return any(cell.figure.unstated is Unstated.WIDE for cell in self._cells())

    @property
    def widest(self) -> int:
        """How wide an interval of shares may be to be written, in percentage points."""
        return per_cent(self.place.manifest.policy.widest)

    @property
    def has_classes(self) -> bool:
        """Whether any share on the page is given as a class."""
        return any(cell.is_class for cell in self._cells())

    def _genders(self) -> Iterator[FigureCell]:
        for line in self.lines:
            yield from (line.women, line.men)

    def _cells(self) -> Iterator[FigureCell]:
        for line in self.lines:
            yield from (line.own, line.women, line.men, line.nation)
        for unit in self.units:
            yield from (cell for _, cell in unit.cells)


def result_of(release: PublicRelease, municipality: str, target: str = "") -> Result | None:
    """The result of `municipality` (NATION for the nation) for `target`, by default all target groups together.

    None when the release has no such municipality, or nobody there was asked in the target group.
    """
    tables = _tables(release, municipality, target)
    if tables is None:
        return None
    place = next((each for each in places(tables) if each.municipality == municipality), None)
    found = place.target(target or place.whole.id) if place else None
    if place is None or found is None:
        return None
    own = [row for row in tables.rows if row.cell.municipality == municipality]
    return Result(release, place, found, own, words_of_page())


def manifest_of(release: PublicRelease) -> Manifest:
    """What the release itself says of its names, wordings and rules."""
    return _manifest(release.pk, release.manifest_sha256)


@lru_cache(maxsize=64)
def _manifest(release: int, _sha256: str) -> Manifest:
    """Read once a process: what has this checksum never changes."""
    return read_manifest(bytes(ReleaseFile.objects.get(release=release, name=MANIFEST).content))


def _tables(release: PublicRelease, municipality: str, target: str) -> Tables | None:
    """What the release knows of the municipality, of its units in one target group, and of the nation.

    None where it does not have the municipality.
    """
    places = release.values.filter(municipality__in={municipality, NATION}, unit="")
    own = [each for each in places if each.municipality == municipality]
    if not own:
        return None
    manifest, references = manifest_of(release), references_of(release)
    shown = target or _whole(own, manifest)
    units = release.values.filter(municipality=municipality, target=shown).exclude(unit="")
    return Tables(
        manifest,
        rows_of([*places, *units], release.round.label),
        comparisons_of(release, places),
        references,
        _previous(release, municipality),
        municipalities=release.places.exclude(municipality=NATION).count(),
    )


def _previous(release: PublicRelease, municipality: str) -> Sequence[ProtectedValue]:
    """What the release was compared with, of everybody there: nothing where that one has been withdrawn since."""
    earlier = release.compared_with
    if earlier is None or earlier.is_withdrawn or municipality == NATION:
        return ()
    values = earlier.values.filter(municipality=municipality, unit="", gender=GenderGroup.ALL)
    then, now = manifest_of(earlier), manifest_of(release)
    rows = unbroken(rows_of(values, earlier.round.label), then.meanings, now.meanings)
    return [row for row in rows if row.question not in now.breaks.get(row.cell.instrument, {})]


def references_of(release: PublicRelease) -> Sequence[Reference]:
    """What was known from elsewhere when the release was made."""
    file = release.files.filter(name=REFERENCES).first()
    return parse_references(bytes(file.content)) if file else ()


def _whole(values: Iterable[ReleasedValue], manifest: Manifest) -> str:
    """The only target group of a place or, where there are several, their family."""
    targets = {each.target for each in values}
    groups = targets & manifest.families.keys()
    return groups.pop() if len(groups) == 1 else manifest.grouping.family(targets.pop())
