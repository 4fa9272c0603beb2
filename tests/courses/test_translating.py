"""An editor translates a course from Wagtail's menu; the translation stands beside it, with editions of its own."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.models import StandardPage
from courses.models import CoursePage, ModulePage
from courses.services import publish_release
from curriculum.site import ensure_editors
from tests.courses.arabic import locale
from tests.factories import ModulePageFactory, UserFactory, home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client: Client, course: CoursePage) -> Client:
    """Somebody in the group of editors, with two languages to translate into."""
    locale("en")
    locale("ar")
    user = UserFactory()
    user.groups.add(ensure_editors(home_page()))
    client.force_login(user)
    return client


def address(page: Page) -> str:
    return reverse("simple_translation:submit_page_translation", args=[page.pk])


def translate(client: Client, page: Page, *codes: str, whole: bool = True) -> None:
    data = {"locales": [locale(code).pk for code in codes]} | ({"include_subtree": "on"} if whole else {})
    assert client.post(address(page), data).status_code == 302


def translation(page: Page, code: str) -> CoursePage:
    return CoursePage.objects.get(pk=page.get_translation(locale(code)).pk)


def test_the_menu_of_a_course_leads_to_translating_it(writer: Client, course: CoursePage) -> None:
    page = BeautifulSoup(writer.get(reverse("wagtailadmin_pages:edit", args=[course.pk])).content, "lxml")

    assert page.select(f"a[href='{address(course)}']")
    form = BeautifulSoup(writer.get(address(course)).content, "lxml")
    assert [box.has_attr("disabled") for box in form.select("[name=locales]")] == [False, False]
    assert form.select_one("[name=include_subtree][checked]")


def test_a_translation_stands_beside_the_course_with_its_modules_as_drafts(writer: Client, course: CoursePage) -> None:
    course.add_child(instance=StandardPage(title="Met een groep", slug="met-een-groep"))

    translate(writer, course, "en")

    made = translation(course, "en")
    assert made.get_parent().pk == course.get_parent().pk
    assert (made.slug, made.live, made.locale.language_code) == (f"{course.slug}-en", False, "en")
    assert made.uuid != course.uuid
    before, after = (ModulePage.objects.child_of(one).order_by("path") for one in (course, made))
    assert [one.title for one in after] == [one.title for one in before]
    assert {one.uuid for one in after}.isdisjoint({one.uuid for one in before})
    assert {one.locale.language_code for one in made.get_descendants()} == {"en"}
    assert {one.live for one in made.get_descendants()} == {False}
    assert StandardPage.objects.child_of(made).count() == 1


def test_a_translation_is_published_as_an_edition_of_its_own(writer: Client, course: CoursePage) -> None:
    translate(writer, course, "en")
    made = translation(course, "en")
    for page in (made, *ModulePage.objects.child_of(made)):
        page.save_revision().publish()

    release = publish_release(course=CoursePage.objects.get(pk=made.pk))

    assert (release.language, release.edition.number, release.edition.course_id) == ("en", 1, made.pk)
    catalogue = BeautifulSoup(Client().get("/cursussen/").content, "lxml")
    assert len(catalogue.select(".course-card")) == 2
    assert len(catalogue.select(".course-card .meta [lang=en]")) == 1
    assert Client().get(made.address).status_code == 200


def test_more_languages_at_once_and_one_that_is_there_is_offered_no_more(writer: Client, course: CoursePage) -> None:
    translate(writer, course, "en", "ar", whole=False)

    assert not translation(course, "ar").get_children().exists()
    form = BeautifulSoup(writer.get(address(course)).content, "lxml")
    assert form.select("[name=locales]") == []


def test_a_new_module_is_translated_under_the_translation_of_its_course(writer: Client, course: CoursePage) -> None:
    module = ModulePageFactory(parent=course, title="Nieuw")
    early = writer.post(address(module), {"locales": [locale("en").pk]})
    assert early.status_code == 200  # its course is not there yet: the form says so
    assert address(course) in early.content.decode()
    translate(writer, course, "en", whole=False)

    translate(writer, module, "en", whole=False)

    assert module.get_translation(locale("en")).get_parent().specific == translation(course, "en")


def test_the_site_around_the_courses_stays_one(writer: Client, course: CoursePage) -> None:
    for page in (home_page(), course.get_parent()):
        assert writer.get(address(page)).status_code == 302
        assert writer.post(address(page), {"locales": [locale("en").pk]}).status_code == 302
        assert page.get_translations().count() == 0


def test_who_may_not_write_may_not_translate(client: Client, course: CoursePage) -> None:
    user = UserFactory()
    client.force_login(user)
    english = locale("en")

    client.post(address(course), {"locales": [english.pk]})

    assert not course.has_translation(english)


def test_unpublishing_a_course_leaves_its_translation(writer: Client, course: CoursePage) -> None:
    translate(writer, course, "en")
    made = translation(course, "en")
    made.save_revision().publish()

    assert writer.post(reverse("wagtailadmin_pages:unpublish", args=[course.pk])).status_code == 302

    made.refresh_from_db()
    assert made.live
