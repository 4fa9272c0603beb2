"""Running ES modules of ours outside a browser: what they compute is what the server must compute."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings


def run_modules(folder: Path, script: str, data: Any, scratch: Path) -> Any:
    """What `script` gives for this data. It imports the modules of `folder` from ./modules/ and calls `answer(…)`."""
    shutil.copytree(folder, scratch / "modules", dirs_exist_ok=True)
    (scratch / "package.json").write_text('{"type": "module"}')
    begin = 'import fs from "node:fs";\nconst data = JSON.parse(fs.readFileSync(0, "utf8"));\n'
    end = "\nfunction answer(value) { process.stdout.write(JSON.stringify(value)); }\n"
    (scratch / "script.js").write_text(begin + script + end)
    node = Path(settings.BASE_DIR) / ".venv" / "bin" / "node"
    command = [str(node) if node.exists() else "node", str(scratch / "script.js")]
    run = subprocess.run(command, input=json.dumps(data), capture_output=True, text=True, timeout=60)  # noqa: S603 -- ours
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)
