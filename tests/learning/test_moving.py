"""A running learner to a new edition; a guest into an account."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Learner
from courses.models import CoursePage, ModulePage
from courses.services import publish_release
from learning.models import Attempt, Enrolment, ModuleProgress
from learning.moving import NothingNewer, merge_guest, move_to_newest_edition, newer_edition
from learning.services import enrol
from learning.study import course_study, enrolment_study
from tests.factories import LearnerFactory, ModulePageFactory, UserFactory, make_course, make_enrolment, walk

pytestmark = pytest.mark.django_db


def make_new_edition(course: CoursePage) -> None:
    """Add a module: the structure changes, so it is a new edition."""
    ModulePageFactory(parent=course, title=f"Extra {uuid.uuid4().hex[:4]}")
    publish_release(course=course)


def change_key(course: CoursePage) -> None:
    """Turn the qualities of the first module's choice around: a new edition with one changed exercise."""
    page = ModulePage.objects.child_of(course).first()
    raw = page.steps.get_prep_value()
    options = raw[1]["value"]["content"][0]["value"]["options"]
    for option in options:
        option["value"]["quality"] = {"strong": "weak", "weak": "strong"}[option["value"]["quality"]]
    page.steps = ModulePage._meta.get_field("steps").to_python(raw)
    page.save_revision().publish()
    publish_release(course=course)


def test_a_running_learner_stays_on_their_edition() -> None:
    course = make_course()
    enrolment = make_enrolment(course)

    make_new_edition(course)

    enrolment.refresh_from_db()
    assert str(enrolment_study(enrolment).release) == "1.0"
    assert newer_edition(enrolment) is not None


def test_moving_keeps_the_answers_of_unchanged_exercises() -> None:
    course = make_course(modules=2)
    enrolment = walk(make_enrolment(course), skip=1)
    make_new_edition(course)

    moved = move_to_newest_edition(enrolment=enrolment, at=timezone.now())

    study = enrolment_study(moved)
    assert str(study.release) == "2.0"
    assert [study.is_complete(module) for module in study.modules] == [True, False, False]
    assert Attempt.objects.filter(enrolment=moved).count() == 1
    enrolment.refresh_from_db()
    assert enrolment.closed_at is not None


def test_moving_leaves_a_changed_exercise_to_be_done_again() -> None:
    course = make_course(modules=2)
    enrolment = walk(make_enrolment(course), skip=1)
    change_key(course)

    moved = move_to_newest_edition(enrolment=enrolment, at=timezone.now())

    progress = ModuleProgress.objects.get(enrolment=moved)
    assert progress.exercises_done == {}
    assert progress.completed_at is None
    assert len(progress.steps_seen) == 2


def test_moving_twice_moves_once() -> None:
    course = make_course()
    enrolment = make_enrolment(course)
    make_new_edition(course)
    move_to_newest_edition(enrolment=enrolment, at=timezone.now())

    with pytest.raises(NothingNewer):
        move_to_newest_edition(enrolment=enrolment, at=timezone.now())

    assert Enrolment.objects.count() == 2


def test_a_finished_learner_stays_finished_and_is_not_moved() -> None:
    course = make_course()
    enrolment = walk(make_enrolment(course))
    change_key(course)

    with pytest.raises(NothingNewer):
        move_to_newest_edition(enrolment=enrolment, at=timezone.now())

    enrolment.refresh_from_db()
    assert enrolment.is_completed


def test_moving_over_http_says_what_it_means_first(client: Client) -> None:
    course, user = make_course(), UserFactory()
    enrolment = make_enrolment(course, LearnerFactory(user=user))
    make_new_edition(course)
    client.force_login(user)
    address = course_study(learner=None, course_code=course.code).url("new-edition")

    page = client.get(address)
    enrolment.refresh_from_db()
    assert enrolment.closed_at is None
    assert "editie 1.0" in page.content.decode()

    client.post(address)
    enrolment.refresh_from_db()
    assert enrolment.closed_at is not None


