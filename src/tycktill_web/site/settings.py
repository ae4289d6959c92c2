"""Settings: a safe demonstration on one computer unless `TYCKTILL_PRODUCTION=1` says otherwise."""

import os
from pathlib import Path

from tycktill_web.site import environment
from tycktill_web.site.mail_server import letters_folder, mail_server, sender_address

os.umask(0o077)  # what the service writes, its own user alone may read
HOME = Path(os.environ.get("TYCKTILL_HOME", "tycktill-home")).absolute()
PRODUCTION = environment.read_flag("TYCKTILL_PRODUCTION")
DEBUG = False

SECRET_KEY = environment.read_secret("TYCKTILL_SECRET_KEY", home=HOME, production=PRODUCTION)
# Codes are stored as fingerprints under this key, so a stolen database holds no usable code.
CODE_KEY = environment.read_secret("TYCKTILL_CODE_KEY", home=HOME, production=PRODUCTION)
ALLOWED_HOSTS = environment.read_list("TYCKTILL_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1],testserver")
# Keys that answers are wrapped under while they wait to be counted: beside the database, never in it.
KEYRING = Path(os.environ.get("TYCKTILL_KEYRING", HOME / "keyring"))
# Public keys that copies are encrypted for; their private halves are elsewhere, best in two places.
BACKUP_KEY = os.environ.get("TYCKTILL_BACKUP_KEY", "")
RECOVERY_KEY = os.environ.get("TYCKTILL_RECOVERY_KEY", "")
# Who publishes what the service counts, and where readers ask: told by every release made from now on.
PUBLISHER = environment.read_line("TYCKTILL_PUBLISHER")
CONTACT = environment.read_line("TYCKTILL_CONTACT")
# What the service is known as, as https://resultat.example: leads feeds, listings, printed links and files back here.
ADDRESS = environment.read_address("TYCKTILL_ADDRESS", hosts=ALLOWED_HOSTS if PRODUCTION else ())
# What the accessibility statement says: when the pages were last looked at, and what is known not to be accessible.
ACCESSIBILITY_REVIEWED = environment.read_day("TYCKTILL_ACCESSIBILITY_REVIEWED")
ACCESSIBILITY_SHORTCOMINGS = environment.read_line("TYCKTILL_ACCESSIBILITY_SHORTCOMINGS")
# How mail leaves: smtp:// with STARTTLS, smtps:// with TLS from the start; a trial lays it in files. And from whom.
_MAIL = mail_server("TYCKTILL_MAIL", production=PRODUCTION)
SENDS_MAIL = bool(_MAIL.host) or not PRODUCTION
EMAIL_BACKEND, EMAIL_FILE_PATH = _MAIL.backend, letters_folder(HOME)
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.host, _MAIL.port, _MAIL.user, _MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS, EMAIL_TIMEOUT = _MAIL.speaks_tls, _MAIL.turns_to_tls, 30
DEFAULT_FROM_EMAIL = SERVER_EMAIL = sender_address("TYCKTILL_MAIL_FROM", address=ADDRESS)
BEHIND_PROXY = environment.read_flag("TYCKTILL_BEHIND_PROXY")  # then, and only then, the proxy's headers are believed
DATABASES = {"default": environment.database_settings(os.environ.get("DATABASE_URL", ""), home=HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "tycktill_web.look",  # first: its templates stand before those of Django and allauth
    "tycktill_web.pages.account",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "tycktill_web.journal",
    "tycktill_web.participants",
    "tycktill_web.instrument",
    "tycktill_web.fieldwork",
    "tycktill_web.vault",
    "tycktill_web.releases",
    "tycktill_web.improvement",
    "tycktill_web.jobs",
    "tycktill_web.backups",
    "tycktill_web.pages.faces",
    "tycktill_web.pages.people",
    "tycktill_web.pages.rounds",
    "tycktill_web.pages.respond",
    "tycktill_web.pages.desk",
    "tycktill_web.pages.office",
    "tycktill_web.pages.public",
    "tycktill_web.demo",
    "tycktill_web.site",
]
MIDDLEWARE = [
    "tycktill_web.site.health.HealthMiddleware",  # first: a probe names no host of ours, and speaks no HTTPS
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tycktill_web.site.headers.PolicyHeadersMiddleware",
    "tycktill_web.site.malformed_requests.MalformedRequestMiddleware",  # before what reads cookies or forms
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tycktill_web.look.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # for browsers that know no frame-ancestors
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tycktill_web.journal.actors.ActorMiddleware",  # within a request nobody writes but whom a view lets in
]
ROOT_URLCONF = "tycktill_web.site.urls"
WSGI_APPLICATION = "tycktill_web.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "tycktill_web.look.unbroken.UnbrokenTemplates",
        "NAME": "django",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["tycktill_web.demo.banner"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

AUTH_USER_MODEL = "participants.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "tycktill_web.participants.passwords.HardToGuess"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "tycktill_web.participants.sign_in.ByInvitation"
_FORMS = "tycktill_web.participants.forms"
ACCOUNT_FORMS = {"change_password": f"{_FORMS}.NewPasswordForm", "reauthenticate": f"{_FORMS}.PasswordAgainForm"}
MFA_FORMS = {
    "authenticate": f"{_FORMS}.CodeForm",
    "reauthenticate": f"{_FORMS}.CodeAgainForm",
    "activate_totp": f"{_FORMS}.FirstCodeForm",
    "add_webauthn": f"{_FORMS}.NewPasskeyForm",
}
# A second step is demanded of the office and of coordinators; in a trial, where passwords are known to all, offered.
SECOND_STEP_DEMANDED = (
    environment.read_one_of("TYCKTILL_SECOND_STEP", *sorted(("demanded", "offered"), reverse=not PRODUCTION))
    == "demanded"
)
MFA_ADAPTER = "tycktill_web.participants.second_step.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tycktill"
MFA_TOTP_TOLERANCE = 1  # thirty seconds either way: telephones' clocks go a little wrong
MFA_RATE_LIMITS = False  # our own, as above
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = (
    False  # our own rate limits: kept in the database, without addresses, and shutting nobody else out
)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "public:start"  # whoever holds a role comes to its own page
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
FORMAT_MODULE_PATH = "tycktill_web.look.formats"
USE_THOUSAND_SEPARATOR = True

FILE_UPLOAD_HANDLERS = ["tycktill_web.look.uploads.NoFiles"]  # a view that expects a file says so
DATA_UPLOAD_MAX_MEMORY_SIZE = 200_000  # bytes of a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 2  # each key holder has one

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},  # collected once, sent compressed
}

