"""What an editor's change does to somebody who is under way: nothing that was done is lost, and nobody gets stuck."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from courses.models import CoursePage, ModulePage
from courses.services import Mode, publish_release
from learning.models import Attempt, Enrolment
from learning.moving import move_to_newest_edition
from learning.services import enrol
from learning.study import Study, enrolment_study
from tests.courses.conftest import edit, first_module
from tests.courses.test_editions import mend_typo, other_key, other_question
from tests.factories import LearnerFactory, ModulePageFactory, UserFactory, make_course, make_enrolment, walk
from tests.learning.visiting import form

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> CoursePage:
    return make_course(modules=3)


@pytest.fixture
def learner(client: Client) -> User:
    """Somebody who is signed in on this device."""
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def under_way(course: CoursePage, learner: User) -> Enrolment:
    """One of three modules done."""
    return walk(make_enrolment(course, LearnerFactory(user=learner)), skip=2)


def study_of(enrolment: Enrolment) -> Study:
    return enrolment_study(Enrolment.objects.select_related("course").get(pk=enrolment.pk))


def test_a_typo_that_was_mended_reaches_a_running_learner_at_once(
    client: Client, course: CoursePage, under_way: Enrolment
) -> None:
    edit(first_module(course), mend_typo)
    publish_release(course=course)

    study = study_of(under_way)
    assert str(study.release) == "1.1"
    assert "Luister éérst." in client.get(study.step_url(study.modules[0], 1)).content.decode()
    assert study.share.done == 1


def test_a_changed_answer_key_does_not_judge_a_running_learner(
    client: Client, course: CoursePage, under_way: Enrolment
) -> None:
    edit(first_module(course), other_key)
    publish_release(course=course)

    study = study_of(under_way)
    client.post(study.step_url(study.modules[0], 2), form(course, option="1"))
    assert str(study.release) == "1.0"
    assert Attempt.objects.latest("pk").passed is False

    newcomer = enrol(learner=LearnerFactory(), course=course, at=timezone.now())
    assert str(study_of(newcomer).release) == "2.0"


def test_other_words_that_were_confirmed_reach_a_running_learner(
    client: Client, course: CoursePage, under_way: Enrolment
) -> None:
    edit(first_module(course), other_question)
    publish_release(course=course, mode=Mode.CONFIRMED)

    study = study_of(under_way)
    page = client.get(study.step_url(study.modules[0], 2)).content.decode()
    assert "Wat doe je als Noor te laat komt?" in page
    assert study.share.done == 1


def test_other_words_that_became_a_new_edition_do_not(client: Client, course: CoursePage, under_way: Enrolment) -> None:
    edit(first_module(course), other_question)
    publish_release(course=course, mode=Mode.NEW_EDITION)

    study = study_of(under_way)
    assert "Noor te laat binnenkomt" in client.get(study.step_url(study.modules[0], 2)).content.decode()


def test_an_autosave_from_an_old_tab_after_publishing_changes_nothing_for_learners(
    client: Client, course: CoursePage, under_way: Enrolment
) -> None:
    module = first_module(course)
    study = study_of(under_way)
    before = client.get(study.step_url(study.modules[0], 1)).content

    revision = module.latest_revision or module.save_revision()
    revision.content["steps"] = revision.content["steps"].replace("Luister eerst.", "Half afge")
    revision.save()

    assert client.get(study.step_url(study.modules[0], 1)).content.count(b"Luister eerst.") == before.count(
        b"Luister eerst."
    )


def add_module(course: CoursePage) -> None:
    ModulePageFactory(parent=course, title="Nog een")


def remove_module(course: CoursePage) -> None:
    ModulePage.objects.child_of(course).last().delete()


def hide_module(course: CoursePage) -> None:
    module = ModulePage.objects.child_of(course).last()
    module.is_hidden = True
    module.save_revision().publish()


def unpublish_module(course: CoursePage) -> None:
    ModulePage.objects.child_of(course).last().unpublish()


def reorder_modules(course: CoursePage) -> None:
    last, first = ModulePage.objects.child_of(course).last(), first_module(course)
    last.move(first, pos="left")


def rename_module(course: CoursePage) -> None:
    module = first_module(course)
    module.title, module.slug = "Heel anders", "heel-anders"
    module.save_revision().publish()


CHANGES = [add_module, remove_module, hide_module, unpublish_module, reorder_modules, rename_module]


@pytest.mark.parametrize("change", CHANGES)
def test_after_any_change_of_modules_progress_stays_and_the_course_can_be_finished(
    course: CoursePage, under_way: Enrolment, change: Callable[[CoursePage], None]
) -> None:
    before = study_of(under_way).share

    change(course)
    publish_release(course=course)

    assert study_of(under_way).share == before
    assert walk(under_way).is_completed


@pytest.mark.parametrize("change", CHANGES)
def test_a_finished_learner_stays_finished_after_any_change(
    course: CoursePage, under_way: Enrolment, change: Callable[[CoursePage], None]
) -> None:
    finished = walk(under_way)

    change(course)
    publish_release(course=course)

    finished.refresh_from_db()
    assert finished.is_completed
    assert study_of(finished).share.is_full


@pytest.mark.parametrize("change", [add_module, remove_module, hide_module, reorder_modules])
def test_who_moves_to_the_new_edition_keeps_what_was_done(
    course: CoursePage, under_way: Enrolment, change: Callable[[CoursePage], None]
) -> None:
    change(course)
    publish_release(course=course)

    moved = move_to_newest_edition(enrolment=under_way, at=timezone.now())

    assert study_of(moved).share.done == 1
    assert walk(moved).is_completed
