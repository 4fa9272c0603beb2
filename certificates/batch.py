"""Files of many certificates at once, in several processes: each draws on one core.

A fresh process loads this module before Django is set up there, so what needs models is imported where it is used.
"""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed


def waiting() -> list[int]:
    """The keys of certificates that have no file yet, the oldest first."""
    from certificates.models import Certificate

    found = Certificate.objects.filter(made_at__isnull=True, payload__isnull=False).order_by("issued_at", "pk")
    return list(found.values_list("pk", flat=True))


def make_files(certificates: list[int], *, processes: int) -> Iterator[tuple[int, str]]:
    """Make their files, and say of each when it is done: its key, and what went wrong (empty: nothing).

    Another process, such as the worker, may be at the same: every file is made once.
    """
    if processes == 1:
        yield from ((certificate_id, _make(certificate_id)) for certificate_id in certificates)
        return
    fresh = multiprocessing.get_context("spawn")  # a forked process would share our connection to the database
    with ProcessPoolExecutor(processes, mp_context=fresh, initializer=_begin) as pool:
        asked = {pool.submit(_make, certificate_id): certificate_id for certificate_id in certificates}
        for done in as_completed(asked):
            yield asked[done], done.result()


def _begin() -> None:
    import django

    django.setup()


def _make(certificate_id: int) -> str:
    from certificates.pdf import NotRendered
    from certificates.seal import NotSealed
    from certificates.services import make_file

    try:
        make_file(certificate_id=certificate_id)
    except (NotRendered, NotSealed) as error:  # of this one; without a key (NoKey) none can be made: that ends it all
        return str(error)
    return ""
