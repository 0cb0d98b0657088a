"""Django settings, read once from the environment. The defaults are the safe ones.

=========================  =======================================================================
``HUISHANG_HOME``          directory of all state; default ``var`` in the current directory
``HUISHANG_DATABASE_URL``  ``postgresql://…``; default SQLite inside the home
``HUISHANG_ALLOWED_HOSTS`` names the platform answers to, by comma; default this machine only
``HUISHANG_HTTPS``         ``1``: a TLS proxy stands in front and sets ``X-Forwarded-Proto``;
                           default ``1`` as soon as a name beyond this machine is allowed
``HUISHANG_KEY_PROVIDER``  class that holds the keys; default files of the home or the environment
``HUISHANG_OIDC_ISSUER``   address of the government identity provider; default none. With it go
                           ``HUISHANG_OIDC_CLIENT_ID``, the secret ``oidc-client`` of the home,
                           ``HUISHANG_OIDC_NAME`` and ``HUISHANG_OIDC_CLAIM`` (default ``sub``)
``HUISHANG_ANSWER_…``      where answers to programs may go, how long and how often they are tried
``HUISHANG_DEBUG``         ``1``: pages show programming errors; never beside real data
=========================  =======================================================================

The numbers of accounts and sessions stand in `account_rules`.
"""

from __future__ import annotations

import os
from ipaddress import ip_network
from typing import Any

from django.utils.functional import lazy

from .account_rules import rules
from .home import Home


def _flag(name: str, *, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0").strip().lower() in {"1", "true", "yes"}


HOME = Home.from_environment()
HUISHANG_HOME = HOME.root

DEBUG = _flag("HUISHANG_DEBUG")
SECRET_KEY: Any = lazy(lambda: HOME.key("django").hex(), str)()

_THIS_MACHINE = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = [
    host.strip() for host in os.environ.get("HUISHANG_ALLOWED_HOSTS", "").split(",") if host.strip()
] or _THIS_MACHINE
HTTPS = _flag("HUISHANG_HTTPS", default=not set(ALLOWED_HOSTS) <= set(_THIS_MACHINE))

# --- the house -----------------------------------------------------------------------------------

_ROOMS = (
    "huishang.vault",
    "huishang.audit",
    "huishang.organisations",
    "huishang.access",
    "huishang.exchange",
    "huishang.notifications",
    "huishang.documents",
    "huishang.people",
    "huishang.privacy",
    "huishang.staff",
    "huishang.assignments",
    "huishang.discovery",
    "huishang.visits",
    "huishang.sweeps",
    "huishang.field",
    "huishang.imports",
    "huishang.cases",
    "huishang.conferences",
    "huishang.web",
    "huishang.api",
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    *_ROOMS,  # their templates come before allauth's
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
ROOT_URLCONF = "huishang.urls"
WSGI_APPLICATION = "huishang.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIDDLEWARE = [
    "huishang.web.middleware.Wire",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "huishang.web.middleware.Sizes",
    # Long tables over slow lines. Cookies are same-site, so no stranger can measure the answers.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "huishang.web.middleware.Pace",
    "huishang.web.middleware.SessionLimits",
    "huishang.web.middleware.ActingPost",
    "huishang.web.middleware.Refusals",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- storage -------------------------------------------------------------------------------------


def _sqlite() -> dict[str, Any]:
    """WAL lets readers go on while one writes; IMMEDIATE makes writers wait instead of failing."""
    return {
        "ENGINE": "huishang.queued",
        "NAME": HOME.database,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
        # A file as in service, so that tests meet the same locks.
        "TEST": {"NAME": HOME.root / "test.sqlite3"},
    }


def _postgresql(url: str) -> dict[str, Any]:
    from psycopg.conninfo import conninfo_to_dict

    parts = {key: str(value) for key, value in conninfo_to_dict(url).items() if value is not None}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", "huishang"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
        "CONN_HEALTH_CHECKS": True,
    }


_database_url = os.environ.get("HUISHANG_DATABASE_URL", "")
DATABASES = {
    "default": {
        **(_postgresql(_database_url) if _database_url else _sqlite()),
        "ATOMIC_REQUESTS": False,  # an action owns its transaction
        "CONN_MAX_AGE": 60,
    }
}
# Shared by the server's processes: sign-in attempts are counted across all of them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME.cache,
    }
}
MEDIA_ROOT = HOME.files
FILE_SIZE_LIMIT = 20 * 1024 * 1024
"""Bytes of one file; of all that a form sends besides files, the same."""
FILES_A_FORM = 10
PHOTOS_A_REPORT = 9
"""Of one report handed in without an account, however often its receipt is used."""
IMPORT_KEPT_DAYS = 7
"""An uploaded table and what was found wrong in it are removed then; what was taken in stays."""
REQUEST_SIZE_LIMIT = 5 * FILE_SIZE_LIMIT
"""Bytes of all that one form sends; more is refused unread."""
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_SIZE_LIMIT
DATA_UPLOAD_MAX_NUMBER_FILES = 3 * FILES_A_FORM  # above what the form itself refuses in words
FILE_UPLOAD_MAX_MEMORY_SIZE = REQUEST_SIZE_LIMIT
"""No upload ever lies in the clear in a temporary folder."""
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# --- keys ----------------------------------------------------------------------------------------

