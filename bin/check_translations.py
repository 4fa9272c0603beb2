"""Fail when a Dutch translation is missing or uncertain, also for texts that nobody has extracted yet.

The messages are extracted anew in a copy of the source, so that a check never changes a file.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READ = {".py", ".html", ".txt", ".po"}


def copy_source(target: Path) -> None:
    """Copy what git knows or would take in, and nothing that was installed or made."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout  # noqa: S603 -- fixed
    for name in filter(None, listing.split("\0")):
        source = ROOT / name
        if not name.startswith(("tests/", "bench/")) and source.is_file() and source.suffix in READ:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)
    for home in [target, *(kind.parent for kind in target.glob("exercises/*/kind.py"))]:
        (home / "locale").mkdir(exist_ok=True)


def extract(folder: Path) -> None:
    options = ["--locale=nl", "--no-obsolete", "--no-wrap", "--verbosity=0"]
    command = [sys.executable, "manage.py", "makemessages", *options]
    subprocess.run(command, cwd=folder, check=True)  # noqa: S603 -- fixed arguments


def entries(catalogue: Path, selection: str) -> list[str]:
    """The texts in a catalogue that msgattrib selects: what is missing, or what is uncertain."""
    command = ["msgattrib", selection, "--no-obsolete", "--no-wrap", str(catalogue)]
    found = subprocess.run(command, capture_output=True, check=True, text=True).stdout  # noqa: S603 -- fixed arguments
    blocks = (block.strip() for block in found.split("\n\n"))
    return [block for block in blocks if block and '\n"Content-Type: ' not in block]  # all but the header


def main() -> int:
    problems = 0
    with tempfile.TemporaryDirectory(prefix="leerkring-messages-") as temporary:
        folder = Path(temporary)
        copy_source(folder)
        extract(folder)
        for catalogue in sorted(folder.rglob("nl/LC_MESSAGES/*.po")):
            for selection, word in {"--untranslated": "missing", "--only-fuzzy": "uncertain"}.items():
                for entry in entries(catalogue, selection):
                    problems += 1
                    sys.stdout.write(f"{catalogue.relative_to(folder)}: {word}\n{entry}\n\n")
    if problems:
        sys.stdout.write(f"{problems} texts need Dutch. `make messages` puts them in the files.\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
