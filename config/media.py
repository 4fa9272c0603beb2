"""Serving renditions of images, from the local folder or the object store. Nothing else is served by path."""

import mimetypes

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe


@require_safe
def serve_image(request: HttpRequest, path: str) -> HttpResponseBase:
    """One image rendition. Originals, documents and certificates are never reachable by their path."""
    if ".." in path.split("/"):  # the store would take that as the way to another folder
        raise Http404("No such image.")
    try:
        image = default_storage.open(path)
    except (FileNotFoundError, IsADirectoryError, SuspiciousOperation) as error:
        raise Http404("No such image.") from error
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    response = FileResponse(image, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
