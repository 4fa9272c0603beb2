"""Rules about how much there is, and whether every part is whole."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from courses.checking.draft import Draft
from courses.checking.finding import Finding, at, limits
from courses.language import count_words

#: Words a minute, for somebody who takes it calmly. Most adults read non-fiction silently at 175 to 300, on average 238
#: (English; Brysbaert, How many words do we read per minute?, 2019), and aloud at 184, with a standard deviation of 29
#: (17 languages, Dutch among them; Trauzettel-Klosinski and Dietz, The New International Reading Speed Texts, 2012).
READING_SPEED = 180
TOLERANCE = 1.6  # times as long, or as short, as the module says
SPARE = 2  # minutes that are nobody's business


def too_much_told(draft: Draft) -> Iterator[Finding]:
    """More words of what is told than somebody takes in at one sitting."""
    most = limits(draft.level).core
    if (count := core_words(draft)) > most:
        message = _("%(count)s words in texts and callouts; at most %(most)s for %(level)s.")
        told = message % {"count": count, "most": most, "level": draft.level}
        yield Finding("core", told, is_error=True)


def minutes_and_words(draft: Draft) -> Iterator[Finding]:
    """Minutes that cannot be right: far more or far less than reading and exercises take."""
    needed = minutes_needed(draft)
    is_off = draft.minutes > needed * TOLERANCE or needed > draft.minutes * TOLERANCE
    if is_off and abs(needed - draft.minutes) > SPARE:
        message = _("The module says %(said)s minutes; reading and exercises come to about %(needed)s.")
        yield Finding("minutes", message % {"said": draft.minutes, "needed": round(needed)})


def exercises(draft: Draft) -> Iterator[Finding]:
    """What every kind has against its own exercise: a missing feedback, a conversation that ends nowhere."""
    for part in draft.parts:
        exercise = part.piece.exercise
        if exercise:
            for problem in exercise.block.checks(exercise.value):
                yield at(part, "exercise", str(problem.message), is_error=problem.is_error)
        elif part.piece.is_exercise:
            yield at(part, "exercise", _("This kind of exercise is not installed here."), is_error=True)


def options_without_feedback(draft: Draft) -> Iterator[Finding]:
    """Exercises that judge an answer and then say nothing, whatever their kind forgot to check."""
    for part in draft.parts:
        exercise = part.piece.exercise
        if exercise and exercise.block.judged and not any(text.role == "feedback" for text in exercise.texts):
            yield at(part, "feedback", _("No answer gets any feedback."), is_error=True)


def pictures_without_text(draft: Draft) -> Iterator[Finding]:
    """Pictures that say nothing to who cannot see them, and are not marked as decorative."""
    for part in draft.parts:
        if part.piece.kind == "picture":
            image = part.piece.value.get("image") or {}
            if not image.get("decorative") and not (image.get("alt_text") or "").strip():
                message = _("This picture has no text for who cannot see it, and is not marked as decorative.")
                yield at(part, "picture", message, is_error=True)


def core_words(draft: Draft) -> int:
    """Words of texts and callouts together."""
    return sum(count_words(passage.text) for part in draft.core for passage in part.passages)


def minutes_needed(draft: Draft) -> float:
    """Reading everything but the exercises, which have minutes of their own."""
    read = [part for part in draft.parts if not part.piece.is_exercise]
    words = sum(count_words(passage.text) for part in read for passage in part.passages)
    done = sum(part.piece.value["minutes"] or 0 for part in draft.parts if part.piece.is_exercise)
    return words / READING_SPEED + float(done)
