"""How often people may do what costs others something: guess a number, have a mail sent, ask for an editor's time."""

# The internal one: `allauth.core.ratelimit.consume`, which is public, only knows allauth's own actions and rates, never
# counts a GET, and is to be deprecated by its own docstring (65.21). Both read the address behind the proxies we trust.
import time
from collections import Counter

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest

MINUTE = 60.0
_counted: Counter[tuple[str, str]] = Counter()  # of this minute, in this process; addresses are kept nowhere else
_begun = 0.0


def within_limit(request: HttpRequest, *, action: str, rates: str, key: str | None = None) -> bool:
    """Count one time, and tell whether it is within the rates.

    `rates` are those of allauth: "60/h/ip,5/h/key" is sixty an hour for a network address, which a whole club may
    share, and five an hour for the key, say an e-mail address.
    """
    return bool(consume(request, app="leerkring", action=action, config={action: rates}, key=key, limit_get=True))


def within_limit_here(request: HttpRequest, *, action: str, a_minute: int) -> bool:
    """Count one time for a network address, in this process alone, and tell whether it is within the rate.

    For what only costs us time: counting for all processes together would write in the database each time, and cost
    more than what it limits. With several processes the limit is so many times higher.
    """
    global _begun
    now = time.monotonic()
    if now - _begun > MINUTE:
        _counted.clear()
        _begun = now
    place = (action, get_adapter().get_client_ip(request))
    _counted[place] += 1
    return _counted[place] <= a_minute
