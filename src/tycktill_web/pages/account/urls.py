"""Addresses of these pages, and those of allauth that we use."""

from allauth.account import views as account
from django.urls import include, path

from tycktill_web.pages.account import choosing, forgotten, onward, own, second_step

urlpatterns = [
    # Of allauth just these: nobody signs up by themselves.
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("", own.own, name="account_own"),
    path("vidare/", onward.onward, name="account_onward"),
    path("tvasteg/", include(second_step.urlpatterns)),
    path("glomt/", forgotten.forgotten, name="account_forgotten"),
    path("lank/<str:token>/", choosing.choose_password, name="choose_password"),
]
