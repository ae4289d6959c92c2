"""What can be wrong with the service's own keys.

KeyringError
├── KeyMissing     the key is not in its file: erased since, or the file is another database's
├── WrappedDamaged the bytes are not what was wrapped
├── KeySwapped     the database names another public key than the round was opened with
├── InTheWay       a round is to begin where another database's keys lie
└── Busy           somebody counts or mixes this round just now
"""


class KeyringError(Exception):
    """The keyring refused; the words are an operator's."""


class KeyMissing(KeyringError):
    """The key is not in its file."""

    def __init__(self, path: object, number: int) -> None:
        super().__init__(
            f"{path} does not hold key {number}. Database and keyring belong together: restore both from one backup "
            "with `tycktill manage restore`."
        )


class WrappedDamaged(KeyringError):
    """The bytes are not what was wrapped."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} has been damaged or changed in the database. Restore the last backup.")


class KeySwapped(KeyringError):
    """The database names another public key than the round was opened with."""

    def __init__(self, round_key: str) -> None:
        super().__init__(
            f"{round_key} was opened with another public key than the database has now: somebody has written to it. "
            "No answers are taken. Restore the last backup, and find out who can write to the database."
        )


class InTheWay(KeyringError):
    """A round is to begin where another database's keys lie."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            f"{folder} holds keys already. Another database may need them: set TYCKTILL_HOME to a folder of this "
            "database's own, or move that folder away."
        )


class Busy(KeyringError):
    """Somebody counts or mixes this round just now."""

    def __init__(self, round_key: str) -> None:
        super().__init__(f"{round_key} is being counted or mixed. Wait until that is done, and try again.")
