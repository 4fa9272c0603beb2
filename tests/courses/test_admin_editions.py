"""The pages about editions in Wagtail's admin, and the sentence after Publish."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from accounts.models import User
from courses.comparison import Verdict
from courses.models import CoursePage, Release
from courses.queries import current_release
from courses.sentences import what_will_happen
from courses.services import publish_release, what_would_change
from tests.courses.conftest import edit, first_module
from tests.courses.test_editions import mend_typo, other_key, other_question
from tests.factories import LearnerFactory, UserFactory, make_course


def page_of(course: CoursePage) -> str:
    return reverse("courses_admin:edition", args=[course.pk])


def choose(admin: Client, course: CoursePage, mode: str, **data: str) -> Any:
    seen = what_would_change(course).sha256
    return admin.post(page_of(course), {"mode": mode, "seen": seen, **data})


def test_correction_is_applied_with_the_name_of_the_editor(admin: Client, editor: User, course: CoursePage) -> None:
    edit(first_module(course), mend_typo)

    choose(admin, course, "auto", note="Tikfout")

    release = current_release(course=course)
    assert (str(release), release.created_by, release.note) == ("1.1", editor, "Tikfout")
    entry = PageLogEntry.objects.get(page=course, action="courses.release.correction")
    assert (entry.user, entry.data["release"], entry.comment) == (editor, "1.1", "Tikfout")
    assert "1.1" in entry.message


def test_other_words_are_shown_side_by_side(admin: Client, course: CoursePage) -> None:
    edit(first_module(course), other_question)

    page = admin.get(page_of(course)).content.decode()

    assert "Wat zeg je als Noor te laat binnenkomt?" in page
    assert "Wat doe je als Noor te laat komt?" in page
    assert 'value="confirmed"' in page
    assert 'value="new_edition"' in page
    assert 'value="auto"' not in page


def test_confirming_needs_the_content_that_was_looked_at(admin: Client, course: CoursePage) -> None:
    edit(first_module(course), other_question)

    admin.post(page_of(course), {"mode": "confirmed", "seen": "0" * 64})

    assert str(current_release(course=course)) == "1.0"


def test_double_click_makes_one_release(admin: Client, course: CoursePage) -> None:
    edit(first_module(course), other_key)

    choose(admin, course, "new_edition")
    choose(admin, course, "new_edition")

    assert [str(release) for release in Release.objects.order_by("pk")] == ["1.0", "2.0"]


def test_history_compares_and_takes_back(admin: Client, editor: User, course: CoursePage) -> None:
    first = current_release(course=course)
    edit(first_module(course), mend_typo)
    second = publish_release(course=course)

    compared = admin.get(reverse("courses_admin:compare", args=[course.pk]), {"a": first.uuid, "b": second.uuid})
    asked = admin.get(reverse("courses_admin:take-back", args=[course.pk, first.pk]))
    admin.post(reverse("courses_admin:take-back", args=[course.pk, first.pk]), {"note": "Te vroeg"})

    assert "Luister éérst." in compared.content.decode()
    assert asked.status_code == 200
    newest = current_release(course=course)
    assert (str(newest), newest.reason, newest.note, newest.created_by) == ("1.2", "taken_back", "Te vroeg", editor)


def test_compare_with_nonsense_is_not_found(admin: Client, course: CoursePage) -> None:
    assert admin.get(reverse("courses_admin:compare", args=[course.pk]), {"a": "x", "b": "y"}).status_code == 404


@pytest.mark.django_db
def test_releases_of_another_course_are_not_found(admin: Client) -> None:
    mine, other = make_course(), make_course()
    release = current_release(course=other)

    page = admin.get(reverse("courses_admin:take-back", args=[mine.pk, release.pk]))

    assert page.status_code == 404


def test_who_may_not_publish_sees_and_changes_nothing(client: Client, course: CoursePage) -> None:
    user = UserFactory(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    edit(first_module(course), mend_typo)

    seen = client.get(page_of(course))
    choose(client, course, "auto")

    assert seen.status_code == 302
    assert str(current_release(course=course)) == "1.0"


def test_problems_are_named_in_place_of_a_choice(admin: Client) -> None:
    course = make_course(modules=0, publish=False)

    page = admin.get(page_of(course)).content.decode()

    assert 'name="mode"' not in page
    assert "help-critical" in page


def test_list_of_editions_names_every_course(admin: Client, course: CoursePage) -> None:
    edit(first_module(course), mend_typo)

    page = admin.get(reverse("courses_admin:index"))

    assert [(state.course, str(state.newest), state.verdict) for state in page.context["states"]] == [
        (course, "1.0", "correction")
    ]


def publish_in_admin(admin: Client, course: CoursePage, **changes: Any) -> Any:
    """Press Publish on the course's page, as a browser does."""
    names = ["title", "slug", "goal", "audience", "level", "hue", "right_needed"]
    form = {name: getattr(course, name) for name in names} | changes
    form |= {"outcomes": streamfield([]), "introduction": rich_text(""), "action-publish": "1"}
    form |= {"comments": inline_formset([])}
    address = reverse("wagtailadmin_pages:edit", args=[course.pk])
    return admin.post(address, nested_form_data(form), follow=True)


def test_publishing_offers_the_update_in_one_sentence(admin: Client, course: CoursePage) -> None:
    answer = publish_in_admin(admin, course, goal="Iets anders.")

    assert page_of(course) in "".join(str(message) for message in answer.context["messages"])
    assert str(current_release(course=course)) == "1.0"


def test_publishing_without_a_change_offers_nothing(admin: Client, course: CoursePage) -> None:
    answer = publish_in_admin(admin, course)

    assert page_of(course) not in "".join(str(message) for message in answer.context["messages"])


@pytest.mark.parametrize(("under_way", "said"), [(0, "Niemand"), (1, " 1 "), (2, " 2 ")])
def test_sentence_counts_who_is_under_way(course: CoursePage, under_way: int, said: str) -> None:
    edition = current_release(course=course).edition
    for _number in range(under_way):
        course.enrolments.create(learner=LearnerFactory(), edition=edition)
    course.enrolments.create(learner=LearnerFactory(), edition=edition, closed_at=timezone.now())

    assert said in what_will_happen(course, Verdict.CORRECTION)
    assert said in what_will_happen(course, Verdict.NEW_EDITION)
