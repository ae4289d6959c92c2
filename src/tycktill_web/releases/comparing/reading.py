"""Reads a choice from an address: each thing that cannot be is told with what to do about it, and none goes unsaid."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tycktill.findings import likeness_name
from tycktill.tables import Manifest
from tycktill.terms import GenderGroup, Likeness
from tycktill_web.releases.alphabet import as_searched
from tycktill_web.releases.comparing.choice import ChosenComparison, View
from tycktill_web.releases.comparing.offer import ComparisonOffer
from tycktill_web.releases.published import LEADING

PARAMETERS = ("familj", "omgang", "fraga", "kommun", "malgrupp", "grupp", "kon", "visa", "utgava")
MOST_PLACES, MOST_SERIES = 12, 24
"""More in one comparison nobody reads, and it would cost the server too much."""
MOST_NAMED = 5
"""So many wrong values of one kind are told one by one."""

_ONE_OF = ("familj", "grupp", "visa")
_CLOSE = 0.75


@dataclass
class ReadChoice:
    """What an address asks for. Where `faults` are there is no `choice`; nor where no municipality is chosen yet."""

    given: Mapping[str, Sequence[str]]
    faults: list[str] = field(default_factory=list)
    choice: ChosenComparison | None = None


def given_in(query: QueryDict) -> Mapping[str, Sequence[str]]:
    """What an address says of each of our parameters, each value once; an empty field of a form says nothing."""
    every = {name: [value.strip() for value in query.getlist(name)] for name in PARAMETERS}
    return {name: list(dict.fromkeys(filter(None, values))) for name, values in every.items()}


def misspelt_parameters(query: QueryDict) -> Iterator[str]:
    """A sentence for each parameter that is nearly one of ours; others, as networks add, are no choice."""
    near = {name: get_close_matches(name, PARAMETERS, 1, _CLOSE) for name in set(query).difference(PARAMETERS)}

    def sentence(name: str) -> str:
        return _("”%(name)s” finns inte i adressen. Skriv ”%(near)s”.") % {"name": name[:40], "near": near[name][0]}

    yield from first_sentences([name for name in query if near.get(name)], sentence)


def first_sentences(wrong: Sequence[str], sentence: Callable[[str], str]) -> Iterator[str]:
    """What is wrong with the first of many values, and how many more there are: nobody reads hundreds of sentences."""
    yield from map(sentence, wrong[:MOST_NAMED])
    more = len(wrong) - MOST_NAMED
    if more > 0:
        yield ngettext("Ett till går inte heller att läsa.", "%(more)s till går inte heller att läsa.", more) % {
            "more": more
        }


def read_choice(given: Mapping[str, Sequence[str]], offer: ComparisonOffer) -> ReadChoice:
    """The choice, with what is not said filled in: the newest round, and the question that sums up."""
    read = ReadChoice(given)
    for name in _ONE_OF:
        if len(given[name]) > 1:
            read.faults.append(_("Välj bara en ”%(name)s”: adressen har flera.") % {"name": name})
    rounds = _known_values(read, "omgang", dict.fromkeys(offer.rounds, ""), _("omgång"))
    questions = _known_values(read, "fraga", offer.questions, _("fråga"))
    targets = _known_values(read, "malgrupp", offer.targets, _("målgrupp"))
    genders = _known_values(read, "kon", {each.value: "" for each in GenderGroup}, _("könsgrupp"))
    views = _known_values(read, "visa", {each.value: "" for each in View}, _("visning"))
    groups = _known_values(read, "grupp", {each.value: "" for each in Likeness}, _("grupp"))
    places, held = list(_known_places(read, offer)), _held_checksums(read, offer)
    asked = set(rounds or held) or {offer.newest.round.label}
    in_time = [each for each in reversed(offer.rounds) if each in asked]
    choice = ChosenComparison(
        family=offer.family,
        rounds=tuple(in_time),
        questions=tuple(id_ for id_ in offer.questions if id_ in questions) or (offer.first_question,),
        places=tuple(dict.fromkeys(places)),
        targets=tuple(id_ for id_ in offer.targets if id_ in targets) or (offer.family,),
        group=Likeness(groups[0]) if groups else None,
        genders=tuple(each for each in GenderGroup if each.value in genders) or (GenderGroup.ALL,),
        view=View(views[0]) if views else View.PICTURE,
        editions=tuple(held[each] for each in in_time if each in held),
    )
    if choice.places or not given["kommun"]:
        read.faults += _of_group(choice, offer)
    if given["utgava"] and len(choice.editions) != len(choice.rounds):
        read.faults.append(
            _("Adressen ska ha en ”utgava” för varje omgång. Ta bort dem för att se de utgåvor som gäller.")
        )
    read.faults += _contradiction_sentences(choice, offer)
    if choice.places and not read.faults:
        read.choice = choice
    return read


def _known_values(read: ReadChoice, name: str, there: Mapping[str, str], word: str) -> Sequence[str]:
    """The values that there are; a sentence for each other one."""
    known = ", ".join(list(there)[:12])

    def sentence(value: str) -> str:
        about = {"value": value[:40], "word": word, "known": known}
        return _("Det finns ingen %(word)s ”%(value)s”. Välj bland: %(known)s.") % about

    read.faults += first_sentences([value for value in read.given[name] if value not in there], sentence)
    return [value for value in read.given[name] if value in there]


def _held_checksums(read: ReadChoice, offer: ComparisonOffer) -> Mapping[str, str]:
    """The beginnings of checksums that the address holds releases fast by, by their rounds."""
    given = read.given["utgava"]
    return {
        each.round.label: each.manifest_sha256[:LEADING]
        for each in offer.releases
        if any(len(begins) >= LEADING and each.manifest_sha256.startswith(begins) for begins in given)
    }


def _known_places(read: ReadChoice, offer: ComparisonOffer) -> Iterator[str]:
    """The codes of municipalities that are given by code or name."""
    by_name = {as_searched(name): code for code, name in offer.places.items()}
    found = {
        value: value if value in offer.places else by_name.get(as_searched(value)) for value in read.given["kommun"]
    }

    def sentence(value: str) -> str:
        near = get_close_matches(as_searched(value), by_name, 1, _CLOSE)
        if near:
            about = {"value": value[:60], "near": offer.places[by_name[near[0]]]}
            return _("Ingen kommun med resultat heter ”%(value)s”. Menade du %(near)s?") % about
        return _("Ingen kommun med resultat heter ”%(value)s”. Skriv kommunens namn eller dess fyra siffror.") % {
            "value": value[:60]
        }

    read.faults += first_sentences([value for value, code in found.items() if code is None], sentence)
    yield from filter(None, found.values())


def _contradiction_sentences(choice: ChosenComparison, offer: ComparisonOffer) -> Iterator[str]:
    if len(choice.places) > MOST_PLACES:
        yield _("Välj högst %(most)s kommuner åt gången: här är %(number)s.") % {
            "most": MOST_PLACES,
            "number": len(choice.places),
        }
    if len(choice.series) > MOST_SERIES:
        yield _("Det blir för mycket på en gång. Välj färre frågor, år, målgrupper eller könsgrupper.")
    asked = [manifest.questions.get(each, ()) for manifest in _of_rounds(choice, offer) for each in choice.targets]
    for question in choice.questions:
        if not any(question in each for each in asked):
            filled = {"question": offer.questions[question]}
            yield _("Frågan ”%(question)s” ställdes inte där. Välj en annan fråga, målgrupp eller omgång.") % filled


def _of_group(choice: ChosenComparison, offer: ComparisonOffer) -> Iterator[str]:
    """What is wrong with the group, if anything."""
    if choice.group is None:
        return
    if not choice.places:
        yield _("Välj en kommun: utan den finns ingen att jämföra gruppen med.")
    elif choice.group is Likeness.OWN:
        if len(choice.places) < 2:
            yield _("En egen grupp är de andra valda kommunerna. Välj minst tre till, eller en annan grupp.")
    elif not any(choice.group in own for own in offer.groups_of(choice.rounds, choice.places[0]).values()):
        filled = {"place": offer.places[choice.places[0]], "group": likeness_name(choice.group, offer.words)}
        yield _("Gruppen ”%(group)s” finns inte för %(place)s i de omgångarna. Välj en annan.") % filled


def _of_rounds(choice: ChosenComparison, offer: ComparisonOffer) -> Sequence[Manifest]:
    return [offer.manifests[each] for each in choice.rounds]
