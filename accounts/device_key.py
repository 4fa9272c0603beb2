"""What a device may know of who uses it: one opaque word, so that it never gives the work of one person to another."""

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HEADER = "X-Device-Key"  # with an answer that waited on a device: whose it is


def device_key(request: HttpRequest) -> str:
    """The same word for the same account or guest, and nothing to be read from it; empty for who is nobody yet."""
    user = getattr(request, "user", None)  # a request that was refused early has no user yet
    if user is not None and user.is_authenticated:
        return _opaque(f"user:{user.pk}")
    learner = getattr(request, "learner", None)
    return _opaque(f"guest:{learner.uuid}") if learner else ""


def is_somebody_elses(request: HttpRequest) -> bool:
    """Whether this answer waited on a device for another than who sends it now."""
    return request.headers.get(HEADER, device_key(request)) != device_key(request)


def _opaque(name: str) -> str:
    return salted_hmac("accounts.device", name, algorithm="sha256").hexdigest()[:32]
