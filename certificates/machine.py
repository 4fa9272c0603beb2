"""Addresses that verifiers ask, wherever they run: who signs, and what no longer holds. They say nothing of anybody."""

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates import keys, status

FRESH = 300  # seconds that a verifier may keep an answer


@require_safe
def did_document(request: HttpRequest) -> JsonResponse:
    """Every key that ever signed, for did:web."""
    return _open(keys.did_document(), "application/did+json")


@require_safe
def status_list(request: HttpRequest, number: int) -> JsonResponse:
    """One signed list. There is always a first, also when nothing was issued yet."""
    if not 1 <= number <= status.last_list():
        raise Http404
    return _open(status.signed_list(number, at=timezone.now()), "application/vc")


def _open(content: dict[str, Any], media_type: str) -> JsonResponse:
    response = JsonResponse(content, content_type=media_type)
    response["Access-Control-Allow-Origin"] = "*"  # a verifier may be a page of somebody else's
    response["Cache-Control"] = f"public, max-age={FRESH}"
    return response
