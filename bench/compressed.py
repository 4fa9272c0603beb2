"""The site as its visitors get it: HTML compressed with gzip, which the proxy in front of gunicorn does in production.

Static files come compressed from WhiteNoise, so they are let alone.
"""

import gzip
from collections.abc import Callable, Iterable
from typing import Any

from config.wsgi import application as site

LEVEL = 6  # as nginx and Caddy are set up in most places
TEXT = ("text/", "application/json", "application/manifest+json")

Start = Callable[..., Any]


def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """One answer, compressed where the browser takes that and where it was not done before."""
    told: list[Any] = []

    def hear(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        told[:] = [status, headers]

    body = site(environ, hear)
    status, headers = told
    given = {name.lower(): value for name, value in headers}
    is_text = given.get("content-type", "").startswith(TEXT)
    if not is_text or "content-encoding" in given or "gzip" not in environ.get("HTTP_ACCEPT_ENCODING", ""):
        start_response(status, headers)
        return body
    try:
        packed = gzip.compress(b"".join(body), LEVEL)
    finally:
        if close := getattr(body, "close", None):
            close()
    kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
    start_response(status, [*kept, ("Content-Encoding", "gzip"), ("Content-Length", str(len(packed)))])
    return [packed]
