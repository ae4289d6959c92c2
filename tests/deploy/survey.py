"""Makes a service as docs/operate/deploy.md does, with an open round in it, and prints its codes, and who may sign in.

Run by itself, in the environment of the service that it makes: `python -m tests.deploy.survey`.
"""

import datetime
import json
import sys

import django
from django.core.management import call_command


def main() -> None:
    """Tables, styles, a round that is open today, some codes and a reader, of whom no second step is demanded."""
    django.setup()
    from django.utils import timezone
    from tests.tycktill_web import worlds

    from tycktill_web.fieldwork.codes import make_codes
    from tycktill_web.fieldwork.rounds import open_round

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    today = timezone.localdate()
    world = worlds.planned_world(today, today + datetime.timedelta(days=7))
    open_round(world.round, public_key=worlds.key_pair()[0], on=today)
    codes = make_codes(round=world.round, registration=world.support, size=9, on=today)
    password = "tre små grodor i en å"
    world.reader.set_password(password)
    world.reader.save()
    json.dump({"codes": codes, "email": world.reader.email, "password": password}, sys.stdout)


if __name__ == "__main__":
    main()
