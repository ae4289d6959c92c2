"""Addresses of these pages, and those of allauth that we use."""

from allauth.account import views as account
from django.urls import include, path

from tycktill_web.pages.account import choosing, forgotten, onward, own, own_way, second_step
from tycktill_web.participants.models import IdentityProvider

_ASKED_WHEN_SHOWN = {"own_ways": IdentityProvider.objects.exists}

urlpatterns = [
    # Of allauth just these: nobody signs up by themselves.
    path("login/", account.LoginView.as_view(extra_context=_ASKED_WHEN_SHOWN), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("password/change/", own.change_password, name="account_change_password"),
    path("", own.own_account, name="account_own"),
    path("vidare/", onward.lead_onward, name="account_onward"),
    path("tvasteg/", include(second_step.urlpatterns)),
    path("glomt/", forgotten.forgotten_page, name="account_forgotten"),
    path("arbetskonto/", own_way.ask_address, name="own_way"),
    path("arbetskonto/<int:organisation_id>/", own_way.begin_own_way, name="own_way_begin"),
    path("arbetskonto/<int:organisation_id>/tillbaka/", own_way.come_back, name="own_way_back"),
    path("arbetskonto/<int:organisation_id>/in/", own_way.carried_back, name="own_way_in"),
    path("lank/<str:token>/", choosing.choose_password, name="choose_password"),
]
