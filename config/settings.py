"""The one settings file. Read from the environment, safe by default: no debug, no secret, no host unless given."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- Which machine is this? -------------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)  # invented people, one-click sign-in, plain http on this machine
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY to a long random text; `make demo` makes one for the demo.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")  # printed in mails, QR codes and proof
HTTPS = env.bool("HTTPS", default=not (DEBUG or DEMO))
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

# --- Apps ---------------------------------------------------------------------------------------------------------
# One line a kind: the folder it names is all there is of it. See docs/how-to/add-an-exercise-kind.md.
EXERCISE_KINDS = [
    "exercises.choice.kind.ChoiceExercise",
    "exercises.statement.kind.StatementExercise",
    "exercises.sort.kind.SortExercise",
    "exercises.match.kind.MatchExercise",
    "exercises.scale.kind.ScaleExercise",
    "exercises.build.kind.BuildExercise",
    "exercises.reflect.kind.ReflectExercise",
    "exercises.dialogue.kind.DialogueExercise",
    "exercises.poll.kind.PollExercise",
    "exercises.tool.kind.ToolExercise",
    "exercises.multi.kind.MultiExercise",
    "exercises.order.kind.OrderExercise",
    "exercises.mark.kind.MarkExercise",
    "exercises.cards.kind.CardsExercise",
    "exercises.plan.kind.PlanExercise",
    "exercises.checklist.kind.ChecklistExercise",
    "exercises.final_test.kind.FinalTestExercise",
    "exercises.ecogram.kind.EcogramExercise",
    "exercises.xblock.kind.XBlockExercise",
    *env.list("EXTRA_EXERCISE_KINDS", default=[]),
]
# Which blocks and asides editors may place, by the names of their entry points. They are code that runs on this
# server: see docs/how-to/add-an-xblock.md. Settings of blocks stand under the key that each names.
XBLOCK_TYPES = env.list("XBLOCK_TYPES", default=[])
XBLOCK_ASIDES = env.list("XBLOCK_ASIDES", default=[])
XBLOCK_SETTINGS: dict[str, Any] = env.json("XBLOCK_SETTINGS", default={})
INSTALLED_APPS = [
    "config",  # before wagtail.admin: it overrides the admin templates that carry inline script
    "accounts",
    "cms",
    "exercises",
    *dict.fromkeys(kind.rsplit(".", 2)[0] for kind in EXERCISE_KINDS),
    "courses",
    "learning",
    "tools",
    "certificates",
    "privacy",
    "curriculum",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.locales",
    "wagtail.sites",
    "accounts.apps.UsersAdminConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "config.middleware.DatabaseAwayMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.DutchFirstMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.LearnerMiddleware",
    "accounts.middleware.DeviceMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
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
                "wagtail.contrib.settings.context_processors.settings",
                "config.context_processors.site",
            ],
        },
    }
]

# --- Database, cache, files, jobs ---------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR}/leerkring.sqlite3")}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # read-then-write would fail with "database is locked" otherwise
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 3
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by every process: limits that are counted per process do not limit.
CACHE_URL = env.str("CACHE_URL", default="")
CACHES = {
    "default": env.cache_url("CACHE_URL")
    if CACHE_URL
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.staticfiles.HashedFiles"},
}
if S3_BUCKET := env.str("S3_BUCKET", default=""):
    STORAGES["default"] = {
        "BACKEND": "config.storage.PrivateS3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env.str("S3_ENDPOINT_URL", default=None),
            "region_name": env.str("S3_REGION", default=None),
            "access_key": env.str("S3_ACCESS_KEY", default=None),
            "secret_key": env.str("S3_SECRET_KEY", default=None),
            "default_acl": "private",
            "file_overwrite": False,
        },
    }
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_DIRS = [BASE_DIR / "static"] + [
    (prefix, folder)
    for prefix, folder in {
        "fonts": NODE_MODULES / "@fontsource-variable" / "atkinson-hyperlegible-next" / "files",
        "jquery": NODE_MODULES / "jquery" / "dist",
        "jquery-migrate": NODE_MODULES / "jquery-migrate" / "dist",
        "sortable": NODE_MODULES / "sortablejs",
    }.items()
    if folder.is_dir()
]
STATICFILES_FINDERS = [
    "config.staticfiles.JoiningFinder",  # first: it makes one sheet and two scripts out of many
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Proof: what certificates are signed and sealed with ----------------------------------------------------------
KEYS_DIR = Path(env.str("KEYS_DIR", default=str(VAR_DIR / "keys")))  # private: no backup of the database holds it
SEAL_P12 = env.str("SEAL_P12", default="")  # a seal of the issuer's own, such as a qualified one
SEAL_P12_PASSWORD = env.str("SEAL_P12_PASSWORD", default="")
TIMESTAMP_URL = env.str("TIMESTAMP_URL", default="")  # a time-stamp server (RFC 3161); empty: none is asked

# --- Language and time --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
INTERFACE_LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]  # what pages and mails speak
# What courses may be written in. See docs/decisions/0015-a-translated-course-stands-beside-the-first.md.
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = [
    (code, _(LANG_INFO[code]["name"])) for code in env.list("COURSE_LANGUAGES", default=["nl", "en", "ar"])
]
LANGUAGES = [*dict([*INTERFACE_LANGUAGES, *WAGTAIL_CONTENT_LANGUAGES]).items()]  # Wagtail asks that all stand here
LANGUAGE_COOKIE_NAME, LANGUAGE_COOKIE_AGE = "taal", 31536000  # a year; chosen in the foot of a page
LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SECURE, LANGUAGE_COOKIE_SAMESITE = True, HTTPS, "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

# --- People -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]  # a ModelBackend, for permissions
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "learning:my-courses"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"length": 6, "numeric": True, "dashed": True}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 3
ACCOUNT_LOGIN_TIMEOUT = 2400  # a first code and three others, each with its ten minutes
# key: one e-mail address; ip: one network address, which a whole club or town hall may share.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "60/m/ip,300/h/ip,3/m/key,10/h/key,30/d/key",  # mails
    "confirm_code": "120/m/ip,20/h/key",  # guesses
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Leerkring"
MFA_FORMS = {"add_webauthn": "accounts.forms.AddPasskeyForm"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

# --- Mail ---------------------------------------------------------------------------------------------------------
if EMAIL_URL := env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Leerkring <leerkring@localhost>")
EDITORS_EMAIL = env.str("EDITORS_EMAIL", default="")  # who hears "klopt er iets niet?"; empty: only in the admin

# --- Security -----------------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63072000 if HTTPS else 0
# Both bind the whole domain of whoever hosts this: their choice.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # frames of our own are allowed: Wagtail's preview is one
if not SECURE_HSTS_INCLUDE_SUBDOMAINS:
    SILENCED_SYSTEM_CHECKS += ["security.W005"]
if not SECURE_HSTS_PRELOAD:
    SILENCED_SYSTEM_CHECKS += ["security.W021"]
if env.bool("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "frame-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb", "accelerometer", "gyroscope")
}

# --- Wagtail ------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Leerkring"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # an address is changed by proving to read it
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "vtt", "mp4", "webm", "mp3", "docx", "odt"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # no third-party requests
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
if not DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    WAGTAILSEARCH_BACKENDS["default"]["SEARCH_CONFIG"] = "dutch"  # the stems of words, as PostgreSQL knows them

# --- Logging: events with fields, never answers or names ----------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO" if not DEBUG else "DEBUG")},
    "loggers": {
        "django.server": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},  # its log of every page save is in the database already
        "fontTools": {"level": "WARNING"},
        "pyhanko.sign.validation": {"level": "ERROR"},  # files of others that somebody checks, and stamps of theirs
    },
}