# The merge table of docs/explanation/architecture.md: guest's state, account's state -> what the account has then.
# Each state is (edition number, modules walked of two) or None for no enrolment.
MERGES: list[tuple[str, Any, Any, list[tuple[int, bool, bool, int]]]] = [
    # (edition, is completed, is closed, modules complete)
    ("only the guest began", (1, 1), None, [(1, False, False, 1)]),
    ("only the account began", None, (1, 1), [(1, False, False, 1)]),
    ("the guest finished", (1, 2), None, [(1, True, False, 2)]),
    ("the guest finished, the account is under way", (1, 2), (1, 0), [(1, False, False, 0), (1, True, False, 2)]),
    ("the account finished, the guest is under way", (1, 1), (1, 2), [(1, False, False, 1), (1, True, False, 2)]),
    ("both under way on one edition", (1, 1), (1, 0), [(1, False, False, 1), (1, False, True, 1)]),
    ("the guest is on a newer edition", (2, 0), (1, 1), [(1, False, True, 1), (2, False, False, 1)]),
    ("the account is on a newer edition", (1, 1), (2, 0), [(1, False, True, 1), (2, False, False, 1)]),
    ("both finished", (1, 2), (1, 2), [(1, True, False, 2), (1, True, False, 2)]),
]


@pytest.mark.parametrize(("case", "guest_has", "account_has", "expected"), MERGES, ids=[row[0] for row in MERGES])
def test_signing_in_merges_a_guest(case: str, guest_has: Any, account_has: Any, expected: Any) -> None:
    course = make_course(modules=2)
    guest, account = LearnerFactory(name="Henk"), LearnerFactory(user=UserFactory())
    wishes = [(guest, guest_has), (account, account_has)]
    for number in (1, 2):
        for learner, wish in wishes:
            if wish and wish[0] == number:
                walk(
                    enrol(learner=learner, course=course, at=timezone.now()), skip=len(course.get_children()) - wish[1]
                )
        if number == 1 and any(wish and wish[0] == 2 for _, wish in wishes):
            make_new_edition(course)

    merge_guest(guest=guest, account=account, at=timezone.now())

    found = sorted(
        (
            enrolment.edition.number,
            enrolment.is_completed,
            enrolment.closed_at is not None,
            ModuleProgress.objects.filter(enrolment=enrolment, completed_at__isnull=False).count(),
        )
        for enrolment in Enrolment.objects.filter(learner=account)
    )
    assert [row[:3] for row in found] == [row[:3] for row in sorted(expected)]
    open_modules = max((row[3] for row in found if not row[2]), default=0)
    assert open_modules == max(row[3] for row in expected if not row[2])
    assert not Learner.objects.filter(pk=guest.pk).exists()
    account.refresh_from_db()
    assert account.name == "Henk"


def test_merging_counts_the_best_result_of_both() -> None:
    course = make_course()
    guest, account = LearnerFactory(), LearnerFactory(user=UserFactory())
    for learner, option in ((guest, "0"), (account, "1")):
        walk(enrol(learner=learner, course=course, at=timezone.now()), answer=option)
    # both completed: open two new ones, answer only
    for learner, option in ((guest, "0"), (account, "1")):
        enrolment = enrol(learner=learner, course=make_course(), at=timezone.now())
        walk(enrolment, answer=option)

    merge_guest(guest=guest, account=account, at=timezone.now())

    assert Enrolment.objects.filter(learner=account).count() == 4
    assert Attempt.objects.count() == 4


def test_signing_in_over_http_brings_the_guest_along(client: Client) -> None:
    course = make_course(modules=2)
    study = course_study(learner=None, course_code=course.code)
    client.post(study.step_url(study.modules[0], 1), {"next": "1"})
    guest = Learner.objects.get()

    client.post("/account/login/", {"email": "nieuw@example.org"})
    from django.core import mail

    code = next(word for word in mail.outbox[-1].body.split() if "-" in word and len(word) >= 6)
    response = client.post("/account/login/code/", {"code": code})

    assert response.status_code == 302
    learner = Learner.objects.get()
    assert learner.user is not None
    assert learner.user.email == "nieuw@example.org"
    assert not Learner.objects.filter(pk=guest.pk, user=None).exists()
    assert Enrolment.objects.get().learner == learner
    assert client.cookies["leerkring_guest"].value == ""
