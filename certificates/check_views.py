"""The pages on which anybody checks a certificate: by its number, by the name on it, by its file.

They set no cookie and need no session, so their forms carry no token (csrf_exempt): a POST here asks, and changes
nothing for anybody.
"""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.limits import within_limit
from certificates.codes import normalise
from certificates.models import Certificate
from certificates.names import same_name
from certificates.statement import Statement
from certificates.verifying import verify_file

# A minute for one network address; of names, also an hour for one certificate, whoever asks.
CHECK_LIMITS = {
    "certificate-number": "30/m/ip",
    "certificate-name": "10/m/ip,60/h/key",
    "certificate-file": "20/m/ip",
}
LARGEST = 5 * 1024 * 1024  # bytes; our own files are a hundred times smaller
TYPES = ["text/html", "application/json"]


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a certificate is genuine, and what it says. POST asks whether a name is the one that is printed."""
    certificate = Certificate.objects.select_related("release__edition").filter(code=normalise(code)).first()
    if certificate is None:
        return _unknown(request)
    if request.method == "POST" and not _may(request, "certificate-name", certificate.code):
        return _too_often(request)
    if code != certificate.code:
        return redirect("certificates:check", certificate.code)
    statement = Statement.of(certificate, at=timezone.now())
    if _wants_json(request):
        return _no_index(JsonResponse(statement.as_json(), json_dumps_params={"ensure_ascii": False}))
    typed = request.POST.get("name", "").strip()[:200]
    name = (certificate.payload or {}).get("name", "")
    context = {
        "statement": statement,
        "typed": typed,
        "name_matches": same_name(typed, name) if typed and name else None,
    }
    return _no_index(render(request, "certificates/check.html", context))


@require_safe
@never_cache
def check_by_hand(request: HttpRequest) -> HttpResponse:
    """Where somebody types a number from paper, or hands over a file."""
    code = normalise(request.GET.get("nummer", ""))
    if code:
        return redirect("certificates:check", code)
    return render(request, "certificates/check_by_hand.html")


@csrf_exempt
@never_cache
@require_POST
def check_file(request: HttpRequest) -> HttpResponse:
    """Whether a PDF is one that was issued here, unchanged. It is read and forgotten."""
    if not _may(request, "certificate-file"):
        return _too_often(request)
    file = request.FILES.get("file")
    if problem := _problem_with(file):
        return _no_index(render(request, "certificates/check_by_hand.html", {"problem": problem}, status=422))
    assert file is not None  # nothing is wrong with it
    findings = verify_file(file.read())
    statement = Statement.of(findings.certificate, at=timezone.now()) if findings.certificate else None
    context: dict[str, object] = {"findings": findings, "statement": statement}
    return _no_index(render(request, "certificates/check_file.html", context))


def _problem_with(file: UploadedFile | None) -> str:
    if file is None or not file.size:
        return _("Choose the PDF of the certificate.")
    if file.size > LARGEST:
        return _("This file is too large to be a certificate of ours.")
    if file.read(5) != b"%PDF-":
        return _("This is not a PDF. Choose the file as you got it, not a photo or a scan in another format.")
    file.seek(0)
    return ""


def _unknown(request: HttpRequest) -> HttpResponse:
    """The same answer for every number that is none of ours: nothing of what was typed comes back."""
    if not _may(request, "certificate-number"):  # looking at a number on paper is never limited, guessing is
        return _too_often(request)
    if _wants_json(request):
        return _no_index(JsonResponse({"state": "unknown"}, status=404))
    return _no_index(render(request, "certificates/unknown.html", status=404))


def _too_often(request: HttpRequest) -> HttpResponse:
    wants_json = _wants_json(request)
    page = JsonResponse({"state": "too many requests"}) if wants_json else render(request, "429.html")
    page.status_code = 429
    page["Retry-After"] = "180"  # seconds, as the page says
    return _no_index(page)


def _may(request: HttpRequest, action: str, key: str | None = None) -> bool:
    return within_limit(request, action=action, rates=CHECK_LIMITS[action], key=key)


def _wants_json(request: HttpRequest) -> bool:
    return request.method != "POST" and request.get_preferred_type(TYPES) == "application/json"


def _no_index(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["Accept"])
    return response
