"""What can be measured of a module before people read it: for `check_curriculum`, and for editors.

A rule takes a draft and gives findings. It asks nothing of the database and changes nothing.
"""

from courses.checking import content, reading, trust
from courses.checking.draft import Draft, Part, draft_of
from courses.checking.finding import LIMITS, Finding, Limits, Rule

__all__ = ["LIMITS", "RULES", "Draft", "Finding", "Limits", "Part", "check", "draft_of"]

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
