"""Contacts, for the learner's own organisation: the card, and those that a text names."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from accounts.models import Organisation
from cms.contacts import contacts_named, with_contacts
from cms.languages import written_language
from cms.queries import contact_for, contacts_for

register = template.Library()


@register.inclusion_tag("components/contact_card.html", takes_context=True)
def contact_card(context: dict[str, Any], key: str) -> dict[str, Any]:
    """The contact with this key, for the organisation in the page's context (or everybody's)."""
    return {"contact": contact_for(key=key, organisation=_organisation(context))}


@register.simple_tag(takes_context=True)
def block_with_contacts(context: Context, block: Any) -> SafeString:
    """A block of a page, with the contacts that its text names."""
    html = block.render_as_block(context.flatten())
    keys = set(contacts_named(html))
    contacts = contacts_for(keys=keys, organisation=_organisation(context))
    return with_contacts(html, contacts, language=written_language())


def _organisation(context: Any) -> Organisation | None:
    organisation = context.get("organisation")
    return organisation if isinstance(organisation, Organisation) else None
