"""What can be wrong with a backup.

BackupError
├── KeyNotSet        a public key of the backups is missing or none
├── BackupKeyRefused a private key's file or its passphrase does not open the copy
├── ProgramMissing   PostgreSQL's own program is not here, or failed
├── NotReadable      a copy or a private key cannot be read here
├── NotACopy         the file is not a whole copy of ours
├── NotEmpty         there is something already where a copy is to be restored
├── OtherEngine      the copy is of SQLite and DATABASE_URL of PostgreSQL, or the other way round
└── OtherCodeKey     codes that are out would not work beside this TYCKTILL_CODE_KEY
"""


class BackupError(Exception):
    """A copy was not taken or not restored; the words say why and what to do."""


class KeyNotSet(BackupError):
    """A public key of the backups is missing or none."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is not set to a public key (age1…). Make one on another computer with "
            "`tycktill manage make_backup_key FILE`, keep the file there, and set the variable to what it prints."
        )


class BackupKeyRefused(BackupError):
    """A private key's file or its passphrase does not open the copy."""

    def __init__(self, file: object) -> None:
        super().__init__(f"{file} does not open this copy: it is another key, or the passphrase is wrong.")


class ProgramMissing(BackupError):
    """PostgreSQL's own program is not here, or failed."""

    def __init__(self, program: str, words: str = "") -> None:
        problem = f"failed:\n{words}" if words else "is not here. On Debian: apt-get install postgresql-client"
        super().__init__(f"{program} {problem}")


class NotReadable(BackupError):
    """A copy or a private key cannot be read here."""

    def __init__(self, file: object, why: str | None) -> None:
        super().__init__(
            f"{file} cannot be read ({why}). Check its name, and that the user who runs this command may read it: with "
            "`tycktill-manage` that is the service's user, not root."
        )


class NotACopy(BackupError):
    """The file is not a whole copy of ours."""

    def __init__(self, file: object) -> None:
        super().__init__(f"{file} is not a whole backup. Take another copy.")


class NotEmpty(BackupError):
    """There is something already where a copy is to be restored."""

    def __init__(self, what: object) -> None:
        super().__init__(
            f"{what} is not empty, and nothing is restored over it. Restore into a new TYCKTILL_HOME or DATABASE_URL."
        )


class OtherEngine(BackupError):
    """The copy is of SQLite and DATABASE_URL of PostgreSQL, or the other way round."""

    def __init__(self, engine: str) -> None:
        super().__init__(f"The copy is of {engine}. Let DATABASE_URL name an empty database of {engine}.")


class OtherCodeKey(BackupError):
    """Codes that are out would not work beside this TYCKTILL_CODE_KEY."""

    def __init__(self) -> None:
        super().__init__(
            "TYCKTILL_CODE_KEY is another than when the copy was taken, so codes that are out would not work. "
            "Set it to the one that was used then, and restore again; if it is lost, add --other-code-key."
        )
