"""Which block types an editor may place: those that the operator named. Imports no block."""

from django.conf import settings


class BlockUnavailable(LookupError):
    """A block type that cannot be used here. `reason` is one word: not_allowed, not_installed or broken."""

    def __init__(self, block_type: str, reason: str, detail: str = "") -> None:
        self.block_type, self.reason, self.detail = block_type, reason, detail
        super().__init__(f"{block_type}: {reason} {detail}".strip())


def allowed_types() -> tuple[str, ...]:
    """The entry-point names that the operator allows, in their order."""
    return tuple(settings.XBLOCK_TYPES)


def allowed_asides() -> tuple[str, ...]:
    """The asides that the operator allows beside every block."""
    return tuple(settings.XBLOCK_ASIDES)


def type_choices() -> list[tuple[str, str]]:
    """The allowed types as choices of a field."""
    return [(name, name) for name in allowed_types()]
