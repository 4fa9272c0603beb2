"""What a run of the matrix leaves behind for an accessibility statement: read by `export_accessibility_evidence`."""

import json
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from tests.journeys.matrix.seeing import TAGS


def write(part: str, done: Any) -> None:
    """Keep the date, the commit, what was counted and what was wrong."""
    folder = Path(settings.VAR_DIR) / "accessibility"
    folder.mkdir(parents=True, exist_ok=True)
    found = {
        "part": part,
        "finished_at": timezone.now().isoformat(timespec="seconds"),
        "commit": _commit(),
        "rules": TAGS,
        "visits": done.visits,
        "axe_runs": done.eye.axe_runs,
        "controls_seen_with_focus": len(done.eye.rings),
        "faults": done.faults,
        "left_to_people": done.eye.undecided,
    }
    (folder / f"{part}.json").write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    asked = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)  # noqa: S603
    return asked.stdout.strip() or "unknown"
