"""Django's settings, all drawn from ``config()`` and the languages; nothing here is set by hand in the field."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import locale as django_locale

from dateline import newsroom
from dateline.languages.language import languages
from dateline.server.answers import HSTS_SECONDS
from dateline.server.config import Config, ConfigError, config, secret_key

SETTINGS = config()
LANGUAGES_BY_CODE = {each.tag.lower(): each for each in languages().values()}


def database(settings: Config) -> dict[str, Any]:
    """Django's DATABASES entry: SQLite under ``newsroom/``, or the PostgreSQL that ``database`` names."""
    if not settings.database:
        kept = str(settings.newsroom / "newsroom.sqlite3")
        # In memory for tests, in every worker: pytest-django knows only Django's own backend to be so by itself.
        return {"ENGINE": "dateline.server.sqlite", "NAME": kept, "TEST": {"NAME": ":memory:"}}
    parts = urlsplit(settings.database)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ConfigError("DATELINE_DATABASE must be empty (SQLite) or look like postgresql://user:password@host/name")
    return {
        "ENGINE": "dateline.server.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


SECRET_KEY = secret_key(SETTINGS)
DEBUG = SETTINGS.debug
ALLOWED_HOSTS = list(SETTINGS.allowed_hosts)
DATABASES = {"default": database(SETTINGS)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.documents",  # Wagtail's admin asks for its addresses; our menu does not show it
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail.locales",
    "wagtail.contrib.typed_table_block",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "dateline.newsroom",
    # After the newsroom, whose templates come before theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
]
MIDDLEWARE = [
    "dateline.newsroom.unsaid.TokensUnsaid",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "dateline.newsroom.desk.speaking.InTheirLanguage",
    "dateline.newsroom.middleware.BodiesThatFit",
    "dateline.newsroom.middleware.RefusalsInWords",
    "allauth.account.middleware.AccountMiddleware",
    "dateline.newsroom.accounts.gate.Gate",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "dateline.server.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [str(Path(newsroom.__file__).parent / "templates")],  # ours before those of Wagtail that they extend
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# One way in: names and passwords are weighed by our backend alone, guessers counted by axes before it.
AUTHENTICATION_BACKENDS = [
    "dateline.newsroom.accounts.lockout.Barrier",
    "dateline.newsroom.accounts.backend.NameOrAddress",
]
ACCOUNT_ADAPTER = "dateline.newsroom.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}  # the backend takes an e-mail address for a name too
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"login": "dateline.newsroom.accounts.forms.LoginForm"}
# Axes says how long to wait; these wider limits only spare the machine.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip,30/5m/key", "reauthenticate": "30/m/user"}
MFA_ADAPTER = "dateline.newsroom.accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {"add_webauthn": "dateline.newsroom.accounts.forms.AddPasskeyForm"}
AXES_HANDLER = "dateline.newsroom.accounts.lockout.Counter"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "username", "ip_address"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "dateline.newsroom.accounts.lockout.name_of"
AXES_CLIENT_IP_CALLABLE = "dateline.newsroom.accounts.lockout.address_of"
AXES_LOCKOUT_CALLABLE = "dateline.newsroom.accounts.lockout.answer"
AXES_SENSITIVE_PARAMETERS = ["login", "code", "credential", "csrfmiddlewaretoken", "username", "ip_address"]
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
DATELINE_PROXIES = SETTINGS.proxies
DATELINE_MFA_REQUIRED = SETTINGS.mfa_required

# At its lower levels Wagtail's log names headlines of what is only scheduled; our audit log is for those who may know.
LOGGING = {"version": 1, "disable_existing_loggers": False, "loggers": {"wagtail": {"level": "WARNING"}}}

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [(code, each.english_name) for code, each in LANGUAGES_BY_CODE.items()]
LANGUAGES_BIDI = [code for code, each in LANGUAGES_BY_CODE.items() if each.direction == "rtl"]
for _code, _language in LANGUAGES_BY_CODE.items():
    # Django knows nothing of Fula, Bambara and some scripts; what it knows of the others stays.
    django_locale.LANG_INFO.setdefault(
        _code,
        {
            "bidi": _language.direction == "rtl",
            "code": _code,
            "name": _language.english_name,
            "name_local": _language.name,
        },
    )

WAGTAIL_SITE_NAME = SETTINGS.site_name
WAGTAILADMIN_BASE_URL = SETTINGS.address
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_AUTOSAVE_INTERVAL = 2000
WAGTAIL_FINISH_WORKFLOW_ACTION = "dateline.newsroom.actions.finish_review.finish_review"
WAGTAILADMIN_LOGIN_URL = "/newsroom/login/"
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # an address of one's own choosing could fetch a new password
WAGTAILUSERS_PASSWORD_ENABLED = False  # only the person knows the password; it is set by a one-time link
WAGTAIL_PASSWORD_RESET_ENABLED = False  # ours stands at the same address
WAGTAILIMAGES_IMAGE_MODEL = "newsroom.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "dateline.newsroom.pictures.forms.PictureForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = None  # looked at before, in a process of its own, with words
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 40 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}}

STATIC_URL = "/newsroom/static/"
STATIC_ROOT = str(SETTINGS.home / "static")
MEDIA_URL = "/newsroom/media/"
MEDIA_ROOT = str(SETTINGS.newsroom / "media")
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = str(SETTINGS.newsroom)  # what is not published stands nowhere else
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024  # a pasted text of the largest size that imports take, and its form
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
SECURE = SETTINGS.secure
SESSION_ENGINE = "dateline.newsroom.models.session"
SESSION_COOKIE_NAME = "dateline_session"
SESSION_COOKIE_PATH = "/newsroom/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_NAME = "dateline_csrf"
CSRF_COOKIE_PATH = "/newsroom/"
CSRF_COOKIE_SECURE = SECURE
CSRF_TRUSTED_ORIGINS = [SETTINGS.address]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = HSTS_SECONDS if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
X_FRAME_OPTIONS = "SAMEORIGIN"
globals().update(SETTINGS.mail.settings(fallback=f"newsroom@{urlsplit(SETTINGS.address).hostname}"))
DATELINE_TRANSLATOR = SETTINGS.translator.setting()
DATELINE_BLOBS = str(SETTINGS.blobs)
DATELINE_SITE_NAME = SETTINGS.site_name
DATELINE_PRESS_FILE = str(SETTINGS.press_file)
