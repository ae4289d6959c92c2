"""What a municipality does in a round through the year: each step done or not, as far as the service knows it."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tycktill_web.fieldwork.ahead import NEW_AFTER
from tycktill_web.fieldwork.asking_after import rounds_asked_after
from tycktill_web.fieldwork.leading import leaders_of
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.states import InvitationState
from tycktill_web.fieldwork.unit_counts import UnitCounts, unit_counts
from tycktill_web.fieldwork.unit_lists import questionnaires_in
from tycktill_web.improvement.models import PlannedAction
from tycktill_web.pages.desk.scope import desk_page, taking_part
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Organisation, Role
from tycktill_web.releases.signing import SIGNATURES_NEEDED

_COMES = gettext_lazy("Det kommer när kansliet har räknat och skrivit under.")
_OWN_COMES = gettext_lazy("Det kommer när ni har stängt omgången, räknat svaren och två av er har skrivit under.")


class StepState(StrEnum):
    """Whether a step is done, is to be done now, comes later or is past, or can only be known by whoever does it."""

    DONE = "done"
    NOW = "now"
    LATER = "later"
    PAST = "past"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class ChecklistStep:
    """A step: its name, what is known of it, and which page it is done on."""

    name: str
    state: StepState
    text: str
    page: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the service knows of an organisation in a round."""

    round: Round
    state: str | None
    counts: UnitCounts
    has_actions: bool
    leaders: int
    own_questions: Sequence[Round]
    """The own rounds that are asked after it."""
    on: datetime.date

    @property
    def has_begun(self) -> bool:
        """Whether people can be offered the questionnaire, or could."""
        return self.round.state != Round.State.PLANNED and self.round.opens_on <= self.on

    @property
    def is_closed(self) -> bool:
        """Whether nobody can answer any more, on paper either."""
        return self.round.state in (Round.State.CLOSED, Round.State.RELEASED)

    @property
    def is_over(self) -> bool:
        """Whether nobody is offered it any more."""
        return self.is_closed or self.round.closes_on < self.on


def checklist_steps(facts: Facts) -> Iterator[ChecklistStep]:
    """All steps in the order of the year."""
    counts, takes_part = facts.counts, facts.state == InvitationState.ACCEPTED or bool(facts.counts.units)
    if not facts.round.is_own:
        yield ChecklistStep(
            _("Svara på inbjudan"),
            _step_state(done=takes_part, past=facts.is_closed),
            _("Ni deltar.") if takes_part else _("Säg om ni deltar och ungefär hur många som ska få frågan."),
            "registration",
        )
    number = counts.units
    sentence = ngettext("%(number)s enhet är anmäld.", "%(number)s enheter är anmälda.", number) % {"number": number}
    sentence = sentence if number else _("Ingen enhet är anmäld.")
    yield ChecklistStep(_("Anmäl enheterna"), _step_state(done=bool(number), past=facts.is_closed), sentence, "units")
    yield ChecklistStep(
        _("Prova enkäterna"), StepState.OWN, _("Visa dem för personalen. En övning sparar ingenting."), "practice"
    )
    yield _codes_step(facts)
    if facts.own_questions:
        yield _own_questions(facts)
    if facts.round.is_own:
        yield _opening_step(facts)
        yield _second_signer(facts)
    yield from _fieldwork_steps(facts)
    if facts.round.is_own:
        yield _publishing_step(facts)
    yield from _later_steps(facts)


def _codes_step(facts: Facts) -> ChecklistStep:
    counts = facts.counts
    numbers = {"ready": counts.equipped, "all": counts.lines}
    done = bool(counts.lines) and counts.equipped == counts.lines
    return ChecklistStep(
        _("Gör koder och skriv ut lappar"),
        _step_state(done=done, now=bool(counts.lines), past=facts.is_closed),
        _("%(ready)s av %(all)s enkäter på enheterna har koder.") % numbers,
        "round",
    )


def _own_questions(facts: Facts) -> ChecklistStep:
    have_keys = all(each.state != Round.State.PLANNED for each in facts.own_questions)
    sentence = _("Svaren på dem låses med er nyckel.")
    if not have_keys:
        sentence = _("Utan nyckel före omgångens första dag ställs de inte.")
    state = _step_state(done=have_keys, past=facts.has_begun)
    return ChecklistStep(_("Gör nyckeln till era egna frågor"), state, sentence, "own_questions")


def _opening_step(facts: Facts) -> ChecklistStep:
    is_open = facts.round.state != Round.State.PLANNED
    sentence = _("Omgången är öppnad.") if is_open else _("Svaren låses med nyckeln när de kommer in.")
    state = _step_state(done=is_open, now=bool(facts.counts.units))
    return ChecklistStep(_("Gör nyckeln och öppna omgången"), state, sentence, "lead")


