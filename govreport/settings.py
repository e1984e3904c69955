"""Settings: one file, driven by the environment; SQLite and a local worker unless told otherwise."""

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any

import environ
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from govreport.accounts.profiles import validators

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

# Everything that lives (databases, rendered files, fonts, the secret) stays below one folder.
VAR_DIR = Path(env.str("GOVREPORT_VAR", default=str(BASE_DIR / "var")))
# The commands that check and render files work without it, so that one that cannot be made stops nobody here.
with contextlib.suppress(OSError):
    VAR_DIR.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """The key from the environment, else one made on first use and readable by its owner only.

    Empty where none can be kept: Django then refuses to sign anything, and commands for files need no signature.
    """
    given: str = env.str("SECRET_KEY", default="")
    if given:
        return given
    path = VAR_DIR / "secret_key"
    try:
        if not path.exists():
            _make_key(path)
        return path.read_text(encoding="ascii")
    except OSError:
        return ""


def _make_key(path: Path) -> None:
    """Write a new key; of two processes that start at once both get the first one, and neither half of one."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    try:
        draft.write_text(secrets.token_urlsafe(50), encoding="ascii")
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()


SECRET_KEY = _secret_key()
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# True behind TLS: cookies are then sent over TLS only and plain requests are redirected.
SECURE = env.bool("GOVREPORT_SECURE", default=False)

INSTALLED_APPS = [
    "govreport.agencies",
    "govreport.journal",
    "govreport.jobs",
    "govreport.reports",
    "govreport.accounts",
    "govreport.checks",
    "govreport.workflow",
    "govreport.documents",
    "govreport.publishing",
    "govreport.calls",
    "govreport.batches",
    "govreport.archive",
    "govreport.operations",
    "govreport.demo",
    "govreport.web.drafting",
    "govreport.web.review",
    "govreport.web.oversight",
    "govreport.web.offices",
    "govreport.web.archive",
    "govreport.web.audit",
    "govreport.web.portal",
    "govreport.web.jobs",
    "govreport.web.desk",
    "govreport.web.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
]

MIDDLEWARE = [
    "govreport.operations.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "govreport.web.ui.middleware.ChosenLanguageMiddleware",
    "govreport.operations.middleware.MaintenanceMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "govreport.web.ui.source_address.SourceAddressMiddleware",
    "govreport.web.ui.middleware.WrongMethodPageMiddleware",
    "govreport.web.ui.account.middleware.SignedInMiddleware",
    "govreport.web.ui.middleware.ReadOnceMiddleware",
]

ROOT_URLCONF = "govreport.urls"
WSGI_APPLICATION = "govreport.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "govreport.web.ui.context.interface",
            ],
        },
    },
]

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Database -------------------------------------------------------------------------------------------


def _database() -> dict[str, Any]:
    """SQLite with write-ahead log and immediate transactions, or what DATABASE_URL names.

    With Django's SQLite defaults most concurrent read-then-write requests end in "database is locked";
    IMMEDIATE transactions, WAL and a busy timeout remove that (docs/adr/0008).
    """
    database: dict[str, Any] = env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'govreport.sqlite3'}")
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; PRAGMA foreign_keys=ON;"
            ),
        }
    else:
        database["CONN_HEALTH_CHECKS"] = True
        database["OPTIONS"] = _postgresql_options()
    # For SQLite too: whoever closes the last connection writes the whole log back and removes it. A pool keeps its own.
    database["CONN_MAX_AGE"] = 0 if "pool" in database["OPTIONS"] else 60
    return database


def _postgresql_options() -> dict[str, Any]:
    """How long one statement may take (seconds; 0: as long as it likes), and the pool of each process, if any.

    The web server sets 15 s (``wsgi.py``), workers are started with 120 s; commands such as ``migrate`` have no limit.
    """
    limit = env.int("DATABASE_STATEMENT_TIMEOUT", default=0)
    # A database that is away is told apart at once; a forgotten transaction does not hold its rows for ever.
    options: dict[str, Any] = {
        "connect_timeout": 3,
        "options": f"-c statement_timeout={limit}s -c idle_in_transaction_session_timeout={limit * 4}s",
    }
    if most := env.int("DATABASE_POOL", default=0):
        options["pool"] = {"min_size": 1, "max_size": most, "timeout": 5}
    return options


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Caches ---------------------------------------------------------------------------------------------

# "default" is each process's own; "shared" holds what all processes of a server count together (requests in a minute).
# Counters have names of their own for each stretch of time, so that outliving it does no harm.
CACHES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "shared": env.cache_url("CACHE_URL", default="")
    if env.str("CACHE_URL", default="")
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(VAR_DIR / "cache"),
        "TIMEOUT": 900,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}

# --- People ---------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "agencies.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "drafting:home"
LOGOUT_REDIRECT_URL = "portal:home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# 口令策略: dengbao (等保 level 3) or asvs (OWASP ASVS 5.0), which contradict each other (docs/security.md).
PROFILE = env.str("GOVREPORT_PROFILE", default="dengbao")
AUTH_PASSWORD_VALIDATORS = validators(PROFILE)
# Whether signatories and administrators must sign in with a second factor.
REQUIRE_SECOND_FACTOR = env.bool("GOVREPORT_REQUIRE_SECOND_FACTOR", default=SECURE and PROFILE == "dengbao")
# What secrets in the database are encrypted with; empty: with a key drawn from SECRET_KEY.
DATA_KEY = env.str("GOVREPORT_DATA_KEY", default="")
DATA_KEY_FALLBACKS = env.list("GOVREPORT_DATA_KEY_FALLBACKS", default=[])
# A code for the first sign-in is good for a day.
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60

# --- Language and time ----------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("英文"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- Files ----------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "govreport.jobs.storage.WholeFileStorage"},
    "staticfiles": {
        "BACKEND": env.str(
            "GOVREPORT_STATIC_STORAGE",
            default="django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
        )
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# The largest report file that is read, in bytes.
REPORT_FILE_MAX_SIZE = 10 * 1024 * 1024
# Whether scanned reports are recognised by tesseract, where it is installed (docs/formats.md).
OCR = env.bool("GOVREPORT_OCR", default=False)

# The most bytes of all files that an office uploads for one 批量检查 (docs/batch.md).
BATCH_MAX_SIZE = env.int("BATCH_MAX_SIZE", default=1024 * 1024 * 1024)

# --- Signature (docs/signing.md) ---------------------------------------------------------------------------

# PKCS#12 file with the key that signs published files; empty: nothing is signed.
SIGNING_KEY = env.str("SIGNING_KEY", default="")
SIGNING_PASSPHRASE = env.str("SIGNING_PASSPHRASE", default="")
SIGNING_METHOD = env.str("SIGNING_METHOD", default="govreport.documents.signing.pades.Pades")

# --- Background work ------------------------------------------------------------------------------------

# The database says what there is to do; the queue only wakes workers (docs/jobs.md).
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default=f"sqla+sqlite:///{VAR_DIR / 'broker.sqlite3'}")
# Whoever hands something in does not wait for a broker that is away.
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {"max_retries": 1, "interval_start": 0, "interval_max": 0.2}
if CELERY_BROKER_URL.startswith(("redis:", "rediss:")):
    CELERY_BROKER_TRANSPORT_OPTIONS |= {
        "socket_connect_timeout": 1.5,
        "visibility_timeout": 900,
        "unacked_restore_throttle": 1,
    }
CELERY_TASK_ALWAYS_EAGER = env.bool("CELERY_TASK_ALWAYS_EAGER", default=False)
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 60
CELERY_TASK_TIME_LIMIT = 90
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_BEAT_SCHEDULE = {
    "reap-jobs": {"task": "govreport.jobs.reap", "schedule": 30.0},
    "release-due": {"task": "govreport.publishing.release_due", "schedule": 15.0},
    "call-for-reports": {"task": "govreport.calls.ask", "schedule": crontab(hour="9-17", minute=5)},
    "expire-batches": {"task": "govreport.batches.expire", "schedule": 3600.0},
    "accounts-daily": {"task": "govreport.accounts.daily", "schedule": crontab(hour=0, minute=20)},
    "journal-daily": {"task": "govreport.journal.daily", "schedule": crontab(hour=0, minute=10)},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat")
# Days before (and, negative, after) the deadline on which agencies are called by themselves; empty: never.
CALL_DAYS = env.list("CALL_DAYS", cast=int, default=[30, 7, 1, -1, -7])
# Where the journal of each day is written as a file; empty: nowhere (docs/journal.md).
JOURNAL_EXPORT_DIR = env.str("JOURNAL_EXPORT_DIR", default="")
# No job begins on a disk with a smaller share free than this.
JOBS_FREE_SPACE = env.float("JOBS_FREE_SPACE", default=0.05)

# --- Security -------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-src": ["'self'"],
        "frame-ancestors": ["'self'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"  # the desk shows the PDF preview in a frame of its own
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # a good reason for no DENY: the line above
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
if SECURE:  # a browser takes these from this host alone, for every path, over TLS
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
SECURE_SSL_REDIRECT = SECURE
# Asked inside, past the proxy that speaks TLS.
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
if env.bool("GOVREPORT_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- The site's own particulars (国办发〔2017〕47号: shown at the foot; what is not set is not shown) --------

SITE = {
    "operator": env.str("SITE_OPERATOR", default=""),  # 主办单位
    "contact": env.str("SITE_CONTACT", default=""),  # 联系方式
    "code": env.str("SITE_CODE", default=""),  # 网站标识码
    "icp": env.str("SITE_ICP", default=""),  # ICP备案号
    "police": env.str("SITE_POLICE", default=""),  # 公安备案号
    "party": env.str("SITE_PARTY", default=""),  # 党政机关网站标识: the address it leads to
    "corrections": env.str("SITE_CORRECTIONS", default=""),  # 政府网站找错: the address where errors are reported
}

# Where the public reaches this site (https://nb.example.gov.cn), for printed addresses; empty: none is printed.
SITE_URL = env.str("SITE_URL", default="").rstrip("/")

# --- Operation (docs/operations.md) -----------------------------------------------------------------------

# While this file is there, pages say that the system is being maintained (`manage.py maintenance`).
MAINTENANCE_FILE = env.str("MAINTENANCE_FILE", default=str(VAR_DIR / "maintenance"))
# Networks from which /metrics is answered; asked through a proxy it never is.
METRICS_NETWORKS = env.list("METRICS_NETWORKS", default=["127.0.0.0/8", "::1/128"])
# Where the processes of a web server add their counts together, a folder that is empty at its start; the library
# reads the variable itself.
PROMETHEUS_MULTIPROC_DIR = env.str("PROMETHEUS_MULTIPROC_DIR", default="")

# --- Demonstration --------------------------------------------------------------------------------------

# Shown on the sign-in page and printed by scripts/run.sh; never set in production.
DEMO = env.bool("GOVREPORT_DEMO_SHOWN", default=False)

# --- Logs ---------------------------------------------------------------------------------------------------

# line: for people at a terminal; json: one object a line with the ids of request, user, agency and job.
LOG_FORMAT = env.str("LOG_FORMAT", default="line")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "govreport.tracing.JsonFormatter"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "pikepdf": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "WARNING"},
        # One line for each request, where programs read the log.
        "govreport.access": {"level": "INFO" if LOG_FORMAT == "json" else "WARNING"},
    },
}
# Celery would otherwise write lines of its own form.
CELERY_WORKER_HIJACK_ROOT_LOGGER = LOG_FORMAT != "json"
