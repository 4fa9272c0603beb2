"""The container files, as far as they can be judged without an engine that runs them."""

import re
import runpy
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
CONTAINERFILE = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SETTINGS = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")
READ = set(re.findall(r"""env(?:\.\w+)?\(\s*"([A-Z0-9_]+)\"""", SETTINGS))
OF_PYTHON = {"DJANGO_SETTINGS_MODULE", "PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
OF_PIP = {"PIP_DISABLE_PIP_VERSION_CHECK", "PIP_NO_INPUT"}
worker_is_there = runpy.run_path(str(DEPLOY / "alive.py"))["worker_is_there"]  # a script, not a module
COMMAND = re.compile(r"manage\.py (\w+)")


def test_everything_that_is_copied_into_the_image_is_there() -> None:
    lines = re.findall(r"^COPY (?!--from)(.+)$", CONTAINERFILE, re.MULTILINE)
    sources = [source for line in lines for source in line.split()[:-1]]

    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_every_app_is_copied_into_the_image() -> None:
    apps = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "bench"}

    assert {app for app in apps if f"COPY {app} {app}" not in CONTAINERFILE} == set()


def test_image_installs_by_hash_and_runs_as_nobody_special() -> None:
    installs = [line for line in CONTAINERFILE.splitlines() if "pip install" in line]
    last_stage = CONTAINERFILE.rpartition("\nFROM ")[2]

    assert installs
    assert [line for line in installs if "--require-hashes" not in line] == []
    assert "npm ci" in CONTAINERFILE
    assert re.search(r"^USER leerkring$", last_stage, re.MULTILINE)


def test_python_of_the_image_is_one_that_we_support() -> None:
    versions = set(re.findall(r"^FROM python:(\d\.\d+)-slim-bookworm", CONTAINERFILE, re.MULTILINE))
    wanted = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text())

    assert wanted is not None
    assert versions == {wanted.group(1)}


def test_every_variable_of_the_image_is_one_that_somebody_reads() -> None:
    named = set(re.findall(r"(?:^ENV |^    |\bexport )([A-Z][A-Z_]+)=", CONTAINERFILE, re.MULTILINE))

    assert named - READ - OF_PYTHON - OF_PIP == set()


def test_every_variable_of_the_example_is_one_that_the_settings_read() -> None:
    lines = (DEPLOY / "env.example").read_text(encoding="utf-8").splitlines()
    named = {match.group(1) for line in lines if (match := re.match(r"#? ?([A-Z][A-Z0-9_]+)=", line))}

    assert named - READ == {"POSTGRES_PASSWORD"}  # of the database's own image
    assert {"SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "DATABASE_URL"} <= named


def test_filled_in_example_is_never_committed() -> None:
    ignored = subprocess.run(["git", "check-ignore", "deploy/env"], cwd=ROOT, capture_output=True)  # noqa: S607 -- git

    assert ignored.returncode == 0


def test_services_are_complete_and_wait_for_the_database() -> None:
    services = COMPOSE["services"]

    assert set(services) == {"db", "prepare", "web", "worker", "clock"}
    assert services["db"]["image"].startswith("postgres:15")
    assert {name for name, one in services.items() if "healthcheck" not in one} == set()
    for name in ("web", "worker", "clock"):
        conditions = {other: one["condition"] for other, one in services[name]["depends_on"].items()}
        assert conditions == {"db": "service_healthy", "prepare": "service_completed_successfully"}


def test_services_build_what_is_there_and_keep_what_must_stay() -> None:
    ours = [one for name, one in COMPOSE["services"].items() if name != "db"]
    kept = {volume.partition(":")[0] for one in COMPOSE["services"].values() for volume in one["volumes"]}

    assert [one for one in ours if not (DEPLOY / one["build"]["context"] / one["build"]["dockerfile"]).is_file()] == []
    assert {one["env_file"] for one in ours} == {"env"}
    assert kept == set(COMPOSE["volumes"])


def test_every_command_that_a_service_runs_exists() -> None:
    said = [" ".join(one.get("command", [])) for one in COMPOSE["services"].values()]
    named = {name for line in [*said, CONTAINERFILE] for name in COMMAND.findall(line)}

    assert {"migrate", "createcachetable", "load_curriculum", "run_worker", "collectstatic"} <= named
    assert named - get_commands().keys() == set()


# -- Is it alive? ----------------------------------------------------------------------------------------------------


class _Site(BaseHTTPRequestHandler):
    """Says 200 for /readyz on its own host, and 400 for any other, as Django does."""

    def do_GET(self) -> None:
        is_ours = self.headers["Host"] == "leren.example.nl" and self.path == "/readyz"
        self.send_response(200 if is_ours else 400)
        self.end_headers()

    def log_message(self, format: str, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    """Of a site that runs."""
    server = HTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def alive(port: int, hosts: str) -> int:
    command = [sys.executable, str(DEPLOY / "alive.py"), "web"]
    return subprocess.run(command, env={"PORT": str(port), "ALLOWED_HOSTS": hosts}).returncode  # noqa: S603 -- ours


def test_health_check_asks_by_a_name_that_is_allowed(port: int) -> None:
    assert alive(port, "leren.example.nl,www.example.nl") == 0
    assert alive(port, "another.example.nl") == 1


def test_health_check_says_no_when_nothing_answers() -> None:
    assert alive(9, "leren.example.nl") == 1


def process(folder: Path, number: int, parent: int, *words: str, name: str = "python") -> None:
    """As /proc tells of one."""
    (folder / str(number)).mkdir()
    (folder / str(number) / "cmdline").write_bytes("\0".join([*words, ""]).encode())
    (folder / str(number) / "stat").write_text(f"{number} ({name}) S {parent} 1 1 0 -1")


def test_health_check_looks_for_the_worker_that_the_supervisor_forks(tmp_path: Path) -> None:
    supervisor = ("python", "manage.py", "run_worker")
    process(tmp_path, 1, 0, *supervisor)
    process(tmp_path, 7, 1, "sh", "-c", "echo run_worker")
    assert not worker_is_there(tmp_path)

    process(tmp_path, 8, 1, *supervisor, name="python) S 9 (x")

    assert worker_is_there(tmp_path)
