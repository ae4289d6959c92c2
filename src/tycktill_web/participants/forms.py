"""What somebody who has signed in fills in."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm

from tycktill_web.participants.rate_limits import RateLimit

OWN_PASSWORD = RateLimit("own password", household=5, site=5, seconds=300)


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
