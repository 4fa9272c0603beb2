"""Clearing away what is past its period, as the retention file says. Safe to run twice, meant to run once a day."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, Greatest

from accounts.mail import send
from accounts.models import Device, InactivityMail, Learner, User
from accounts.retention import links_of_staff, retention
from learning.guests import way_back
from privacy.erasing import erase
from privacy.person import Person, installed

logger = logging.getLogger(__name__)
GUEST_DAYS = 30
TOLD_AFTER, ERASED_AFTER = (22, 23), 24  # months without a visit
LEAST_REST = timedelta(days=28)  # between the last mail and the end, also where nobody cleaned up for years


def clear_away(*, at: datetime) -> dict[str, int]:
    """All of it. Counts what went, by what it is."""
    counts = {
        "sessions": Session.objects.filter(expire_date__lt=at).delete()[0],
        "devices": Device.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()[0],
        **clear_past_days(at=at),
        "guests": erase_lost_guests(at=at),
        **follow_inactivity(at=at),
    }
    counts = {name: count for name, count in counts.items() if count}
    logger.info("privacy.cleared", extra={"counts": counts})
    return counts


def clear_past_days(*, at: datetime) -> dict[str, int]:
    """Rows, or links to an editor, whose period is so many days `since` a moment that the file names."""
    counts = {}
    for label, since in retention().since.items():
        model = installed(label)
        if model is None:
            continue
        links = set(links_of_staff(label))
        for link in links:
            days = _days(label, link)
            old: models.QuerySet[Any] = models.QuerySet(model).filter(
                **{f"{since}__lt": at - timedelta(days=days), f"{link}__isnull": False}
            )
            counts[f"{label}.{link}"] = old.update(**{link: None})
        if not links:
            days = _days(label, next(iter(retention().models[label])))
            counts[label] = model._base_manager.filter(**{f"{since}__lt": at - timedelta(days=days)}).delete()[0]
    return counts


def _days(label: str, name: str) -> int:
    days = retention().periods[retention().models[label][name].keep].days
    if days is None:
        raise ValueError(f"The period of {label}.{name} has no days to count.")
    return days


def erase_lost_guests(*, at: datetime) -> int:
    """Guests whom only a cookie knew, and who did not come back: no address to write to, no proof to keep."""
    lost = Learner.objects.guests().filter(last_seen_at__lt=at - timedelta(days=GUEST_DAYS), email="")
    guests = lost.exclude(enrolments__certificates__isnull=False)
    return _erase_each((Person(learner=guest) for guest in guests.iterator()), at=at)


def follow_inactivity(*, at: datetime) -> dict[str, int]:
    """Write to who has not come for 22 and 23 months; erase after 24. Administrators are left to administrators."""
    counts = {"mails about inactivity": 0, "inactive people": 0}
    _forget_mails_of_who_came_back()
    for person, seen_at in _long_away(at=at):
        if _has_had_their_time(person, seen_at, at):
            counts["inactive people"] += _erase_each([person], at=at)
        elif person.email and _tell(person, seen_at, at):
            counts["mails about inactivity"] += 1
    return counts


def _months(number: int) -> timedelta:
    """So many months of average length: nobody counts these to the day."""
    return timedelta(days=number * 365.25 / 12)


def _seen_at_of_users() -> Any:
    """When an account was last used, by whatever tells: a sign-in, a course, a day in a browser."""
    return Greatest(
        "date_joined",
        Coalesce("last_login", "date_joined"),
        Coalesce("learner__last_seen_at", "date_joined"),
        Coalesce(models.Max("devices__last_seen_on", output_field=models.DateTimeField()), "date_joined"),
    )


def _long_away(*, at: datetime) -> Iterator[tuple[Person, datetime]]:
    border = at - _months(TOLD_AFTER[0])
    users = User.objects.filter(is_superuser=False).annotate(seen_at=_seen_at_of_users()).filter(seen_at__lt=border)
    for user in users.iterator():
        yield Person.of_user(user), user.seen_at
    guests = Learner.objects.guests().filter(last_seen_at__lt=border)
    for guest in guests.iterator():
        yield Person(learner=guest), guest.last_seen_at


def _mails_to(person: Person) -> Any:
    who = {"user": person.user} if person.user else {"learner": person.learner}
    return InactivityMail.objects.filter(**who)


def _has_had_their_time(person: Person, seen_at: datetime, at: datetime) -> bool:
    if seen_at > at - _months(ERASED_AFTER):
        return False
    if not person.email:
        return True
    last = _mails_to(person).order_by("-months").first()
    return last is not None and last.months == TOLD_AFTER[-1] and last.sent_at <= at - LEAST_REST


def _tell(person: Person, seen_at: datetime, at: datetime) -> bool:
    """Send the mail that is due, once. Who was never told gets the first, however long they are away."""
    told = _mails_to(person).order_by("-months").first()
    if told is None:
        months = TOLD_AFTER[0]
    elif told.months == TOLD_AFTER[0] and told.sent_at <= at - LEAST_REST and seen_at < at - _months(TOLD_AFTER[1]):
        months = TOLD_AFTER[1]
    else:
        return False
    to = {"user": person.user} if person.user else {"learner": person.learner}
    try:
        with transaction.atomic():
            InactivityMail.objects.create(**to, months=months, sent_at=at)
            _mail(person, months)
    except IntegrityError:  # another process was first
        return False
    except (SMTPException, OSError):
        logger.warning("privacy.not_told_of_inactivity")
        return False
    return True


def _mail(person: Person, months: int) -> None:
    learner = person.learner
    link = way_back(learner) if learner else f"{settings.SITE_URL}/account/"
    message = "inactive_last" if months == TOLD_AFTER[-1] else "inactive"
    language = person.language or settings.LANGUAGE_CODE
    send(message, to=person.email, language=language, context={"months": months, "link": link})


def _forget_mails_of_who_came_back() -> None:
    users = User.objects.annotate(seen_at=_seen_at_of_users()).filter(inactivity_mails__sent_at__lt=models.F("seen_at"))
    came_back = Q(learner__last_seen_at__gt=models.F("sent_at")) | Q(user__in=list(users.values_list("pk", flat=True)))
    InactivityMail.objects.filter(came_back).delete()


def _erase_each(people: Iterable[Person], *, at: datetime) -> int:
    """One by one, so that one that fails keeps no other: it is told, and tried again tomorrow."""
    count = 0
    for person in people:
        try:
            erase(person, at=at)
            count += 1
        except Exception:
            logger.exception("privacy.not_erased")
    return count
