"""The class behind a block type: allowed, installed and importable, or a clear word about what is in the way."""

import logging
from functools import cache
from typing import Any

from xblock.core import XBlock, XBlockAside
from xblock.plugin import PluginMissingError

from exercises.xblock.allowed import BlockUnavailable, allowed_asides, allowed_types

logger = logging.getLogger(__name__)


def block_class(block_type: str) -> Any:
    """The class of an allowed block type. Raises BlockUnavailable."""
    if block_type not in allowed_types():
        raise BlockUnavailable(block_type, "not_allowed")
    return _load(XBlock, block_type)


def aside_class(aside_type: str) -> Any:
    """The class of an allowed aside. Raises BlockUnavailable."""
    if aside_type not in allowed_asides():
        raise BlockUnavailable(aside_type, "not_allowed")
    return _load(XBlockAside, aside_type)


def usable_asides() -> list[str]:
    """The allowed asides that can be imported; the others are told of in the log, once."""
    return [name for name in allowed_asides() if _is_usable(name)]


@cache
def _is_usable(aside_type: str) -> bool:
    try:
        _load(XBlockAside, aside_type)
    except BlockUnavailable:
        return False
    return True


def _load(family: Any, name: str) -> Any:
    try:
        return family.load_class(name)
    except PluginMissingError as error:
        raise BlockUnavailable(name, "not_installed") from error
    except (Exception, SystemExit) as error:  # whatever a package of somebody else does when it is imported
        logger.exception("xblock.import_failed", extra={"block_type": name})
        raise BlockUnavailable(name, "broken", f"{type(error).__name__}: {error}") from error
