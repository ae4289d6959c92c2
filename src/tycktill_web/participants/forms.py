"""What somebody who signs in, or has done so, fills in."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, ReauthenticateForm
from allauth.mfa.adapter import get_adapter as get_second_step_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from tycktill_web.participants.models import Person
from tycktill_web.participants.rate_limits import RateLimit
from tycktill_web.participants.sign_in import OWN_PASSWORD

AT_SECOND_STEP = RateLimit("second step", household=5, site=5, seconds=300)
ONE_CODE = RateLimit("code of the second step", household=1, site=1, seconds=3600)
"""A code of an app is taken once, by all processes together."""


def _code_box() -> forms.CharField:
    return forms.CharField(
        label=_("Kod"),
        error_messages={"required": _("Skriv koden.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


def _right_code(person: Person, check: Callable[[], str]) -> str:
    """What `check` finds right, counting the try before it is made; a code that was right is right once."""
    whom = str(person.pk)
    if not AT_SECOND_STEP.count_try("", whom):
        raise get_adapter().validation_error("too_many_login_attempts")
    code = check()
    if not ONE_CODE.count_try("", f"{whom} {code}"):
        raise get_second_step_adapter().validation_error("incorrect_code")
    AT_SECOND_STEP.take_back("", whom)
    return code


class NewPasswordForm(ChangePasswordForm):
    """A new password for whoever knows the one they have; that is not to be guessed at a desk left unlocked."""

    def clean_oldpassword(self) -> str:
        """Count the try before it is made."""
        whom = str(self.user.pk)
        if not OWN_PASSWORD.count_try("", whom):
            raise get_adapter().validation_error("too_many_login_attempts")
        password: str = super().clean_oldpassword()
        OWN_PASSWORD.take_back("", whom)
        return password


class PasswordAgainForm(ReauthenticateForm):
    """The password once more, before something that a passer-by is not to do."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Ditt lösenord")


class CodeForm(AuthenticateForm):
    """The code, when signing in."""

    code = _code_box()

    def clean_code(self) -> str:
        return _right_code(self.user, super().clean_code)


class CodeAgainForm(ReauthenticateByCodeForm):
    """The code once more."""

    code = _code_box()

    def clean_code(self) -> str:
        return _right_code(self.user, super().clean_code)


class FirstCodeForm(ActivateTOTPForm):
    """The first code of an app, which shows that it has the secret."""

    code = _code_box()

    def clean_code(self) -> str:
        return _right_code(self.user, super().clean_code)


class NewPasskeyForm(AddWebAuthnForm):
    """What a passkey is to be called, for whoever has several."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Namn på passnyckeln")
