"""Addresses of these pages."""

from django.urls import path

from tycktill_web.pages.respond import views

app_name = "respond"
urlpatterns = [
    path("", views.start, name="start"),
    path("k/<str:code>/", views.link, name="link"),
    path("k/<str:code>/fragor/", views.questions, name="link_questions"),
    path("om/", views.information, name="information"),
    path("fragor/", views.questions, name="questions"),
    path("kontroll/", views.check, name="check"),
    path("skicka/", views.send, name="send"),
    path("tack/", views.thanks, name="thanks"),
]
