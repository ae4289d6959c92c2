"""Municipalities beside each other: the page that makes the choice and shows it, and the same choice as files."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tycktill.terms import Likeness
from tycktill_web.look.addresses import whole_address
from tycktill_web.look.language import in_language
from tycktill_web.pages.public.results import refuse_withdrawn
from tycktill_web.pages.public.unchanged import confirm_unchanged
from tycktill_web.participants.access import admit_everybody
from tycktill_web.releases.comparing.choice import ChosenComparison
from tycktill_web.releases.comparing.drawing import as_png, as_svg
from tycktill_web.releases.comparing.offer import ComparisonOffer, longest_series, offer_of, public_releases
from tycktill_web.releases.comparing.reading import (
    MOST_PLACES,
    ReadChoice,
    first_sentences,
    given_in,
    misspelt_parameters,
    read_choice,
)
from tycktill_web.releases.comparing.result import ComparedResult, compared_of
from tycktill_web.releases.comparing.table import as_csv, as_json, as_workbook
from tycktill_web.releases.models import PublicRelease, ReleasedPlace
from tycktill_web.releases.published import readable_with

WRONG = 400
MOST_DRAWN = 60
"""Lines of a picture in pixels: each takes the memory and the time of a page."""
FEWEST_YEARS = 3
"""An example of years has so many."""
FIELDS = 3
"""So many fields for municipalities a form has, at the least one more than are chosen."""


@dataclass(frozen=True)
class AskedComparison:
    """What an address asks for, and of what; no `offer` where nothing at all is public."""

    read: ReadChoice
    offer: ComparisonOffer | None
    withdrawn: PublicRelease | None = None


def _read_asked(request: HttpRequest) -> AskedComparison:
    given = given_in(request.GET)
    releases = public_releases()
    family = next(iter(given["familj"]), longest_series(releases))
    read = ReadChoice(given, list(misspelt_parameters(request.GET)))
    lasting = readable_with(given["utgava"], family)
    gone = next((each for each in lasting if each.is_withdrawn), None)
    if gone:
        return AskedComparison(read, None, gone)
    read.faults += _unknown_editions(given["utgava"], lasting)
    releases = _as_address_means(releases, lasting)
    if releases and family not in {each.round.family for each in releases}:
        known = ", ".join(dict.fromkeys(each.round.family for each in releases))
        filled = {"value": family[:40], "known": known}
        read.faults.append(_("Det finns ingen publicerad undersökning ”%(value)s”. Välj bland: %(known)s.") % filled)
        family = longest_series(releases)
    if not releases:
        return AskedComparison(read, None)
    offer = offer_of(releases, family)
    whole = read_choice(given, offer)
    whole.faults[:0] = read.faults
    if read.faults:
        whole.choice = None
    return AskedComparison(whole, offer)


def _unknown_editions(given: Sequence[str], lasting: Sequence[PublicRelease]) -> Iterator[str]:
    def sentence(value: str) -> str:
        return _("Utgåvan ”%(value)s” finns inte. Ta bort ”utgava” för att se den som gäller.") % {"value": value[:70]}

    unknown = [value for value in given if not any(each.manifest_sha256.startswith(value) for each in lasting)]
    yield from first_sentences(unknown, sentence)


def _as_address_means(releases: Sequence[PublicRelease], lasting: Sequence[PublicRelease]) -> Sequence[PublicRelease]:
    """These releases, but of the rounds that an address holds fast the ones that it means."""
    held = {each.round_id: each for each in lasting}
    meant = [held.pop(each.round_id, each) for each in releases]
    return sorted([*meant, *held.values()], key=lambda each: (each.round.opens_on, each.round.label), reverse=True)


@admit_everybody
@confirm_unchanged
def comparison_page(request: HttpRequest) -> HttpResponse:
    """The form, and what has been chosen; a choice that is written otherwise leads to its own address."""
    asked = _read_asked(request)
    if asked.withdrawn:
        return refuse_withdrawn(request, asked.withdrawn)
    choice = asked.read.choice
    if choice and _query_text(request) != choice.query:
        return redirect(_choice_address(request, choice))
    result = compared_of(choice, asked.offer) if choice and asked.offer else None
    context = {
        "offer": asked.offer,
        "faults": asked.read.faults,
        "given": asked.read.given,
        "fields": _place_fields(asked),
        "result": result,
        "files": _file_links(request, choice) if choice else (),
        "lasting": _choice_address(request, result.lasting_choice) if result else "",
        "own": whole_address(request, _choice_address(request, choice)) if choice else "",
        "picture": _picture_address(request, result) if result else "",
        "examples": list(_example_links(request, asked.offer)) if asked.offer and not choice else (),
        "families": _family_links(request, asked),
        "chosen": _ticked_choices(asked),
    }
    return render(request, "public/compare.html", context, status=WRONG if asked.read.faults else 200)


def _picture_address(request: HttpRequest, result: ComparedResult) -> str:
    """What is shown where somebody shares the page; empty where it would be too large to draw."""
    return (
        whole_address(request, _choice_address(request, result.choice, "public:compare_png"))
        if _is_drawn(result)
        else ""
    )


def _is_drawn(result: ComparedResult) -> bool:
    return sum(len(section.lines) for section in result.sections) <= MOST_DRAWN


def _query_text(request: HttpRequest) -> str:
    """What the address says, without the language."""
    given = request.GET.copy()
    given.pop("sprak", None)
    return given.urlencode()


def _choice_address(request: HttpRequest, choice: ChosenComparison, view: str = "public:compare") -> str:
    return in_language(f"{reverse(view)}?{choice.query}", request)


def _place_fields(asked: AskedComparison) -> Sequence[str]:
    """What stands in the fields for municipalities: the names of those that are chosen, and room for more."""
    places = asked.offer.places if asked.offer else {}
    named = [places.get(value, value) for value in asked.read.given["kommun"][:MOST_PLACES]]
    return [*named, *[""] * max(FIELDS - len(named), 1)]


def _ticked_choices(asked: AskedComparison) -> Mapping[str, Sequence[str]]:
    """What is ticked in the form: what is chosen, and where nothing is, what goes without saying."""
    given, choice, offer = asked.read.given, asked.read.choice, asked.offer
    if choice:
        return {
            "omgang": choice.rounds,
            "fraga": choice.questions,
            "malgrupp": choice.targets,
            "kon": [each.value for each in choice.genders],
        }
    if offer is None:
        return given
    usual = {"omgang": [offer.newest.round.label], "fraga": [offer.first_question], "malgrupp": [offer.family]}
    return {**given, **{name: given[name] or value for name, value in {**usual, "kon": ["T"]}.items()}}


def _family_links(request: HttpRequest, asked: AskedComparison) -> Sequence[tuple[str, str, str]]:
    """Each survey's id, name, and the address of its form with those of the chosen municipalities that are in it."""
    options, query, found = asked.offer.families if asked.offer else (), request.GET.copy(), []
    places = asked.read.choice.places if asked.read.choice else ()
    there = _taking_part(places) if len(options) > 1 else set()
    for id_, name in options:
        query.clear()
        query.appendlist("familj", id_)
        for place in places:
            if (id_, place) in there:
                query.appendlist("kommun", place)
        found.append((id_, name, in_language(f"{reverse('public:compare')}?{query.urlencode()}", request)))
    return found


