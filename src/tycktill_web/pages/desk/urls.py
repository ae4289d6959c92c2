"""Addresses of these pages."""

from django.urls import path

from tycktill_web.pages.desk import codes, offered, rounds

app_name = "desk"
urlpatterns = [
    path("", rounds.start, name="start"),
    path("idag/", offered.today, name="today"),
    path("enhet/<int:registration_id>/koder/", codes.codes, name="codes"),
    path("enhet/<int:registration_id>/erbjudna/", offered.days, name="offered"),
    path("<str:family>/<str:label>/", rounds.round_status, name="round"),
]
