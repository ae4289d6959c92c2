"""A service that runs on what a copy brought back: says on standard output how many codes are used and answers there.

Run by the tests with `python restored.py PRIVATE_KEY_HEX CODE…`; answers with each code first and says how it went.
"""

import sys

import django
import time_machine


def main(private_key: str, *codes: str) -> None:
    """Answer, then open everything."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from tests.tycktill_web import builders

    from tycktill.terms import Gender
    from tycktill_web.fieldwork.errors import UsedCode
    from tycktill_web.fieldwork.models import Round
    from tycktill_web.fieldwork.unused_codes import redeemed_codes
    from tycktill_web.intake import submit_answers

    with time_machine.travel(builders.TODAY):
        for code in codes:
            try:
                submit_answers(code, builders.ANSWERS, Gender.WOMAN, on=builders.TODAY)
                sys.stdout.write("thanks ")
            except UsedCode:
                sys.stdout.write("used ")
    round = Round.objects.get()
    opened = builders.opened(round, X25519PrivateKey.from_private_bytes(bytes.fromhex(private_key)))
    authentic = sum(answer.is_authentic for answer in opened)
    sys.stdout.write(f"{redeemed_codes(round).total()} {len({answer.number for answer in opened})} {authentic}\n")


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
