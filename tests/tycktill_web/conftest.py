"""What all tests of the service share."""

import os
from urllib.parse import quote

import pytest
from django.db import connection


@pytest.fixture
def child_environment(transactional_db: None) -> dict[str, str]:
    """The environment of another process of this service, at work in the tests' own database."""
    settings = {key: str(value or "") for key, value in connection.settings_dict.items() if isinstance(value, str)}
    if connection.vendor == "sqlite":
        url = f"sqlite:///{settings['NAME']}"
    else:
        place = f"{quote(settings['USER'])}@{settings['HOST']}:{settings['PORT']}"
        url = f"postgresql://{place}/{quote(settings['NAME'])}"
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tycktill_web.site.settings"}
