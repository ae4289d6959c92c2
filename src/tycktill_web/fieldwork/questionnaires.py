"""The questionnaires this service knows: the package's, and for an organisation's own round the edition it names."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from django.db.models import Q

from tycktill.answers import sheet_room
from tycktill.files import read_catalogue, read_families
from tycktill.instrument import Catalogue, Families, Instrument, undescribed_families
from tycktill_web.fieldwork.models import Round
from tycktill_web.instrument.editions import instrument_of
from tycktill_web.instrument.models import Edition

_NAMED = 500


@cache
def from_disk() -> tuple[Catalogue, Mapping[str, str]]:
    """All questionnaires and the fingerprints of their files, read once a process: what was read is what is signed."""
    return read_catalogue()


def catalogue() -> Catalogue:
    """All questionnaires by id."""
    return from_disk()[0]


def questionnaire_fingerprints() -> Mapping[str, str]:
    """Each questionnaire's, by id."""
    return from_disk()[1]


def questionnaires_of(family: str) -> tuple[str, ...]:
    """Ids of a family's questionnaires, sorted; none when no such family is known."""
    return tuple(sorted(each.id for each in catalogue().values() if each.family == family))


def catalogue_of(round: Round) -> Catalogue:
    """The questionnaires that a round and those before it may ask by: the package's, and the edition that it names."""
    return catalogue() if round.edition_id is None else {**catalogue(), **_own_catalogue(round.edition_id)}


def fingerprints_of(round: Round) -> Mapping[str, str]:
    """Each questionnaire's, by id: an edition is called by its own."""
    own = {} if round.edition_id is None else dict.fromkeys(_own_catalogue(round.edition_id), round.edition_id)
    return {**questionnaire_fingerprints(), **own}


def families_of(round: Round) -> Families:
    """The families by id, and that of the edition which a round names."""
    own = {} if round.edition_id is None else undescribed_families(list(_own_catalogue(round.edition_id).values()))
    return {**own, **read_families()}


def asked_in(round: Round) -> tuple[str, ...]:
    """Ids of the questionnaires that a round's units may ask by, sorted."""
    return questionnaires_of(round.family) if round.edition_id is None else tuple(_own_catalogue(round.edition_id))


def sheet_room_of(round: Round) -> int:
    """How many bytes any sheet of a round may take; the same for all of them, so that all look alike when sealed."""
    return _sheet_room(round.family, round.edition_id)


def questionnaire_in(round: Round, questionnaire: str) -> Instrument:
    """The questionnaire of this id as a round asks it. Raises KeyError where it does not."""
    return catalogue_of(round)[questionnaire]


@lru_cache(_NAMED)
def own_named(id_: str) -> Instrument | None:
    """The newest edition of an organisation's own questionnaire, by its id or its family's; None where there is none.

    A statement, once a request: names on pages are those of the newest.
    """
    named = Edition.objects.filter(Q(survey__instrument=id_) | Q(survey__family=id_))
    newest = named.order_by("-number").values_list("pk", flat=True).first()
    return instrument_of(newest) if newest else None


def forget_names(**_: object) -> None:
    """Let names be asked for anew: another process may have frozen an edition."""
    own_named.cache_clear()


@lru_cache(_NAMED)
def _sheet_room(family: str, edition: str | None) -> int:
    own = [each for each in catalogue().values() if each.family == family]
    return sheet_room(own if edition is None else _own_catalogue(edition).values())


def _own_catalogue(edition: str) -> Catalogue:
    instrument = instrument_of(edition)
    return {instrument.id: instrument}


def known_by(ids: Iterable[str]) -> Catalogue:
    """The package's questionnaires, and of those of these ids that are organisations' own the newest editions: for
    names, and for the families they are of. One statement where there are any."""
    unknown = set(ids) - catalogue().keys()
    if not unknown:
        return catalogue()
    own = Edition.objects.filter(survey__instrument__in=unknown).order_by("number")
    return {**catalogue(), **{id_: instrument_of(pk) for id_, pk in own.values_list("survey__instrument", "pk")}}
