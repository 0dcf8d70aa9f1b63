"""Every setting of Arenan, in one place.

Each value that differs between installations comes from the environment through a typed reader, and may
instead be read from a file named by the same variable with `_FILE` appended (for secrets). The table in
`platform/config/ENVIRONMENT.md` lists them all. With nothing set, the embedded profile runs: SQLite, an
in-memory channel layer and a task worker beside the server.
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.utils.csp import CSP
from environs import FileAwareEnv

from config.languages import COMPLETE, languages_in
from config.local_secret import local_secret

env = FileAwareEnv()

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

# --- What kind of installation this is ---------------------------------------------------------------------
DEMO = env.bool("DEMO", True)
"""Demo world, one-click sign-in and mail on a page. Set to false in any installation with real people."""
DEBUG = env.bool("DEBUG", False)
PORT = env.int("PORT", 8000)
BASE_URL = env.str("BASE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
_base = urlsplit(BASE_URL)
SECURE = _base.scheme == "https"
SECRET_KEY = env.str("SECRET_KEY", "") or local_secret(DATA_DIR / "secret-key")
ALLOWED_HOSTS = [_base.hostname or "", "localhost", "127.0.0.1", *env.list("ALLOWED_HOSTS", [])]
ALLOWED_ORIGINS = [BASE_URL, *env.list("ALLOWED_ORIGINS", [])]
"""Exact origins (scheme, host and port) that may open the live socket and send forms."""
if not SECURE and _base.hostname == "127.0.0.1":
    ALLOWED_ORIGINS.append(f"http://localhost:{_base.port or 80}")
CSRF_TRUSTED_ORIGINS = ALLOWED_ORIGINS

# --- The house -----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "daphne",
    "cms",
    "workshops",
    "council",
    "network",
    "live",
    "api",
    "accounts",
    "events",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.sitemaps",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.editing.apps.PeopleConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "cms.editing.apps.EditorsRoomsConfig",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks_db",
    "django_vite",
    "rest_framework",
    "drf_spectacular",
    "channels",
    "rules",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",  # Its fields are in the search index of Wagtail; on SQLite it does nothing.
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "config.editors.EditorsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.answers.middleware.AnswersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.languages.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SeenMiddleware",
    "accounts.middleware.ActorMiddleware",
    "api.pages.ErrorPagesMiddleware",
    "cms.editing.gate.GateMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "frontend" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.actor",
            ],
        },
    },
]

# --- Data ----------------------------------------------------------------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", f"sqlite:///{DATA_DIR / 'arenan.sqlite3'}")
DATABASES = {"default": dj_database_url.parse(DATABASE_URL)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a transaction that reads and then writes would otherwise fail with a busy snapshot that no
    # timeout can wait out.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", 16)}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "")
if REDIS_URL:
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            # redis-py 8 reads with a timeout of 5 s unless told otherwise, which kills a receiver that idles.
            "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": None, "socket_connect_timeout": 1}]},
        }
    }
    CACHES = {
        "default": {
            "BACKEND": "config.cache.RedisOrLocalCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_timeout": 0.25, "socket_connect_timeout": 0.25},
        }
    }
else:
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Files ---------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise complains of a folder that is not there yet.
STATICFILES_DIRS = [BASE_DIR / "frontend" / "static"]
_built = BASE_DIR / "frontend" / "dist"
if _built.exists():
    STATICFILES_DIRS.append(_built)
WHITENOISE_USE_FINDERS = True
DJANGO_VITE = {"default": {"dev_mode": False, "manifest_path": _built / "manifest.json"}}
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
S3_BUCKET = env.str("S3_BUCKET", "")
STORAGES = {
    "default": {
        "BACKEND": "cms.library.storage.Bucket" if S3_BUCKET else "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"bucket_name": S3_BUCKET, "endpoint_url": env.str("S3_ENDPOINT_URL", "") or None}
        if S3_BUCKET
        else {},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ATTACHMENT_LIMIT = env.int("ATTACHMENT_LIMIT", 20 * 1024 * 1024)
"""Largest attachment in bytes."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

# --- Language and time ---------------------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LOCALE_PATHS = [BASE_DIR / "frontend" / folder for folder in ("locale", "locale_borrowed")]
LANGUAGES = languages_in(LOCALE_PATHS[0])
"""Languages that pages may be in. A catalogue in the folder adds one."""
INTERFACE_LANGUAGES = dict(COMPLETE)
"""Languages of the whole house: those that are offered to people and chosen by what their browser asks for."""
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# --- Sign-in (django-allauth) --------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-arenan" if SECURE else "arenan"
SESSION_COOKIE_HTTPONLY = True
ACCOUNT_ADAPTER = "accounts.adapter.Adapter"
SOCIALACCOUNT_ADAPTER = "accounts.adapter.SocialAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,3/m/key",
    "reauthenticate": "10/m/user",
    "confirm_email": "1/3m/key",
}
ACCOUNT_LOGOUT_ON_GET = ACCOUNT_REAUTHENTICATION_REQUIRED = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 0)
USERSESSIONS_TRACK_ACTIVITY = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER, MFA_TOTP_TOLERANCE = "Arenan", 1  # The half minute before, and the one after, do too.
# Browsers allow passkeys on http only for localhost; the library asks to be told so.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, list[object]]] = {"openid_connect": {"APPS": []}}
OIDC_ISSUER = env.str("OIDC_ISSUER", "")
if OIDC_ISSUER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"].append(
        {
            "provider_id": "agency",
            "name": env.str("OIDC_NAME", "Tjänstelegitimation"),
            "client_id": env.str("OIDC_CLIENT_ID"),
            "secret": env.str("OIDC_CLIENT_SECRET"),
            "settings": {"server_url": OIDC_ISSUER},
        }
    )
