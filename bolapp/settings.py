"""The settings of the application, all from the environment.

Every variable is listed in docs/beheer.md and in docker-compose.yml. A development machine keeps its own in
`var/ontwikkeling.env`, which `make run` and `make test` write the first time; a variable in the environment
goes before the one in the file. A production start (DEBUG=0) with a missing or unsafe setting stops with one
sentence that says what to set.
"""

from __future__ import annotations

import tempfile
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import environ
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from api import VERSIE as API_VERSIE
from bolapp.safe_start import check_choices, check_production

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

#: Everything that the application keeps: SQLite file, uploads, exports. Never served by address.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
env.read_env(str(VAR_DIR / "ontwikkeling.env"), overwrite=False)


def whole_number(name: str, default: int) -> int:
    """A setting that is a number; anything else is refused with a sentence."""
    try:
        return int(env.int(name, default=default))
    except ValueError:
        raise ImproperlyConfigured(f"{name} is geen getal: zet hierin bijvoorbeeld {default}.") from None


# --- what an operator sets -----------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", ".localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
#: The address by which people reach the application, without a slash at the end.
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000" if DEBUG else "").rstrip("/")
#: How many proxies of our own stand in front and add to X-Forwarded-For and X-Forwarded-Proto.
TRUSTED_PROXIES = whole_number("TRUSTED_PROXIES", 0)
#: Demo data and demo accounts. In production only when an operator says so by hand.
DEMO = env.bool("DEMO", default=DEBUG)
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="")
#: Empty: background jobs run in a thread of the web process.
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="")
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO").upper()
check_choices(log_level=LOG_LEVEL, broker=CELERY_BROKER_URL)

if not DEBUG:
    check_production(
        secret_key=SECRET_KEY,
        allowed_hosts=ALLOWED_HOSTS,
        site_url=SITE_URL,
        csrf_trusted_origins=CSRF_TRUSTED_ORIGINS,
        environment=env.ENVIRON,
    )
elif not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is leeg: start met 'make run', dat maakt er een, of zet hem zelf.")

#: Plain http is allowed on the own machine only (see bolapp.safe_start); everything for https hangs on this.
HTTPS = SITE_URL.startswith("https://")

# --- the application -----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "bolapp.apps.BolappConfig",
    "accounts.apps.AccountsConfig",
    "regions.apps.RegionsConfig",
    "agreements.apps.AgreementsConfig",
    "instruments.apps.InstrumentsConfig",
    "monitoring.apps.MonitoringConfig",
    "parliament.apps.ParliamentConfig",
    "dashboards.apps.DashboardsConfig",
    "api.apps.ApiConfig",
    "bolapp.apps.BeheerConfig",  # the Django admin, with our log-in
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
    "django_prose_editor",  # its editor.js, as a static file
    "template_partials",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "bolapp.health.HealthMiddleware",  # first: a probe has no host name, no https and no account
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "api.middleware.ApiMiddleware",
    "bolapp.middleware.PrivacyHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "bolapp.middleware.RequestSizeMiddleware",  # before anything reads the form
    "bolapp.sessions.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.AuditMiddleware",
    "bolapp.sessions.SessionIdleMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "agreements.inzage.InzageMiddleware",
    "bolapp.middleware.NotFoundMiddleware",
    "bolapp.middleware.UnstorableValueMiddleware",
    "bolapp.middleware.MethodNotAllowedMiddleware",
    "axes.middleware.AxesMiddleware",  # last: it turns a refused log-in into the lock-out page
]

ROOT_URLCONF = "bolapp.urls"
WSGI_APPLICATION = "bolapp.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    }
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- database ------------------------------------------------------------------------------------------


def database() -> dict[str, Any]:
    """The database of DATABASE_URL, tuned for its kind; without one SQLite under VAR_DIR."""
    url = env.str("DATABASE_URL", default="") or f"sqlite:///{VAR_DIR / 'bol.sqlite3'}"
    if not url.startswith(("sqlite://", "postgres://", "postgresql://")):
        raise ImproperlyConfigured("DATABASE_URL moet beginnen met postgres:// of sqlite:///.")
    config: dict[str, Any] = env.db_url_config(url)
    options = config.setdefault("OPTIONS", {})
    if url.startswith("sqlite"):
        # IMMEDIATE: a transaction that will write waits for its turn at the start instead of failing halfway.
        options.setdefault("transaction_mode", "IMMEDIATE")
        options.setdefault("timeout", 20)
        options.setdefault(
            "init_command",
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            " PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;",
        )
        folder = Path(config["NAME"]).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise ImproperlyConfigured(
                f"DATABASE_URL noemt een bestand in {folder}, maar die map kan niet worden gemaakt: kies een andere."
            ) from None
    else:
        # Compiling a query takes seconds and pays off in minutes; what our pages ask takes milliseconds.
        options.setdefault("options", "-c jit=off")
        pool_size = whole_number("DATABASE_POOL", 0)
        if pool_size:
            options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
        else:
            config.setdefault("CONN_MAX_AGE", 60)
            config["CONN_HEALTH_CHECKS"] = True
    return config


DATABASES = {"default": database()}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- accounts ------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/inloggen/"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "agreements.inlog.InlogMetBerichten",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": "accounts.wachtwoorden.Minimumlengte", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
# A lock ends when it was said to: whoever shares an address with others must not keep a colleague out by trying on.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "bolapp.client_ip.client_ip"
AXES_LOCKOUT_CALLABLE = "bolapp.errors.locked_out"
AXES_VERBOSE = False

SESSION_COOKIE_NAME = "bol_sessie"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day, whatever one does
SESSION_IDLE_SECONDS = 2 * 60 * 60  # see bolapp.sessions
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "bol_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "bolapp.errors.csrf_failure"

