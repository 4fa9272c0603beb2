"""Somebody who takes a whole course through its pages, and answers as a script says. Never told where to go: shown."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import resolve, reverse

from certificates.models import Certificate
from courses.frozen import FrozenModule, Step
from courses.models import CoursePage
from exercises.registry import Exercise
from learning.models import Enrolment, ExerciseState
from learning.study import course_study

Playing = Callable[[Exercise, dict[str, Any]], list[QueryDict]]
Place = tuple[int, int]  # which module, which step


class Learner:
    """A guest in a browser. `htmx` says whether script is there: answers then come as fragments."""

    def __init__(self, course: CoursePage, playing: Playing, *, htmx: bool) -> None:
        self.course, self.playing, self.htmx = course, playing, htmx
        self.client = Client()
        self.study = course_study(learner=None, course_code=course.code)
        self.places: list[Place] = []  # in the order in which they were shown

    def take_course(self) -> str:
        """From “Begin nu” on, always where the page leads, until no module follows. Where that ended."""
        url = self._follow(self.client.post(self._address("begin")))
        for _time in range(400):
            match = resolve(url.partition("?")[0])
            if match.url_name == "step":
                url = self._step(url, match.kwargs["module_code"], match.kwargs["number"])
            elif match.url_name == "module-done":
                page = self.client.get(url)
                if page.status_code == 302:
                    return self._follow(page)
                if not page.context["following_url"]:
                    return url
                url = page.context["following_url"]
            else:
                return url
        raise AssertionError(f"No end in sight: {url}")

    def do_again(self, exercise: Exercise, module: FrozenModule, step: Step, playing: Playing) -> None:
        """Go back to one exercise and do it as somebody else would."""
        self.playing = playing
        self._do(exercise, self._module_url(module, step))
        self._follow(self.client.post(self._module_url(module, step)))

    def tests(self) -> Iterator[tuple[FrozenModule, Step, Exercise]]:
        """The tests of the course."""
        for release_module in self.study.modules:
            module = self.study.frozen(release_module)
            for step in module.steps:
                yield from ((module, step, one) for one in step.exercises if one.block.is_test)

    def give_name(self, name: str) -> Any:
        """On the page that says that all is done."""
        return self.client.post(reverse("certificates:finish", args=[self.study.slug]), {"name": name}, follow=True)

    @property
    def enrolment(self) -> Enrolment:
        return Enrolment.objects.filter(course=self.course).latest("pk")

    @property
    def certificates(self) -> list[Certificate]:
        return list(Certificate.objects.filter(enrolment=self.enrolment))

    # -- Pages -----------------------------------------------------------------------------------------------------

    def _step(self, url: str, code: str, number: int) -> str:
        """One step: the warning before it, every exercise in it, and on. Where that leads."""
        page = self.client.get(url)
        assert page.status_code == 200, url
        if "on_url" in page.context:
            page = self.client.get(page.context["on_url"])
        release_module = self.study.module(code)
        place = [one.module_uuid for one in self.study.modules].index(release_module.module_uuid), number
        assert not self.places or place > self.places[-1], f"Sent back to {place} from {self.places[-1]}"
        self.places.append(place)
        for exercise in self.study.frozen(release_module).step(number).exercises:
            assert exercise.dom_id in page.content.decode(), exercise.value["title"]
            self._do(exercise, url.partition("?")[0])
        return self._follow(self.client.post(url.partition("?")[0]))

    def _do(self, exercise: Exercise, url: str) -> None:
        """In as many turns as it takes. What the first one draws by chance, as a test does, decides on the others."""
        before = self._state(exercise)
        first, *rest = self.playing(exercise, before)
        self._send(exercise, url, first)
        if rest and self._state(exercise) != exercise.respond(state=before, data=first).state:
            rest = self.playing(exercise, self._state(exercise))
        for data in rest:
            self._send(exercise, url, data)

    def _send(self, exercise: Exercise, url: str, data: QueryDict) -> None:
        """Fill in the form and send it; stay where one is, with an answer."""
        sent = data.copy()
        sent.update({"exercise": str(exercise.id), "submission": str(uuid4())})
        headers = {"HX-Request": "true"} if self.htmx else {}
        page = self.client.post(url, sent.urlencode(), "application/x-www-form-urlencoded", headers=headers)
        assert page.status_code == 200, (exercise.value["title"], page.status_code)
        assert exercise.dom_id in page.content.decode(), exercise.value["title"]

    def _state(self, exercise: Exercise) -> dict[str, Any]:
        found = ExerciseState.objects.filter(enrolment=self.enrolment, target__endswith=str(exercise.id)).first()
        return found.data if found else {}

    def _follow(self, page: HttpResponse) -> str:
        assert page.status_code == 302, page.status_code
        return str(page["Location"])

    def _address(self, name: str) -> str:
        return reverse(f"learning:{name}", args=[self.study.slug])

    def _module_url(self, module: FrozenModule, step: Step) -> str:
        release_module = next(one for one in self.study.modules if one.module_uuid == module.uuid)
        return self.study.step_url(release_module, step.number)
