"""Sees each row that is written, whoever writes it, and which of them the journal tells."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from tycktill_web.journal.models import JournalEntry

WRITE = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)

UNTOLD: Mapping[str, str] = {
    "journal_journalentry": "the journal itself",
    "participants_session": "that somebody is at work, and the messages of the next page; signing in and out is told",
    "participants_failedtry": "counters against guessing",
    "participants_turn": "that a form was sent; what it made is told",
    "fieldwork_unusedcodes": "bits under a wrapping, written anew by each answer",
    "fieldwork_shownfigures": "the day's figures, made of what is told",
    "fieldwork_countedpress": "numbers by which a press that is sent again is known; what it counted is told",
    "fieldwork_typingcheck": "how often two who type the same form agree: sums, and typing itself is told in fives",
    "jobs_job": "that something waits to be done; asking for it and what it does are told",
    "jobs_worker": "which processes are there to do it",
    "vault_sealedanswer": "what respondents do is told nowhere",
    "vault_tray": "what respondents do is told nowhere",
}
"""Tables that may be written and not told, each with why."""

_RELEASE = {"draft_kept", "draft_discarded", "release_published", "release_signed", "signature_taken_back"}
_PERSON = {"person_added", "person_renamed", "password_changed", "account_shut", "account_reopened", "signed_in"}
_PERSON |= {"person_invited", "account_opened"}
_VALUES = {"draft_kept", "draft_discarded", "values_rebuilt"}

TOLD: Mapping[str, set[str]] = {
    "participants_organisation": {"organisation_added", "organisation_renamed", "demo_made"},
    "participants_unit": {"unit_added", "demo_made"},
    "participants_person": {*_PERSON, "demo_made"},
    "participants_membership": {"role_given", "role_taken", "demo_made"},
    "participants_identityprovider": {"provider_kept", "provider_forgotten"},
    "participants_signindomain": {"provider_kept", "provider_forgotten"},
    "participants_linkedidentity": {"identity_linked", "provider_kept", "provider_forgotten", "role_taken"},
    "participants_contactperson": {"contact_chosen", "role_taken"},
    "mfa_authenticator": {"second_step_added", "second_step_removed", "second_step_cleared", "signed_in"},
    "instrument_ownsurvey": {"own_survey_made", "own_survey_imported", "own_survey_saved", "edition_frozen"},
    "instrument_edition": {"edition_frozen"},
    "participants_registration": {"unit_registered", "unit_unregistered", "round_deleted", "demo_made"},
    "fieldwork_round": {
        *("round_planned", "round_opened", "round_closed", "release_published", "result_withdrawn"),
        *("answers_disposed", "round_days_changed", "round_extended", "round_deleted"),
        *("own_questions_planned", "own_questions_let", "own_questions_not_let"),
        *("round_declared_unlike", "round_declared_like"),
    },
    "fieldwork_invitation": {"round_deleted", "organisation_invited", "invitation_answered", "unit_registered"},
    "fieldwork_codebatch": {"codes_made", "codes_followed", "codes_voided", "answers_disposed"},
    "fieldwork_code": {"codes_made", "codes_followed", "answers_disposed"},
    "fieldwork_offertally": {"offered_counted", "not_offered_counted", "answers_disposed"},
    "jobs_nomondayletter": {"monday_letter_chosen"},
    "fieldwork_countchoice": {"count_chosen", "unit_unregistered", "round_deleted"},
    "fieldwork_waitingpaper": {"paper_waiting_told", "unit_unregistered", "round_deleted"},
    "fieldwork_slipsleft": {"slips_left_told"},
    "releases_publicrelease": {*_RELEASE, "publication_planned", "result_withdrawn", "values_rebuilt"},
    "releases_publicrelease_compared_with": _RELEASE,
    "releases_signature": _RELEASE,
    "releases_releasefile": _RELEASE,
    "releases_releasearchive": _RELEASE,
    "releases_releasenumbers": {*_RELEASE, "answers_disposed"},
    "releases_releasedplace": _VALUES,
    "releases_releasedvalue": _VALUES,
    "releases_roundgroup": {"round_deleted", "draft_kept", "values_rebuilt", "similar_lists_kept"},
    "releases_embargounit": {"round_deleted", "unit_let_read", "unit_not_let_read"},
    "improvement_plannedaction": {"action_added", "action_changed", "action_locked"},
    "improvement_lotdrawnstart": {"start_drawn"},
    "improvement_plannedtarget": {"target_added", "target_changed", "target_removed"},
    "improvement_yousaid": {"you_said_written"},
}
"""By which actions a write to a table is told."""


@dataclass(frozen=True, slots=True)
class Watched:
    """The tables that were written, and what the journal told."""

    tables: set[str] = field(default_factory=set)
    actions: list[str] = field(default_factory=list)

    @property
    def untold(self) -> set[str]:
        """Tables that were written while nothing of them was told."""
        told = set(self.actions)
        return {table for table in self.tables - UNTOLD.keys() if not told & TOLD.get(table, set())}


@contextmanager
def watching() -> Iterator[Watched]:
    """What is written meanwhile, by whatever means; what is undone as well, which is no fault of who told it."""
    watched = Watched()
    first = JournalEntry.objects.count()

    def see(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := WRITE.match(sql):
            watched.tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(see):
        yield watched
    watched.actions.extend(JournalEntry.objects.filter(number__gt=first).values_list("action", flat=True))
