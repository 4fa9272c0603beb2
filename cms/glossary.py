"""Difficult words and what they mean: found in prose while it is shown, once a screen, and never in what is frozen.

The glossary stands beside the lesson and is always the one of today. Nobody is judged by it, a better explanation
reaches everybody at once, and a release keeps its hash. See docs/explanation/editions.md.
"""

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cms.models import GlossaryTerm

# Tags, marks such as [contact:vcp], and between them the words that a reader sees.
PIECES = re.compile(r"(<[^>]*>|\[[^\]]*\])")
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
CLOSED = {"a", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "button", "summary", "figcaption", "svg", "label"}
REMEMBERED_FOR = 60  # seconds: after a change every process shows it within a minute
_remembered: list[tuple[float, "Glossary"]] = []


@dataclass(frozen=True, slots=True)
class Glossary:
    """Every term by every form of it, and the pattern that finds them."""

    terms: Mapping[str, GlossaryTerm]
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, terms: Iterable[GlossaryTerm]) -> "Glossary":
        """The longest form goes first: “informele steun” before “steun”."""
        forms = {form: term for term in terms for form in term.all_forms}
        longest_first = sorted(forms, key=len, reverse=True)
        words = "|".join(re.escape(form) for form in longest_first)
        pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE) if words else None
        return cls({form.casefold(): term for form, term in forms.items()}, pattern)

    def term_of(self, found: str) -> GlossaryTerm | None:
        """The term that these words are. A short name in capitals is only itself: AVG, and not “avg”."""
        term = self.terms[found.casefold()]
        same = [form for form in term.all_forms if form.casefold() == found.casefold()]
        return term if found in same or not any(form.isupper() for form in same) else None


def glossary() -> Glossary:
    """The terms of today. At most one query a minute in each process."""
    if not _remembered or time.monotonic() - _remembered[0][0] > REMEMBERED_FOR:
        _remembered[:] = [(time.monotonic(), Glossary.of(GlossaryTerm.objects.select_related("source")))]
    return _remembered[0][1]


def forget_glossary() -> None:
    """Look again at the next request."""
    _remembered.clear()


def with_terms(html: str, found: dict[str, GlossaryTerm]) -> SafeString:
    """The prose with the first of each term as a link to what it means. `found` gathers them over a whole screen."""
    known = glossary()
    if known.pattern is None:
        return mark_safe(html)  # noqa: S308 -- rendered before
    pattern, pieces, closed = known.pattern, PIECES.split(html), 0

    def mark(match: re.Match[str]) -> str:
        term = known.term_of(match.group())
        if term is None or term.key in found:
            return match.group()
        found[term.key] = term
        return _link(term, match.group())

    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            pieces[place] = piece if closed else pattern.sub(mark, piece)
        elif (tag := TAG.match(piece)) and tag[2].lower() in CLOSED:
            closed += -1 if tag[1] else 1
    return mark_safe("".join(pieces))  # noqa: S308 -- rendered before, and what is added is escaped


def notes_of(found: Mapping[str, GlossaryTerm]) -> SafeString:
    """What these terms mean, each in a note that opens at its word; nothing where there are none."""
    if not found:
        return SafeString()
    return mark_safe(render_to_string("cms/term_notes.html", {"terms": found.values()}))  # noqa: S308 -- a template


def _link(term: GlossaryTerm, words: str) -> SafeString:
    """Without script it leads to the page of all terms."""
    link = '<a class="term" href="{}" data-term="begrip-{}">{}</a>'
    return format_html(link, term.address, term.key, mark_safe(words))  # noqa: S308 -- from html
