"""What blocks expect of a host although no contract says so: in general, and for named types.

`HostMixin` is for what several blocks touch. What only one type needs goes into `SHIMS`, with a test of its own: a
shim that helps one block can break another.
"""

from collections.abc import Callable
from typing import Any

SHIMS: dict[str, Callable[[Any], None]] = {}  # by block type: changes a block that was just made


class HostMixin:
    """Attributes that Open edX gives every block. What a block declares itself comes first."""

    scope_ids: Any  # of the block that this is mixed into
    due = None
    graceperiod = None
    start = None
    graded = False
    weight: float | None = None

    @property
    def location(self) -> Any:
        """The old name of the usage id."""
        return self.scope_ids.usage_id

    @property
    def category(self) -> str:
        """The old name of the block type."""
        return str(self.scope_ids.block_type)

    @property
    def url_name(self) -> str:
        """The last part of the usage id, in Open edX."""
        return str(self.scope_ids.usage_id)
