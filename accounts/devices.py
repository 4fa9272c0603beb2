"""Where somebody is signed in. Keeps the name of the browser and the day, and no address of anybody's device."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from .models import Device, User

SEEN_ON = "seen_on"  # in the session: the day that was last noted, so that it is written once a day
# The first that fits. Every browser says it is others as well, so those that copy come before what they copy.
BROWSERS = [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox")]
BROWSERS += [("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]
SYSTEMS = [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows")]
SYSTEMS += [("CrOS", "ChromeOS"), ("Mac OS", "Mac"), ("Linux", "Linux")]


def browser_name(user_agent: str) -> str:
    """What a browser calls itself, in two words; empty for one that we do not know."""
    found = [next((name for sign, name in signs if sign in user_agent), "") for signs in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found))


def note_device(request: HttpRequest, user: User) -> None:
    """Remember this browser for today. The day in the session also lets that live two weeks from the last visit."""
    session, today = request.session, timezone.localdate()
    session[SEEN_ON] = today.isoformat()
    if not session.session_key:  # emptied in this request, and not saved yet
        session.create()
    Device.objects.update_or_create(
        session_key=session.session_key,
        defaults={"user": user, "last_seen_on": today},
        create_defaults={
            "user": user,
            "last_seen_on": today,
            "since": today,
            "browser": browser_name(request.META.get("HTTP_USER_AGENT", "")),
        },
    )


def note_once_a_day(request: HttpRequest) -> None:
    """Note the device of who is signed in, unless it was noted today. Asks nothing for a page without a session."""
    session = request.session
    if not (session.accessed and session.get(SESSION_KEY)):
        return
    if session.get(SEEN_ON) != timezone.localdate().isoformat() and request.user.is_authenticated:
        note_device(request, request.user)


def devices_of(user: User) -> QuerySet[Device]:
    """The browsers in which this user is still signed in."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return user.devices.filter(session_key__in=alive)


def sign_out_devices(devices: QuerySet[Device]) -> int:
    """End the sessions of these browsers. Counts them."""
    keys = list(devices.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    Device.objects.filter(session_key__in=keys).delete()
    return len(keys)


def on_signed_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Receiver of Django's own signal."""
    note_device(request, user)


def on_signed_out(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Receiver of Django's own signal, which comes while the session is still there."""
    Device.objects.filter(session_key=request.session.session_key or "").delete()
