"""The site in a process of its own whose database is not there. Run as a program, with DATABASE_URL set.

Reads requests from standard input as JSON, sends them through the WSGI application, and writes what came of each.
"""

import io
import json
import sys
import time
from typing import Any
from wsgiref.util import setup_testing_defaults


def ask(application: Any, method: str, path: str, cookie: str) -> dict[str, Any]:
    """One request through the whole site, as a web server would pass it on."""
    environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": "localhost"}
    environ |= {"HTTP_COOKIE": cookie, "wsgi.input": io.BytesIO(), "CONTENT_LENGTH": "0"}
    setup_testing_defaults(environ)
    answer: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], fault: object = None) -> None:
        answer.update(status=int(status.split()[0]), headers=dict(headers))

    before = time.monotonic()
    response = application(environ, start)
    answer["body"] = b"".join(response).decode()
    response.close()
    return answer | {"seconds": time.monotonic() - before}


if __name__ == "__main__":
    from config.wsgi import application

    json.dump([ask(application, *request) for request in json.load(sys.stdin)], sys.stdout)
