"""Counts surveys with their private keys and publishes them, signed by the two at the office."""

from collections.abc import Sequence
from datetime import datetime, time

from django.utils.timezone import make_aware

from tycktill_web.demo.calendar import published_on
from tycktill_web.demo.country import Country, Survey
from tycktill_web.demo.holding import key_name
from tycktill_web.demo.home import secret_path
from tycktill_web.demo.people import OFFICE
from tycktill_web.demo.processes import mapping
from tycktill_web.demo.telling import Tell
from tycktill_web.fieldwork.models import Round
from tycktill_web.participants.models import Person
from tycktill_web.releases.drafting import draft
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.signing import sign
from tycktill_web.results.counting import Counted, count_round
from tycktill_web.results.keys import SavedKey

_OFFICE_OPENS = time(9)

Held = tuple[Survey, Round]
"""A survey, and the closed round in the database that it has become."""


def publish_all(country: Country, held: Sequence[Held], *, passphrase: str, tell: Tell) -> None:
    """Count and publish surveys, oldest first; several are counted at a time where the country is large."""
    with mapping(country.size.processes) as each:
        counts = each(count, [round.pk for _, round in held], [passphrase] * len(held))
        for number, (survey, round) in enumerate(held):
            tell(f"Counting and publishing {survey.plan.family} {survey.label}", number, len(held))
            publish(country, survey, round=round, counted=next(counts))


def count(round_id: int, passphrase: str) -> Counted:
    """What is counted of a closed round with the key that the demo keeps."""
    round = Round.objects.get(pk=round_id)
    pem = secret_path(key_name(round)).read_bytes()
    return count_round(round, keys=[SavedKey(pem, passphrase)], is_proved=False)


def publish(country: Country, survey: Survey, *, round: Round, counted: Counted) -> PublicRelease:
    """Draft a release of it and sign it twice, on the December day on which such a survey is published."""
    at = make_aware(datetime.combine(published_on(survey.plan, country.today), _OFFICE_OPENS))
    drafted = draft(round, counted, at=at)
    for account in OFFICE:
        drafted = sign(drafted, person=Person.objects.get(email=account.email), at=at)
    return drafted
