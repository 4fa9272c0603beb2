"""The contact card, for the learner's own organisation."""

from typing import Any

from django import template

from accounts.models import Organisation
from cms.queries import contact_for

register = template.Library()


@register.inclusion_tag("components/contact_card.html", takes_context=True)
def contact_card(context: dict[str, Any], key: str) -> dict[str, Any]:
    """The contact with this key, for the organisation in the page's context (or everybody's)."""
    organisation = context.get("organisation")
    if not isinstance(organisation, Organisation):
        organisation = None
    return {"contact": contact_for(key=key, organisation=organisation)}
