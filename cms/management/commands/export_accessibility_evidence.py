"""`manage.py export_accessibility_evidence`: what the last run of the tests found, for an accessibility statement."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.template.loader import render_to_string


class Command(BaseCommand):
    """Gathers what `make test` or `make test-full` left behind, as one page that can be handed to an inspector."""

    help = "Write what the last run of the accessibility tests found as one HTML page, with the figures as JSON in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=Path("toegankelijkheid-bewijs.html"), help="The file to write.")
        folder = Path(settings.VAR_DIR) / "accessibility"
        parser.add_argument("--from", type=Path, default=folder, dest="folder", help="Where the tests left it.")

    def handle(self, *args: Any, to: Path, folder: Path, **options: Any) -> None:
        runs = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
        if not runs:
            raise CommandError(f"Nothing in {folder}. Run `make test` or `make test-full` first.")
        left: dict[str, int] = {}
        for run in runs:
            for reason, times in run["left_to_people"].items():
                left[reason] = left.get(reason, 0) + times
        context = {
            "runs": runs,
            "visits": sum(run["visits"] for run in runs),
            "faults": sum(len(run["faults"]) for run in runs),
            "left": sorted(left.items()),
            "commits": sorted({run["commit"] for run in runs}),
            "rules": runs[0]["rules"],
            "json": json.dumps(runs, ensure_ascii=False, indent=1),
        }
        to.write_text(render_to_string("cms/accessibility_evidence.html", context), encoding="utf-8")
        self.stdout.write(f"{to}: {context['visits']} visits, {context['faults']} faults.")
