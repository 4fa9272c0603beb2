"""Finds words in what somebody may read: courses, the modules of their edition, tools, difficult words.

Modules are found by Wagtail's search in the database, where every word that was typed must be the beginning of a word.
The few others are compared here, by the same rule, and a longer word may also be part of one, since Dutch writes its
compounds as one. A Dutch plural also finds what has the word alone.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText

from accounts.models import Learner
from cms.glossary import glossary
from courses.addresses import step_address
from courses.frozen import FrozenModule, Step, read_modules
from courses.models import ReleaseModule
from courses.queries import OpenCourse, readable_releases
from tools.offer import TOOLS

LONGEST_WISH, MOST_WORDS, MOST_MODULES = 80, 6, 40
AROUND = 90  # letters of a text before and after the word that was found
PART = 5  # letters that tell enough to be found within a compound
ENDINGS = re.compile(r"(?<=\w{4})(?:’s|'s|en|s)$")
DOUBLED = re.compile(r"([bdfgklmnprst])\1$")


@dataclass(frozen=True)
class Wish:
    """What somebody typed, as the beginnings of words."""

    typed: str

    @cached_property
    def words(self) -> list[str]:
        """The words, without accents and capitals."""
        return re.findall(r"\w[\w’']*", flat(self.typed))[:MOST_WORDS]

    @cached_property
    def beginnings(self) -> list[str]:
        """The words without the ending of a plural: “gezinnen” also finds “gezin”."""
        stems = [(word, ENDINGS.sub("", word)) for word in self.words]
        return [DOUBLED.sub(r"\1", stem) if stem != word else word for word, stem in stems]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds a word that holds one of the words, whole."""
        return re.compile(rf"(?:{'|'.join(map(_place, self.beginnings))})\w*")

    def fits(self, *texts: str) -> bool:
        """Whether every word is in these texts."""
        text = flat(" ".join(texts))
        return bool(self.words) and all(re.search(_place(word), text) for word in self.beginnings)

    def count(self, text: str) -> int:
        """How many of the words are in this text."""
        text = flat(text)
        return sum(bool(re.search(_place(word), text)) for word in self.beginnings)

    def marked(self, text: str) -> SafeString:
        """The text with the words that were found as marks."""
        pieces, end = [], 0
        for match in self.pattern.finditer(flat(text)):
            pieces += [escape(text[end : match.start()]), format_html("<mark>{}</mark>", text[slice(*match.span())])]
            end = match.end()
        return mark_safe("".join([*pieces, escape(text[end:])]))  # noqa: S308 -- every piece is escaped

    def excerpt(self, text: str) -> SafeString:
        """Where in a long text the first word is, with the words as marks."""
        first = self.pattern.search(flat(text))
        middle = first.start() if first else 0
        begin = text.rfind(" ", 0, max(middle - AROUND, 0)) + 1 if middle > AROUND else 0
        end = text.find(" ", min(middle + AROUND, len(text)))
        end = len(text) if end < 0 else end
        marked = self.marked(text[begin:end])
        return format_html("{}{}{}", "… " if begin else "", marked, " …" if end < len(text) else "")


def _place(word: str) -> str:
    """Where a word may stand: at the beginning of one; when it is long enough, within one too."""
    return rf"\b\w*{re.escape(word)}" if len(word) >= PART else rf"\b{re.escape(word)}"


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was found: where it leads, where it stands, and the words around it."""

    title: SafeString
    url: str
    excerpt: SafeString
    language: str = settings.LANGUAGE_CODE  # of the title and the words around it
    module: ReleaseModule | None = None
    step: Step | None = None

    @property
    def number(self) -> int:
        """The place of the module in its course, as people count."""
        return self.module.position + 1 if self.module else 0


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that was found, and where nothing was, a word that may have been meant."""

    courses: list[Found]
    modules: list[Found]
    tools: list[Found]
    terms: list[Found]
    meant: str = ""

    @property
    def named_terms(self) -> list[Found]:
        """Difficult words that were asked for by name."""
        return [term for term in self.terms if "<mark>" in term.title]

    @property
    def telling_terms(self) -> list[Found]:
        """Difficult words of which only the meaning has what was asked for."""
        return [term for term in self.terms if "<mark>" not in term.title]

    @property
    def total(self) -> int:
        return len(self.courses) + len(self.modules) + len(self.tools) + len(self.terms)


