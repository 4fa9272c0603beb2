"""`python -m bench [--requests N]` and perhaps one `--only-…`: builds a site in a temporary folder, measures it."""

import argparse
import os
import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Set the environment before Django reads it, then measure in process and over HTTP."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--requests", type=int, default=60, help="How often each page is asked for (default 60).")
    parser.add_argument("--only-kinds", action="store_true", help="Measure the kinds of exercise, not the pages.")
    parser.add_argument("--only-blocks", action="store_true", help="Measure blocks of others, and nothing else.")
    parser.add_argument("--only-certificates", action="store_true", help="Measure certificates, and nothing else.")
    parser.add_argument("--only-worker", action="store_true", help="Measure the worker's memory, and nothing else.")
    parser.add_argument("--only-pages", action="store_true", help="Measure pages in a slow browser, and nothing else.")
    parser.add_argument("--visits", type=int, default=5, help="How often each page is visited so (default 5).")
    parser.add_argument("--only-many", type=int, metavar="N", help="Complete N times, each submitted twice.")
    parser.add_argument("--files", action="store_true", help="With --only-many: make their files too.")
    options = parser.parse_args()
    wanted = options.requests
    with tempfile.TemporaryDirectory(prefix="leerkring-bench-") as folder:
        give_environment(Path(folder), is_own_database_kept=bool(options.only_many))
        from bench import site

        sys.stdout.write(f"Building a site in {folder} …\n")
        site.build()
        from bench import (
            blocks,
            certificates,
            fresh_worker,
            in_process,
            many,
            over_http,
            pages,
            per_kind,
            table,
        )  # these need a Django that is set up

        if options.only_blocks:
            sys.stdout.write(table.show("Blocks of others (Django's test client)", blocks.measure(wanted)))
            return 0
        if options.only_certificates:
            sys.stdout.write(table.show("Certificates", certificates.measure(wanted)))
            return 0
        if options.only_worker:
            sys.stdout.write(table.show("Memory of the task process", fresh_worker.measure()))
            return 0
        if options.only_pages:
            sys.stdout.write(pages.report(options.visits))
            return 0
        if options.only_many:
            sys.stdout.write(table.show("Many at once", many.measure(options.only_many, with_files=options.files)))
            return 0
        kinds = table.show("Kinds of exercise (CPU ms in process)", per_kind.measure(wanted))
        sys.stdout.write(kinds)
        if options.only_kinds:
            return 0
        sys.stdout.write(table.show("In process (Django's test client)", in_process.measure(wanted)))
        sys.stdout.write(table.show("Over HTTP (gunicorn, 1 worker)", over_http.measure(wanted)))
        sys.stdout.write(pages.report(options.visits))
    return 0


def give_environment(folder: Path, *, is_own_database_kept: bool = False) -> None:
    """A production-like site on SQLite in this folder, whatever the shell was set up for.

    On PostgreSQL where that is wanted and DATABASE_URL names one.
    """
    found = os.environ.get("DATABASE_URL", "")
    is_kept = is_own_database_kept and found.startswith("postgres")
    for name in (
        "DEBUG",
        "DEMO",
        "CACHE_URL",
        "S3_BUCKET",
        "EMAIL_URL",
        "STATIC_ROOT",
        "KEYS_DIR",
        "SEAL_P12",
        "TIMESTAMP_URL",
        "BEHIND_TLS_PROXY",
    ):
        os.environ.pop(name, None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "only-for-measuring-" + "x" * 50,
        "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
        "SITE_URL": "http://localhost",
        "HTTPS": "0",
        "LOG_LEVEL": "ERROR",
        "XBLOCK_TYPES": "done,drag-and-drop-v2",
        "VAR_DIR": str(folder),
        "DATABASE_URL": found if is_kept else f"sqlite:///{folder}/bench.sqlite3",
    }


if __name__ == "__main__":
    sys.exit(main())