def _second_signer(facts: Facts) -> ChecklistStep:
    enough = facts.leaders >= SIGNATURES_NEEDED
    sentence = _("Två olika samordnare skriver under resultatet, och ni är minst två.")
    alone = _("Två olika samordnare ska skriva under resultatet, och ni är bara en.")
    return ChecklistStep(
        _("Bjud in en samordnare till"), _step_state(done=enough), sentence if enough else alone, "people"
    )


def _publishing_step(facts: Facts) -> ChecklistStep:
    is_public = facts.round.state == Round.State.RELEASED
    sentence = (
        _("Två av er har skrivit under.") if is_public else _("Svaren räknas med nyckeln, och två av er skriver under.")
    )
    return ChecklistStep(
        _("Stäng, räkna svaren och publicera"), _step_state(done=is_public, now=facts.is_over), sentence, "lead"
    )


def _fieldwork_steps(facts: Facts) -> Iterator[ChecklistStep]:
    counts = facts.counts
    last = counts.last_counted
    is_fresh = last is not None and (facts.is_over or (facts.on - last).days <= NEW_AFTER)
    sentence = _last_counted(None if last is None else (facts.on - last).days)
    state = _step_state(done=is_fresh, now=facts.has_begun, past=facts.is_closed)
    yield ChecklistStep(_("Räkna hur många som får frågan, varje dag"), state, sentence, "today")
    enough = bool(counts.lines) and counts.enough == counts.lines
    yield ChecklistStep(
        _("Få minst fem svar på varje enhet"),
        _step_state(done=enough, now=facts.has_begun, past=facts.is_closed),
        _("%(ready)s av %(all)s har minst fem svar.") % {"ready": counts.enough, "all": counts.lines},
        "round",
    )
    all_counted = bool(counts.lines) and counts.counted == counts.lines
    yield ChecklistStep(
        _("Räkna klart när omgången är över"),
        _step_state(
            done=facts.is_over and all_counted, now=facts.is_over, past=facts.round.state == Round.State.RELEASED
        ),
        _("%(ready)s av %(all)s har räknat erbjudna.") % {"ready": counts.counted, "all": counts.lines},
        "round",
    )


def _last_counted(days: int | None) -> str:
    if days is None:
        return _("Ingen har räknat än.")
    if days <= 0:
        return _("Senast räknat i dag.")
    sentence = ngettext("Senast räknat för %(days)s dag sedan.", "Senast räknat för %(days)s dagar sedan.", days)
    return sentence % {"days": days}


def _later_steps(facts: Facts) -> Iterator[ChecklistStep]:
    is_public = facts.round.state == Round.State.RELEASED
    yield ChecklistStep(
        _("Läs resultatet"),
        StepState.OWN if is_public else StepState.LATER,
        _("Det är publicerat.") if is_public else str(_OWN_COMES if facts.round.is_own else _COMES),
        "result" if is_public else "round",
    )
    yield ChecklistStep(
        _("Bestäm vad ni gör åt det"),
        _step_state(done=facts.has_actions, now=is_public),
        _("En åtgärd är inskriven.") if facts.has_actions else _("Ingen åtgärd är inskriven än."),
        "improvement",
    )


def _step_state(*, done: bool, now: bool = True, past: bool = False) -> StepState:
    if done:
        return StepState.DONE
    return StepState.PAST if past else StepState.NOW if now else StepState.LATER


def facts_of(round: Round, own: Organisation, *, on: datetime.date) -> Facts:
    """What is known on this day."""
    state = round.invitations.filter(organisation=own).values_list("state", flat=True).first()
    actions = PlannedAction.objects.filter(organisation=own, family=round.family, round=round.label)
    leaders = leaders_of(round).count() if round.is_own else 0
    asked = rounds_asked_after(round, of=own)
    return Facts(round, state, unit_counts(round, own, on=on), actions.exists(), leaders, asked, on)


@admit(Role.COORDINATOR)
def checklist_page(request: HttpRequest, family: str, label: str, organisation_id: int) -> HttpResponse:
    """The steps, with a way to each."""
    round_, own = taking_part(person_of(request), family, label, organisation_id)
    known: Sequence[ChecklistStep] = list(checklist_steps(facts_of(round_, own, on=timezone.localdate())))
    context = {
        "round": round_,
        "organisation": own,
        "steps": known,
        "done": sum(each.state is StepState.DONE for each in known),
        "next": next((each for each in known if each.state is StepState.NOW), None),
        "questionnaires": list(questionnaires_in(round_)),
    }
    return desk_page(request, "desk/checklist.html", context)
