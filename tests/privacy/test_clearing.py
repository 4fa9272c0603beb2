"""What is past its period goes, by itself; nobody is erased untold, and a second time nothing happens."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from accounts.models import Device, InactivityMail, Learner, User
from accounts.retention import own_fields, retention
from courses.models import Release
from learning.models import Invitation, Remark
from privacy.clearing import clear_away, follow_inactivity
from privacy.person import installed
from tests.factories import LearnerFactory, UserFactory, make_certificate, make_enrolment, make_invitation, make_release
from tests.privacy.people import person_with_everything

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def somebody(days: int, **facts: Any) -> User:
    """An account that was last used so many days ago."""
    user = UserFactory(date_joined=ago(days + 10), last_login=ago(days), **facts)
    LearnerFactory(user=user, last_seen_at=ago(days))
    return user


def test_a_guest_who_did_not_come_back_goes_after_thirty_days() -> None:
    lost, lately, with_address = (
        LearnerFactory(last_seen_at=ago(31)),
        LearnerFactory(last_seen_at=ago(29)),
        LearnerFactory(last_seen_at=ago(31), email="gast@example.org"),
    )
    make_enrolment(learner=lost)
    with_proof = make_certificate(learner=LearnerFactory()).enrolment.learner
    Learner.objects.filter(pk=with_proof.pk).update(last_seen_at=ago(31))

    counts = clear_away(at=NOW)

    assert counts == {"guests": 1}
    assert set(Learner.objects.all()) == {lately, with_address, with_proof}


def test_who_stays_away_is_told_twice_and_then_erased(mailoutbox: list[EmailMessage]) -> None:
    user = somebody(days=0, email="henk@example.org")
    told = []
    for month in range(20, 27):
        moment = NOW + timedelta(days=round(month * 30.5))
        follow_inactivity(at=moment)
        follow_inactivity(at=moment)
        told.append((month, len(mailoutbox), User.objects.filter(pk=user.pk).exists()))

    assert told == [
        (20, 0, True),
        (21, 0, True),
        (22, 1, True),
        (23, 2, True),
        (24, 2, False),
        (25, 2, False),
        (26, 2, False),
    ]
    assert {mail.to[0] for mail in mailoutbox} == {"henk@example.org"}
    assert "22 maanden" in mailoutbox[0].body
    assert "Over een maand" in mailoutbox[1].body


def test_nobody_is_erased_untold_where_nobody_cleaned_up_for_years(mailoutbox: list[EmailMessage]) -> None:
    user = somebody(days=2000)

    for days in (0, 1, 27, 29, 30, 56):
        clear_away(at=NOW + timedelta(days=days))
        assert User.objects.filter(pk=user.pk).exists()
    clear_away(at=NOW + timedelta(days=58))

    assert len(mailoutbox) == 2
    assert not User.objects.filter(pk=user.pk).exists()


def test_who_comes_back_is_left_alone(mailoutbox: list[EmailMessage]) -> None:
    user = somebody(days=700)
    clear_away(at=NOW)
    Learner.objects.filter(user=user).update(last_seen_at=NOW + timedelta(days=3))

    clear_away(at=NOW + timedelta(days=60))

    assert not InactivityMail.objects.exists()
    assert User.objects.filter(pk=user.pk).exists()


def test_a_mail_that_could_not_be_sent_does_not_count(settings: Any) -> None:
    user = somebody(days=2000)
    settings.EMAIL_BACKEND = "tests.factories.MailServerAway"

    for days in (0, 40, 80, 120):
        clear_away(at=NOW + timedelta(days=days))

    assert not InactivityMail.objects.exists()
    assert User.objects.filter(pk=user.pk).exists()


def test_an_administrator_is_never_erased_by_itself(mailoutbox: Any) -> None:
    user = somebody(days=2000, is_superuser=True)

    for days in (0, 40, 80):
        clear_away(at=NOW + timedelta(days=days))

    assert User.objects.filter(pk=user.pk).exists()
    assert not mailoutbox


def test_a_guest_with_an_address_is_told_with_their_link_back(mailoutbox: list[EmailMessage]) -> None:
    guest = LearnerFactory(email="gast@example.org", last_seen_at=ago(700))

    clear_away(at=NOW)

    assert mailoutbox[0].to == ["gast@example.org"]
    assert "/terug/" in mailoutbox[0].body
    assert InactivityMail.objects.get().learner == guest


def test_what_has_a_number_of_days_goes_after_it() -> None:
    release, invitation = make_release(), make_invitation()
    remark = {"release": release, "module_uuid": release.uuid, "text": "x"}
    old, new = Remark.objects.create(**remark), Remark.objects.create(**remark)
    Remark.objects.filter(pk=old.pk).update(created_at=ago(366))
    editor = UserFactory()
    for model, row in ((Release, release), (Invitation, invitation)):
        model._base_manager.model.objects.none()
        from django.db.models import QuerySet

        QuerySet(model).filter(pk=row.pk).update(created_by=editor, created_at=ago(731))
    release.edition.course.save_revision(user=editor, log_action=True)
    PageLogEntry.objects.update(timestamp=ago(731))
    entries = PageLogEntry.objects.count()

    counts = clear_away(at=NOW)

    assert counts == {
        "learning.Invitation.created_by": 1,
        "courses.Release.created_by": 1,
        "learning.Remark": 1,
        "wagtailcore.PageLogEntry": entries,
    }
    assert list(Remark.objects.all()) == [new]
    release.refresh_from_db()
    assert (release.created_by, Invitation.objects.get(pk=invitation.pk).created_by) == (None, None)


def test_sessions_and_devices_end_together() -> None:
    user = UserFactory()
    client, other = Client(), Client()
    client.force_login(user)
    other.force_login(user)
    Session.objects.filter(pk=client.session.session_key).update(expire_date=ago(1))

    counts = clear_away(at=NOW)

    assert counts == {"sessions": 1, "devices": 1}
    assert Device.objects.get().session_key == other.session.session_key


def test_a_second_time_nothing_happens(capsys: pytest.CaptureFixture[str], mailoutbox: Any) -> None:
    person_with_everything()
    LearnerFactory(last_seen_at=ago(40))
    somebody(days=700)

    call_command("clean_up")
    first = capsys.readouterr().out
    call_command("clean_up")

    assert "guests: 1" in first
    assert "mails about inactivity: 1" in first
    assert "Nothing was past its period." in capsys.readouterr().out


def test_every_period_with_days_has_a_clock_and_every_clock_a_period() -> None:
    told = retention()
    by_hand = {"sessions.Session", "accounts.Device", "wagtailcore.UploadedFile", "django_tasks_database.DBTaskResult"}
    timed = {
        label for label, rules in told.models.items() if any(told.periods[rule.keep].days for rule in rules.values())
    }

    assert timed - by_hand == set(told.since)
    assert all(since in own_fields(installed(label)) for label, since in told.since.items())
