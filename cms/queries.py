"""Questions about sources and contacts."""

from accounts.models import Organisation
from cms.models import LocalContact, Source


def contact_for(*, key: str, organisation: Organisation | None) -> LocalContact | None:
    """The contact with this key: the organisation's own, else its parent's (and so on), else everybody's.

    One query: the candidates are few, and the nearest is picked here.
    """
    lineage: list[int | None] = []
    while organisation is not None and organisation.pk not in lineage:
        lineage.append(organisation.pk)
        organisation = organisation.parent
    lineage.append(None)
    candidates = {contact.organisation_id: contact for contact in LocalContact.objects.filter(key=key)}
    return next((candidates[pk] for pk in lineage if pk in candidates), None)


def sources_by_key(keys: set[str]) -> dict[str, Source]:
    """The sources with these keys; a key that nobody has is left out."""
    return {source.key: source for source in Source.objects.filter(key__in=keys)}
