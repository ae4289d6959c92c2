"""Addresses of these pages."""

from tycktill_web.pages.desk.own.leading import OWN
from tycktill_web.pages.rounds.paths import round_paths

app_name = "rounds"
urlpatterns = round_paths(OWN)
