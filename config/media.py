"""Serving renditions of images from the local folder, where no object store does it. Nothing else is served by path."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.static import serve


def serve_image(request: HttpRequest, path: str) -> HttpResponseBase:
    """One image rendition. Originals, documents and certificates are never reachable by their path."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
