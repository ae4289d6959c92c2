"""Keeps codes out of logs, and what tells an operator nothing; writes lines to be read by people or by programs."""

import datetime
import json
import logging
import re
from http import HTTPStatus

from django.core.exceptions import PermissionDenied, SuspiciousOperation

from tycktill.fieldwork import LENGTH, parse_code
from tycktill.terms import Refused

# Everything that a code may be typed with, and what an address makes of the space or hyphen between its groups.
_TYPED = "[2-9CDFHJKMNPRTVWXYZSGBUOQ0]"
_BETWEEN = r"(?:[-+\s_\u2010-\u2014\u2212]|%20|%2D|%E2%80%9[0-4]|%E2%88%92)*"
_CODE_LIKE = re.compile(rf"(?<![0-9A-Z])(?:{_TYPED}{_BETWEEN}){{{LENGTH - 1}}}{_TYPED}(?![0-9A-Z])", re.IGNORECASE)
_SEPARATORS = re.compile(_BETWEEN, re.IGNORECASE)
# What a respondent asked for: a code with a typing mistake in it is nearly a code. And links that open an account.
_SECRET_ADDRESS = re.compile(r"(/svara/|/konto/lank/)[^\s\"'<>]+")

BLANK = "[…]"


def without_codes(text: str) -> str:
    """The text with codes, respondents' addresses and links of letters blanked out; other words stay."""
    return _CODE_LIKE.sub(_blank_if_code, _SECRET_ADDRESS.sub(rf"\1{BLANK}", text))


def _blank_if_code(found: re.Match[str]) -> str:
    try:
        parse_code(_SEPARATORS.sub("", found[0]))
    except Refused:
        return found[0]
    return BLANK


_KEPT_OUT = (HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)


class NoClientErrors(logging.Filter):
    """Leaves out what clients did wrong and were told: a lost address, a form of no page of ours, a slip used twice.

    That somebody was kept out stays.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", 0)
        client_error = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
        return not (record.name == "django.request" and client_error and status not in _KEPT_OUT)


class NoTraceOfRefusal(logging.Filter):
    """Lets it be warned that something was refused, such as a wrong host, and leaves out by which lines of code."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, PermissionDenied | SuspiciousOperation):
            record.exc_info = None
            record.levelno, record.levelname = logging.WARNING, logging.getLevelName(logging.WARNING)
        return True


class NoCodes(logging.Filter):
    """Blanks codes in what is about to be written, a traceback's lines too."""

    _formatter = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_codes(record.getMessage())
        record.args = ()
        if record.exc_info and not record.exc_text:
            record.exc_text = self._formatter.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = without_codes(record.exc_text)
        return True


class AsJson(logging.Formatter):
    """One JSON object a line, of these keys and no others: what a record carries besides may hold a whole request."""

    def format(self, record: logging.LogRecord) -> str:
        written = {
            "time": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "process": record.process,
            "message": record.getMessage(),
        }
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            written["traceback"] = record.exc_text
        return json.dumps(written, ensure_ascii=False)
