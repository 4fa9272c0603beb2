"""Factories make the smallest valid thing and hide no surprises."""

import uuid
from typing import Any

import factory
import wagtail_factories
from django.http import QueryDict
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Collection, Locale, Page, Site

from accounts.models import Learner, Membership, Organisation, User
from certificates.models import Certificate
from certificates.services import issue
from cms.models import HomePage, LocalContact, Source
from courses.models import CourseIndexPage, CoursePage, ModulePage, Release
from courses.services import publish_release
from exercises.registry import kind
from learning.invitations import new_code
from learning.models import Enrolment, Invitation
from learning.services import enrol, respond, see_step
from learning.study import enrolment_study

# --- accounts ---------------------------------------------------------------------------------------------------


class UserFactory(DjangoModelFactory):
    """Somebody with an account and no rights."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    password = "!"  # unusable, as of everybody


class OrganisationFactory(DjangoModelFactory):
    """A club that is part of nothing."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda number: f"Club {number}")
    kind = Organisation.Kind.CLUB


class MembershipFactory(DjangoModelFactory):
    """An ordinary member of a club."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class LearnerFactory(DjangoModelFactory):
    """A guest; give a `user` for somebody with an account."""

    class Meta:
        model = Learner


# --- cms --------------------------------------------------------------------------------------------------------


class SourceFactory(DjangoModelFactory):
    """A source that texts may name."""

    class Meta:
        model = Source

    key = factory.Sequence(lambda number: f"S{number + 1}")
    title = factory.Sequence(lambda number: f"Onderzoek {number}")


class LocalContactFactory(DjangoModelFactory):
    """A contact for everybody; give an `organisation` for one of its own."""

    class Meta:
        model = LocalContact

    key = "vcp"
    name = "De vertrouwenspersoon"


def root_page() -> Page:
    """The root of the pages, which Wagtail's migrations make and a test with threads flushes away."""
    Locale.objects.get_or_create(language_code="nl")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    return Page.objects.filter(depth=1).first() or Page.add_root(instance=Page(title="Root", slug="root"))


def home_page() -> HomePage:
    """The front page, with the site that serves it: made once."""
    found = HomePage.objects.first()
    if found is None:
        found = root_page().add_child(instance=HomePage(title="Leerkring", slug="leerkring"))
        Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "testserver", "root_page": found})
    return found


def catalogue_page() -> CourseIndexPage:
    """The catalogue at /cursussen/: made once."""
    found = CourseIndexPage.objects.first()
    return found or home_page().add_child(instance=CourseIndexPage(title="Cursussen", slug="cursussen"))


# --- courses ----------------------------------------------------------------------------------------------------


class CoursePageFactory(wagtail_factories.PageFactory):
    """A published course without modules."""

    class Meta:
        model = CoursePage

    parent = factory.LazyFunction(catalogue_page)
    title = factory.Sequence(lambda number: f"Cursus {number}")
    goal = "Samen sterk om een gezin heen."
    audience = "Trainers"


def text_block(html: str = "<p>Luister eerst.</p>") -> dict[str, Any]:
    """Prose, as it is stored."""
    return {"type": "text", "id": str(uuid.uuid4()), "value": html}


def exercise_block(name: str = "choice", **changes: Any) -> dict[str, Any]:
    """The example of a kind, as it is stored, with some of its fields changed."""
    block = kind(name)
    value = block.from_source(block.parse_source(block.example))
    return {"type": name, "id": str(uuid.uuid4()), "value": value | changes}


def step_block(title: str, *parts: dict[str, Any]) -> dict[str, Any]:
    """A step, as it is stored."""
    return {"type": "step", "id": str(uuid.uuid4()), "value": {"title": title, "content": list(parts)}}


class ModulePageFactory(wagtail_factories.PageFactory):
    """A published module of two steps: a text, and a choice. Give `steps` (as stored) for others."""

    class Meta:
        model = ModulePage

    parent = factory.SubFactory(CoursePageFactory)
    title = factory.Sequence(lambda number: f"Module {number}")

    @factory.lazy_attribute
    def steps(self) -> Any:
        """Stored steps become a value of the field."""
        raw = [step_block("Lezen", text_block()), step_block("Doen", exercise_block())]
        return stored_steps(raw)


def stored_steps(raw: list[dict[str, Any]]) -> Any:
    """The value of a module's `steps` for steps as they are stored."""
    return ModulePage._meta.get_field("steps").to_python(raw)


def make_course(modules: int = 1, publish: bool = True, **facts: Any) -> CoursePage:
    """A course with some modules, and with its first edition unless `publish` is off."""
    course = CoursePageFactory(**facts)
    for number in range(modules):
        ModulePageFactory(parent=course, title=f"Module {number + 1}")
    if publish:
        publish_release(course=course)
    return course


def make_release(**facts: Any) -> Release:
    """The first release of a new course."""
    return publish_release(course=make_course(publish=False, **facts))


# --- learning ---------------------------------------------------------------------------------------------------


def make_enrolment(course: CoursePage | None = None, learner: Learner | None = None) -> Enrolment:
    """A guest, or the learner given, who has just begun a course with an edition."""
    return enrol(learner=learner or LearnerFactory(), course=course or make_course(), at=timezone.now())


def walk(enrolment: Enrolment, *, answer: str = "0", skip: int = 0) -> Enrolment:
    """See every step and answer every exercise of an enrolment, but for the last `skip` modules."""
    study = enrolment_study(enrolment)
    for module in study.modules[: len(study.modules) - skip]:
        for step in study.frozen(module).steps:
            for exercise in step.exercises:
                data = QueryDict(mutable=True)
                for name, values in exercise.block.example_answer.items():
                    data.setlist(name, [answer] if exercise.block.kind == "choice" else values)
                respond(
                    enrolment=enrolment,
                    module=module,
                    exercise_id=exercise.id,
                    submission_id=uuid.uuid4(),
                    data=data,
                    at=timezone.now(),
                )
            see_step(enrolment=enrolment, module=module, number=step.number, at=timezone.now())
    return Enrolment.objects.select_related("course", "learner").get(pk=enrolment.pk)


def make_invitation(*courses: CoursePage, organisation: Organisation | None = None, **facts: Any) -> Invitation:
    """A usable invitation into these courses, of this organisation or else of a new club."""
    invitation = Invitation.objects.create(code=new_code(), organisation=organisation or OrganisationFactory(), **facts)
    invitation.courses.set(courses)
    return invitation


class MailServerAway:
    """A mail server that refuses."""

    def __init__(self, **kwargs: object) -> None:
        pass

    def send_messages(self, messages: object) -> int:
        """Refuse."""
        raise ConnectionRefusedError


# --- certificates -----------------------------------------------------------------------------------------------


def make_certificate(
    name: str = "Aïsha de Vries-Çelik", *, learner: Learner | None = None, **facts: Any
) -> Certificate:
    """A certificate of a course just completed, without its file. `facts` are of the course."""
    course = facts.pop("course", None) or make_course(**facts)
    return issue(enrolment=walk(make_enrolment(course, learner)), name=name, at=timezone.now())
