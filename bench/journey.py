"""What is measured: the pages of a learner's way through a course, found in the courses that ship."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import uuid4

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from accounts.models import Learner
from certificates.models import Certificate
from certificates.services import issue
from courses.models import CoursePage
from curriculum.playing import play
from exercises.registry import Exercise
from learning.models import Enrolment
from learning.services import enrol, respond, see_step
from learning.study import Study, course_study, enrolment_study


@dataclass(frozen=True, slots=True)
class Page:
    """One request of the journey. With `answers` it is a POST, and the answers take turns."""

    name: str
    address: str
    answers: list[dict[str, str]] = field(default_factory=list)
    is_public: bool = False  # asked for by a visitor of whom nothing is known


def first_course() -> CoursePage:
    """The first course of the catalogue."""
    return CoursePage.objects.live().order_by("path").first()


def pages(learner: Learner) -> list[Page]:
    """The pages as this learner meets them, who has begun the first course."""
    study = enrolment_study(enrol(learner=learner, course=first_course(), at=timezone.now()))
    address, exercise = first_judged(study)
    check = reverse("certificates:check", args=[certificate().code])
    return [
        Page("catalogue, as a visitor", reverse("courses:catalogue"), is_public=True),
        Page("course, as a visitor", study.course.address, is_public=True),
        Page("course", study.course.address),
        Page("step", address),
        Page("answer", address, list(answers(exercise))),
        Page("my courses", reverse("learning:my-courses")),
        Page("check a certificate, as a visitor", check, is_public=True),
    ]


def first_judged(study: Study) -> tuple[str, Exercise]:
    """The first exercise of the course that is judged, with the address of its step."""
    for module in study.modules:
        for step in study.frozen(module).steps:
            for exercise in step.exercises:
                if exercise.block.judged:
                    return study.step_url(module, step.number), exercise
    raise LookupError("No exercise is judged.")


def answers(exercise: Exercise) -> Iterator[dict[str, str]]:
    """The first submission that does the exercise, without what the page adds."""
    data: QueryDict = play(exercise)[0]
    hidden = {"csrfmiddlewaretoken", "exercise", "submission"}
    yield {name: value for name, value in data.items() if name not in hidden} | {"exercise": str(exercise.id)}


def certificate() -> Certificate:
    """The certificate of somebody who finished the first course; made once."""
    found = Certificate.objects.first()
    return found or issue(enrolment=finished(Learner.objects.create()), name="Noor de Vries", at=timezone.now())


def finished(learner: Learner) -> Enrolment:
    """An enrolment on the first course in which everything was done."""
    enrolment = enrol(learner=learner, course=first_course(), at=timezone.now())
    study = course_study(learner=learner, course_code=enrolment.course.code)
    for module in study.modules:
        for step in study.frozen(module).steps:
            for exercise in step.exercises:
                for data in play(exercise):
                    respond(
                        enrolment=enrolment,
                        module=module,
                        exercise_id=exercise.id,
                        submission_id=uuid4(),
                        data=data,
                        at=timezone.now(),
                    )
            see_step(enrolment=enrolment, module=module, number=step.number, at=timezone.now())
    return Enrolment.objects.get(pk=enrolment.pk)
