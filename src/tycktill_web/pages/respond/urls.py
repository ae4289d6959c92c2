"""Addresses of these pages."""

from django.urls import path

from tycktill_web.pages.respond import practice, views

app_name = "respond"
urlpatterns = [
    path("", views.start, name="start"),
    path("k/<str:code>/", views.link, name="link"),
    path("k/<str:code>/fragor/", views.questions, name="link_questions"),
    path("prova/<str:questionnaire>/", practice.practice, name="practice"),
    path("prova/<str:questionnaire>/klart/", practice.practised, name="practised"),
    path("om/", views.information, name="information"),
    path("fragor/", views.questions, name="questions"),
    path("kontroll/", views.check, name="check"),
    path("skicka/", views.send, name="send"),
    path("tack/", views.thanks, name="thanks"),
]
