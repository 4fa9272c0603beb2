"""Accreditations: frozen where they hold, refused without a test, warned about in time, told to registers."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.models import User
from certificates import registers
from certificates.accreditation_admin import AccreditationPanel
from certificates.models import Accreditation, Certificate
from certificates.registers import as_csv, as_pe_files, completions
from certificates.services import issue, revoke, tell_staff_of_ending
from certificates.wagtail_hooks import warn_that_accreditation_stays_behind
from courses.models import CoursePage, Edition
from courses.services import publish_release
from learning.models import Enrolment
from tests.certificates.test_final_test import course_with_test
from tests.factories import (
    LearnerFactory,
    UserFactory,
    exercise_block,
    make_certificate,
    make_course,
    make_enrolment,
    step_block,
    stored_steps,
    walk,
)
from tests.taking import take_test

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def accredit(course: CoursePage, *, days: tuple[int, int] = (-10, 10), **facts: Any) -> Accreditation:
    """A recognition of the newest edition, from so many days from now until so many."""
    made = Accreditation.objects.create(
        edition=course.editions.order_by("-number").first(),
        valid_from=TODAY + timedelta(days=days[0]),
        valid_until=TODAY + timedelta(days=days[1]),
        **{"register": "registerplein", "activity_number": "4610123", "points": "2.50"} | facts,
    )
    return Accreditation.objects.select_related("edition__course").get(pk=made.pk)


def printed(certificate: Certificate) -> list[tuple[str, str, str]]:
    return [
        (one["register"], one["number"], one["points"]) for one in (certificate.payload or {}).get("accreditations", [])
    ]


@pytest.mark.parametrize(
    ("days", "holds"), [((-10, 10), True), ((0, 0), True), ((1, 10), False), ((-10, -1), False), ((-400, 0), True)]
)
def test_it_is_printed_only_when_it_held_on_the_day(days: tuple[int, int], holds: bool) -> None:
    course = make_course()
    accredit(course, days=days)

    assert printed(make_certificate(course=course)) == ([("Registerplein", "4610123", "2.5")] if holds else [])


def test_it_is_the_day_of_completion_that_counts_and_not_of_issue() -> None:
    course = make_course()
    accredit(course, days=(-30, -20))
    enrolment = walk(make_enrolment(course))
    Enrolment.objects.filter(pk=enrolment.pk).update(completed_at=timezone.now() - timedelta(days=25))

    assert printed(issue(enrolment=enrolment, name="Henk", at=timezone.now())) != []


def test_what_was_printed_does_not_change_with_the_accreditation() -> None:
    course = make_course()
    accreditation = accredit(course)
    certificate = make_certificate(course=course)

    accreditation.points = 99
    accreditation.save()

    certificate.refresh_from_db()
    assert printed(certificate) == [("Registerplein", "4610123", "2.5")]


def test_another_edition_does_not_have_it() -> None:
    course = make_course()
    accredit(course)
    publish_release(course=course, mode="new_edition")
    course.title = "Anders"
    course.save_revision().publish()
    publish_release(course=course, mode="new_edition")

    assert course.editions.count() == 2
    assert printed(make_certificate(course=course)) == []


def test_skj_insists_on_a_test() -> None:
    without, with_test = make_course(), course_with_test()

    with pytest.raises(ValidationError, match="SKJ vraagt een eindtoets"):
        Accreditation(edition=without.editions.get(), register="skj", activity_number="1", points=1).clean()
    Accreditation(edition=with_test.editions.get(), register="skj", activity_number="1", points=1).clean()


def test_skj_is_printed_after_the_test_only() -> None:
    with_test, without = course_with_test(), make_course()
    for course in (with_test, without):
        accredit(course, register="skj", activity_number="S1", points="10")
    enrolment = walk(make_enrolment(with_test))
    take_test(enrolment, is_right=True)

    assert printed(issue(enrolment=enrolment, name="Henk", at=timezone.now())) == [("SKJ", "S1", "10")]
    assert printed(make_certificate(course=without)) == []


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"days": (10, -10)}, "accreditation_ends_after_it_begins"),
        ({"register": "other"}, "other_register_has_a_name"),
        ({"points": "-1"}, "accreditation_points_are_not_negative"),
    ],
)
def test_the_database_refuses_nonsense(facts: dict[str, Any], rule: str) -> None:
    with pytest.raises(IntegrityError, match=rule):
        accredit(make_course(), **facts)


# --- warnings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "is_warned"), [(91, False), (90, True), (0, True), (-1, False)])
def test_editors_hear_before_it_runs_out(client: Client, left: int, is_warned: bool) -> None:
    accredit(make_course(title="De kring"), days=(-200, left))
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    page = re.sub(r"<[^>]+>", "", client.get("/admin/").content.decode())

    assert ("Registerplein 4610123 van De kring" in page) is is_warned


def test_one_that_goes_on_is_not_warned_about() -> None:
    course = make_course()
    accredit(course, days=(-200, 20))
    accredit(course, days=(21, 300))

    assert list(Accreditation.objects.running_out(timezone.localdate())) == []


def test_staff_are_mailed_once_that_it_ends_and_again_when_its_last_day_changes(settings: Any) -> None:
    settings.EDITORS_EMAIL = ""
    UserFactory(email="fatma@example.org", is_staff=True, is_superuser=True, language="nl")
    UserFactory(email="jesse@example.org")
    one = accredit(make_course(title="De kring"), days=(-200, 90))
    now = timezone.now()

    assert [tell_staff_of_ending(at=now), tell_staff_of_ending(at=now)] == [1, 0]
    [told] = mail.outbox
    assert told.to == ["fatma@example.org"]
    assert told.subject == "De accreditatie van “De kring” loopt bijna af"
    assert "Registerplein 4610123 van “De kring”" in told.body

    one.refresh_from_db()
    one.valid_until -= timedelta(days=10)
    one.save()
    assert tell_staff_of_ending(at=now) == 1


def test_a_mail_server_that_is_away_is_tried_again(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.EDITORS_EMAIL = "redactie@example.org"
    accredit(make_course(), days=(-200, 90))
    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", Mock(side_effect=OSError("away")))
        assert tell_staff_of_ending(at=timezone.now()) == 0

    assert tell_staff_of_ending(at=timezone.now()) == 1


def test_an_editor_who_comes_later_hears_of_it_still(settings: Any) -> None:
    settings.EDITORS_EMAIL = ""
    accredit(make_course(), days=(-200, 90))
    assert tell_staff_of_ending(at=timezone.now()) == 0

    UserFactory(is_staff=True, is_superuser=True)
    assert tell_staff_of_ending(at=timezone.now()) == 1


def test_another_register_that_is_none_of_the_usual_does_not_follow_it(settings: Any) -> None:
    settings.EDITORS_EMAIL = "redactie@example.org"
    course = make_course()
    accredit(course, days=(-200, 20), register="other", other_name="NVO")
    accredit(course, days=(-100, 300), register="other", other_name="LVSC")

    assert tell_staff_of_ending(at=timezone.now()) == 1


def test_nobody_is_mailed_about_one_that_goes_on() -> None:
    course = make_course()
    accredit(course, days=(-200, 20))
    accredit(course, days=(21, 300))

    assert tell_staff_of_ending(at=timezone.now()) == 0


def test_editors_hear_that_a_new_edition_left_it_behind() -> None:
    course = make_course()
    accreditation = accredit(course)
    assert list(Accreditation.objects.left_behind(timezone.localdate())) == []

    Edition.objects.create(course=course, number=2)
    assert list(Accreditation.objects.left_behind(timezone.localdate())) == [accreditation]

    accredit(course)
    assert list(Accreditation.objects.left_behind(timezone.localdate())) == []


def test_the_panel_asks_as_much_of_the_database_for_three_as_for_one(
    django_assert_num_queries: Callable[..., AbstractContextManager[Any]],
) -> None:
    for _course in range(3):
        course = make_course()
        accredit(course, days=(-200, 20))
        Edition.objects.create(course=course, number=2)

    with django_assert_num_queries(2):
        shown = AccreditationPanel().get_context_data({})
        assert [len(shown["running_out"]), len(shown["left_behind"])] == [3, 3]
        assert {str(one.edition.course) for one in shown["left_behind"]}


def test_publishing_what_needs_a_new_edition_warns_first(client: Client) -> None:
    course = make_course(modules=2)
    accredit(course)
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    module = course.get_children().specific().last()
    step = step_block("Nieuw", exercise_block("choice"))

    module.steps = stored_steps([step])
    module.save_revision().publish()
    request = RequestFactory().post("/")
    request.user = User.objects.get(is_superuser=True)
    request.session = SessionStore()
    request._messages = FallbackStorage(request)
    warn_that_accreditation_stays_behind(request, module)

    [message] = [str(one) for one in request._messages]
    assert "Registerplein 4610123 geldt voor editie 1." in message


# --- registers --------------------------------------------------------------------------------------------------


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_a_register_hears_who_completed_in_a_period() -> None:
    course = make_course(title="De kring")
    accreditation = accredit(course)
    certificate = make_certificate("Aïsha Çelik", course=course)
    revoke(certificate=make_certificate("Weg", course=course), reason="mistake", at=timezone.now())
    late = make_certificate("Later", course=course)
    Certificate.objects.filter(pk=late.pk).update(completed_on=TODAY + timedelta(days=5))

    rows = read(as_csv(accreditation, completions(accreditation=accreditation, first=TODAY, last=TODAY)))

    assert rows == [
        {
            "nummer": certificate.code,
            "naam": "Aïsha Çelik",
            "cursus": "De kring",
            "editie": "1.0",
            "activiteitnummer": "4610123",
            "punten": "2,5",
            "afgerond op": f"{TODAY:%d-%m-%Y}",
            "toets": "",
            "registratienummer": "",
        }
    ]


@pytest.mark.parametrize("name", ["=1+1", "+31", "-2", "@SOM(A1)"])
def test_a_name_is_never_a_formula(name: str) -> None:
    course = make_course()
    accreditation = accredit(course)
    certificate = make_certificate(name, course=course)

    for content in (as_csv(accreditation, [certificate]), unpacked(as_pe_files(accreditation, [certificate]))[0]):
        assert read(content)[0]["naam"] == f"'{name}"


def unpacked(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in sorted(archive.namelist())]


def test_files_for_pe_online_hold_a_thousand_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    course = make_course()
    accreditation = accredit(course)
    certificate = make_certificate(course=course)

    files = unpacked(as_pe_files(accreditation, [certificate] * 2001))

    assert registers.MOST == 1000
    assert [len(read(file)) for file in files] == [1000, 1000, 1]
    row = read(files[0])[0]
    assert (row["externalCourseID"], row["PECourseID"], row["externalPersonID"]) == (str(course.uuid), "4610123", "")


def test_staff_gets_the_file_and_others_do_not(client: Client) -> None:
    course = make_course()
    accreditation = accredit(course)
    make_certificate("Aïsha", course=course)
    query = {"accreditation": accreditation.pk, "first": "2020-01-01", "last": "2099-01-01", "form": "csv"}

    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    asked, given = client.get("/admin/certificate/export/"), client.get("/admin/certificate/export/", query)
    client.force_login(LearnerFactory(user=UserFactory()).user)
    refused = client.get("/admin/certificate/export/", query)

    assert (asked.status_code, given["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert [row["naam"] for row in read(given.content)] == ["Aïsha"]
    assert refused.status_code in {302, 403}