INVITATION_LIFETIME = timedelta(days=env.int("INVITATION_DAYS", 14))

# --- Mail ----------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "Arenan <arenan@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
DEMO_MAIL_DIR = DATA_DIR / "mail"
if DEMO:
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": DEMO_MAIL_DIR},
        }
    }
else:
    _mail = urlsplit(env.str("MAIL_URL", "smtp://localhost:25"))
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": _mail.hostname or "localhost",
                "port": _mail.port or 25,
                "username": _mail.username or "",
                "password": _mail.password or "",
                "use_tls": _mail.scheme == "smtp+tls",
                "use_ssl": _mail.scheme == "smtps",
                "timeout": 10,
            },
        }
    }

# --- API -----------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.authentication.Token", "api.authentication.Session"],
    "DEFAULT_PERMISSION_CLASSES": ["api.permissions.SignedIn"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.parsers.StrictJSONParser", "rest_framework.parsers.MultiPartParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "api.pagination.Pages",
    "DEFAULT_THROTTLE_CLASSES": ["api.throttles.PerPerson", "api.throttles.Writes"],
    "DEFAULT_THROTTLE_RATES": {
        "person": env.str("THROTTLE_PERSON", "1200/min"),
        "writes": env.str("THROTTLE_WRITES", "240/min"),
        "forms": env.str("THROTTLE_FORMS", "30/hour"),
    },
    "EXCEPTION_HANDLER": "api.problems.handler",
    "UNAUTHENTICATED_USER": None,
    # Whom a visitor calls from is read from forwarding headers only as far as proxies are known to write them.
    "NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Arenan",
    "DESCRIPTION": "Rooms, discussion and shared work of ASF councils.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "PREPROCESSING_HOOKS": ["api.openapi.only_our_api"],
    "POSTPROCESSING_HOOKS": ["api.openapi.finish"],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}

# --- Open data -----------------------------------------------------------------------------------------------
OPEN_DATA_PUBLISHER = env.str("OPEN_DATA_PUBLISHER", "Arenan")
"""Who publishes the catalogue of open data."""
OPEN_DATA_CONTACT = env.str("OPEN_DATA_CONTACT", "")
"""E-mail address for questions about the data; the sender of the site's mail if empty."""

# --- Webhooks ------------------------------------------------------------------------------------------------
WEBHOOKS_ALLOW_PRIVATE = env.bool("WEBHOOKS_ALLOW_PRIVATE", False)
"""Lets webhooks go to http and to private addresses. For development and tests; never where others have accounts."""

# --- Search --------------------------------------------------------------------------------------------------
MODELSEARCH_BACKENDS = WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "modelsearch.backends.database", "SEARCH_CONFIG": "swedish"},
}

# --- Live ----------------------------------------------------------------------------------------------------
LIVE = {
    "heartbeat": env.float("LIVE_HEARTBEAT", 25.0),
    "sweep": env.float("LIVE_SWEEP", 1.0),
    "tick": 0.02,
    "recheck": 2.0,
    "max_connections": env.int("LIVE_MAX_CONNECTIONS", 3000),
    "drain": env.float("LIVE_DRAIN", 10.0),
}
"""Seconds, save `max_connections` (sockets per process)."""

# --- Public pages --------------------------------------------------------------------------------------------
KEPT_ANSWERS = env.int("KEPT_ANSWERS", 64 * 1024 * 1024)
"""Bytes of answers to visitors that a process keeps; 0 makes every answer anew."""

# --- Browser security ----------------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF, *(origin.replace("http", "ws", 1) for origin in ALLOWED_ORIGINS)],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_SSL_REDIRECT = SECURE
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"

# --- Wagtail -------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Arenan"
WAGTAIL_I18N_ENABLED = WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = list(COMPLETE)
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.editing.finishing.publish_approved"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILIMAGES_IMAGE_MODEL = "cms.CouncilImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.library.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000  # Far below what a few kilobytes can unpack to.
WAGTAILDOCS_DOCUMENT_MODEL = "cms.CouncilDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.library.forms.FileForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = ATTACHMENT_LIMIT
WAGTAILDOCS_SERVE_METHOD = "direct"  # By `cms.library.serving`, which asks for rights.
WAGTAIL_AUTOSAVE_INTERVAL = 2000  # Milliseconds after the last key.
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "account_login"

# --- Logs ----------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
    "loggers": {"arenan": {"level": "INFO"}, "django_tasks_db": {"level": "WARNING"}},
}
SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W001"]  # Assets come through Vite; the admin brings its own.
