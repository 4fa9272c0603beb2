"""A new edition would lose what a register recognised: the editor hears it there and carries it over."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from certificates.models import Accreditation
from certificates.services import carry_over
from courses.models import CoursePage, Edition
from courses.services import what_would_change
from tests.certificates.test_accreditation import accredit, printed
from tests.certificates.test_final_test import course_with_test
from tests.factories import UserFactory, exercise_block, make_certificate, make_course, step_block, stored_steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> User:
    user = UserFactory(is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def make_edition(client: Client, course: CoursePage, title: str = "Nieuw") -> BeautifulSoup:
    """Change what was asked, make the next edition in the admin, and read the page that follows."""
    module = course.get_children().specific().last()
    module.steps = stored_steps([step_block(title, exercise_block("choice"))])
    module.save_revision().publish()
    choice = {"mode": "new_edition", "note": "", "seen": what_would_change(course).sha256}
    response = client.post(f"/admin/courses/{course.pk}/edition/", choice, follow=True)
    return BeautifulSoup(response.content, "html.parser")


def links(page: BeautifulSoup) -> list[str]:
    return [str(link["href"]) for link in page.select("a[href*='carry-over']")]


def test_from_the_new_edition_to_its_accreditation(client: Client, editor: User) -> None:
    course = make_course(modules=2)
    accreditation = accredit(course)

    page = make_edition(client, course)
    [link] = links(page)
    asked = client.get(link).content.decode()
    before = Accreditation.objects.count()
    for _ in range(2):
        client.post(link)

    assert "Editie 2 heeft geen accreditatie van Registerplein." in page.get_text()
    assert "Laat haar ook gelden voor editie 2" in asked
    assert (before, Accreditation.objects.count()) == (1, 2)
    carried = Accreditation.objects.get(edition__number=2)
    assert carried.as_printed() == accreditation.as_printed()
    assert printed(make_certificate(course=course)) == [("Registerplein", "4610123", "2.5")]
    assert links(BeautifulSoup(client.get("/admin/").content, "html.parser")) == []


def test_a_correction_and_another_course_ask_nothing(client: Client, editor: User) -> None:
    other = make_course(modules=2)
    accredit(other)
    Edition.objects.create(course=other, number=2)
    course = make_course(modules=2)

    assert links(make_edition(client, course)) == []
    assert course.editions.count() == 2
    accredit(course)
    course.title = "Een andere titel"
    course.save_revision().publish()
    choice = {"mode": "auto", "note": "", "seen": what_would_change(course).sha256}
    page = client.post(f"/admin/courses/{course.pk}/edition/", choice, follow=True).content

    assert links(BeautifulSoup(page, "html.parser")) == []
    assert course.editions.count() == 2


def test_what_was_carried_over_already_is_said(client: Client, editor: User) -> None:
    accreditation = accredit(make_course())

    page = client.post(f"/admin/certificate/carry-over/{accreditation.pk}/", follow=True).content.decode()

    assert "Ze geldt al voor de nieuwste editie." in page
    assert Accreditation.objects.count() == 1


def test_what_ran_out_is_not_carried_over(client: Client, editor: User) -> None:
    course = make_course()
    accreditation = accredit(course, days=(-20, -1))
    Edition.objects.create(course=course, number=2)

    assert client.post(f"/admin/certificate/carry-over/{accreditation.pk}/").status_code == 404
    assert Accreditation.objects.count() == 1


def test_skj_insists_on_a_test_here_too(client: Client, editor: User) -> None:
    course = course_with_test()
    accreditation = accredit(course, register="skj")
    edition = Edition.objects.create(course=course, number=2)  # without a test: it has no release

    with pytest.raises(ValidationError):
        carry_over(accreditation=accreditation, edition=edition)
    page = client.post(f"/admin/certificate/carry-over/{accreditation.pk}/", follow=True).content.decode()

    assert "SKJ vraagt een eindtoets" in page
    assert Accreditation.objects.count() == 1


def test_who_may_not_add_accreditations_carries_none_over(client: Client) -> None:
    course = make_course()
    accreditation = accredit(course)
    Edition.objects.create(course=course, number=2)
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_accreditation"]))
    client.force_login(user)

    client.post(f"/admin/certificate/carry-over/{accreditation.pk}/")

    assert Accreditation.objects.count() == 1
