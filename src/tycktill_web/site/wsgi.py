"""The WSGI application that the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

from tycktill_web.site.encoding import in_utf_8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tycktill_web.site.settings")
application = in_utf_8(get_wsgi_application())

# What would else be loaded by the first requests is loaded here: before the server divides into processes, which then
# share it, and before any of them has threads, which would each load it.
from tycktill_web.fieldwork.questionnaires import catalogue  # noqa: E402  only now is Django set up
from tycktill_web.releases.words import known_families  # noqa: E402  only now is Django set up
from tycktill_web.site import urls  # noqa: E402, F401  the pages, with all they lean on

catalogue()
known_families()
