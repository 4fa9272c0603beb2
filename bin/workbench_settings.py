"""Settings of the workbench: its own, with a database and a key of its folder. For bin/workbench, not for the site."""

import secrets
from pathlib import Path

from workbench.settings import *  # noqa: F403 -- the workbench's own

HOME = Path(__file__).resolve().parent
SECRET_KEY = secrets.token_urlsafe(60)
DEBUG = True  # on this machine only: it serves its files itself
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": HOME / "workbench.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
DJFS = {"type": "osfs", "directory_root": str(HOME / "files"), "url_root": "/static/djpyfs"}
LOGGING: dict[str, object] = {}
EXCLUDED_XBLOCKS: set[str] = set()
