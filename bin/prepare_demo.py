"""Bring the demo's database and static files up to date, in one process: each start of Django takes seconds."""

import hashlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402 -- the path comes first

django.setup()

from django.conf import settings  # noqa: E402 -- only after setup
from django.contrib.staticfiles.finders import get_finders  # noqa: E402
from django.core.management import CommandError, call_command  # noqa: E402


def collect_static_files() -> None:
    """Hash and compress static files, when any of them changed since the last time."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(ignore_patterns=None):
            digest.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest.hexdigest())


def main() -> None:
    collect_static_files()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    with (ROOT / "var" / "log" / "keys.log").open("w", encoding="utf-8") as log:
        call_command("keys", "create", stdout=log)
    call_command("load_curriculum")
    call_command("load_demo")
    call_command("update_index", verbosity=0)  # what an older version had published is found too
    with (ROOT / "var" / "demo-hints.txt").open("w", encoding="utf-8") as hints:
        call_command("demo_hints", stdout=hints)


try:
    main()
except CommandError as error:  # such as a fault in the curriculum: the message says all
    sys.exit(str(error))
