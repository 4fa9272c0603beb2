"""What an editor or a learner is told when a block cannot be used."""

from typing import Any

from django.utils.translation import gettext as _

from exercises.xblock.allowed import BlockUnavailable, allowed_types


class OlxError(ValueError):
    """OLX that cannot be read. `line` counts from 1, or is None."""

    def __init__(self, message: str, line: int | None) -> None:
        self.message, self.line = message, line
        super().__init__(message)

    def __str__(self) -> str:
        if not self.line:
            return self.message
        return _("Line %(line)s: %(message)s") % {"line": self.line, "message": self.message}


def say_unavailable(error: BlockUnavailable) -> str:
    """Why this block type cannot be used, for an editor."""
    said: dict[str, Any] = {"type": error.block_type, "allowed": ", ".join(allowed_types()) or "–", "why": error.detail}
    if error.reason == "not_allowed":
        return _("The block “%(type)s” is not allowed on this site. Allowed are: %(allowed)s.") % said
    if error.reason == "not_installed":
        return _("The package of the block “%(type)s” is not installed on this site.") % said
    return _("The block “%(type)s” cannot be loaded: %(why)s") % said
