"""What a learner keeps on a device for on the road. The browser fills the page: the server has none of it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.device_key import device_key


@require_safe
@never_cache
def device(request: HttpRequest) -> HttpResponse:
    """Stored modules and answers that wait; also what stands in for a page that is not on the device."""
    return render(request, "learning/device.html")


@require_safe
@never_cache
def who(request: HttpRequest) -> HttpResponse:
    """Who is known here now, as an opaque word, and a token to send with: for answers that waited on a device."""
    return JsonResponse({"key": device_key(request), "token": get_token(request)})
