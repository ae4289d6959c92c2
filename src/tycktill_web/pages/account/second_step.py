"""The pages of allauth about the second step that we use, each for whoever has signed in."""

from allauth.account import views as account
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from tycktill_web.participants.access import admit_signed_in

urlpatterns = [
    path("", admit_signed_in(base.index), name="mfa_index"),
    path("", admit_signed_in(base.index), name="mfa_list_webauthn"),  # where allauth leads when a passkey is gone
    path("kod/", base.authenticate, name="mfa_authenticate"),
    path("app/", admit_signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("app/ta-bort/", admit_signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("passnyckel/", admit_signed_in(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("passnyckel/<int:pk>/ta-bort/", admit_signed_in(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("passnyckel/logga-in/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("reservkoder/", admit_signed_in(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "reservkoder/nya/", admit_signed_in(recovery_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path("igen/losenord/", admit_signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("igen/kod/", admit_signed_in(base.reauthenticate), name="mfa_reauthenticate"),
    path("igen/passnyckel/", admit_signed_in(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
]
