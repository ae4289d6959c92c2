"""Who may enter a view, said beside the view itself and read by the test that walks every address."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext

from tycktill_web.journal.actors import Actor, ActorKind, Capacity, acting_as
from tycktill_web.participants.models import Membership, Person, Role
from tycktill_web.participants.second_step import lacks_second_step
from tycktill_web.participants.sessions import has_ended, note_presence

P = ParamSpec("P")
AnyView = TypeVar("AnyView", bound=Callable[..., HttpResponseBase])
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

EVERYBODY: frozenset[Role] = frozenset()


def admit(*roles: Role) -> Callable[[View[P]], View[P]]:
    """Let only people with one of `roles` in; others are asked to sign in, or told that they may not."""

    def wrap(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _ask_to_sign_in(request)
            note_presence(request)
            request.user.held = _roles_of(request.user)
            if request.user.held.isdisjoint(roles):
                raise PermissionDenied
            if lacks_second_step(request, request.user):
                return redirect("mfa_index")
            with acting_as(actor_of(request.user, *roles)):
                return view(request, *args, **kwargs)

        return cast("View[P]", _note_roles(guarded, frozenset(roles)))

    return wrap


def admit_everybody(view: AnyView) -> AnyView:
    """Say that a view is for everybody, signed in or not."""
    return _note_roles(view, EVERYBODY)


def admit_signed_in(view: AnyView) -> AnyView:
    """Let everybody in who has signed in, to what is theirs alone; what is written there is one transaction."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _ask_to_sign_in(request)
        note_presence(request)
        with transaction.atomic(), acting_as(actor_of(request.user)):
            return view(request, *args, **kwargs)

    return _note_roles(cast("AnyView", guarded), frozenset(Role))


def _ask_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """The page to sign in, which leads back; whoever was signed in a while ago is told what has happened."""
    if has_ended(request):
        messages.info(request, gettext("Din inloggning har gått ut, så att ingen annan kan ta vid där du slutade."))
        if request.method == "POST":
            messages.warning(request, gettext("Det du nyss skickade sparades inte. Gör det igen när du har loggat in."))
    return redirect_to_login(request.get_full_path())


def _note_roles(view: AnyView, roles: frozenset[Role]) -> AnyView:
    view.admits = roles  # type: ignore[attr-defined]  # read by the truth table test
    return view


def person_of(request: HttpRequest) -> Person:
    """Who has signed in; only for views that `admit` guards."""
    assert request.user.is_authenticated
    return request.user


def actor_of(person: Person, *roles: Role) -> Actor:
    """This person as the journal names who acts, by whichever of `roles` they hold; by any of theirs without."""

    def capacities() -> Sequence[Capacity]:
        held = person.memberships.select_related("organisation").order_by("pk")
        return [Capacity(each.role, each.organisation) for each in (held.filter(role__in=roles) if roles else held)]

    return Actor(ActorKind.PERSON, person.get_full_name() or person.email, person.pk, capacities)


def has_role(person: Person, roles: tuple[Role, ...]) -> bool:
    """Whether a person holds one of `roles` anywhere."""
    return Membership.objects.filter(person=person, role__in=roles).exists()


def _roles_of(person: Person) -> frozenset[str]:
    return frozenset(Membership.objects.filter(person=person).values_list("role", flat=True))
