"""The method's sentences in the language of the page."""

from collections.abc import Iterator
from hashlib import sha256

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tycktill.improvement import (
    SENTENCES,
    Followed,
    Sentences,
    StandsOut,
    Unfollowed,
    expectation_sentences,
    indicator_name,
    lock_sentence,
    outcome_sentences,
    stands_out_sentence,
)
from tycktill.tables import Judgement, Names
from tycktill_web.improvement.histories import (
    PublishedReleases,
    differs_significantly,
    expectation_of,
    indicator_of,
    rests_on_withdrawn,
    was_locked_before,
)
from tycktill_web.improvement.models import PlannedAction
from tycktill_web.releases.manifests import manifest_of
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.words import words_of_page


def sentences_of_page() -> Sentences:
    """In Swedish where the page's language has none."""
    return SENTENCES.get(words_of_page().language, SENTENCES["sv"])


def expected_without(action: PlannedAction, published: PublishedReleases) -> list[str]:
    if rests_on_withdrawn(action, published):
        return [
            _("Resultatet för omgång %(round)s som siffran låstes från är återkallat, så siffrorna visas inte här.")
            % {"round": action.round}
        ]
    is_proven = differs_significantly(indicator_of(action), published.of_round(action.round))
    return list(expectation_sentences(expectation_of(action, published), sentences_of_page(), is_proven=is_proven))


def figure_of_action(action: PlannedAction, published: PublishedReleases) -> str:
    """The figure that an action is to move, in words; by its ids where the result stands no more."""
    release = published.of_round(action.round)
    names = manifest_of(release).names if release else Names()
    return indicator_name(indicator_of(action), names, sentences_of_page())


def checksum_of(action: PlannedAction) -> str:
    """By which the locked expectation is known again; empty while it is not locked."""
    return sha256(bytes(action.expectation)).hexdigest() if action.expectation is not None else ""


def what_came(action: PlannedAction, came: Followed | Unfollowed, published: PublishedReleases) -> Iterator[str]:
    """What came, and whether the expectation was locked before."""
    sentences = sentences_of_page()
    yield from outcome_sentences(came, sentences)
    if isinstance(came, Followed):
        yield from _judged_by(action, came.round, published)
        locked = timezone.localdate(action.locked_at).isoformat() if action.locked_at else ""
        later = published.of_round(came.round)
        yield lock_sentence(locked, later.round.opens_on.isoformat() if later else None, sentences)
        if not was_locked_before(action, came, published):
            yield _("Åtgärden är bedömd för sig: den räknas inte med dem som var låsta i tid.")


def _judged_by(action: PlannedAction, round: str, published: PublishedReleases) -> Iterator[str]:
    """By which releases what came is judged, and that it may have been said otherwise before one was corrected."""
    before, later = published.of_round(action.round), published.of_round(round)
    if later is not None and later.published_at is not None:
        yield _("Bedömt efter utgåva %(number)s av omgång %(round)s, publicerad %(day)s.") % {
            "number": later.number,
            "round": round,
            "day": date_format(timezone.localtime(later.published_at), "j F Y"),
        }
        if later.number > 1:
            yield _("Utgåvan rättar en tidigare, så utfallet kan ha lytt annorlunda före dess.")
    if action.locked is not None and before is not None and action.locked.manifest != manifest_of(before).sha256:
        yield _(
            "Resultatet från omgång %(round)s har rättats sedan det väntade låstes. Låset står fast vid det gamla."
        ) % {"round": action.round}


def verdict_text(found: StandsOut) -> str:
    """Better or worse, as everywhere else."""
    return words_of_page().verdicts[Judgement.BETTER if found.is_better else Judgement.WORSE]


def finding_sentence(found: StandsOut, release: PublicRelease) -> str:
    """One figure that stands out."""
    return stands_out_sentence(found, manifest_of(release).names, sentences_of_page())
