"""The way through a tool's questions to an outcome: where each answer leads, and what an editor should mend. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from exercises.contract import Problem


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question, and the code of what comes next."""

    text: str
    to: str


@dataclass(frozen=True, slots=True)
class Question:
    """One screen with a question."""

    key: str
    text: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """All questions in the editor's order, the first of which is where one begins; and the codes of the outcomes."""

    questions: tuple[Question, ...]
    outcomes: tuple[str, ...]

    @property
    def anchors(self) -> dict[str, str]:
        """The id of the screen with each code, to go behind the id of the exercise. Of two equal codes, the first."""
        found: dict[str, str] = {}
        for number, question in enumerate(self.questions, start=1):
            found.setdefault(question.key, f"question-{number}")
        for number, key in enumerate(self.outcomes, start=1):
            found.setdefault(key, f"outcome-{number}")
        return found

    def before(self, key: str) -> Question | None:
        """The question that leads here, when there is only one: the way back."""
        parents = [one for one in self.questions if key in {answer.to for answer in one.answers}]
        return parents[0] if len(parents) == 1 else None


def read_route(value: Any) -> Route:
    """The route of a tool's value, also of a draft in which things are missing."""
    questions = tuple(
        Question(
            key=_code(question["key"]),
            text=question["text"] or "",
            answers=tuple(Answer(answer["text"] or "", _code(answer["to"])) for answer in question["answers"]),
        )
        for question in value["questions"]
    )
    return Route(questions, tuple(_code(outcome["key"]) for outcome in value["outcomes"]))


def problems(route: Route) -> list[Problem]:
    """Everything that stands between a learner and an outcome, each with its place."""
    found = [*_codes(route), *_endings(route)]
    return found or [*_loops(route), *_unreachable(route)]


def _code(text: Any) -> str:
    return str(text or "").strip()


def _places(route: Route) -> Iterator[tuple[str, str, Any]]:
    """For everything with a code: the editor's field, the code, and how to name its place."""
    for number, question in enumerate(route.questions, start=1):
        yield "questions", question.key, _("question %(number)s") % {"number": number}
    for number, key in enumerate(route.outcomes, start=1):
        yield "outcomes", key, _("outcome %(number)s") % {"number": number}


def _codes(route: Route) -> Iterator[Problem]:
    first: dict[str, Any] = {}
    for field, key, place in _places(route):
        if not key:
            message = _("There is no code at %(place)s. Give it one, such as %(example)s.")
            example = "U1" if field == "outcomes" else "Q1"
            yield Problem(field, message % {"place": place, "example": example})
        elif key in first:
            message = _("The code “%(key)s” stands at %(first)s and at %(place)s. Give each a code of its own.")
            yield Problem(field, message % {"key": key, "first": first[key], "place": place})
        else:
            first[key] = place


def _endings(route: Route) -> Iterator[Problem]:
    known = list(dict.fromkeys(key for _field, key, _place in _places(route) if key))
    for number, question in enumerate(route.questions, start=1):
        for place, answer in enumerate(question.answers, start=1):
            if not answer.to:
                message = _("Question %(number)s, answer %(answer)s leads nowhere yet. Fill in a code.")
                yield Problem("questions", message % {"number": number, "answer": place})
            elif answer.to not in known:
                message = _("Question %(number)s, answer %(answer)s: there is no code “%(to)s”. Choose: %(known)s.")
                names = {"number": number, "answer": place, "to": answer.to, "known": ", ".join(known)}
                yield Problem("questions", message % names)


def _loops(route: Route) -> Iterator[Problem]:
    """Every answer that leads back to a question that one comes from. Codes are sound here."""
    questions = {question.key: question for question in route.questions}
    numbers = {question.key: number for number, question in enumerate(route.questions, start=1)}
    done: set[str] = set()
    for start in questions:
        trail: list[tuple[str, Iterator[tuple[int, Answer]]]] = []
        if start not in done:
            trail.append((start, iter(enumerate(questions[start].answers, start=1))))
        while trail:
            key, answers = trail[-1]
            place, answer = next(answers, (0, None))
            if answer is None:
                done.add(key)
                trail.pop()
            elif answer.to in {one for one, _answers in trail}:
                message = _("Question %(number)s, answer %(answer)s leads back to “%(to)s”: so nobody gets to the end.")
                names = {"number": numbers[key], "answer": place, "to": answer.to}
                yield Problem("questions", message % names)
            elif answer.to in questions and answer.to not in done:
                trail.append((answer.to, iter(enumerate(questions[answer.to].answers, start=1))))


def _unreachable(route: Route) -> Iterator[Problem]:
    if not route.questions:
        return
    questions = {question.key: question for question in route.questions}
    reached, waiting = set(), [route.questions[0].key]
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting += [answer.to for answer in questions[key].answers] if key in questions else []
    for field, key, place in _places(route):
        if key not in reached:
            message = _("Nobody ever comes to %(place)s (“%(key)s”): no answer leads there.")
            yield Problem(field, message % {"place": place, "key": key})
