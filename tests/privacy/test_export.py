"""Who asks for their data gets every field that the retention file gives them, and no other."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.retention import links_of_staff, own_fields, retention
from learning.models import Attempt
from privacy.export import as_json, export, exported_fields
from privacy.person import Person, installed, models_of_people, models_with_staff, rows_of
from tests.factories import LearnerFactory, UserFactory, make_enrolment, walk
from tests.privacy.people import EMAIL, NAME, NOTE, WISH, WORDS, learner_with_everything, person_with_everything

pytestmark = pytest.mark.django_db


def exported(person: Person) -> dict[str, Any]:
    return json.loads("".join(as_json(person, at=timezone.now())))["kept"]


def test_the_person_of_these_tests_has_one_of_everything() -> None:
    person, _certificate = person_with_everything()

    assert [model._meta.label for model in models_of_people() if not rows_of(model, person)] == []
    assert [
        f"{model._meta.label}.{link}"
        for model, link in models_with_staff()
        if not model._base_manager.filter(**{link: person.user})
    ] == []


def test_every_field_that_is_exported_is_there_and_no_other() -> None:
    person, _certificate = person_with_everything()

    kept = exported(person)

    assert {label: set(rows[0]) for label, rows in kept.items() if label.count(".") == 1} == {
        label: {
            name
            for name in own_fields(installed(label))
            if retention().rule(installed(label), name).export and name not in links_of_staff(label)
        }
        for label in retention().owners
        if exported_fields(installed(label))
    }
    assert {label: set(rows[0]) for label, rows in kept.items() if label.count(".") == 2} == {
        "learning.Invitation.created_by": {"what", "created_by"},
        "courses.Release.created_by": {"what", "created_by"},
    }


def test_what_it_says_is_what_is_kept() -> None:
    person, certificate = person_with_everything()

    kept = exported(person)

    assert (kept["accounts.User"][0]["email"], kept["accounts.Learner"][0]["name"]) == (EMAIL, NAME)
    assert {"text": WORDS} in [row["answer"] for row in kept["learning.Attempt"]]
    assert kept["certificates.NameCorrection"][0]["name"] == WISH
    assert certificate.code in {row["code"] for row in kept["certificates.Certificate"]}
    assert kept["wagtailcore.Comment"][0]["text"] == NOTE
    assert kept["accounts.Device"][0]["browser"] == "Firefox, Android"


def test_nobody_gets_what_is_anothers() -> None:
    person_with_everything()
    other = Person(user=UserFactory(name="Iemand"), learner=None)

    kept = exported(other)

    assert set(kept) == {"accounts.User"}
    assert NAME not in json.dumps(exported(Person(learner=LearnerFactory())))


def test_a_guest_gets_theirs() -> None:
    guest = LearnerFactory(email="gast@example.org")
    learner_with_everything(guest)

    kept = exported(Person(learner=guest))

    assert "accounts.User" not in kept
    assert kept["accounts.Learner"][0]["email"] == "gast@example.org"
    assert kept["learning.Enrolment"]


def test_a_long_history_costs_no_more_questions_and_comes_piece_by_piece() -> None:
    enrolment = walk(make_enrolment())
    one = Attempt.objects.filter(enrolment=enrolment).values()[0]

    def questions() -> int:
        with CaptureQueriesContext(connection) as queries:
            pieces = sum(1 for _piece in as_json(Person(learner=enrolment.learner), at=timezone.now()))
        assert pieces > Attempt.objects.count()
        return len(queries)

    before = questions()
    Attempt.objects.bulk_create(Attempt(**{**one, "id": None, "submission_id": uuid4()}) for _number in range(1200))

    assert questions() <= before + 2


def test_the_rows_are_not_read_before_they_are_asked_for() -> None:
    person, _certificate = person_with_everything()

    with CaptureQueriesContext(connection) as queries:
        next(iter(export(person)))

    assert len(queries) == 0


def test_the_file_is_for_who_is_there(client: Client) -> None:
    client.force_login(UserFactory(email="els@example.org"))

    response = client.get("/mijn/gegevens/bestand/")

    assert response.streaming
    assert response["Content-Disposition"] == 'attachment; filename="mijn-gegevens.json"'
    assert "no-store" in response["Cache-Control"]
    assert json.loads(b"".join(response))["kept"]["accounts.User"][0]["email"] == "els@example.org"
    assert Client().get("/mijn/gegevens/bestand/").status_code == 404
