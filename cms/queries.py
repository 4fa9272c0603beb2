"""Questions about sources and contacts."""

from accounts.models import Organisation
from cms.models import LocalContact, Source


def contact_for(*, key: str, organisation: Organisation | None) -> LocalContact | None:
    """The contact with this key: the organisation's own, else its parent's (and so on), else everybody's."""
    return contacts_for(keys={key}, organisation=organisation).get(key)


def contacts_for(*, keys: set[str], organisation: Organisation | None) -> dict[str, LocalContact]:
    """The contacts with these keys, each the nearest one; a key that nobody has is left out.

    One query, none without keys: the candidates are few, and the nearest is picked here.
    """
    if not keys:
        return {}
    lineage: list[int | None] = []
    while organisation is not None and organisation.pk not in lineage:
        lineage.append(organisation.pk)
        organisation = organisation.parent
    lineage.append(None)
    places: dict[int | None, int] = {pk: place for place, pk in enumerate(lineage)}
    candidates = [one for one in LocalContact.objects.filter(key__in=keys) if one.organisation_id in places]
    farthest_first = sorted(candidates, key=lambda one: places[one.organisation_id], reverse=True)
    return {contact.key: contact for contact in farthest_first}


def sources_by_key(keys: set[str]) -> dict[str, Source]:
    """The sources with these keys; a key that nobody has is left out."""
    return {source.key: source for source in Source.objects.filter(key__in=keys)}
