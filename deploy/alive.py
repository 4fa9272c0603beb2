"""For a container's health check: is this process alive and able to serve? Ends with 0 or 1.

    python deploy/alive.py web       asks /readyz: the database answers and every migration was made
    python deploy/alive.py worker    looks whether the task process that the supervisor keeps is there

Needs nothing but Python itself. The address is asked for by a name from ALLOWED_HOSTS, since any other is refused.
"""

import os
import sys
import urllib.error
import urllib.request
from pathlib import Path


def web_is_ready(port: int = 8000) -> bool:
    """Whether /readyz says 200, asked as the proxy would: over TLS, for a host that is allowed."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    name = "localhost" if host == "*" else host.removeprefix(".")
    headers = {"Host": name, "X-Forwarded-Proto": "https"}
    question = urllib.request.Request(f"http://127.0.0.1:{port}/readyz", headers=headers)
    try:
        with urllib.request.urlopen(question, timeout=4) as answer:  # noqa: S310 -- as above
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def worker_is_there(processes: Path = Path("/proc")) -> bool:
    """Whether `run_worker` runs in this container, and the worker that it forks."""
    parents = {}
    for process in processes.glob("[0-9]*"):
        try:
            if b"run_worker" in (process / "cmdline").read_bytes().split(b"\0"):
                # After the name, in brackets, come the state and the parent.
                parents[process.name] = (process / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:  # it ended while we looked
            continue
    return any(parent in parents for parent in parents.values())


if __name__ == "__main__":
    role = sys.argv[1] if len(sys.argv) > 1 else "web"
    port = int(os.environ.get("PORT", "8000"))
    sys.exit(0 if (worker_is_there() if role == "worker" else web_is_ready(port)) else 1)
