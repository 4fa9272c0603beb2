"""What can be measured of a module before people read it: for `check_curriculum`, and for editors.

A rule takes a draft and gives findings. It asks nothing of the database and changes nothing.
"""

from collections.abc import Iterator

from courses.checking import content, reading, trust
from courses.checking.draft import Draft, Part, draft_of
from courses.checking.finding import LIMITS, Finding, Limits, Rule
from courses.models import CoursePage, ModulePage

__all__ = ["LIMITS", "RULES", "Draft", "Finding", "Limits", "Part", "check", "draft_of", "live_errors"]

RULES: tuple[Rule, ...] = (
    reading.long_sentences,
    reading.long_on_average,
    reading.hard_to_read,
    reading.stiff_words,
    reading.long_words,
    reading.unexplained_abbreviations,
    trust.facts_without_source,
    trust.typed_numbers,
    trust.promises,
    content.too_much_told,
    content.minutes_and_words,
    content.exercises,
    content.options_without_feedback,
    content.pictures_without_text,
)


def check(draft: Draft) -> list[Finding]:
    """Everything that the rules find, in the order of the rules."""
    return [finding for rule in RULES for finding in rule(draft)]


def live_errors(course: CoursePage) -> Iterator[str]:
    """What the rules would have an editor mend in the live modules, in one sentence each. It stops no release.

    What kinds say of their own exercises is left out: that does stop one.
    """
    pages = ModulePage.objects.child_of(course).live().filter(is_hidden=False).order_by("path")
    for page in pages:
        for finding in check(draft_of(page, course)):
            if finding.is_error and finding.rule != "exercise":
                yield f"{', '.join(filter(None, (page.title, finding.step)))}: {finding.message}"
