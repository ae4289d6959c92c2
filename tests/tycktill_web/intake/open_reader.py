"""Somebody who has begun to read the database, and does not end until told to.

Run by the tests with `python open_reader.py`; says how many sealed answers there are when it begins, and again, still
within the same transaction, when a line comes on its standard input.
"""

import sys

import django


def main() -> None:
    """Begin, wait, look again."""
    from django.db import connection

    from tycktill_web.vault.models import SealedAnswer

    with connection.cursor() as cursor:
        cursor.execute("BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ")
        for _ in range(2):
            sys.stdout.write(f"{SealedAnswer.objects.count()}\n")
            sys.stdout.flush()
            sys.stdin.readline()
        cursor.execute("COMMIT")


if __name__ == "__main__":
    django.setup()
    main()
