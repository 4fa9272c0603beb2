"""The memory of `manage.py run_worker` while it makes certificates: of the worker and of the supervisor it comes from.

    .venv/bin/python -m bench --only-worker

Read from `/proc/<process>/smaps_rollup`. PSS counts a page that two processes share for a half each, so the two add up
to what the machine gives; RSS counts it whole in both.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from accounts.models import Learner
from bench.certificates import issued
from bench.journey import finished
from certificates import keys
from certificates.models import Certificate

MARKS = (30, 280, 530, 780, 1030)  # the first certificates load fonts and addresses: growth is counted after them
PATIENCE = 900  # seconds


def measure() -> list[dict[str, str]]:
    """One row a process: what it takes after the first certificates and at each mark, and how much it grew between."""
    keys.create(at=timezone.now())
    pattern = finished(Learner.objects.create())
    for number in range(MARKS[-1] + 10):  # the last ones keep it at work while it is looked at
        issued(pattern, number)
    with _supervisor() as supervisor:
        taken = [_taken_when(mark, supervisor) for mark in MARKS]
    return [_row(name, [one[name] for one in taken]) for name in taken[0]]


@contextmanager
def _supervisor() -> Iterator[subprocess.Popen[bytes]]:
    """The task process as it is in production, but that its worker stays for all of them: else nothing could grow."""
    command = [sys.executable, "manage.py", "run_worker", "--renew-after", "10000"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, stderr=subprocess.DEVNULL)  # noqa: S603 -- ours
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _taken_when(wanted: int, supervisor: subprocess.Popen[bytes]) -> dict[str, dict[str, float]]:
    end = time.monotonic() + PATIENCE
    while Certificate.objects.filter(made_at__isnull=False).count() < wanted:
        assert supervisor.poll() is None, "the task process ended by itself"
        assert time.monotonic() < end, "the worker makes no haste"
        time.sleep(0.2)
    [worker] = Path(f"/proc/{supervisor.pid}/task/{supervisor.pid}/children").read_text().split()
    taken = {"worker": _megabytes(int(worker)), "supervisor": _megabytes(supervisor.pid)}
    return taken | {"both": {kind: sum(one[kind] for one in taken.values()) for kind in taken["worker"]}}


def _megabytes(process: int) -> dict[str, float]:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    kilobytes = {name: int(number) for name, number, _unit in (line.split() for line in lines)}
    private = kilobytes["Private_Clean:"] + kilobytes["Private_Dirty:"]
    return {
        name: size * 1024 / 1e6
        for name, size in {"PSS": kilobytes["Pss:"], "RSS": kilobytes["Rss:"], "private": private}.items()
    }


def _row(name: str, taken: list[dict[str, float]]) -> dict[str, str]:
    sizes = {kind: " → ".join(f"{one[kind]:.1f}" for one in taken) for kind in taken[0]}
    grown = [f"{after['PSS'] - before['PSS']:+.1f}" for before, after in pairwise(taken)]
    row = {"process": name} | {f"{kind} in MB": size for kind, size in sizes.items()}
    return row | {"growth of PSS in MB": ", ".join(grown)}
