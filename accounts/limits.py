"""How often people may do what costs others something: guess a number, have a mail sent, ask for an editor's time."""

# The internal one: `allauth.core.ratelimit.consume`, which is public, only knows allauth's own actions and rates, never
# counts a GET, and is to be deprecated by its own docstring (65.21). Both read the address behind the proxies we trust.
from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest


def within_limit(request: HttpRequest, *, action: str, rates: str, key: str | None = None) -> bool:
    """Count one time, and tell whether it is within the rates.

    `rates` are those of allauth: "60/h/ip,5/h/key" is sixty an hour for a network address, which a whole club may
    share, and five an hour for the key, say an e-mail address.
    """
    return bool(consume(request, app="leerkring", action=action, config={action: rates}, key=key, limit_get=True))
