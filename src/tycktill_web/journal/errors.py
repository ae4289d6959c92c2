"""What stops a write that the journal cannot tell.

JournalError
├── NobodyActs        within a request, and nobody has been let in
├── NotTogether       outside the transaction that does what is told
├── NotAFact          a fact holds what the catalogue does not allow
└── AppendOnly        an entry was to be changed or removed
"""


class JournalError(Exception):
    """A fault of ours: no page tells it, and what was to be told is not done either."""


class NobodyActs(JournalError):
    """A request writes, and no view has said who is let in."""

    def __str__(self) -> str:
        return "A write in a request has no person: let `admit` guard the view, or say by whom it is."


class NotTogether(JournalError):
    """An entry and what it tells are written both or neither."""

    def __str__(self) -> str:
        return "An entry is written in the transaction that does what it tells: put `transaction.atomic` around both."


class NotAFact(JournalError):
    """What stands in a fact is not of its type."""

    def __init__(self, action: str, why: str) -> None:
        self.action, self.why = action, why
        super().__init__(action, why)

    def __str__(self) -> str:
        return f"The journal does not take this fact of {self.action}: {self.why}"


class AppendOnly(JournalError):
    """Entries are added, never changed or removed."""

    def __str__(self) -> str:
        return "The journal is append only."
