"""What becomes of a guest: they sign in, or leave an address and get a link back."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from accounts.guests import forget, guest_of
from accounts.mail import send
from accounts.models import Learner, User
from learning.moving import merge_guest

LINK_SALT = "learning.guests.link-back"
LINK_MAX_AGE = 365 * 24 * 60 * 60  # a year, like the cookie


def bring_guest_along(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Receiver of allauth's own signal: the guest of this device becomes the account's learner."""
    guest = guest_of(request)
    if guest is None:
        return
    account, _created = Learner.objects.get_or_create(user=user)
    merge_guest(guest=guest, account=account, at=timezone.now())
    forget(request)


def leave_email(*, learner: Learner, email: str) -> None:
    """Keep a guest's address and mail the way back to progress and proof."""
    Learner.objects.filter(pk=learner.pk).update(email=email)
    language = get_language() or settings.LANGUAGE_CODE
    send("link_back", to=email, language=language, context={"link": way_back(learner)})


def way_back(learner: Learner) -> str:
    """The address at which somebody finds their courses: for a guest a link that carries who they are."""
    if not learner.is_guest:
        return settings.SITE_URL + reverse("learning:my-courses")
    token = signing.dumps(str(learner.uuid), salt=LINK_SALT)
    return settings.SITE_URL + reverse("learning:come-back", args=[token])


def was_ours(token: str) -> bool:
    """Whether a link was mailed by us once, however old it is or whoever it led to."""
    try:
        signing.loads(token, salt=LINK_SALT)
    except signing.BadSignature:
        return False
    return True


def guest_behind(token: str) -> Learner | None:
    """The guest whom a mailed link names; None for a forged or old one, or when the guest has an account by now."""
    try:
        uuid = signing.loads(token, salt=LINK_SALT, max_age=LINK_MAX_AGE)
    except signing.BadSignature:
        return None
    return Learner.objects.guests().filter(uuid=uuid).first()
