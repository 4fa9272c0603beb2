"""What a coordinator gets of the certificates of an organisation: those that their holders share, and no others."""

from tempfile import SpooledTemporaryFile
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from certificates.services.handing import hand_over, may_be_given

IN_MEMORY = 10 * 1024 * 1024  # bytes; beyond that in a temporary file


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def shared_certificates(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """How many there are; POST gives them in one ZIP, and their stories tell so."""
    assert isinstance(request.user, User)
    organisation = get_object_or_404(request.user.coordinated_organisations(), uuid=uuid)
    now = timezone.now()
    if request.method == "POST":
        packed = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 -- closed by the response
        hand_over(organisation=organisation, to=packed, at=now, by=request.user)
        packed.seek(0)
        return FileResponse(packed, as_attachment=True, filename="bewijzen.zip", content_type="application/zip")
    context = {"organisation": organisation, "count": may_be_given(organisation, at=now).count()}
    return render(request, "certificates/shared.html", context)
