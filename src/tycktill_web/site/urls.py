"""Which address leads to which audience's pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("tycktill_web.pages.public.urls")),
    path("svara/", include("tycktill_web.pages.respond.urls")),
    path("kommun/egna/", include("tycktill_web.pages.desk.own.urls", namespace="own")),
    path("kommun/", include("tycktill_web.pages.desk.urls")),
    path("kansli/", include("tycktill_web.pages.office.urls", namespace="office")),
    path("konto/", include("tycktill_web.pages.account.urls")),
]

handler400 = "tycktill_web.look.error_views.bad_request"
handler403 = "tycktill_web.look.error_views.forbidden_page"
handler404 = "tycktill_web.look.error_views.not_found"
handler500 = "tycktill_web.look.error_views.server_error"
