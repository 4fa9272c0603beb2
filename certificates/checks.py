"""Early warnings for operators."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register

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
