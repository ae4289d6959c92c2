"""Which address leads to which audience's pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("tycktill_web.pages.public.urls")),
    path("svara/", include("tycktill_web.pages.respond.urls")),
    path("kommun/", include("tycktill_web.pages.desk.urls")),
    path("kansli/", include("tycktill_web.pages.office.urls")),
    path("konto/", include("allauth.account.urls")),
]
