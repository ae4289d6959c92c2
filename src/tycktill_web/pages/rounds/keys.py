"""Makes a round's key, once; and opens the round when the key is proved to be saved."""

from base64 import b64encode
from collections.abc import Mapping

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from tycktill_web.fieldwork.errors import KeyInUse, StepRefused
from tycktill_web.fieldwork.leading import owner_of
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.public_keys import key_name
from tycktill_web.fieldwork.rounds import check_allowed, is_allowed, open_round
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.journal.events import KeyMade
from tycktill_web.journal.writing import record
from tycktill_web.look.forgetting import sees_key
from tycktill_web.look.uploads import takes_file
from tycktill_web.pages.rounds.forms import MakeKeyForm, OpenForm
from tycktill_web.pages.rounds.leader import Leader
from tycktill_web.participants.turns import TurnTaken, next_turn, take_turn
from tycktill_web.results.errors import KeyUnusable
from tycktill_web.results.keys import make_key, offer_passphrase, public_key_of

CONFLICT = 409


@sees_key
def key_page(request: HttpRequest, leader: Leader, family: str, label: str) -> HttpResponse:
    """Tells what the key is; makes one and shows it this once, the file within the page itself."""
    round_ = leader.round(request, family, label)
    form = MakeKeyForm(request.POST or None, initial={"turn": lambda: next_turn(_turn_errand(round_))})
    if not form.is_valid():
        context = {"round": round_, "form": form, "may_make": is_allowed(round_, RoundAction.OPEN)}
        return leader.page(request, "key.html", context, status=400 if form.errors else 200)
    try:
        return leader.page(request, "new_key.html", {"round": round_, **_new_key(round_, form.cleaned_data["turn"])})
    except TurnTaken:
        return leader.page(request, "key_made.html", {"round": round_}, status=CONFLICT)
    except StepRefused as error:
        messages.error(request, str(error))
        return leader.to_round(request, round_)


def _turn_errand(round: Round) -> str:
    return f"key of {round.key}"


@transaction.atomic
def _new_key(round: Round, turn: int) -> Mapping[str, str]:
    """A new key as its page shows it, in the turn of the form that asked for it. Raises StepRefused, TurnTaken."""
    check_allowed(round, RoundAction.OPEN)
    take_turn(_turn_errand(round), turn)
    passphrase = offer_passphrase()
    public_key, pem = make_key(passphrase)
    name = key_name(public_key)
    record(KeyMade(name=name), of=owner_of(round), round=round.key)
    return {
        "passphrase": passphrase,
        "key_name": name,
        "file_name": f"tycktill-{round.key}-{name}.pem",
        "file_address": "data:application/x-pem-file;base64," + b64encode(pem).decode(),
    }


def _opened_sentence(round: Round) -> str:
    """That it is open, and what it takes to open the answers from now on."""
    if round.has_two_holders:
        first, second = round.key_names
        sentence = _(
            "Omgången är öppen. Svar tas emot från och med första dagen. Båda nycklarna, %(first)s och %(second)s, "
            "behövs för att öppna svaren."
        )
        return sentence % {"first": first, "second": second}
    sentence = _(
        "Omgången är öppen. Svar tas emot från och med första dagen. Nyckel %(name)s räcker för att öppna svaren."
    )
    return sentence % {"name": "".join(round.key_names)}


@takes_file
@sees_key
@sensitive_post_parameters("passphrase", "second_passphrase")
def open_with_key(request: HttpRequest, leader: Leader, family: str, label: str) -> HttpResponse:
    """Opens a round when the saved file and the passphrase have shown that they work."""
    round_ = leader.round(request, family, label)
    form = OpenForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            open_round(round_, public_key=public_key_of(form.saved_keys()), on=timezone.localdate())
        except KeyUnusable as error:
            form.refuse_key(str(error), holder=error.holder, is_passphrase=error.is_passphrase)
        except KeyInUse as error:
            form.refuse_key(str(error), holder=error.holder)
        except StepRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _opened_sentence(round_))
            return leader.to_round(request, round_)
    return leader.page(request, "open.html", {"round": round_, "form": form}, status=400 if form.errors else 200)
