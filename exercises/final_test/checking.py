"""What an editor should mend in a test, each with its place."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from exercises.contract import Problem
from exercises.final_test.pasting import faults_in


def problems_in(value: Any) -> list[Problem]:
    """Every problem of a test, in the order of the form."""
    return [*_of_draw(value), *_of_questions(value["questions"]), *_of_paste(value)]


def _of_draw(value: Any) -> Iterator[Problem]:
    draw, count = value["draw"], len(value["questions"])
    lessons = {question["lesson"] for question in value["questions"]} - {"", None}
    if not draw:
        return
    if draw > count:
        message = _("The test draws %(draw)s questions, but there are %(count)s.")
        yield Problem("draw", message % {"draw": draw, "count": count})
    elif draw < len(lessons):
        message = _("The questions are about %(lessons)s modules, but a try draws %(draw)s: it leaves some out.")
        yield Problem("draw", message % {"lessons": len(lessons), "draw": draw}, is_error=False)


def _of_questions(questions: Any) -> Iterator[Problem]:
    for number, question in enumerate(questions, start=1):
        right = sum(bool(option["is_right"]) for option in question["options"])
        place = {"number": number, "right": right}
        if not right:
            yield Problem("questions", _("Question %(number)s has no right answer.") % place)
        elif right > 1:
            yield Problem("questions", _("Question %(number)s has %(right)s right answers. Keep one.") % place)
        for option, each in enumerate(question["options"], start=1):
            if not each["feedback"]:
                message = _("Question %(number)s, answer %(option)s has no feedback.")
                yield Problem("questions", message % {"number": number, "option": option})
        texts = [each["text"] for each in question["options"] if each["text"]]
        if len(set(texts)) < len(texts):
            yield Problem("questions", _("Question %(number)s has the same answer twice.") % place)
        if not question["lesson"]:
            warning = _("Question %(number)s names no module to read again.") % place
            yield Problem("questions", warning, is_error=False)
    twice = {"text": _("This question stands here twice: %(text)s"), "key": _("Two questions have the key %(text)s.")}
    for field, message in twice.items():
        counted = Counter(question[field] for question in questions if question[field])
        yield from (Problem("questions", message % {"text": text}) for text, count in counted.items() if count > 1)


def _of_paste(value: Any) -> Iterator[Problem]:
    for fault in faults_in(value.get("pasted") or ""):
        yield Problem("pasted", fault)
