"""Whatever happens to course, design, register, organisation and learner: file and check page stay as they were."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Learner, Organisation
from certificates.models import Accreditation, Certificate, CertificateDesign
from certificates.services import issue, make_file, remind_of_expiry
from cms.models import ThemeSettings
from courses.models import CoursePage, Edition, ModulePage
from learning.models import Enrolment
from tests.factories import LearnerFactory, UserFactory, make_course, make_enrolment, walk

pytestmark = pytest.mark.django_db
NAME = "Aïsha de Vries-Çelik"


@pytest.fixture
def certificate() -> Certificate:
    """With something from everywhere: a design, an accreditation, an organisation, goals."""
    course = make_course(modules=2, title="De kring", outcomes=[("outcome", "Je luistert eerst.")])
    today = timezone.localdate()
    Accreditation.objects.create(
        edition=course.editions.get(),
        register="registerplein",
        activity_number="4610123",
        points="2.5",
        valid_from=today,
        valid_until=today + timedelta(days=300),
    )
    CertificateDesign.objects.create(course=course, valid_months=24, issuer_note="KvK 12345678")
    organisation = Organisation.objects.create(name="De Eendracht", kind=Organisation.Kind.CLUB)
    enrolment = make_enrolment(course, LearnerFactory(user=UserFactory()))
    Enrolment.objects.filter(pk=enrolment.pk).update(organisation=organisation)
    issued = issue(enrolment=walk(enrolment), name=NAME, at=timezone.now())
    make_file(certificate_id=issued.pk)
    return Certificate.objects.get(pk=issued.pk)


def seen(certificate: Certificate) -> tuple[bytes, bytes, bytes, bytes]:
    """What is stored, and what anybody gets to see: as a page, as data, and as an answer about the name."""
    with certificate.pdf.open("rb") as file:
        stored = file.read()
    address, browser = f"/c/{certificate.code}/", Client()
    page = browser.get(address).content
    return stored, page, browser.get(address, HTTP_ACCEPT="application/json").content, _answer(browser, address)


def _answer(browser: Client, address: str) -> bytes:
    answer = browser.post(address, {"name": NAME})
    assert "is de naam op dit bewijs" in answer.content.decode()
    return answer.content


def course_rewritten(certificate: Certificate) -> None:
    course = CoursePage.objects.get()
    course.title, course.slug = "Iets heel anders", "anders"
    course.outcomes = []
    course.save_revision().publish()
    for module in ModulePage.objects.all():
        module.title, module.minutes = "Anders", 999
        module.save_revision().publish()


def course_gone(certificate: Certificate) -> None:
    CoursePage.objects.get().delete()
    assert not CoursePage.objects.exists()
    assert not ModulePage.objects.exists()


def newer_edition(certificate: Certificate) -> None:
    Edition.objects.create(course=CoursePage.objects.get(), number=2)


def design_changed(certificate: Certificate) -> None:
    CertificateDesign.objects.update(layout="landscape", issuer_note="Anders", valid_months=1, language="en")


def design_gone(certificate: Certificate) -> None:
    CertificateDesign.objects.all().delete()


def accreditation_gone(certificate: Certificate) -> None:
    Accreditation.objects.all().delete()


def organisation_gone(certificate: Certificate) -> None:
    Organisation.objects.all().delete()
    assert Enrolment.objects.get().organisation is None


def learner_renamed(certificate: Certificate) -> None:
    Learner.objects.update(name="Iemand anders")
    assert certificate.enrolment
    user = certificate.enrolment.learner.user
    assert user
    user.name = user.email = "anders@example.org"
    user.save()


def made_again(certificate: Certificate) -> None:
    assert make_file(certificate_id=certificate.pk) is False
    remind_of_expiry(at=timezone.now())


@pytest.mark.parametrize(
    "happening",
    [
        course_rewritten,
        course_gone,
        newer_edition,
        design_changed,
        design_gone,
        accreditation_gone,
        organisation_gone,
        learner_renamed,
        made_again,
    ],
)
def test_file_and_answers_are_byte_for_byte_what_they_were(
    certificate: Certificate, happening: Callable[[Certificate], None]
) -> None:
    before = seen(certificate)

    happening(certificate)

    assert seen(Certificate.objects.get(pk=certificate.pk)) == before


def test_another_issuer_does_not_change_who_issued_it(certificate: Certificate) -> None:
    stored, _page, data, _answered = seen(certificate)

    ThemeSettings.objects.update_or_create(defaults={"issuer": "Een ander"})

    assert (seen(certificate)[0], seen(certificate)[2]) == (stored, data)
