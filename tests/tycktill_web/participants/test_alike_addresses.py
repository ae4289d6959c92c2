"""A letter that only looks like another, or that a database takes for it, opens nobody's account."""

from collections.abc import Iterator

import pytest
from django.test import Client
from tests.tycktill_web import worlds
from tests.tycktill_web.idp import Idp, come_by, idp, own_sign_in

from tycktill_web.participants.models import LinkedIdentity

pytestmark = [pytest.mark.django_db]


@pytest.fixture(scope="module")
def there() -> Iterator[Idp]:
    """A provider that is at work."""
    with idp() as found:
        yield found


@pytest.mark.parametrize("alike", ["cılla", "CİLLA", "ci\u200blla", "сilla", "cilla "])
def test_an_address_that_is_alike_comes_in_as_nobody(there: Idp, alike: str) -> None:
    """To PostgreSQL the dotless i, made large, is I."""
    world = worlds.planned_world()
    own_sign_in(world.granhult, there, "granhult.example")
    client = Client()
    who = there.knows(f"{alike}-subject", email=f"{alike}@granhult.example", email_verified=True)
    assert come_by(client, world.granhult, there, who).status_code == 403
    assert "_auth_user_id" not in client.session
    assert not LinkedIdentity.objects.exists()
