"""Reading source data with messages an author understands: a typing error must not pass in silence, nor crash."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from exercises.contract import SourceError

#: Ids of list items that come from source files are made from their key, so a second load gives the same ids.
SOURCE_NAMESPACE = uuid.UUID("6f0c7f0e-6f38-5d0c-9a55-3d0a3a0f4c11")


def source_items(key: str, field: str, values: list[Any]) -> list[dict[str, Any]]:
    """ListBlock items with ids made from the exercise's key, so that loading twice changes nothing."""
    return [
        {"type": "item", "id": str(uuid.uuid5(SOURCE_NAMESPACE, f"{key}/{field}/{index}")), "value": value}
        for index, value in enumerate(values)
    ]


def no_unknown(data: dict[str, Any], *known: str) -> None:
    """Refuse names in source data that a kind does not know."""
    unknown = sorted(str(name) for name in set(data) - set(known))
    if unknown:
        raise SourceError(_("Unknown name: %(names)s") % {"names": ", ".join(unknown)})


def source_text(data: dict[str, Any], name: str, default: str | None = None) -> str:
    """The text under this name. Without a default it must be there. A number is taken as text."""
    value = data.get(name)
    if value is None or value == "":
        if default is not None:
            return default
        raise SourceError(_("“%(name)s” is missing.") % {"name": name})
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise SourceError(_("“%(name)s” must be a text; put it between quotes.") % {"name": name})
    return str(value)


def source_number(data: dict[str, Any], name: str, allowed: range, default: int | None = None) -> int:
    """The whole number under this name, within what is allowed."""
    value = data.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or value not in allowed:
        limits = {"name": name, "low": allowed.start, "high": allowed.stop - 1}
        raise SourceError(_("“%(name)s” must be a whole number from %(low)s to %(high)s.") % limits)
    return value


def source_texts(data: dict[str, Any], name: str) -> list[str]:
    """The list of texts under this name."""
    values = data.get(name)
    if not isinstance(values, list) or not values:
        raise SourceError(_("“%(name)s” must be a list.") % {"name": name})
    return [source_text({name: value}, name) for value in values]


def source_list(data: dict[str, Any], name: str, *known: str) -> list[dict[str, Any]]:
    """The list of items under this name, each with no other names than these."""
    items = data.get(name)
    if not isinstance(items, list) or not items:
        raise SourceError(_("“%(name)s” must be a list.") % {"name": name})
    for item in items:
        if not isinstance(item, dict):
            raise SourceError(_("Every item of “%(name)s” needs names and values.") % {"name": name})
        no_unknown(item, *known)
    return items


# -- What items have in common ---------------------------------------------------------------------------------------


def read_feedback(item: dict[str, Any]) -> dict[str, str]:
    """Feedback and sources of an item of source data, as a block stores them. Neither need be there."""
    return {"feedback": source_text(item, "fb", default=""), "src": source_text(item, "src", default="")}


def write_feedback(item: Any) -> dict[str, str]:
    """The reverse: feedback and sources of a stored item, as source data has them."""
    return {"fb": item["feedback"], **filled(item, "src")}


def filled(value: Any, *names: str) -> dict[str, Any]:
    """Those of these fields that hold something: in source data, what is empty is left out."""
    return {name: value[name] for name in names if value[name]}


# -- Whether everything was understood ---------------------------------------------------------------------------------

Read = Callable[[dict[str, Any]], dict[str, Any]]
_ABSENT = object()


def lost_facts(data: dict[str, Any], written: dict[str, Any], read: Read) -> list[str]:
    """The facts of source data that are not in what was written again, each with the way to it.

    A default may be left out when writing. It is told from a fact that nobody reads by giving it another value: a
    default then makes a difference, or is refused.
    """
    value = read(data)
    lost = ["everything"] if read(written) != value else []
    for path, item in _facts(data):
        there = _at(written, path)
        if _plain(there) == _plain(item):
            continue
        others = [_with(data, path, other) for other in ("?", not item, 7)]
        if there is _ABSENT and any(_reading(read, other) != value for other in others):
            continue
        lost.append(".".join(str(key) for key in path))
    return lost


def _facts(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(data, dict | list):
        for key, item in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _facts(item, (*path, key))
    else:
        yield path, data


def _at(data: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return _ABSENT
    return data


def _with(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    changed = dict(data) if isinstance(data, dict) else list(data)
    changed[path[0]] = _with(data[path[0]], path[1:], value)
    return changed


def _reading(read: Read, data: dict[str, Any]) -> dict[str, Any] | None:
    try:
        return read(data)
    except SourceError:
        return None


def _plain(item: Any) -> Any:
    """A number is taken as text, and white space in a text says nothing."""
    return item if isinstance(item, bool) or item is _ABSENT else " ".join(str(item).split())
