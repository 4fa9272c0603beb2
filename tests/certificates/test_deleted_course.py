"""A course is deleted after people finished it: whoever has a certificate goes on as before, and no page breaks."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from certificates.models import Accreditation, Certificate
from certificates.registers import as_csv, as_pe_files, completions
from certificates.services import issue_missing, make_file, tell_staff_of_ending
from courses.models import CoursePage
from learning.models import Enrolment
from tests.factories import LearnerFactory, UserFactory, make_certificate, make_course, make_enrolment, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder() -> User:
    return UserFactory()


@pytest.fixture
def course() -> CoursePage:
    return make_course(title="De kring", modules=2)


@pytest.fixture
def certificate(course: CoursePage, holder: User) -> Certificate:
    """With its file, and an accreditation that ends soon."""
    today = timezone.localdate()
    Accreditation.objects.create(
        edition=course.editions.get(),
        register="registerplein",
        activity_number="4610123",
        points="2.5",
        valid_from=today,
        valid_until=today + timedelta(days=30),
    )
    made = make_certificate("Aïsha de Vries", course=course, learner=LearnerFactory(user=holder))
    make_file(certificate_id=made.pk)
    return Certificate.objects.get(pk=made.pk)


@pytest.fixture
def administrator() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_holder_still_finds_downloads_and_exports_it(
    client: Client, course: CoursePage, certificate: Certificate, holder: User
) -> None:
    course.delete()
    client.force_login(holder)

    assert "De kring" in read(client, reverse("certificates:mine"))
    assert "De kring" in read(client, reverse("certificates:my-certificate", args=[certificate.code]))
    with certificate.pdf.open("rb") as file:
        assert client.get(reverse("certificates:download", args=[certificate.code])).getvalue() == file.read()
    assert "De kring" in read(client, reverse("privacy:my-data"))
    assert "De kring" in client.get(reverse("privacy:my-data-file")).getvalue().decode()
    assert "De kring" not in read(client, reverse("learning:my-courses"))
    assert "De kring" not in read(client, "/zoeken/?q=kring")


def test_address_of_a_deleted_course_is_not_found(client: Client, course: CoursePage, holder: User) -> None:
    walk(make_enrolment(course, LearnerFactory(user=holder)))
    address = course.address
    course.delete()
    client.force_login(holder)

    assert client.get(address).status_code == 404


def test_staff_still_find_it_and_no_accreditation_asks_for_care(
    administrator: Client, course: CoursePage, certificate: Certificate
) -> None:
    course.delete()

    assert "De kring" in read(administrator, "/admin/certificates/")
    assert "De kring" in read(administrator, reverse("issued_certificates:inspect", args=[certificate.pk]))
    assert "De kring" in read(administrator, reverse("accreditations:index"))
    assert "4610123" not in read(administrator, reverse("wagtailadmin_home"))
    assert tell_staff_of_ending(at=timezone.now()) == 0


def test_registers_still_hear_of_it(course: CoursePage, certificate: Certificate) -> None:
    accreditation, today = Accreditation.objects.get(), timezone.localdate()

    def exported() -> tuple[bytes, int]:
        found = list(completions(accreditation=accreditation, first=today, last=today))
        return as_csv(accreditation, found), len(as_pe_files(accreditation, found))

    before = exported()
    course.delete()
    accreditation = Accreditation.objects.get()

    assert exported() == before


def test_who_finished_but_has_no_certificate_yet_still_gets_it(course: CoursePage) -> None:
    """A crash between finishing and issuing is repaired, also when the course went meanwhile."""
    enrolment = walk(make_enrolment(course, LearnerFactory(user=UserFactory())))
    Certificate.objects.all().delete()
    type(enrolment.learner).objects.update(name="Jan Smit")
    course.delete()

    issue_missing(at=timezone.now())

    assert Certificate.objects.get().course_title == "De kring"


def test_editor_reads_what_lives_on_before_deleting(
    administrator: Client, course: CoursePage, certificate: Certificate
) -> None:
    walk(make_enrolment(course))  # finished, and has not told a name
    CoursePage.objects.get().unpublish()

    asked = administrator.get(reverse("wagtailadmin_pages:delete", args=[course.pk]))

    told = asked.content.decode()
    assert "1 bewijs blijft zoals het is" in told
    assert "1 deelnemer is klaar en heeft het bewijs nog niet opgehaald" in told
    assert "niet meer teruglezen" in told


def test_nothing_is_said_of_a_course_that_nobody_finished(administrator: Client, course: CoursePage) -> None:
    course.unpublish()

    asked = administrator.get(reverse("wagtailadmin_pages:delete", args=[course.pk]))

    assert asked.status_code == 200
    assert "teruglezen" not in asked.content.decode()
    assert not Enrolment.objects.exists()
