"""Contacts that a running text names, as [contact:veilig_thuis]. Which one that is depends on who reads it."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cms.languages import direction, site_attributes
from cms.models import LocalContact

SMALL_WITHIN = {"De", "Het", "Een", "Je", "Jouw"}
CONTACT_MARK = re.compile(r"\[contact:\s*([-\w]{1,40})\s*\]", re.IGNORECASE)
TAG = re.compile(r"(<[^>]+>)")
TAG_NAME = re.compile(r"</?([a-z0-9]+)")
NO_LINKS_WITHIN = {"a", "button", "label", "option", "summary", "template"}
ISOLATED = "\u2066{}\u2069"  # from left to right, whatever is around it: UAX 9, section 2.4
TYPED = re.compile(r'(\svalue="[^"]*")')  # what a learner typed stays as it is


def contacts_named(*texts: str) -> list[str]:
    """The keys of the contacts that these texts name, each once."""
    return list(dict.fromkeys(key for text in texts for key in CONTACT_MARK.findall(text)))


def with_contacts(html: str, contacts: Mapping[str, LocalContact], *, language: str = "") -> SafeString:
    """HTML in which [contact:key] is the contact with that key: its name, and a number to call.

    There is no link where one would be in the way of something else to press, and none in an attribute. `language` is
    that of the text, when it is not the site's own, in which contacts are written: without it a screen reader would
    say their names wrong, and among Arabic words the groups of a number would be shown from right to left.
    """
    if CONTACT_MARK.search(html):
        html = "".join(_filled(html, contacts, language or settings.LANGUAGE_CODE))
    return mark_safe(html)  # noqa: S308 -- what comes in is HTML already; what is put in is escaped


def _filled(html: str, contacts: Mapping[str, LocalContact], language: str) -> Iterator[str]:
    plain = partial(_plain, language=language)
    linked = partial(_linked, language=language)
    within: list[str] = []  # the open tags that matter here
    for piece in TAG.split(html):
        if not piece.startswith("<"):
            yield piece if "textarea" in within else _named(piece, contacts, plain if within else linked)
            continue
        found = TAG_NAME.match(piece)
        name = found.group(1) if found else ""
        if name in NO_LINKS_WITHIN or name == "textarea":
            if not piece.startswith("</"):
                within.append(name)
            elif name in within:
                within.remove(name)
        for part in TYPED.split(piece) if name == "input" else [piece]:
            yield part if TYPED.fullmatch(part) else _named(part, contacts, plain)


def _named(text: str, contacts: Mapping[str, LocalContact], tell: Callable[[LocalContact, str], str]) -> str:
    def fill(mark: re.Match[str]) -> str:
        contact = contacts.get(mark.group(1))
        if contact is None:
            return escape(_("a contact of your organisation"))
        begins = not (before := text[: mark.start()].rstrip()) or before.endswith((".", "!", "?", ":", '="'))
        return tell(contact, contact.name if begins else within_a_sentence(contact.name))

    return CONTACT_MARK.sub(fill, text)


def within_a_sentence(name: str) -> str:
    """“De Luisterlijn” as it stands after “bel”: an article or pronoun begins small, a name keeps its capital."""
    first, space, rest = name.partition(" ")
    return f"{first.lower()}{space}{rest}" if first in SMALL_WITHIN else name


def _plain(contact: LocalContact, name: str, *, language: str) -> str:
    told = f"{name} ({contact.phone})" if contact.phone else name
    return escape(ISOLATED.format(told) if direction(language) == "rtl" else told)


def _linked(contact: LocalContact, name: str, *, language: str) -> str:
    its_own = site_attributes(around=language)
    if contact.phone:
        call = contact.phone.replace(" ", "")
        told = format_html('{} (<a href="tel:{}">{}</a>)', name, call, contact.phone)
    elif contact.email or contact.url:
        told = format_html('<a href="{}">{}</a>', contact.url or f"mailto:{contact.email}", name)
    else:
        told = escape(name)
    return format_html("<span{}>{}</span>", its_own, told) if its_own else told
