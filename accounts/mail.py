"""Every message the product mails goes out here: one template, `emails/<name>.html`, as readable text and as HTML.

The text is made of the HTML, so that both say the same. What an app can send it lists in its `messages.py`, with
invented data: the preview for staff and the tests read that list.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule
from django.utils.translation import override
from lxml import html

BLOCKS = ("h1", "h2", "p", "li")


@dataclass(frozen=True, slots=True)
class Message:
    """A mail that the product can send: its template's name, what it is for, and invented data to show it with."""

    name: str
    label: str | Promise
    example: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message in one language, ready to send or to show."""

    subject: str
    text: str
    html: str


def messages() -> dict[str, Message]:
    """Every message that an installed app lists, by name."""
    listed: dict[str, Message] = {}
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "messages") and not app.name.startswith("django"):
            found = getattr(import_module(f"{app.name}.messages"), "MESSAGES", ())
            listed |= {message.name: message for message in found}
    return listed


def render(message: str, *, language: str, context: Mapping[str, Any]) -> Rendered:
    """The message in a language; a site that does not speak it uses its own."""
    with override(language if language in dict(settings.INTERFACE_LANGUAGES) else settings.LANGUAGE_CODE):
        page = render_to_string(f"emails/{message}.html", dict(context)).strip()
    tree = html.document_fromstring(page)
    subject = " ".join((tree.findtext("head/title") or "").split())
    return Rendered(subject, text_of(tree), page)


def send(message: str, *, to: str, language: str, context: Mapping[str, Any]) -> None:
    """Mail a listed message. Raises what the mail server raises: an SMTPException is an OSError too."""
    known = messages()[message]
    rendered = render(known.name, language=language, context=context)
    mail = EmailMultiAlternatives(rendered.subject, rendered.text, settings.DEFAULT_FROM_EMAIL, [to])
    mail.attach_alternative(rendered.html, "text/html")
    mail.send()


def text_of(tree: Any) -> str:
    """The words of a message: a paragraph a block, an address on a line of its own."""
    return "\n\n".join(filter(None, (_words(block) for block in tree.iter(*BLOCKS)))) + "\n"


def _words(block: Any) -> str:
    line = "".join(_pieces(block))
    words = "\n".join(" ".join(part.split()) for part in line.split("\n"))
    return f"- {words}" if block.tag == "li" and words else words.strip()


def _pieces(element: Any) -> list[str]:
    """Its text: a source line end is a space, `<br>` ends a line, a link gives its address after its words."""
    pieces = [_spaced(element.text)]
    for child in element:
        if child.tag == "br":
            pieces.append("\n")
        elif child.tag == "a":
            label, address = " ".join(child.text_content().split()), child.get("href", "")
            pieces.append(f"\n{address}\n" if label == address else f"{label}:\n{address}\n")
        else:
            pieces += _pieces(child)
        pieces.append(_spaced(child.tail))
    return pieces


def _spaced(text: str | None) -> str:
    return (text or "").replace("\n", " ")
