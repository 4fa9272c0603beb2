"""What differs between two contents of a course, and what that means for learners. Pure: values in, values out.

- Prose, feedback, titles, minutes, the course's own texts, steps without an exercise: a correction. A step that was
  added counts for who has not finished the module yet; who has, stays finished. A step that was removed asks nothing.
- The texts that carry an exercise's meaning: an editor says whether the meaning is equal.
- Rules of an exercise, what is required, which modules and exercises there are, the order of modules, the rule for
  completion: a new edition. Learners who are under way keep what they began with.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.content import CourseContent, ModuleContent, Piece, StepContent
from courses.frozen import FrozenModule


class Verdict(models.TextChoices):
    """What a change comes to; each weighs more than the one before it."""

    NOTHING = "nothing", gettext_lazy("nothing changed")
    CORRECTION = "correction", gettext_lazy("correction")
    CONFIRM = "confirm", gettext_lazy("other words")
    NEW_EDITION = "new_edition", gettext_lazy("new edition")
    FIRST = "first", gettext_lazy("first edition")


WEIGHT = {verdict: weight for weight, verdict in enumerate(Verdict)}


@dataclass(frozen=True, slots=True)
class Reason:
    """One difference in words, where it is, and the texts before and after."""

    verdict: Verdict
    text: str
    module: str = ""  # the title of the module; empty for the course itself
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Every difference, and what they come to together. `sha256` is of the newer content: what the editor looked at."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    sha256: str

    def of(self, verdict: Verdict | str) -> tuple[Reason, ...]:
        """The differences that weigh this much."""
        return tuple(reason for reason in self.reasons if reason.verdict == verdict)

    @property
    def by_place(self) -> dict[str, list[Reason]]:
        """The differences by module, the course itself under an empty title."""
        places: dict[str, list[Reason]] = {}
        for reason in self.reasons:
            places.setdefault(reason.module, []).append(reason)
        return places


def compare(old: CourseContent | None, new: CourseContent) -> Change:
    """The differences between two contents. Without an old one, everything is new."""
    if old is None:
        return Change(Verdict.FIRST, (), new.sha256)
    if old.sha256 == new.sha256:
        return Change(Verdict.NOTHING, (), new.sha256)
    reasons = (*_course_reasons(old.facts, new.facts), *_structure_reasons(old, new), *_module_reasons(old, new))
    verdict = max((reason.verdict for reason in reasons), key=WEIGHT.__getitem__, default=Verdict.CORRECTION)
    return Change(verdict, reasons, new.sha256)


def carries_over(old: FrozenModule, new: FrozenModule) -> set[UUID]:
    """The exercises that are the same in both: rules and wording equal, so that an answer to one answers the other."""
    before = {exercise.id: exercise.fingerprint for exercise in old.exercises}
    return {exercise.id for exercise in new.exercises if before.get(exercise.id) == exercise.fingerprint}


# -- The course ----------------------------------------------------------------------------------------------------

COURSE_TEXTS = {
    "title": gettext_lazy("The title of the course is different."),
    "summary": gettext_lazy("The summary is different."),
    "goal": gettext_lazy("The goal is different."),
    "audience": gettext_lazy("Whom the course is for is different."),
    "outcomes": gettext_lazy("What you can do afterwards is different."),
    "introduction": gettext_lazy("The introduction is different."),
    "level": gettext_lazy("The language level is different."),
    "proof_statement": gettext_lazy("The sentence on the certificate is different."),
    "slug": gettext_lazy("The address is different."),
}


def _course_reasons(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Reason]:
    if old["right_needed"] != new["right_needed"]:
        yield Reason(
            Verdict.NEW_EDITION,
            _("The rule for finishing is different: first %(before)s%% right, now %(after)s%%.")
            % {"before": old["right_needed"], "after": new["right_needed"]},
        )
    for name, text in COURSE_TEXTS.items():
        if old.get(name) != new.get(name):
            yield Reason(Verdict.CORRECTION, str(text), before=texts_in(old.get(name)), after=texts_in(new.get(name)))


def _structure_reasons(old: CourseContent, new: CourseContent) -> Iterator[Reason]:
    before = {module.uuid: module for module in old.modules}
    after = {module.uuid: module for module in new.modules}
    for uuid, module in after.items():
        if uuid not in before:
            yield Reason(Verdict.NEW_EDITION, _("This module was added."), module.title)
    for uuid, module in before.items():
        if uuid not in after:
            yield Reason(Verdict.NEW_EDITION, _("This module was removed, hidden or unpublished."), module.title)
    if [uuid for uuid in before if uuid in after] != [uuid for uuid in after if uuid in before]:
        yield Reason(
            Verdict.NEW_EDITION,
            _("The modules stand in another order."),
            before=tuple(module.title for module in old.modules),
            after=tuple(module.title for module in new.modules),
        )


# -- A module ------------------------------------------------------------------------------------------------------


def _module_reasons(old: CourseContent, new: CourseContent) -> Iterator[Reason]:
    before = {module.uuid: module for module in old.modules}
    homes = {piece.id: module.title for module, _step, piece in new.exercises()}
    origins = {piece.id: module.title for module, _step, piece in old.exercises()}
    for module in new.modules:
        earlier = before.get(module.uuid)
        if earlier is None or earlier.sha256 == module.sha256:
            continue
        reasons = [
            *_fact_reasons(earlier, module),
            *_exercise_reasons(earlier, module, homes, origins),
            *_step_reasons(earlier, module),
        ]
        unseen = Reason(Verdict.CORRECTION, _("Something that a learner does not see changed."), module.title)
        yield from reasons or [unseen]


def _fact_reasons(old: ModuleContent, new: ModuleContent) -> Iterator[Reason]:
    if old.is_required != new.is_required:
        text = _("This module became required.") if new.is_required else _("This module is no longer required.")
        yield Reason(Verdict.NEW_EDITION, text, new.title)
    facts = [
        (_("The title is different."), old.title, new.title),
        (_("The address is different."), old.slug, new.slug),
        (_("The minutes are different."), old.minutes, new.minutes),
        (_("The summary is different."), old.content.get("summary"), new.content.get("summary")),
        (_("The warning beforehand is different."), old.content.get("warning"), new.content.get("warning")),
        (_("The learning goals are different."), old.goals, new.goals),
    ]
    for text, before, after in facts:
        if before != after:
            yield Reason(Verdict.CORRECTION, text, new.title, texts_in(before), texts_in(after))


def _exercise_reasons(
    old: ModuleContent, new: ModuleContent, homes: Mapping[str, str], origins: Mapping[str, str]
) -> Iterator[Reason]:
    before, after = old.exercises, new.exercises
    for key, (_step, piece) in before.items():
        if key not in after:
            text = _("The exercise “%(title)s” was removed.")
            if key in homes:
                text = _("The exercise “%(title)s” was moved to the module “%(module)s”.")
            names = {"title": piece.title, "module": homes.get(key)}
            yield Reason(Verdict.NEW_EDITION, text % names, new.title)
    for key, (step, piece) in after.items():
        if key in before:
            yield from _same_exercise_reasons(new.title, before[key], (step, piece))
        elif key not in origins:
            text = _("The exercise “%(title)s” was added.") % {"title": piece.title}
            yield Reason(Verdict.NEW_EDITION, text, new.title)


def _same_exercise_reasons(
    module: str, old: tuple[StepContent, Piece], new: tuple[StepContent, Piece]
) -> Iterator[Reason]:
    (old_step, before), (new_step, after) = old, new
    name = {"title": after.title or before.title}
    if old_step.id != new_step.id:
        yield Reason(Verdict.CORRECTION, _("The exercise “%(title)s” stands in another step.") % name, module)
    if before.value == after.value and before.kind == after.kind:
        return
    old_print, new_print = before.fingerprint, after.fingerprint
    if old_print.rules != new_print.rules:
        text = _("What counts as right or required in the exercise “%(title)s” is different.") % name
        yield Reason(Verdict.NEW_EDITION, text, module, *_differing(before.told, after.told))
    elif old_print.wording != new_print.wording:
        text = _("The words of the exercise “%(title)s” are different.") % name
        yield Reason(Verdict.CONFIRM, text, module, *_differing(before.wording, after.wording))
    else:
        text = _("Feedback or other text around the exercise “%(title)s” is different.") % name
        texts = ([text.text for text in piece.texts] for piece in (before, after))
        yield Reason(Verdict.CORRECTION, text, module, *_differing(*texts))


def _step_reasons(old: ModuleContent, new: ModuleContent) -> Iterator[Reason]:
    before = {step.id: step for step in old.steps}
    after = {step.id: step for step in new.steps}
    for key, step in after.items():
        name = {"title": step.title}
        if key not in before:
            yield Reason(Verdict.CORRECTION, _("The step “%(title)s” was added.") % name, new.title)
            continue
        if before[key].title != step.title:
            text = _("The title of the step “%(title)s” is different.") % name
            yield Reason(Verdict.CORRECTION, text, new.title, (before[key].title,), (step.title,))
        if before[key].prose != step.prose:
            text = _("The text of the step “%(title)s” is different.") % name
            yield Reason(Verdict.CORRECTION, text, new.title, *_differing(_prose(before[key]), _prose(step)))
        elif [piece.id for piece in before[key].pieces] != [piece.id for piece in step.pieces]:
            text = _("The parts of the step “%(title)s” stand in another order.") % name
            yield Reason(Verdict.CORRECTION, text, new.title)
    for key, step in before.items():
        if key not in after:
            yield Reason(Verdict.CORRECTION, _("The step “%(title)s” was removed.") % {"title": step.title}, new.title)
    if [key for key in before if key in after] != [key for key in after if key in before]:
        yield Reason(Verdict.CORRECTION, _("The steps stand in another order."), new.title)


# -- Texts ---------------------------------------------------------------------------------------------------------


def texts_in(value: Any) -> tuple[str, ...]:
    """The texts in a stored value, without markup and ids, in order."""
    if isinstance(value, dict):
        return tuple(text for name, item in value.items() if name not in {"id", "type"} for text in texts_in(item))
    if isinstance(value, list | tuple):
        return tuple(text for item in value for text in texts_in(item))
    text = strip_tags(str(value)).strip() if value not in (None, "") and not isinstance(value, bool) else ""
    return (text,) if text else ()


def _prose(step: StepContent) -> tuple[str, ...]:
    return texts_in([piece.value for piece in step.prose])


def _differing(before: Iterable[str], after: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The texts that are not the same on both sides, in order."""
    old, new = list(before), list(after)
    gone: list[str] = []
    come: list[str] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += old[start:end]
            come += new[new_start:new_end]
    return tuple(gone), tuple(come)