KEY_PROVIDER = os.environ.get("HUISHANG_KEY_PROVIDER", "huishang.vault.keys.KeysAtHome")

# --- style sheets and scripts --------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = HOME.static
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "huishang.assets.NodeFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "huishang.assets.CollectedFiles"
    },
}
# `huishang serve` collects them under hashed names; until then they are served where they lie.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- answers to programs -------------------------------------------------------------------------


def _numbers(name: str, default: str) -> tuple[int, ...]:
    return tuple(int(part) for part in os.environ.get(name, default).split(",") if part.strip())


ANSWER_NETWORKS = tuple(
    ip_network(part.strip())
    for part in os.environ.get("HUISHANG_ANSWER_NETWORKS", "").split(",")
    if part.strip()
)
"""Not public, and answers may go there all the same: the government's own network."""
ANSWER_PLAIN_HTTP = _flag("HUISHANG_ANSWER_PLAIN_HTTP")
"""Answers may go to this machine, without TLS: for a demo and for tests."""
(ANSWER_SECONDS,) = _numbers("HUISHANG_ANSWER_SECONDS", "10")
(ANSWER_LEASE_SECONDS,) = _numbers("HUISHANG_ANSWER_LEASE_SECONDS", "120")
ANSWER_WAITS = _numbers("HUISHANG_ANSWER_WAITS", "30,120,600,3600,14400,43200,86400")
(ANSWER_OVERLAP_HOURS,) = _numbers("HUISHANG_ANSWER_OVERLAP_HOURS", "24")

# --- who signs in --------------------------------------------------------------------------------

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
# Memory-hard and in the standard library; see the decision record on passwords.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "huishang.access.passwords.LongEnough"},
    {"NAME": "huishang.access.passwords.NotUsual"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "huishang.access.passwords.NotBreached"},
    {"NAME": "huishang.access.passwords.NotReused"},
]
# Accounts are given by an administrator and named; nobody signs up, no mailbox is needed.
ACCOUNT_ADAPTER = "huishang.access.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
# Failures are counted by the house, in the database; this only slows a flood down.
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip", "login": "60/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0

MFA_ADAPTER = "huishang.access.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "huishang.access.adapters.factors.CodeForm",
    "reauthenticate": "huishang.access.adapters.factors.CodeAgainForm",
    "authenticate_webauthn": "huishang.access.adapters.factors.KeyForm",
    "reauthenticate_webauthn": "huishang.access.adapters.factors.KeyAgainForm",
}
MFA_TOTP_ISSUER = "会商"
MFA_TOTP_TOLERANCE = 1  # half a minute either way: a phone's clock is rarely further off
MFA_RECOVERY_CODES_SHOW_ONCE = True

# The government identity provider, where there is one.
OIDC_PROVIDER = "identity"
OIDC_ISSUER = os.environ.get("HUISHANG_OIDC_ISSUER", "")
OIDC_NAME = os.environ.get("HUISHANG_OIDC_NAME", "统一身份认证")
SOCIALACCOUNT_ADAPTER = "huishang.access.adapters.IdentityAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"APPS": []}}


def identity_provider(issuer: str, client_id: str, secret: str, claim: str) -> dict[str, Any]:
    """``SOCIALACCOUNT_PROVIDERS`` for one OpenID Connect provider."""
    app = {
        "provider_id": OIDC_PROVIDER,
        "name": OIDC_NAME,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": issuer, "uid_field": claim, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


if OIDC_ISSUER:
    SOCIALACCOUNT_PROVIDERS = identity_provider(
        OIDC_ISSUER,
        os.environ["HUISHANG_OIDC_CLIENT_ID"],
        HOME.secret("oidc-client"),
        os.environ.get("HUISHANG_OIDC_CLAIM", "sub"),
    )

SESSION_ENGINE = "huishang.access.session_store"
SESSION_COOKIE_AGE = rules().session_hours * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# What was just done may name somebody: told in the sealed session, not in a cookie in the clear.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- the wire ------------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Read by nobody's script: a form and a page carry their token themselves.
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Lax and no stricter: who comes back from the identity provider is still the one who left.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "huishang.urls.unconfirmed"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    # The browsers' preload list takes whole registered domains; that is for their owner to decide.
    "security.W021",
]

# --- language and time ---------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A page that is not there, another host named, a body beyond measure: no fault of ours.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.security.RequestDataTooBig": {"level": "CRITICAL"},
    },
}
