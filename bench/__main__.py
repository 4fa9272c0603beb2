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
    options = parser.parse_args()
    wanted = options.requests
    with tempfile.TemporaryDirectory(prefix="leerkring-bench-") as folder:
        give_environment(Path(folder))
        from bench import site

        sys.stdout.write(f"Building a site in {folder} …\n")
        site.build()
        from bench import (
            blocks,
            certificates,
            in_process,
            over_http,
            per_kind,
            table,
        )  # these need a Django that is set up

        if options.only_blocks:
            sys.stdout.write(table.show("Blocks of others (Django's test client)", blocks.measure(wanted)))
            return 0
        if options.only_certificates:
            sys.stdout.write(table.show("Certificates", certificates.measure(wanted)))
            return 0
        kinds = table.show("Kinds of exercise (CPU ms in process)", per_kind.measure(wanted))
        sys.stdout.write(kinds)
        if options.only_kinds:
            return 0
        sys.stdout.write(table.show("In process (Django's test client)", in_process.measure(wanted)))
        sys.stdout.write(table.show("Over HTTP (gunicorn, 1 worker)", over_http.measure(wanted)))
    return 0


def give_environment(folder: Path) -> None:
    """A production-like site on SQLite in this folder, whatever the shell was set up for."""
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
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
    }


if __name__ == "__main__":
    sys.exit(main())
