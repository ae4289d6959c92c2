"""Who leads rounds by these pages, as the pages know it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise

from tycktill_web.fieldwork.models import Round, RoundQuerySet
from tycktill_web.jobs.models import Job, JobQuerySet
from tycktill_web.look.language import in_language
from tycktill_web.pages.rounds.planning_forms import PlanForm
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Person, Role
from tycktill_web.releases.models import PublicRelease, ReleaseQuerySet

_Others = ParamSpec("_Others")


class Render(Protocol):
    """Makes a page of a template, as `django.shortcuts.render` does."""

    def __call__(
        self, request: HttpRequest, template: str, context: dict[str, Any], /, *, status: int = 200
    ) -> HttpResponse:
        """The page."""


@dataclass(frozen=True, slots=True)
class Leader:
    """Those who lead rounds: in which role, which rounds and jobs, and where the pages around these are.

    `list_name` is what their rounds are called together. `frame` and `first_step` are templates, the second of how
    units come into a round. `follow`, `register` and `invite` are the addresses where it is followed, where those who
    take part are chosen, and where one more who leads it is let in.
    """

    role: Role
    rounds: Callable[[Person], RoundQuerySet]
    jobs: Callable[[Person], JobQuerySet]
    render: Render
    list_name: Promise
    frame: str
    first_step: str
    follow: Callable[[Round], str]
    register: Callable[[Round], str]
    invite: Callable[[Round], str]
    plan_form: Callable[[HttpRequest], PlanForm]

    def admits(
        self, view: "Callable[Concatenate[HttpRequest, Leader, _Others], HttpResponse]"
    ) -> Callable[Concatenate[HttpRequest, _Others], HttpResponseBase]:
        """The view for those who lead by this role, and for nobody else."""

        @admit(self.role)
        @wraps(view)
        def led(request: HttpRequest, /, *args: _Others.args, **kwargs: _Others.kwargs) -> HttpResponse:
            return view(request, self, *args, **kwargs)

        return led

    def own_rounds(self, request: HttpRequest) -> RoundQuerySet:
        """The rounds that the person leads."""
        return self.rounds(person_of(request))

    def round(self, request: HttpRequest, family: str, label: str) -> Round:
        """One of them. Http404 for everybody else's."""
        return get_object_or_404(self.own_rounds(request), family=family, label=label)

    def releases(self, request: HttpRequest) -> ReleaseQuerySet:
        own = self.own_rounds(request).order_by().values("pk")
        return PublicRelease.objects.filter(round__in=own).select_related("round__edition__survey__organisation")

    def release(self, request: HttpRequest, release_id: int) -> PublicRelease:
        """One of them, with what it is compared with. Http404 for everybody else's."""
        return get_object_or_404(self.releases(request).with_compared(), pk=release_id)

    def job(self, request: HttpRequest, job_id: int) -> Job:
        """A job that is theirs to follow. Http404 for everybody else's."""
        return get_object_or_404(self.jobs(person_of(request)).with_relations(), pk=job_id)

    def page(self, request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page in this frame, with the ways to the pages around it."""
        around: dict[str, Any] = {"frame": self.frame, "first_step": self.first_step, "list_name": self.list_name}
        if round_ := context.get("round"):
            around["follow"] = in_language(self.follow(round_), request)
            around["register"] = in_language(self.register(round_), request)
            around["invite"] = in_language(self.invite(round_), request)
        return self.render(request, f"rounds/{template}", {**around, **context}, status=status)

    def to_page(self, request: HttpRequest, name: str, *args: object) -> HttpResponse:
        """On to one of these pages."""
        space = request.resolver_match.namespace if request.resolver_match else None
        return redirect(in_language(reverse(f"rounds:{name}", args=args, current_app=space), request))

    def to_round(self, request: HttpRequest, round: Round) -> HttpResponse:
        """On to the round's own page."""
        return self.to_page(request, "round", round.family, round.label)

    def to_release(self, request: HttpRequest, release: PublicRelease) -> HttpResponse:
        """On to the release's own page."""
        return self.to_page(request, "release", release.pk)

    def to_job(self, request: HttpRequest, job: Job) -> HttpResponse:
        """On to the job's own page."""
        return self.to_page(request, "job", job.pk)
