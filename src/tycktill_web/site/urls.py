"""Which address leads to which audience's pages."""

from allauth.account import views as account
from django.urls import include, path

urlpatterns = [
    path("", include("tycktill_web.pages.public.urls")),
    path("svara/", include("tycktill_web.pages.respond.urls")),
    path("kommun/", include("tycktill_web.pages.desk.urls")),
    path("kansli/", include("tycktill_web.pages.office.urls")),
    # Of allauth just these: nobody signs up by themselves, and what needs e-mail waits until the service sends any.
    path("konto/login/", account.login, name="account_login"),
    path("konto/logout/", account.logout, name="account_logout"),
    path("konto/password/change/", account.password_change, name="account_change_password"),
]

handler400 = "tycktill_web.look.error_views.bad_request"
handler403 = "tycktill_web.look.error_views.forbidden"
handler404 = "tycktill_web.look.error_views.not_found"
handler500 = "tycktill_web.look.error_views.server_error"
