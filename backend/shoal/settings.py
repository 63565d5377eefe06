"""All settings, from the environment; see README for the list that operators need."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ

from shoal.common.secrets import load_or_create_secrets
from shoal.openapi import SPECTACULAR_SETTINGS  # noqa: F401

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# --- where things lie ---------------------------------------------------------------------------
DATA_DIR = Path(env("DATA", default=str(BASE_DIR.parent / "data"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
UPLOAD_DIR = DATA_DIR / "uploads"
SPA_DIST = Path(env("SPA_DIST", default=str(BASE_DIR.parent / "frontend" / "dist")))

# --- secrets ------------------------------------------------------------------------------------
_secrets = load_or_create_secrets(DATA_DIR / "secrets.json")
# Given but empty is not given: compose files hand on what nobody set.
SECRET_KEY = env("SECRET_KEY", default="") or _secrets["secret_key"]
# kid -> key; the first signs, all verify: room for two while keys are turned over.
JWT_KEYS = {"1": env("JWT_KEY", default="") or _secrets["jwt_key"]}
if previous := env("JWT_KEY_PREVIOUS", default=""):
    JWT_KEYS["0"] = previous

# --- who may call -------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
HOST = env("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
# Where people find the pages: what links in mails, prints and the terminal begin with.
PUBLIC_URL = env("PUBLIC_URL", default=f"http://localhost:{PORT}").rstrip("/")
_own_name = urlsplit(PUBLIC_URL).hostname or "localhost"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", _own_name])
# How many proxies stand in front and append to X-Forwarded-For; their word is taken.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
# Browser origins that may use the cookie-authenticated calls, besides the service's own.
CORS_ALLOWED_ORIGINS = env.list("CORS_ALLOWED_ORIGINS", default=[])
CORS_ALLOW_CREDENTIALS = True
# Forms of websites have origins of their own, each form its own (customers/views/public_form.py).
CORS_URLS_REGEX = r"^/api/(?!v1/intake/)"
CORS_EXPOSE_HEADERS = [
    "ETag", "Location", "Retry-After", "X-Request-Id",
    "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset",
]  # fmt: skip
CORS_ALLOW_HEADERS = [
    "authorization", "content-type", "if-match", "idempotency-key", "x-shoal-refresh",
]  # fmt: skip
LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "::1"}
# Off only where the page itself comes over plain http from this very machine.
COOKIE_SECURE = env.bool("COOKIE_SECURE", default=not set(ALLOWED_HOSTS) <= LOOPBACK)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "corsheaders",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_tasks",
    "django_tasks_db",
    "shoal.common",
    "shoal.activity",
    "shoal.organization",
    "shoal.teaching",
    "shoal.customers",
    "shoal.enrollments",
    "shoal.exchange",
    "shoal.integrations",
    "shoal.jobs",
]

MIDDLEWARE = [
    "shoal.common.middleware.RequestIdMiddleware",
    "shoal.common.middleware.ObserveMiddleware",
    "shoal.common.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.common.CommonMiddleware",
]

ROOT_URLCONF = "shoal.urls"
WSGI_APPLICATION = "shoal.wsgi.application"
AUTH_USER_MODEL = "organization.Employee"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = False

# --- database -----------------------------------------------------------------------------------
_database = env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'shoal.sqlite3'}")
if _database["ENGINE"].endswith("sqlite3"):
    _database["ENGINE"] = "shoal.common.queued_sqlite3"
    # Write transactions take the lock when they begin: Django's deferred ones answer
    # "database is locked" when two that have read want to write. FULL: a ledger lives here.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; "
            "PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY; "
            # What is deleted is overwritten: who asks to be forgotten is not in the file any more.
            "PRAGMA secure_delete=ON;"
        ),
    }
else:
    # No JIT: compiling a list's statement takes longer than running it.
    _database["OPTIONS"] = {
        "options": "-c lock_timeout=5000 -c statement_timeout=30000 -c timezone=UTC -c jit=off",
        # Lists are planned once for each connection. Off for a pooler that hands connections on.
        "prepare_threshold": 2 if env.bool("PREPARED_STATEMENTS", default=True) else None,
    }
# Opening one costs as much as a page of a list.
_database["CONN_MAX_AGE"] = None
_database["TEST"] = {"NAME": env("TEST_NAME", default="test_shoal")}
if _database["ENGINE"].endswith("sqlite3"):
    _database["TEST"] = {
        "NAME": str(DATA_DIR / f"{env('TEST_NAME', default='test_shoal')}.sqlite3")
    }
DATABASES = {"default": _database}
# Where several processes count together; without it each counts in its own memory.
CACHE_URL = env("CACHE_URL", default="")
if CACHE_URL:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": CACHE_URL,
            "KEY_PREFIX": "shoal",
            # It only counts: an answer may not wait for it.
            "OPTIONS": {"socket_timeout": 0.25, "socket_connect_timeout": 0.25},
        }
    }
TASKS = {"default": {"BACKEND": env("TASKS_BACKEND", default="django_tasks_db.DatabaseBackend")}}

# --- people -------------------------------------------------------------------------------------
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("username", "display_name", "email")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
     "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]  # fmt: skip
ACCESS_TOKEN_LIFETIME = timedelta(minutes=5)
SESSION_IDLE = timedelta(days=7)
SESSION_ABSOLUTE = timedelta(days=30)
JWT_AUDIENCE = "shoal"
JWT_LEEWAY = timedelta(seconds=30)
# What a new school begins with, until somebody says otherwise on its pages.
SCHOOL_TIME_ZONE = env("SCHOOL_TIME_ZONE", default="Asia/Shanghai")
SCHOOL_CURRENCY = env("SCHOOL_CURRENCY", default="CNY")
PHONE_REGION = env("PHONE_REGION", default="CN")

# --- mail ---------------------------------------------------------------------------------------
# On one's own machine mails are shown in the terminal; elsewhere logs are read by others, and a
# link to a new password is as good as one.
_mail_default = "consolemail://" if HOST in LOOPBACK else "dummymail://"
vars().update(env.email_url("EMAIL_URL", default=_mail_default))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("EMAIL_FROM", default="Shoal <shoal@localhost>")

# --- language and time --------------------------------------------------------------------------
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = False

# --- REST ---------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "shoal.organization.authentication.SessionTokenAuthentication"
    ],
    "DEFAULT_PERMISSION_CLASSES": ["shoal.common.permissions.Door"],
    "DEFAULT_THROTTLE_CLASSES": ["shoal.common.rate.PerUserRate"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "shoal.common.renderers.AlwaysTheFirst",
    "DEFAULT_RENDERER_CLASSES": ["shoal.common.renderers.OrjsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["shoal.common.parsers.OrjsonParser"],
    "DEFAULT_SCHEMA_CLASS": "shoal.common.schema.ShoalAutoSchema",
    "EXCEPTION_HANDLER": "shoal.common.problem.exception_handler",
    "UNAUTHENTICATED_USER": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

# --- caps ---------------------------------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
IMPORT_MAX_UPLOAD = 20 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
RATE_LIMIT_PER_MINUTE = env.int("RATE_LIMIT_PER_MINUTE", default=1200)

# --- static files -------------------------------------------------------------------------------
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ROOT = SPA_DIST if SPA_DIST.is_dir() else None
WHITENOISE_INDEX_FILE = False
# Vite names its files by their content: a browser may keep them for ever.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/assets/.+-[\w-]{8}\.\w+(\.map)?$"

# --- headers ------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000 if COOKIE_SECURE else 0)

TEMPLATES = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]

# --- what is seen from outside ------------------------------------------------------------------
ACCESS_LOG = env.bool("ACCESS_LOG", default=False)
METRICS_DIR = Path(env("METRICS_DIR", default=str(DATA_DIR / "metrics")))
METRICS_TOKEN = env("METRICS_TOKEN", default="")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "shoal.common.logs.JsonLineFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
    "loggers": {
        # A refused request is the caller's affair; it warns of each.
        "django.request": {"level": "ERROR"},
        # Nor are the names under which strangers look for servers.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "shoal.access": {"level": "INFO"},
    },
}
