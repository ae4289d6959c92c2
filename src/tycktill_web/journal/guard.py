"""What the database itself does for the journal: refuses to change or remove an entry, and lets one add at a time."""

from django.db.backends.base.base import BaseDatabaseWrapper

_TABLE, _TRIGGER = "journal_journalentry", "journal_append_only"
_CHAIN = 0x7479636B  # among PostgreSQL's advisory locks
_REFUSAL = "the journal is append only"

_SQLITE = [
    f"CREATE TRIGGER {_TRIGGER}_{verb.lower()} BEFORE {verb} ON {_TABLE} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for verb in ("UPDATE", "DELETE")
]
_POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION {_TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$""",
    f"""CREATE TRIGGER {_TRIGGER} BEFORE UPDATE OR DELETE OR TRUNCATE ON {_TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION {_TRIGGER}()""",
]


def guard_journal(connection: BaseDatabaseWrapper) -> None:
    """Let nobody change or remove an entry from now on."""
    _run_statements(connection, _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)


def lift_guard(connection: BaseDatabaseWrapper) -> None:
    """Take the refusal away: to undo the migration, and to empty a test's database."""
    if connection.vendor == "sqlite":
        _run_statements(connection, [f"DROP TRIGGER IF EXISTS {_TRIGGER}_{verb}" for verb in ("update", "delete")])
    else:
        _run_statements(connection, [f"DROP TRIGGER IF EXISTS {_TRIGGER} ON {_TABLE}"])


def is_guarded(connection: BaseDatabaseWrapper) -> bool:
    """Whether the database refuses."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT count(*) = 2 FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s AND name LIKE %s",
                [_TABLE, f"{_TRIGGER}%"],
            )
        else:
            cursor.execute(
                "SELECT count(*) = 1 FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = %s AND tgenabled <> 'D'",
                [_TABLE, _TRIGGER],
            )
        return bool(cursor.fetchone()[0])


def hold_chain(connection: BaseDatabaseWrapper) -> None:
    """Let nobody else add an entry until this transaction ends; SQLite has one writer at a time in any case."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN])


def _run_statements(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
