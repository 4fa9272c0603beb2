"""Serving the files that blocks bring: public files of their packages, and texts named after their content."""

import mimetypes

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

TYPES = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}
LONGEST = 200  # characters of a path within a package
#: A page or drawing of somebody else, opened by itself, may show itself and nothing more.
ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox"


@require_safe
def text(request: HttpRequest, name: str) -> HttpResponseBase:
    """A script or style that a block had as text. Its name is its content, so it never changes."""
    try:
        found = default_storage.open(f"xblock/{name}")
    except FileNotFoundError as error:
        raise Http404("No such text.") from error
    response = FileResponse(found, content_type=TYPES[name.rpartition(".")[2]])
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def resource(request: HttpRequest, family: str, block_type: str, uri: str) -> HttpResponseBase:
    """A public file of the package of an allowed block or aside."""
    from exercises.xblock.allowed import BlockUnavailable
    from exercises.xblock.host.classes import aside_class, block_class

    try:
        found = {"xblock.v1": block_class, "xblock_asides.v1": aside_class}[family](block_type)
        if len(uri) > LONGEST or "\0" in uri or "\\" in uri or ".." in uri.split("/"):
            raise ValueError(uri)
        data = found.open_local_resource(uri)
    except (KeyError, BlockUnavailable) as error:
        raise Http404("No such block.") from error
    except Exception as error:  # each package has its own way of refusing
        raise Http404("No such file.") from error
    response = FileResponse(data, content_type=mimetypes.guess_type(uri)[0] or "application/octet-stream")
    response["Cache-Control"] = "public, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = ALONE
    return response
