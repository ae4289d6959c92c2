"""What somebody who signs in, or has done so, fills in."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, ReauthenticateForm
from allauth.mfa.adapter import get_adapter as get_second_step_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from tycktill_web.participants.rate_limits import RateLimit
from tycktill_web.participants.sign_in import OWN_PASSWORD

AT_SECOND_STEP = RateLimit("second step", household=5, site=5, seconds=300)
ONE_CODE = RateLimit("code of the second step", household=1, site=1, seconds=3600)
"""A code of an app is taken once, by all processes together."""


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth carries no types
    """A new password for whoever knows the one they have; that is not to be guessed at a desk left unlocked."""

    def clean_oldpassword(self) -> str:
        """Count the try before it is made."""
        whom = str(self.user.pk)
        if not OWN_PASSWORD.count("", whom):
            raise get_adapter().validation_error("too_many_login_attempts")
        password: str = super().clean_oldpassword()
        OWN_PASSWORD.take_back("", whom)
        return password


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]  # allauth carries no types
    """The password once more, before something that a passer-by is not to do."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Ditt lösenord")


class _WithCode:
    """What the code's forms have in common: its box, and that guessing it is slowed."""

    user: object
    fields: dict[str, forms.Field]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("Kod"),
            error_messages={"required": _("Skriv koden.")},
            widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        )

    def clean_code(self) -> str:
        """Count the try before it is made; a code that was right is right once."""
        whom = str(getattr(self.user, "pk", ""))
        if not AT_SECOND_STEP.count("", whom):
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()  # type: ignore[misc]  # the form's own
        if not ONE_CODE.count("", f"{whom} {code}"):
            raise get_second_step_adapter().validation_error("incorrect_code")
        AT_SECOND_STEP.take_back("", whom)
        return code


class CodeForm(_WithCode, AuthenticateForm):  # type: ignore[misc]  # allauth carries no types
    """The code, when signing in."""


class CodeAgainForm(_WithCode, ReauthenticateByCodeForm):  # type: ignore[misc]  # allauth carries no types
    """The code once more."""


class FirstCodeForm(_WithCode, ActivateTOTPForm):  # type: ignore[misc]  # allauth carries no types
    """The first code of an app, which shows that it has the secret."""
