"""Signing in, in a real browser."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Visit
from tests.tycktill_web import worlds

from tycktill_web.fieldwork.rounds import open_round
from tycktill_web.participants.models import Person


def today() -> date:
    """The browser's own clock cannot be moved, so these errands happen today."""
    return timezone.localdate()


def planned_now() -> worlds.World:
    """A round that began two weeks ago and has not been opened."""
    return worlds.planned_world(opens_on=today() - timedelta(days=14), closes_on=today() + timedelta(days=14))


def open_now() -> worlds.World:
    """The same, open."""
    world = planned_now()
    open_round(world.round, public_key=worlds.key_pair()[0], on=today())
    return world


def as_person(visit: Visit, person: Person, path: str, **options: object) -> Page:
    """A page opened by somebody who has signed in already."""
    page = visit("/tillganglighet/", **options)
    sign_in(page, person)
    page.goto(path)
    expect(page).not_to_have_url(re.compile("/konto/login/"))
    return page


def sign_in(page: Page, person: Person) -> None:
    """Let the browser of this page be somebody's from now on."""
    client = Client()
    client.force_login(person)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    place = str(urlsplit(page.url).hostname)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "domain": place, "path": "/"}])
