"""The Monday letter: three lines to act on, once a week, for whoever coordinates an open round; told figures alone."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from tycktill.fieldwork import Outlook
from tycktill.instrument import text_in
from tycktill.statistics import per_cent
from tycktill_web.fieldwork.ahead import has_stopped, outlook_of, will_be_few
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.progress import LiveRate, OrganisationProgress, progress_in
from tycktill_web.fieldwork.questionnaires import questionnaire_in
from tycktill_web.jobs.kinds import Due, Kind
from tycktill_web.jobs.letters import Letter
from tycktill_web.jobs.mailing import MONDAY, SEND, MailArguments
from tycktill_web.jobs.models import Job, NoMondayLetter
from tycktill_web.look.addresses import set_address
from tycktill_web.participants.models import Membership, Person, Role
from tycktill_web.releases.earlier_rates import earlier_rates

EARLIEST = 6
"""The hour of Monday from which it is sent."""

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Week:
    """How an organisation stands on a Monday: its figures as pages tell them, who has stopped counting, and which units
    will end with too few answers."""

    days_left: int
    rate: LiveRate
    before: int | None = None
    stopped: Sequence[str] = ()
    few: Sequence[tuple[str, Outlook]] = ()


def three_lines(week: Week) -> tuple[str, str, str]:
    """How it goes, who is to be reminded, and where more must be offered."""
    return _figures_line(week), _reminder_line(week.stopped), _too_few(week.few)


def _figures_line(week: Week) -> str:
    days = ngettext("%(days)s dag kvar.", "%(days)s dagar kvar.", week.days_left) % {"days": week.days_left}
    sentence = _("%(offered)s erbjudna hittills, för få svar för en svarsfrekvens.")
    if not week.rate.is_counted:
        sentence = _("Minst %(offered)s erbjudna hittills. Inte alla är räknade, så svarsfrekvensen går inte att säga.")
    if week.rate.per_cent is not None:
        at_least = _("%(offered)s erbjudna hittills, minst %(share)s %% har svarat.")
        sentence = at_least if week.rate.is_at_least else _("%(offered)s erbjudna hittills, %(share)s %% har svarat.")
    sentence %= {"offered": week.rate.offered, "share": week.rate.per_cent}
    before = "" if week.before is None else _("Förra omgången: %(share)s %%.") % {"share": week.before}
    return " ".join(part for part in (sentence, before, days) if part)


def _reminder_line(stopped: Sequence[str]) -> str:
    if not stopped:
        return _("Alla enheter räknar hur många de erbjuder.")
    return _("Påminn om att räkna: %(units)s.") % {"units": _list_names(stopped)}


def _too_few(few: Sequence[tuple[str, Outlook]]) -> str:
    if not few:
        return _("Ingen enhet ser ut att sluta under fem svar.")
    units = [f"{name} ({ahead.low}–{ahead.high})" for name, ahead in few]
    return _("Erbjud fler, annars blir det under fem svar och ingenting visas: %(units)s.") % {
        "units": _list_names(units)
    }


def _list_names(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    listed = ", ".join(names[:_NAMED])
    return _("%(units)s och %(more)s till") % {"units": listed, "more": more} if more > 0 else listed


class MondayLetter(Letter, frozen=True, kw_only=True):
    """To whoever coordinates an open round and has not said no to it."""

    subject = gettext_lazy("Veckan i brukarundersökningen")
    week: str

    def context(self, to: Person) -> Mapping[str, object] | None:
        """Nothing where no round is open any more, they coordinate none, or have said no meanwhile."""
        if NoMondayLetter.objects.filter(person=to).exists():
            return None
        parts = list(_letter_parts(to, timezone.localdate()))
        return {"parts": parts, "no_more": set_address(reverse("desk:monday"))} if parts else None


def _letter_parts(to: Person, on: datetime.date) -> Iterator[Mapping[str, object]]:
    held = to.memberships.filter(role=Role.COORDINATOR)
    own = set(held.values_list("organisation", flat=True))
    running = Round.objects.filter(state=Round.State.OPEN, opens_on__lte=on, closes_on__gte=on)
    rounds = list(running.filter(asked_after=None))  # own questions go as the questionnaire before them
    progress = progress_in(rounds, on=on, of=own) if own else {}
    for round_ in rounds if own else ():
        for each in progress[round_.pk].organisations:
            lines = three_lines(_week_of(round_, each, progress[round_.pk].rate, on))
            link = set_address(reverse("desk:round", args=[round_.family, round_.label]))
            yield {"round": round_, "organisation": each.organisation.name, "lines": lines, "link": link}


def _week_of(round: Round, own: OrganisationProgress, everybody: LiveRate, on: datetime.date) -> Week:
    earlier = earlier_rates(round, [own.organisation.municipality])
    nation, before = earlier.of("", round.family), earlier.of_own(own.organisation, round.family)
    named = _names_of(round, own)
    ahead = [
        (name, outlook_of(round, unit, everybody=everybody, before=nation, on=on))
        for unit, name in zip(own.units, named, strict=True)
    ]
    return Week(
        (round.closes_on - on).days,
        own.rate,
        None if before is None or before.share is None else per_cent(before.share),
        [name for unit, name in zip(own.units, named, strict=True) if has_stopped(round, unit, on=on)],
        [(name, outlook) for name, outlook in ahead if outlook is not None and will_be_few(outlook)],
    )


def _names_of(round: Round, own: OrganisationProgress) -> Sequence[str]:
    """The units by name, each with whom it asks where it asks several groups."""
    times = Counter(unit.unit for unit in own.units)
    groups = [text_in(questionnaire_in(round, unit.instrument).name, str(get_language())) for unit in own.units]
    return [
        f"{unit.unit} – {group}" if times[unit.unit] > 1 else unit.unit
        for unit, group in zip(own.units, groups, strict=True)
    ]


def find_due(at: datetime.datetime) -> Iterator[Due]:
    """On a Monday morning, a letter to each who coordinates an open round; one that has been asked for is no more."""
    now = timezone.localtime(at)
    if now.weekday() or now.hour < EARLIEST or not settings.SENDS_MAIL:
        return
    labels = list(Round.objects.filter(state=Round.State.OPEN).values_list("label", flat=True))
    week, due_at = f"{now:%G-W%V}", now.replace(hour=EARLIEST, minute=0, second=0, microsecond=0)
    asked = set(Job.objects.filter(kind=MONDAY, key__startswith=f"{MONDAY} {week} ").values_list("key", flat=True))
    own = Membership.objects.filter(role=Role.COORDINATOR, person__is_active=True, person__no_monday_letter=None)
    open_now = own.filter(organisation__units__registrations__round__in=labels)
    for person in open_now.order_by("person").values_list("person", flat=True).distinct():
        key = f"{MONDAY} {week} {person}"
        if key not in asked:
            yield Due(None, MailArguments("monday_letter", person, {"week": week}), key, due_at)


WRITE_ON_MONDAY: Kind = replace(SEND, name=gettext_lazy("Skicka måndagsbrev"), find_due=find_due)