_IN_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": _IN_MEMORY},
    # Public pages as each process made them, asked for by all that they depend on, each at most 500 kB.
    "pages": {"BACKEND": _IN_MEMORY, "LOCATION": "pages", "TIMEOUT": None, "OPTIONS": {"MAX_ENTRIES": 200}},
}

SESSION_ENGINE = "tycktill_web.participants.sessions"
SESSION_COOKIE_AGE = 60 * environment.read_number("TYCKTILL_IDLE_MINUTES", 60)
LONGEST_SESSION = 3600 * environment.read_number("TYCKTILL_SESSION_HOURS", 12)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tycktill_web.look.error_views.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
# This host alone unless asked: on the host `kommun.se` it would bind every other service of the municipality too.
HSTS = environment.read_one_of("TYCKTILL_HSTS", "host", "off", "subdomains", "preload")
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION and HSTS != "off" else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HSTS in {"subdomains", "preload"}
SECURE_HSTS_PRELOAD = HSTS == "preload"
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # that ask for subdomains and preload
# Not no-referrer: with it browsers hide where a form comes from, and the proof of origin fails.
# The respondent's pages say no-referrer themselves, and ask for no such proof.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None

# No line of a log holds an address that a respondent asked for: the code may stand in it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "no_client_errors": {"()": "tycktill_web.site.logs.NoClientErrors"},
        "no_trace_of_refusal": {"()": "tycktill_web.site.logs.NoTraceOfRefusal"},
        "no_codes": {"()": "tycktill_web.site.logs.NoCodes"},
    },
    "formatters": {
        "text": {"format": "{levelname}: {message}", "style": "{"},
        "json": {"()": "tycktill_web.site.logs.AsJson"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["no_client_errors", "no_trace_of_refusal", "no_codes"],
            "formatter": environment.read_one_of("TYCKTILL_LOG", "text", "json"),
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # Of a name that a template does not know it would write, at DEBUG, all that the page holds: answers too.
        "django.template": {"level": "INFO"},
        "tycktill.start": {"level": "INFO"},
        "gunicorn.error": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "waitress.queue": {"level": "ERROR"},  # it would say each time that all threads are at work
    },
}
