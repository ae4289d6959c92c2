"""Addresses of these pages."""

from django.urls import path

from tycktill_web.pages.respond import after, practice, views

app_name = "respond"
urlpatterns = [
    path("", views.start, name="start"),
    path("k/<str:code>/", views.link, name="link"),
    path("k/<str:code>/fragor/", views.questions, name="link_questions"),
    path("k/<str:code>/mer/", after.after, name="after"),
    path("k/<str:code>/mer/fragor/", after.questions, name="link_after_questions"),
    path("prova/<str:questionnaire>/", practice.practice, name="practice"),
    path("prova/<str:questionnaire>/klart/", practice.practised, name="practised"),
    path("om/", views.information, name="information"),
    path("fragor/", views.questions, name="questions"),
    path("kontroll/", views.check, name="check"),
    path("skicka/", views.send, name="send"),
    path("mer/fragor/", after.questions, name="after_questions"),
    path("mer/kontroll/", after.check, name="after_check"),
    path("mer/skicka/", after.send, name="after_send"),
    path("tack/", views.thanks, name="thanks"),
]
