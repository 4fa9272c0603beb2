"""In which language the words of an editor are written while they are shown: the course's, not the page's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

_written: ContextVar[str] = ContextVar("written", default="")


@contextmanager
def words_in(language: str) -> Iterator[None]:
    """Within this block an editor's words are in this language; the site's own when it is empty."""
    before = _written.set(language)
    try:
        yield
    finally:
        _written.reset(before)


def written_language() -> str:
    """The language of the editor's words that are shown now."""
    return _written.get() or settings.LANGUAGE_CODE


def spoken_language() -> str:
    """The language of the page itself."""
    return get_language() or settings.LANGUAGE_CODE


def label_language(language: str) -> str:
    """In which language our own labels stand among words in this one: the same, where the site speaks it."""
    return language if language in dict(settings.INTERFACE_LANGUAGES) else spoken_language()


def direction(language: str) -> str:
    """How a language is read: `rtl` or `ltr`."""
    return "rtl" if language.split("-")[0] in settings.LANGUAGES_BIDI else "ltr"


def attributes(language: str, *, around: str) -> SafeString:
    """`lang`, and `dir` where it differs, for words in one language within another; nothing where they are the same."""
    if language == around:
        return SafeString()
    if direction(language) == direction(around):
        return format_html(' lang="{}"', language)
    return format_html(' lang="{}" dir="{}"', language, direction(language))


def site_attributes(*, around: str = "") -> SafeString:
    """For what is always in the site's own language, such as the name of a contact; around it is the page, or this."""
    return attributes(settings.LANGUAGE_CODE, around=around or spoken_language())


def marked(text: str) -> SafeString:
    """An editor's words, within an element that says their language where the page speaks another."""
    known = attributes(written_language(), around=spoken_language())
    return format_html("<span{}>{}</span>", known, text) if known else conditional_escape(text)


def with_words(message: object, **words: str | int) -> str:
    """A message of ours in which an editor's words are filled in, as in `%(item)s`, each marked; numbers stay bare."""
    if written_language() == spoken_language():
        return str(message) % words
    shown = {name: marked(word) if isinstance(word, str) else word for name, word in words.items()}
    return mark_safe(escape(str(message)) % shown)  # noqa: S308 -- message and words are escaped


def label_attributes() -> SafeString:
    """For a label of ours among an editor's words."""
    return attributes(spoken_language(), around=written_language())
