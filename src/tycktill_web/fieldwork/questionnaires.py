"""The questionnaires this service knows: the package's, and for an organisation's own round the edition it names."""

from collections.abc import Iterable, Mapping
from functools import cache

from tycktill.files import read_catalogue, read_families
from tycktill.instrument import Catalogue, Families, undescribed
from tycktill_web.fieldwork.models import Round
from tycktill_web.instrument.editions import instrument_of
from tycktill_web.instrument.models import Edition


@cache
def from_disk() -> tuple[Catalogue, Mapping[str, str]]:
    """All questionnaires and the fingerprints of their files, read once a process: what was read is what is signed."""
    return read_catalogue()


def catalogue() -> Catalogue:
    """All questionnaires by id."""
    return from_disk()[0]


def fingerprints() -> Mapping[str, str]:
    """Each questionnaire's, by id."""
    return from_disk()[1]


def questionnaires_of(family: str) -> tuple[str, ...]:
    """Ids of a family's questionnaires, sorted; none when no such family is known."""
    return tuple(sorted(each.id for each in catalogue().values() if each.family == family))


def catalogue_of(round: Round) -> Catalogue:
    """The questionnaires that a round and those before it may ask by: the package's, and the edition that it names."""
    return catalogue() if round.edition_id is None else {**catalogue(), **_own(round.edition_id)}


def fingerprints_of(round: Round) -> Mapping[str, str]:
    """Each questionnaire's, by id: an edition is called by its own."""
    own = {} if round.edition_id is None else dict.fromkeys(_own(round.edition_id), round.edition_id)
    return {**fingerprints(), **own}


def families_of(round: Round) -> Families:
    """The families by id, and that of the edition which a round names."""
    own = {} if round.edition_id is None else undescribed(list(_own(round.edition_id).values()))
    return {**own, **read_families()}


def asked_in(round: Round) -> tuple[str, ...]:
    """Ids of the questionnaires that a round's units may ask by, sorted."""
    return questionnaires_of(round.family) if round.edition_id is None else tuple(_own(round.edition_id))


def _own(edition: str) -> Catalogue:
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
