"""What a service holds in the end: every answer opened, and the used codes, unit by unit.

Run by itself, in the environment of the service: `python -m bench.soaking.holdings ROUND` reads the passphrase and the
key file from its standard input, and says as JSON what `Holdings` has.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from bench import real_service
from bench.made_up_survey import Survey
from bench.respondents import number_of


class Holdings(NamedTuple):
    """How often each respondent's answer is there, those that are nobody's, and each unit's used codes and answers."""

    found: Mapping[int, int]
    strange: int
    used: Mapping[str, int]
    answers: Mapping[str, int]


def holdings(environment: Mapping[str, str], survey: Survey) -> Holdings:
    """What the service in this environment holds of the survey's open round."""
    key = json.dumps([survey.passphrase, survey.key_files[survey.open_round]])
    told = json.loads(real_service.run(environment, "-m", "bench.soaking.holdings", survey.open_round, given=key))
    return Holdings(**{**told, "found": {int(number): times for number, times in told["found"].items()}})


def main(path: str) -> None:
    """Open everything, and say what is there."""
    import django

    django.setup()
    from tests.tycktill_web import builders

    from tycktill.answers import from_bytes
    from tycktill_web.fieldwork.models import Round
    from tycktill_web.fieldwork.rounds import registrations_of
    from tycktill_web.fieldwork.unused_codes import redeemed_codes
    from tycktill_web.vault.keys import load_key
    from tycktill_web.vault.sealing import open_each

    family, _, label = path.partition("/")
    round_ = Round.objects.get(family=family, label=label)
    passphrase, pem = json.load(sys.stdin)
    sealed, keys = builders.all_sealed(round_.key), [load_key(pem.encode(), passphrase)]
    opened = open_each(sealed, round_key=round_.key, private_keys=keys)
    sheets = [from_bytes(answer.sheet) for answer in opened if answer and answer.is_authentic]
    found = Counter(number_of(sheet.instrument, dict(sheet.answers)) for sheet in sheets)
    used, answers = redeemed_codes(round_), Counter(sheet.unit for sheet in sheets)
    by_unit = {each.unit.name: used[each.pk] for each in registrations_of(round_).select_related("unit")}
    json.dump(Holdings(found, len(sealed) - len(sheets), by_unit, answers)._asdict(), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
