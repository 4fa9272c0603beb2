"""What the site keeps, as the privacy page says it: read from the retention file, so the page cannot say otherwise."""

from dataclasses import dataclass

from django.utils.translation import get_language

from .retention import Retention, retention

FIRST = "nl"  # what the file has in any case


@dataclass(frozen=True, slots=True)
class Kept:
    """One subject: what, why, how long, and what is left when somebody is erased (empty: nothing)."""

    title: str
    what: str
    why: str
    how_long: tuple[str, ...]
    stays: str


def what_is_kept(by: Retention | None = None) -> list[Kept]:
    """The subjects of the file in its order, in the language of the page."""
    by, language = by or retention(), (get_language() or FIRST)[:2]
    return [_kept(by, key, words.get(language) or words[FIRST], language) for key, words in by.subjects.items()]


def _kept(by: Retention, key: str, words: dict[str, str], language: str) -> Kept:
    labels = [label for label, subject in by.subject_of.items() if subject == key]
    periods = dict.fromkeys(rule.keep for label in labels for rule in by.models[label].values())
    how_long = [by.periods[name].words for name in periods]
    return Kept(
        title=words["title"],
        what=words["what"],
        why=words["why"],
        how_long=tuple(said.get(language) or said[FIRST] for said in how_long),
        stays=words.get("stays", ""),
    )