def _taking_part(places: Sequence[str]) -> set[tuple[str, str]]:
    """In which surveys each of these municipalities has been, in a round that stands."""
    held = ReleasedPlace.objects.filter(release__in=PublicRelease.objects.published(), municipality__in=places)
    return set(held.values_list("release__round__family", "municipality")) if places else set()


def _file_links(request: HttpRequest, choice: ChosenComparison) -> Sequence[tuple[str, str]]:
    """The same choice in each form: its name and address."""
    return [(name, _choice_address(request, choice, f"public:compare_{name}")) for name in FORMS]


def _example_links(request: HttpRequest, offer: ComparisonOffer) -> Iterator[tuple[str, str]]:
    """Ready choices, of the two municipalities with the most answers in the newest round."""
    largest = offer.newest.places.exclude(municipality="").exclude(answered=None).order_by("-answered", "municipality")
    places = [(each.municipality, each.name) for each in largest[:2]]
    if not places:
        return
    base = ChosenComparison(
        family=offer.family,
        rounds=(offer.newest.round.label,),
        questions=(offer.first_question,),
        places=(places[0][0],),
        targets=(offer.family,),
    )
    first = {"first": places[0][1], "other": places[-1][1]}
    if len(places) > 1:
        both = replace(base, places=tuple(code for code, _name in places))
        yield _("%(first)s och %(other)s") % first, _choice_address(request, both)
    yield _("%(first)s och liknande kommuner") % first, _choice_address(request, replace(base, group=Likeness.SKR))
    followed = _longest_followed(offer)
    if followed:
        years = replace(base, rounds=tuple(reversed(offer.rounds[:10])), places=(followed.municipality,))
        yield _("%(first)s år för år") % {"first": followed.name}, _choice_address(request, years)


