"""What tools that nobody here wrote say of every page: html-validate of its HTML, Lighthouse of all of it."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from tests.journeys.matrix.registry import PAGES, Seen
from tests.journeys.matrix.world import World, build

BIN = Path(settings.NODE_MODULES) / ".bin"
LOWEST = {"accessibility": 100, "best-practices": 96}
TRIES = 3  # now and then it cannot record a page at all, and asks to be run again (NO_NAVSTART)
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"


def visited() -> Iterator[Seen]:
    """Every page that a plain request shows as it is seen first."""
    return (seen for seen in PAGES if not seen.refused and seen.status == 200)


def is_of_others(seen: Seen) -> bool:
    """Whether what is in the middle of it was written, and coloured, by others: an XBlock."""
    return "xblock" in seen.state


@pytest.fixture
def world(served_site: None) -> World:
    return build()


# Ticks keep autocomplete="off": without it Firefox ticks them again after a reload, in a list that belongs to nobody.
@pytest.mark.full
def test_html_is_what_the_standard_says(world: World, tmp_path: Path) -> None:
    clients = {who: Client() for who in world.cookies}
    for who, cookies in world.cookies.items():
        clients[who].cookies.load(cookies)
    names = {}
    for place, seen in enumerate(PAGES):
        if not seen.refused and not is_of_others(seen):
            names[file := tmp_path / f"{place}.html"] = seen.name
            file.write_bytes(clients[seen.who].get(seen.address(world)).content)

    config = Path(settings.BASE_DIR) / ".htmlvalidate.json"
    command = [BIN / "html-validate", "--config", config, "--formatter", "json", *names]
    report = tmp_path / "report.json"
    with report.open("w") as out:  # into a pipe it would not write to the end
        subprocess.run(command, stdout=out, check=False, cwd=tmp_path)  # noqa: S603
    results = json.loads(report.read_text(encoding="utf-8"))

    faults = [
        f"{names[Path(one['filePath'])]}: {message['ruleId']}: {message['message']} ({message['line']})"
        for one in results
        for message in one["messages"]
    ]
    assert faults == [], "\n".join(faults)


@pytest.mark.full
def test_lighthouse_is_content(world: World, live_server: LiveServer, tmp_path: Path) -> None:
    faults, speeds = [], []
    for seen in visited():
        scores = lighthouse(live_server.url + seen.address(world), world.cookies[seen.who], tmp_path)
        asked = {} if is_of_others(seen) else LOWEST
        faults += [f"{seen.name}: {what} {scores[what]}" for what, least in asked.items() if scores[what] < least]
        speeds.append(f"{scores['performance']:3} {seen.name}")

    (Path(settings.VAR_DIR) / "lighthouse.txt").write_text("\n".join(sorted(speeds)), encoding="utf-8")
    assert faults == [], "\n".join(faults)


def lighthouse(address: str, cookies: dict[str, str], folder: Path) -> dict[str, int]:
    """The scores of one page for a phone, out of a hundred, by category; what is below the mark is named."""
    headers = folder / "headers.json"
    headers.write_text(json.dumps({"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}))
    report = folder / "report.json"
    command = [BIN / "lighthouse", address, "--quiet", "--output=json", f"--output-path={report}"]
    command += [f"--extra-headers={headers}", f"--chrome-flags={CHROME}"]
    command += ["--only-categories=accessibility,best-practices,performance"]
    environment = {"CHROME_PATH": shutil.which("chromium") or "", "PATH": str(Path(shutil.which("node") or "").parent)}
    for _try in range(TRIES):
        done = subprocess.run(command, capture_output=True, text=True, env=environment | {"HOME": str(folder)})  # noqa: S603
        if done.returncode == 0:
            break
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return {name: round(100 * (one["score"] or 0)) for name, one in found["categories"].items()}
