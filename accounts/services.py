"""What can happen to people: they are met, make an account, become administrator, begin again."""

import logging
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import logout
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from . import guests
from .mail import send
from .managers import normalise_email
from .models import Learner, User

logger = logging.getLogger(__name__)
SEEN_AGAIN_AFTER = timedelta(days=1)


def current_learner(request: HttpRequest) -> Learner | None:
    """Who is learning here, if we know: the account's learner, otherwise the guest of this device."""
    user = request.user
    known = getattr(request, "_learner", None)
    if known is not None and known[0] == user.pk:  # somebody may sign in during the request
        return known[1]
    learner = Learner.objects.filter(user=user).first() if user.is_authenticated else guests.guest_of(request)
    if learner is not None and learner.last_seen_at < timezone.now() - SEEN_AGAIN_AFTER:
        learner.last_seen_at = timezone.now()
        learner.save(update_fields=["last_seen_at"])
    request._learner = (user.pk, learner)  # type: ignore[attr-defined]
    return learner


def learner_for(request: HttpRequest) -> Learner:
    """Who is learning here; a first-time visitor becomes a guest whom this device will remember."""
    learner = current_learner(request)
    if learner is not None:
        return learner
    user = request.user
    if user.is_authenticated:
        learner, _ = Learner.objects.get_or_create(user=user)
    else:
        learner = Learner.objects.create()
        guests.remember(request, learner)
    request._learner = (user.pk, learner)  # type: ignore[attr-defined]
    return learner


def continue_as_guest(request: HttpRequest, learner: Learner) -> None:
    """Make this device remember a guest who came back another way, for example by the link in their mail."""
    if learner.user_id is not None:
        raise ValueError("This learner has an account, and comes back through the door.")
    guests.remember(request, learner)
    request._learner = (request.user.pk, learner)  # type: ignore[attr-defined]


def begin_again(request: HttpRequest) -> None:
    """Forget on this device whoever was here: guest, account, half-finished sign-in. Their records stay theirs."""
    logout(request)  # empties the session for a guest as well
    guests.forget(request)
    request._learner = (request.user.pk, None)  # type: ignore[attr-defined]


def user_with_proven_address(*, email: str) -> tuple[User, bool]:
    """Find or make the account of whoever just proved to read this mailbox; says whether it is new.

    `User.email` is the truth; allauth's own table of addresses follows it.
    """
    email = normalise_email(email)
    user = User.objects.filter(email=email).first()
    is_new = user is None
    if user is None:
        try:
            with transaction.atomic():
                user = User.objects.create_user(email, language=get_language() or settings.LANGUAGE_CODE)
        except IntegrityError:  # the same code sent twice at once
            user, is_new = User.objects.get(email=email), False
    record_proven_address(user=user)
    return user, is_new


@transaction.atomic
def record_proven_address(*, user: User) -> None:
    """Let allauth know one address of this user, the one that we know, as verified."""
    EmailAddress.objects.filter(email=user.email).exclude(user=user).delete()
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


class AddressTaken(ValueError):
    """The address is that of another account."""


def change_address(*, user: User, email: str) -> None:
    """Give an account the address that its owner just proved to read, and tell both. Raises AddressTaken."""
    old, email = user.email, normalise_email(email)
    try:
        with transaction.atomic():
            user.email = email
            user.save(update_fields=["email"])
            record_proven_address(user=user)
    except IntegrityError as error:
        user.email = old
        raise AddressTaken from error
    for address in (old, email):
        _tell_of_new_address(user, address, is_old=address == old)


def _tell_of_new_address(user: User, address: str, *, is_old: bool) -> None:
    message = "address_left" if is_old else "address_changed"
    context = {"help": f"{settings.SITE_URL}/hulp/", "link": settings.SITE_URL + reverse("account_login")}
    try:
        send(message, to=address, language=user.language, context=context)
    except OSError:  # SMTP's own errors are among them
        logger.warning("account.not_told_of_new_address", extra={"is_old": is_old})


@transaction.atomic
def make_admin(*, email: str) -> tuple[User, bool]:
    """Give somebody all rights in the admin, with a new account where they had none; says whether it is new."""
    user = User.objects.filter(email=normalise_email(email)).first()
    if user is None:
        return User.objects.create_superuser(email), True
    user.is_staff = user.is_superuser = user.is_active = True
    user.save(update_fields=["is_staff", "is_superuser", "is_active"])
    return user, False