def _longest_followed(offer: ComparisonOffer) -> ReleasedPlace | None:
    """The one of the newest round with the most answers that was in the two rounds before too; None where there are
    none."""
    newest, *earlier = offer.releases
    if len(earlier) < FEWEST_YEARS - 1:
        return None
    found = newest.places.exclude(municipality="").exclude(answered=None)
    for release in earlier[: FEWEST_YEARS - 1]:
        found = found.filter(municipality__in=release.places.exclude(answered=None).values("municipality"))
    return found.order_by("-answered", "municipality").first()


_Form = Callable[[HttpRequest, ComparedResult], bytes]


def _csv_file(_request: HttpRequest, result: ComparedResult) -> bytes:
    return as_csv(result)


def _json_file(request: HttpRequest, result: ComparedResult) -> bytes:
    return as_json(
        result, address=_whole_address(request, result.choice), lasting=_whole_address(request, result.lasting_choice)
    )


def _xlsx_file(request: HttpRequest, result: ComparedResult) -> bytes:
    return as_workbook(
        result, sheets=(_("Jämförelse"), _("Läs mig")), lasting=_whole_address(request, result.lasting_choice)
    )


def _svg_file(request: HttpRequest, result: ComparedResult) -> bytes:
    return as_svg(result, address=_whole_address(request, result.lasting_choice)).encode()


def _png_file(request: HttpRequest, result: ComparedResult) -> bytes:
    return as_png(as_svg(result, address=_whole_address(request, result.lasting_choice)))


def _whole_address(request: HttpRequest, choice: ChosenComparison) -> str:
    return whole_address(request, _choice_address(request, choice))


FORMS: Mapping[str, tuple[str, _Form]] = {
    "csv": ("text/csv; charset=utf-8", _csv_file),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx_file),
    "json": ("application/json", _json_file),
    "svg": ("image/svg+xml", _svg_file),
    "png": ("image/png", _png_file),
}


@admit_everybody
@confirm_unchanged
def compare_file(request: HttpRequest, form: str) -> HttpResponse:
    """The choice as a file. What cannot be given is said in plain text."""
    asked = _read_asked(request)
    if asked.withdrawn:
        return refuse_withdrawn(request, asked.withdrawn)
    choice, offer = asked.read.choice, asked.offer
    if choice is None or offer is None:
        sentences = asked.read.faults or [_("Inget är valt. Välj kommuner på sidan Jämför kommuner.")]
        return HttpResponse("\n".join([*sentences, ""]), content_type="text/plain; charset=utf-8", status=WRONG)
    if _query_text(request) != choice.query:
        return redirect(_choice_address(request, choice, f"public:compare_{form}"))
    kind, write = FORMS[form]
    result = compared_of(choice, offer)
    if form == "png" and not _is_drawn(result):
        sentence = _("Bilden blir för stor. Välj färre kommuner, frågor eller år, eller hämta den som SVG.")
        return HttpResponse(f"{sentence}\n", content_type="text/plain; charset=utf-8", status=WRONG)
    response = HttpResponse(write(request, result), content_type=kind)
    shown = "inline" if form in ("svg", "png") else "attachment"
    response.headers["Content-Disposition"] = f'{shown}; filename="{choice.file_name}.{form}"'
    return response
