"""Reads design tokens as municipalities publish them: JSON (Style Dictionary or the W3C draft) or CSS properties.

Sources: https://designtokens.org (draft, `$value`), NL Design System's themes (`value`, references as `{a.b.c}`).
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import tinycss2
from django.utils.translation import gettext as _

MOST_BYTES = 2_000_000  # the largest theme that was seen is a third of this
DEEPEST = 20  # references that refer to references


class Unreadable(ValueError):
    """What is wrong with the file, for who uploaded it."""


def read_tokens(content: bytes) -> dict[str, str]:
    """Every token by its name with hyphens, such as `utrecht-link-color`, with references followed.

    Raises Unreadable, with a sentence for an editor.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(_("This file is larger than 2 MB. Is it the file with design tokens?"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_("This file is not UTF-8 text. Choose a .json or .css file with design tokens.")) from error
    raw = _from_json(text) if text.lstrip().startswith(("{", "[")) else _from_css(text)
    if not raw:
        raise Unreadable(_("There are no design tokens in this file. Choose a .json or .css file with design tokens."))
    return {name: value for name in raw if (value := _followed(name, raw)) is not None}


# -- JSON ------------------------------------------------------------------------------------------------------------


def _from_json(text: str) -> dict[str, str]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("This file is not sound JSON: %(why)s") % {"why": error}) from error
    if not isinstance(data, dict):
        raise Unreadable(_("There are no design tokens in this file. Choose a .json or .css file with design tokens."))
    return dict(_leaves(data, ()))


def _leaves(node: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for key in ("$value", "value"):
        value = node.get(key)
        if path and isinstance(value, str | int | float):
            yield "-".join(path), str(value)
            return
    for name, child in node.items():
        if isinstance(child, dict):
            yield from _leaves(child, (*path, name))
        elif path and isinstance(child, str) and not name.startswith("$"):
            yield "-".join((*path, name)), child  # a flat file: {"utrecht": {"link-color": "#000"}}
        elif not path and isinstance(child, str):
            yield name.removeprefix("--"), child


# -- CSS -------------------------------------------------------------------------------------------------------------


def _from_css(text: str) -> dict[str, str]:
    """Custom properties of every rule outside a media query; a later one goes before an earlier one."""
    found: dict[str, str] = {}
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        for part in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
            if part.type == "declaration" and part.name.startswith("--"):
                found[part.name.removeprefix("--")] = tinycss2.serialize(part.value).strip()
    return found


# -- References ------------------------------------------------------------------------------------------------------


def _followed(name: str, raw: Mapping[str, str]) -> str | None:
    """The value behind references, or None where one leads nowhere or round in a circle."""
    value = raw[name].strip()
    for _step in range(DEEPEST):
        reference, fallback = _reference(value)
        if reference is None:
            return value
        following = raw.get(reference, fallback)
        if following is None:
            return None
        value = following.strip()
    return None


def _reference(value: str) -> tuple[str | None, str | None]:
    """The name that a whole value refers to, and what counts where that name is not there."""
    if value.startswith("{") and value.endswith("}"):
        path = value[1:-1].strip().removesuffix(".value").removesuffix(".$value")
        return path.replace(".", "-"), None
    if value.startswith("var(") and value.endswith(")"):
        name, _comma, fallback = value[4:-1].partition(",")
        return name.strip().removeprefix("--"), fallback.strip() or None
    return None, None
