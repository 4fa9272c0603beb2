"""The memory of a process that does nothing but make certificates. It sets up Django itself, so little is imported."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

MORE = 500


def memory(certificate_id: int) -> tuple[float, float, list[int]]:
    """Megabytes after ten certificates and after 500 more, in a fresh process, and the size of each in bytes."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_grow, certificate_id).result()


def _grow(certificate_id: int) -> tuple[float, float, list[int]]:
    import django

    django.setup()
    from certificates.making import make
    from certificates.models import Certificate

    certificate = Certificate.objects.get(pk=certificate_id)
    sizes, before = [], 0.0
    for number in range(MORE + 10):
        certificate.payload["name"] = f"Noor de Vries-{number:04}"
        sizes.append(len(make(certificate).content))
        if number == 9:
            before = _resident()
    return before, _resident(), sizes


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
