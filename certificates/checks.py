"""Early warnings for operators."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register

from certificates import contexts, keys
from certificates.fonts import missing_files
from certificates.pdf import packaged_files


@register("certificates")
def certificates_have_their_fonts(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Without its own fonts a certificate would be drawn in whatever the machine has: never silently."""
    absent = {path for path in packaged_files().values() if not path.is_file()}
    missing = sorted(str(path) for path in absent.union(missing_files()))
    if not missing:
        return []
    return [
        Error(
            f"Certificates cannot be made: {', '.join(missing)} missing.",
            hint="Run `make demo`, or `npm ci` in the folder of package.json.",
            id="certificates.E001",
        )
    ]


@register("certificates")
def contexts_are_there(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Without them nothing can be signed or verified, and they are never fetched."""
    files = [contexts.file_of(address) for address in contexts.PACKAGED]
    missing = sorted(str(path) for path in files if not path.is_file())
    if not missing:
        return []
    return [
        Error(
            f"Credentials cannot be signed: {', '.join(missing)} missing.",
            hint="Run `make demo`, or `npm ci` in the folder of package.json.",
            id="certificates.E002",
        )
    ]


@register("certificates", deploy=True)
def issuer_has_keys(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Without keys certificates wait for their file."""
    absent = [purpose for purpose in keys.OURS if not any(_signs(key, purpose) for key in keys.known())]
    if not absent:
        return []
    return [
        Warning(
            f"No key to sign with in {keys.folder()}: {', '.join(absent)}.",
            hint="Run `manage.py keys create`, and keep a copy of that folder in a safe place.",
            id="certificates.W001",
        )
    ]


def _signs(key: keys.Key, purpose: keys.Purpose) -> bool:
    return key.purpose is purpose and key.retired_at is None and key.path.is_file()
