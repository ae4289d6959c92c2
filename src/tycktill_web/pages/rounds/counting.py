"""Asks for a closed round's key, and lets a worker count with it; the key is sealed for the worker at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.paper_left import paper_left
from tycktill_web.fieldwork.unit_counts import before_closing
from tycktill_web.jobs.asking import ask_for_count, counts_under_way
from tycktill_web.jobs.errors import JobRefused, UnderWay
from tycktill_web.jobs.models import Job
from tycktill_web.look.forgetting import sees_key
from tycktill_web.look.uploads import takes_file
from tycktill_web.pages.rounds.forms import CountForm
from tycktill_web.pages.rounds.leader import Leader
from tycktill_web.participants.access import person_of
from tycktill_web.releases.drafting import check_room_for_draft
from tycktill_web.releases.errors import ReleaseError
from tycktill_web.releases.models import PublicRelease
from tycktill_web.results.counting import keys_of
from tycktill_web.results.errors import CountRefused, KeyUnusable


@takes_file
@sees_key
@sensitive_post_parameters("passphrase", "second_passphrase")
def counting_page(request: HttpRequest, leader: Leader, family: str, label: str) -> HttpResponse:
    """Asks for the key, and leads on to the count's own page; this process ends with key and passphrase."""
    round_ = leader.round(request, family, label)
    if job := counts_under_way([round_]).get(round_.pk):
        return _to_count_under_way(request, leader, job)
    releases = list(PublicRelease.objects.filter(round=round_))
    is_correction = any(not each.is_unpublished for each in releases)
    form = CountForm(
        request.POST or None, request.FILES or None, is_correction=is_correction, key_names=round_.key_names
    )
    if form.is_valid():
        try:
            return leader.to_job(request, _ask_count(request, round_, form))
        except KeyUnusable as error:
            form.refuse_key(str(error), holder=error.holder, is_passphrase=error.is_passphrase)
        except UnderWay as error:
            return _to_count_under_way(request, leader, error.job)
        except (CountRefused, ReleaseError, JobRefused) as error:
            form.add_error(None, str(error))
    draft = next((each for each in releases if each.is_unpublished), None)
    context: dict[str, object] = {"round": round_, "form": form, "draft": draft, "is_correction": is_correction}
    if round_.state == Round.State.CLOSED:
        context |= {"missing": before_closing(round_, on=timezone.localdate()).missing, "paper": paper_left(round_)}
    return leader.page(request, "count.html", context, status=400 if form.errors else 200)


def _ask_count(request: HttpRequest, round: Round, form: CountForm) -> Job:
    """What can be refused before a worker has looked is refused here. Raises what is told on the form."""
    note = form.cleaned_data.get("note", "")
    check_room_for_draft(round, note=note)
    keys = keys_of(round, form.saved_keys())
    return ask_for_count(round, keys=keys, note=note, person=person_of(request))


def _to_count_under_way(request: HttpRequest, leader: Leader, job: Job) -> HttpResponse:
    """On to the count that somebody has begun, and why one is led there."""
    messages.info(request, str(UnderWay.sentence))
    return leader.to_job(request, job)
