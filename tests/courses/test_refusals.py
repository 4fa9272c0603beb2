"""What learners use is not deleted, singly nor in bulk, and nothing becomes an error page."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from cms.models import LocalContact, Source
from courses.models import CoursePage, Edition, ModulePage
from courses.services import publish_release
from tests.courses.conftest import first_module
from tests.factories import (
    CoursePageFactory,
    LocalContactFactory,
    ModulePageFactory,
    SourceFactory,
    catalogue_page,
    make_course,
    make_enrolment,
    step_block,
    stored_steps,
    text_block,
    walk,
)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def bulk(admin: Client, action: str, model: str, *objects: Any, **data: Any) -> Any:
    address = reverse("wagtail_bulk_action", args=[*model.split("."), action])
    query = "&".join(f"id={one.pk}" for one in objects)
    return admin.post(f"{address}?{query}&next=/admin/", data)


def told(admin: Client, answer: Any) -> str:
    """What the next page says."""
    return "".join(str(message) for message in admin.get(answer.url).context["messages"])


# -- Pages ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["course", "module", "catalogue"])
def test_page_that_learners_study_is_not_deleted(admin: Client, course: CoursePage, which: str) -> None:
    page = {"course": course, "module": first_module(course), "catalogue": catalogue_page()}[which]
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])

    asked, done = admin.get(address), admin.post(address)

    assert (asked.status_code, done.status_code) == (302, 302)
    assert told(admin, done).count(page.title if which == "module" else course.title) == 4
    assert Page.objects.filter(pk=page.pk).exists()


def test_pages_that_learners_study_are_not_deleted_in_bulk(admin: Client, course: CoursePage) -> None:
    unused = ModulePageFactory(parent=course)

    answer = bulk(admin, "delete", "wagtailcore.page", first_module(course), unused)

    assert "Module 1" in told(admin, answer)
    assert ModulePage.objects.child_of(course).count() == 3


def test_course_with_learners_is_not_deleted_in_bulk(admin: Client, course: CoursePage) -> None:
    answer = bulk(admin, "delete", "wagtailcore.page", course)

    assert course.title in told(admin, answer)
    assert CoursePage.objects.filter(pk=course.pk).exists()


def test_module_that_nobody_studied_is_deleted(admin: Client, course: CoursePage) -> None:
    unused = ModulePageFactory(parent=course)

    admin.post(reverse("wagtailadmin_pages:delete", args=[unused.pk]))

    assert not ModulePage.objects.filter(pk=unused.pk).exists()


def test_course_without_edition_is_deleted(admin: Client, db: None) -> None:
    course = make_course(publish=False)

    admin.post(reverse("wagtailadmin_pages:delete", args=[course.pk]))

    assert not CoursePage.objects.filter(pk=course.pk).exists()


def test_module_that_learners_study_stays_in_its_course(admin: Client, course: CoursePage) -> None:
    other, module = CoursePageFactory(), first_module(course)

    one = admin.post(reverse("wagtailadmin_pages:move_confirm", args=[module.pk, other.pk]))
    many = bulk(admin, "move", "wagtailcore.page", module, chooser=other.pk)

    assert (one.status_code, many.status_code) == (302, 302)
    assert told(admin, many).count("“Module 1”") == 2
    assert ModulePage.objects.get(pk=module.pk).get_parent().pk == course.pk


def test_module_that_nobody_studied_moves(admin: Client, course: CoursePage) -> None:
    other, module = CoursePageFactory(), ModulePageFactory(parent=course)

    admin.post(reverse("wagtailadmin_pages:move_confirm", args=[module.pk, other.pk]))

    assert ModulePage.objects.get(pk=module.pk).get_parent().pk == other.pk


def test_copy_of_a_module_is_a_module_of_its_own(admin: Client, course: CoursePage) -> None:
    module = first_module(course)
    module.save_revision()

    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": course.pk, "publish_copies": "on"}
    admin.post(reverse("wagtailadmin_pages:copy", args=[module.pk]), data)
    copy = ModulePage.objects.get(slug="kopie")
    copy.get_latest_revision().publish()

    copy.refresh_from_db()
    assert copy.uuid != module.uuid
    assert str(publish_release(course=course)) == "2.0"


# -- What a release shows ------------------------------------------------------------------------------------------


def shown_in_a_release(*blocks: dict[str, Any]) -> CoursePage:
    course = CoursePageFactory()
    ModulePageFactory(parent=course, steps=stored_steps([step_block("Lezen", *blocks)]))
    publish_release(course=course)
    return course


def block(name: str, value: Any) -> dict[str, Any]:
    return {"type": name, "id": text_block()["id"], "value": value}


def image() -> Any:
    return get_image_model().objects.create(title="Een foto", file=get_test_image_file())


def document(name: str) -> Any:
    return get_document_model().objects.create(title=name, file=ContentFile(b"x", name=name))


def test_source_in_a_release_is_not_deleted(admin: Client, db: None) -> None:
    used, free = SourceFactory(key="S1"), SourceFactory(key="S2")
    shown_in_a_release(text_block("<p>Zo is het. [S1]</p>"))

    one = admin.post(reverse("wagtailsnippets_cms_source:delete", args=[used.pk]))
    many = bulk(admin, "delete", "cms.source", used, free)
    admin.post(reverse("wagtailsnippets_cms_source:delete", args=[free.pk]))

    assert (one.status_code, many.status_code) == (302, 302)
    assert told(admin, many).count("“S1: ") == 2
    assert list(Source.objects.all()) == [used]


def test_contact_in_a_release_is_not_deleted(admin: Client, db: None) -> None:
    contact = LocalContactFactory(key="vcp")
    shown_in_a_release(block("contact", {"contact": "vcp"}))

    one = admin.post(reverse("wagtailsnippets_cms_localcontact:delete", args=[contact.pk]))

    assert contact.name in told(admin, one)
    assert LocalContact.objects.filter(pk=contact.pk).exists()


def test_image_in_a_release_is_not_deleted(admin: Client, db: None) -> None:
    used, free = image(), image()
    picture = {"image": used.pk, "decorative": False, "alt_text": "Een kring"}
    shown_in_a_release(block("picture", {"image": picture, "caption": ""}))

    asked = admin.get(reverse("wagtailimages:delete", args=[used.pk]))
    one = admin.post(reverse("wagtailimages:delete", args=[used.pk]))
    many = bulk(admin, "delete", "wagtailimages.image", used, free)
    upload = admin.post(
        reverse("wagtailimages:delete_multiple", args=[used.pk]), headers={"x-requested-with": "XMLHttpRequest"}
    )
    refused = told(admin, many)
    admin.post(reverse("wagtailimages:delete", args=[free.pk]))

    assert (asked.status_code, one.status_code, many.status_code, upload.status_code) == (302, 302, 302, 409)
    assert refused.count("“Een foto”") == 3
    assert list(get_image_model().objects.all()) == [used]


def test_document_in_a_release_is_not_deleted(admin: Client, db: None) -> None:
    film, captions, free = document("film.mp4"), document("film.vtt"), document("los.pdf")
    video = {"title": "Film", "video": film.pk, "captions": captions.pk, "transcript": "<p>Dag.</p>"}
    shown_in_a_release(block("video", video))

    admin.post(reverse("wagtaildocs:delete", args=[film.pk]))
    many = bulk(admin, "delete", "wagtaildocs.document", captions, free)
    refused = told(admin, many)
    admin.post(reverse("wagtaildocs:delete", args=[free.pk]))

    assert "“film.mp4”" in refused
    assert "“film.vtt”" in refused
    assert set(get_document_model().objects.all()) == {film, captions}


# -- When nobody is busy with it any more --------------------------------------------------------------------------


def test_course_that_somebody_is_busy_with_stays_though_unpublished(admin: Client, course: CoursePage) -> None:
    make_enrolment(course)
    course.unpublish()

    done = admin.post(reverse("wagtailadmin_pages:delete", args=[course.pk]))

    assert "kun je het verwijderen" in told(admin, done)
    with pytest.raises(IntegrityError), transaction.atomic():  # nor by any other way
        CoursePage.objects.get(pk=course.pk).delete()
    assert CoursePage.objects.filter(pk=course.pk).exists()


def test_unpublished_course_that_everybody_finished_is_deleted_and_its_editions_stay(
    admin: Client, course: CoursePage
) -> None:
    enrolment = walk(make_enrolment(course))
    course.unpublish()

    admin.post(reverse("wagtailadmin_pages:delete", args=[course.pk]))

    assert not CoursePage.objects.exists()
    edition = Edition.objects.get()
    assert (edition.course_title, edition.course_uuid) == (course.title, str(course.uuid))
    enrolment.refresh_from_db()
    assert (enrolment.course, enrolment.edition, enrolment.completed_release) == (None, edition, edition.releases.get())


def test_image_of_a_deleted_course_may_go(admin: Client, db: None) -> None:
    used = image()
    picture = {"image": used.pk, "decorative": False, "alt_text": "Een kring"}
    shown_in_a_release(block("picture", {"image": picture, "caption": ""}))
    address = reverse("wagtailimages:delete", args=[used.pk])
    admin.post(address)
    assert get_image_model().objects.exists()

    CoursePage.objects.get().delete()
    admin.post(address)

    assert not get_image_model().objects.exists()
