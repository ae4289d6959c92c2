"""Registers the room with Django."""

from django.apps import AppConfig


class AccountConfig(AppConfig):
    name = "tycktill_web.pages.account"
    label = "pages_account"
