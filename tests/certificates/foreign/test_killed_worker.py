"""A worker that is killed in the middle of its work leaves nothing double, half or stuck."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from certificates.models import Certificate
from certificates.services import issue
from certificates.verifying import verify_file
from config.jobs import reap
from tests.certificates.foreign.tools import ROOT
from tests.factories import LearnerFactory, make_course, make_enrolment, walk

pytestmark = pytest.mark.foreign
WANTED, KILLS = 80, 3


@pytest.fixture
def worker(settings: Any, tmp_path: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Starts a real worker, or its supervisor, on the database, files and keys of this test."""
    if connection.vendor != "sqlite":
        pytest.skip("the worker is given the test's own file")
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "DJANGO_SETTINGS_MODULE": "config.settings_test",
        "VAR_DIR": str(tmp_path),
        "KEYS_DIR": str(settings.KEYS_DIR),
    }
    by_itself = ("db_worker", "--no-startup-delay", "--interval", "0.1")
    return lambda *words: subprocess.Popen(  # noqa: S603 -- ours
        [sys.executable, "manage.py", *(words or by_itself)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_until(is_so: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 240
    while not is_so():
        assert process.poll() is None, "the worker ended by itself"
        assert time.monotonic() < end, f"{made()} made"
        time.sleep(0.05)


def made() -> int:
    return Certificate.objects.filter(made_at__isnull=False).count()


@pytest.mark.django_db(transaction=True)
def test_worker_killed_three_times_makes_every_file_once(
    worker: Callable[..., subprocess.Popen[bytes]], settings: Any
) -> None:
    issued(WANTED)

    for kill in range(KILLS):
        process = worker()
        goal = (kill + 1) * WANTED // (KILLS + 1)
        wait_until(lambda goal=goal: made() >= goal, process)
        process.send_signal(signal.SIGKILL)
        process.wait()
        reap(at=timezone.now() + timedelta(minutes=6), older_than=timedelta(minutes=5))  # what the supervisor does
    process = worker()
    wait_until(lambda: made() == WANTED, process)
    wait_until(lambda: not DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL).exists(), process)
    process.terminate()
    process.wait()

    files = sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
    assert files == sorted(f"{code}.pdf" for code in Certificate.objects.values_list("code", flat=True))
    assert len(set(Certificate.objects.values_list("status_list", "status_index"))) == WANTED
    content = [Path(certificate.pdf.path).read_bytes() for certificate in Certificate.objects.all()]
    assert [one for one in map(verify_file, content) if not (one.is_known and one.seal_intact)] == []


@pytest.mark.django_db(transaction=True)
def test_supervisor_renews_its_worker_and_leaves_nobody_behind(
    worker: Callable[..., subprocess.Popen[bytes]], settings: Any
) -> None:
    issued(5)

    process = worker("run_worker", "--renew-after", "2", "--every", "1")
    seen: set[str] = set()
    wait_until(lambda: all_made_while_watching(process, seen), process)
    last = children(process)
    process.terminate()
    process.wait()

    assert len(seen) >= 3  # two, two and one
    assert [child for child in last if Path("/proc", child).exists()] == []
    assert len(list(Path(settings.MEDIA_ROOT).rglob("*.pdf"))) == 5


def issued(wanted: int) -> None:
    course = make_course(modules=1)
    for number in range(wanted):
        enrolment = walk(make_enrolment(course, learner=LearnerFactory()))
        issue(enrolment=enrolment, name=f"Deelnemer {number}", at=timezone.now())


def children(process: subprocess.Popen[bytes]) -> list[str]:
    return Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()


def all_made_while_watching(process: subprocess.Popen[bytes], seen: set[str]) -> bool:
    seen.update(children(process))
    return made() == 5