# --- headers -------------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = HTTPS and not DEBUG
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS and not DEBUG else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# Preloading is a promise about a whole domain, which its owner makes, not this application.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

# --- files ---------------------------------------------------------------------------------------------

#: Front-end packages, put there by `npm ci` at set-up; the map of the provincies is read from it as well.
NODE_MODULES = Path(env.str("NODE_MODULES", default=str(BASE_DIR / "node_modules")))

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "bolapp.npm_finder.NpmFinder",
]
#: What of the npm packages is served: prefix → (folder in NODE_MODULES, patterns of the files we use).
NPM_STATIC = {
    "npm/utrecht": ("@utrecht/component-library-css/dist", ("index.css",)),
    "npm/ma-tokens": (
        "@nl-design-system-community/ma-design-tokens/dist",
        ("theme.css", "color-scheme-dark/theme.css"),
    ),
    "npm/fira-sans": (
        "@fontsource/fira-sans",
        ("files/fira-sans-latin-[4-7]00-*.woff2", "files/fira-sans-latin-ext-[4-7]00-*.woff2", "LICENSE"),
    ),
    "npm/noto-symbols": ("@fontsource/noto-sans-symbols-2", ("files/*.woff2", "LICENSE")),
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
# Not only the hashed names: the page for a server error asks for its style sheet without any of our code.
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

#: Uploads and exports. No MEDIA_URL on purpose: a view hands a file out, after asking who may see it.
MEDIA_ROOT = VAR_DIR / "media"
FILE_UPLOAD_TEMP_DIR = tempfile.gettempdir()
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # form fields; files are counted by BOL_MAX_UPLOAD
DATA_UPLOAD_MAX_NUMBER_FILES = 20
#: The largest document that somebody may upload.
BOL_MAX_UPLOAD = 20 * 1024 * 1024
#: The largest request that is read at all, files and form together; above it there is no page to say why.
BOL_MAX_REQUEST = 64 * 1024 * 1024

# --- mail ----------------------------------------------------------------------------------------------

try:
    vars().update(env.email_url("EMAIL_URL", default="consolemail://" if DEBUG else "smtp://localhost:25"))
except ImproperlyConfigured:
    raise ImproperlyConfigured(
        "EMAIL_URL is geen adres van een mailserver: zet hierin bijvoorbeeld smtp+tls://naam:wachtwoord@server:587."
    ) from None
EMAIL_TIMEOUT = 15
EMAIL_USE_LOCALTIME = True
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="BO-afspraken <noreply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
#: Whom the users of the API can ask.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="") or parseaddr(DEFAULT_FROM_EMAIL)[1]

# --- API -----------------------------------------------------------------------------------------------

#: Questions a minute to the API for one address without an account; 0 for no limit.
API_PER_MINUUT = whole_number("API_PER_MINUUT", 600)
# What the views of `api` share stands there. Neither package is an application here: of both only code is used.
REST_FRAMEWORK = {"DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema", "URL_FORMAT_OVERRIDE": None}
SPECTACULAR_SETTINGS = {
    "TITLE": "Afsprakenregister Leefomgeving",
    "VERSION": API_VERSIE,
    "CONTACT": {"name": "Beheer Afsprakenregister", "url": f"{SITE_URL}/api/v1/docs", "email": CONTACT_EMAIL},
    "LICENSE": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "POSTPROCESSING_HOOKS": [],
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
}

# --- background jobs -----------------------------------------------------------------------------------

CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = CELERY_EVENT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_DEFAULT_QUEUE = env.str("CELERY_QUEUE", default="bol")  # so that a broker can be shared
CELERY_TASK_IGNORE_RESULT = True  # a job keeps its state in its own row
# A job that dies with its worker goes to another one, so every job must bear being done twice.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 180
CELERY_TASK_SOFT_TIME_LIMIT = 170
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 1_500_000  # kilobytes: WeasyPrint does not give memory back
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Longer than the longest job: Redis hands out a job that is not confirmed within this time once more.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900} if CELERY_BROKER_URL.startswith(("redis", "unix")) else {}
CELERY_BEAT_SCHEDULER = "bolapp.beat.WatchedScheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 30
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat" / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE: dict[str, Any] = {
    "opruimen": {"task": "bolapp.opruimen", "schedule": crontab(hour=3, minute=10)},
    "publicatie": {"task": "agreements.voer_publicatieplannen_uit", "schedule": timedelta(minutes=1)},
    "taken": {"task": "agreements.ruim_taken_op", "schedule": timedelta(minutes=5)},
    # Several times a day: each reminder comes once, and one that a stop in the morning missed comes later that day.
    "herinneringen": {"task": "agreements.herinner_afstemmingen", "schedule": crontab(hour="7-17/2", minute=30)},
    "monitoring": {"task": "monitoring.herinner", "schedule": crontab(hour="7-17/2", minute=40)},
    # A run that nobody took within this time is overtaken by the next.
    "berichten": {
        "task": "agreements.verstuur_berichten",
        "schedule": timedelta(minutes=2),
        "options": {"expires": 110},
    },
}

# --- logging -------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "regel": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "bolapp.json_log.JsonFormatter"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "regel" if DEBUG else "json"},
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        # Each refused host name would be an error mail; a line is enough.
        "django.security.DisallowedHost": {"handlers": [], "level": "WARNING", "propagate": True},
        "axes": {"handlers": [], "level": "WARNING", "propagate": True},
        "weasyprint": {"handlers": [], "level": "ERROR", "propagate": True},
        "fontTools": {"handlers": [], "level": "WARNING", "propagate": True},
        "pikepdf": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
