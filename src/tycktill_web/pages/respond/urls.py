"""Addresses of these pages."""

from django.urls import path

from tycktill_web.pages.respond import after, practice, views

app_name = "respond"
urlpatterns = [
    path("", views.code_page, name="start"),
    path("k/<str:code>/", views.about_page, name="link"),
    path("k/<str:code>/fragor/", views.question_page, name="link_questions"),
    path("k/<str:code>/mer/", after.after_page, name="after"),
    path("k/<str:code>/mer/fragor/", after.own_questions, name="link_after_questions"),
    path("prova/<str:questionnaire>/", practice.practice_page, name="practice"),
    path("prova/<str:questionnaire>/klart/", practice.practice_end, name="practised"),
    path("om/", views.information_page, name="information"),
    path("fragor/", views.question_page, name="questions"),
    path("kontroll/", views.check_answers, name="check"),
    path("skicka/", views.send_answers, name="send"),
    path("mer/fragor/", after.own_questions, name="after_questions"),
    path("mer/kontroll/", after.check_own, name="after_check"),
    path("mer/skicka/", after.send_own, name="after_send"),
    path("tack/", views.thanks_page, name="thanks"),
]