def find(wish: Wish, learner: Learner | None) -> Findings:
    """Look everywhere. At most five queries beside that for the learner."""
    releases = readable_releases(learner)
    courses = [
        Found(wish.marked(page.title), page.address, wish.excerpt(f"{page.summary} {page.goal}"), release.language)
        for page, release in ((course.page, course.release) for course in releases.values())
        if wish.fits(page.title, page.summary, page.goal, page.audience)
    ]
    tools = [
        Found(wish.marked(str(tool.title)), tool.url, wish.excerpt(str(tool.when)))
        for tool in TOOLS
        if wish.fits(str(tool.title), str(tool.when))
    ]
    known = {term.key: term for term in glossary().terms.values()}
    terms = [
        Found(wish.marked(term.term), term.address, wish.excerpt(term.meaning))
        for term in known.values()
        if wish.fits(term.term, term.forms, term.meaning)
    ]
    found = Findings(courses, _modules(wish, releases), tools, terms)
    if found.total or not wish.words:
        return found
    vocabulary = [*(page.title for page in (course.page for course in releases.values())), *glossary().terms]
    return Findings([], [], [], [], meant=_meant(wish, [*vocabulary, *(str(tool.title) for tool in TOOLS)]))


class _FlatLetters(dict[int, int]):
    """Of each letter the one without capital and accent, worked out when it is first met."""

    def __missing__(self, number: int) -> int:
        self[number] = ord(unicodedata.normalize("NFD", chr(number))[0].lower()[0])
        return self[number]


_FLAT = _FlatLetters()


def flat(text: str) -> str:
    """The text without capitals and accents, letter for letter as long as it was."""
    return text.translate(_FLAT)


def _modules(wish: Wish, releases: Mapping[int, OpenCourse]) -> list[Found]:
    backend = get_search_backend()
    readable = ReleaseModule.objects.filter(release__in=list(releases)).defer("content")
    query = reduce(and_, [PlainText(word) for word in wish.beginnings])
    found = list(backend.autocomplete(query, readable, order_by_relevance=False)[:MOST_MODULES])
    if not found:  # PostgreSQL knows the stems of Dutch words
        found = list(backend.search(" ".join(wish.words), readable, order_by_relevance=False)[:MOST_MODULES])
    ranked = [
        _module(wish, module, frozen, releases) for module, frozen in zip(found, read_modules(found), strict=True)
    ]
    return [one for _rank, one in sorted(ranked, key=lambda pair: pair[0], reverse=True)]


def _module(
    wish: Wish, module: ReleaseModule, frozen: FrozenModule, releases: Mapping[int, OpenCourse]
) -> tuple[tuple[int, int], Found]:
    """The step of it that holds most of the words, with how well the module answers the wish."""
    course = releases[module.release_id].page
    step = max(frozen.steps, key=lambda one: (wish.count(f"{one.title} {one.text}"), wish.count(one.title)))
    url = step_address(course=course, module=module, number=step.number)
    module.release = releases[module.release_id].release
    rank = (wish.count(module.title), wish.count(f"{step.title} {step.text}"))
    return rank, Found(wish.marked(module.title), url, wish.excerpt(step.text), frozen.language, module, step)


def _meant(wish: Wish, known: Iterable[str]) -> str:
    """The wish with unknown words replaced by ones that look like them; nothing when there are none."""
    words = {word for text in known for word in re.findall(r"\w{3,}", flat(text))}
    better = [next(iter(difflib.get_close_matches(word, words, 1, 0.75)), word) for word in wish.words]
    return " ".join(better) if better != wish.words else ""
