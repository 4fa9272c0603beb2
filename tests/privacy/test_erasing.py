"""Who is erased is found nowhere any more; what has to stay stays, and their own certificate still verifies."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from accounts.models import Learner, User
from accounts.retention import retention
from certificates.models import Certificate
from certificates.verifying import verify_file
from courses.models import Release
from learning.models import Invitation
from privacy.erasing import erase
from privacy.person import Person, models_of_people, models_with_staff, rows_of
from tests.factories import LearnerFactory, UserFactory, make_certificate, make_enrolment, walk
from tests.privacy.people import EMAIL, NAME, NOTE, WORDS, learner_with_everything, person_with_everything

pytestmark = pytest.mark.django_db


def whole_database() -> str:
    """Every value of every table, and on SQLite the whole dump beside it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- names of tables
            found.append(f"{table}: {cursor.fetchall()!r}")
    if connection.vendor == "sqlite":
        found += connection.connection.iterdump()
    found += [json.dumps(session.get_decoded(), default=str) for session in Session.objects.all()]
    return "\n".join(found)


def whole_disk(folder: Path) -> bytes:
    return b"".join(str(path).encode() + path.read_bytes() for path in folder.rglob("*") if path.is_file())


def traces(person: Person) -> list[str]:
    """What may be found nowhere: name, address, answers, words about them, and every number of theirs."""
    user, learner = person.user, person.learner
    keys = [str(user.pk), user.pk.hex] if user else []
    keys += [str(learner.uuid), learner.uuid.hex] if learner else []
    return [NAME, NAME.split()[1], EMAIL, EMAIL.split("@")[0], WORDS, NOTE, *keys]


def left_of(signs: list[str], text: str) -> list[str]:
    lines = text.splitlines()
    return [f"{sign}: {line[:160]}" for sign in signs for line in lines if sign.lower() in line.lower()]


def test_nothing_of_an_erased_person_is_found_anywhere(
    settings: Any, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any
) -> None:
    person, _certificate = person_with_everything()
    signs = traces(person)
    found = {line.split(": ")[0] for line in left_of(signs, whole_database())}
    assert found | {str(person.learner.uuid)} == set(signs)  # which a database may keep without its dashes
    assert list(Path(settings.MEDIA_ROOT).rglob("*.pdf"))
    caplog.set_level("DEBUG")

    with django_capture_on_commit_callbacks(execute=True):
        erase(person, at=timezone.now())

    assert left_of(signs, whole_database()) == []
    disk = whole_disk(Path(settings.MEDIA_ROOT))
    assert [sign for sign in signs if sign.encode() in disk] == []
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.pdf"))
    assert left_of(signs, "\n".join(str(record.__dict__) for record in caplog.records)) == []


def test_no_row_is_left_of_any_model_and_of_certificates_what_the_file_says() -> None:
    person, certificate = person_with_everything()
    ids = Person(user=User(pk=person.user.pk), learner=Learner(pk=person.learner.pk))

    erase(person, at=timezone.now())

    assert [model._meta.label for model in models_of_people() if rows_of(model, ids)] == []
    assert [link for model, link in models_with_staff() if model._base_manager.filter(**{link: ids.user.pk})] == []
    kept = Certificate.objects.get(pk=certificate.pk)
    rules = retention().models["certificates.Certificate"]
    emptied = [name for name, rule in rules.items() if rule.on_erase == "null"]
    assert [getattr(kept, name) or None for name in emptied] == [None] * len(emptied)
    stays = {name for name, rule in rules.items() if rule.on_erase == "keep"} - {
        "shared_at",
        "is_reminded",
        "shows_name",
    }
    assert {name: getattr(kept, name) for name in stays} == {name: getattr(certificate, name) for name in stays}


def test_the_holders_own_copy_still_verifies(client: Client) -> None:
    cache.clear()
    person, certificate = person_with_everything()
    with certificate.pdf.open("rb") as file:
        pdf = file.read()

    erase(person, at=timezone.now())

    found = verify_file(pdf)
    assert found.certificate == certificate
    assert (found.seal_intact, found.credential_valid) == (True, True)
    page = client.get(f"/c/{certificate.code}/")
    assert page.status_code == 200
    assert NAME not in page.content.decode()


def test_what_an_editor_made_stays_without_them() -> None:
    person, _certificate = person_with_everything()
    page = Page.objects.get(title="Een cursus")
    entries, versions = PageLogEntry.objects.count(), Revision.objects.count()
    number = person.user.pk

    erase(person, at=timezone.now())

    page.refresh_from_db()
    assert (page.owner, page.locked_by, page.live) == (None, None, True)
    assert (PageLogEntry.objects.count(), Revision.objects.count()) == (entries, versions)
    assert page.get_latest_revision_as_object().title == "Een cursus"
    assert not PageLogEntry.objects.filter(user_id=number)
    assert Release.objects.filter(created_by=None)


def test_a_group_keeps_its_counts_and_loses_the_person() -> None:
    person, _certificate = person_with_everything()
    invitation = Invitation.objects.get(uses=1)

    erase(person, at=timezone.now())

    invitation.refresh_from_db()
    assert invitation.uses == 1
    assert not invitation.organisation.enrolments.exists()


def test_others_keep_all_that_is_theirs() -> None:
    person, _certificate = person_with_everything()
    other = walk(make_enrolment())
    theirs = make_certificate("Iemand Anders", learner=LearnerFactory(user=UserFactory()))
    attempts = other.attempts.count()

    erase(person, at=timezone.now())

    other.refresh_from_db()
    assert other.attempts.count() == attempts > 0
    assert Certificate.objects.get(pk=theirs.pk).payload == theirs.payload


def test_a_second_time_there_is_nothing() -> None:
    person, _certificate = person_with_everything()

    assert erase(person, at=timezone.now())["accounts.User"] == 1
    assert erase(Person.of_user(User(pk=person.user.pk)), at=timezone.now()) == {}


def test_a_guest_is_erased_like_anybody() -> None:
    guest = LearnerFactory(email=EMAIL, name=NAME)
    certificate = learner_with_everything(guest)
    person = Person(learner=guest)

    erase(person, at=timezone.now())

    assert left_of(traces(person), whole_database()) == []
    assert Certificate.objects.get(pk=certificate.pk).code == certificate.code


def test_a_request_by_letter_is_carried_out_by_an_operator(capsys: pytest.CaptureFixture[str]) -> None:
    person_with_everything()
    guest = LearnerFactory(email=EMAIL)

    call_command("erase_person", EMAIL.upper(), "--yes")

    assert not User.objects.filter(email=EMAIL)
    assert not Learner.objects.filter(pk=guest.pk)
    assert EMAIL not in capsys.readouterr().out
    with pytest.raises(CommandError, match="Nobody"):
        call_command("erase_person", EMAIL, "--yes")


def test_the_test_itself_would_find_a_value_that_was_left() -> None:
    person, _certificate = person_with_everything()
    Page.objects.filter(title="Een cursus").update(search_description=f"van {NAME}")

    erase(person, at=timezone.now())

    assert left_of(traces(person), whole_database()) != []
