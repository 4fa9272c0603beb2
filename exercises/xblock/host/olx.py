"""From what an editor wrote (a type, simple fields, or OLX) to the blocks and fields of one exercise."""

import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree
from xblock.core import XML_NAMESPACES, XBlock
from xblock.fields import Scope, ScopeIds, UserScope

from exercises.xblock.allowed import BlockUnavailable
from exercises.xblock.host.classes import block_class
from exercises.xblock.host.ids import Ids, UsageId
from exercises.xblock.host.runtime import HostRuntime
from exercises.xblock.host.stores import Authored, AuthoredStore, ClosedStore, field_data
from exercises.xblock.refusals import OlxError, say_unavailable

#: Attributes that Open edX writes of itself, and that are no fields.
UNMINDED = {"url_name", "xblock-family", "org", "course", "filename", "slug"}
#: lxml tells the place in its own words; we tell the line in ours.
AT = re.compile(r"\s*,? line \d+, column \d+$")


@dataclass(frozen=True, slots=True)
class Parsed:
    """The blocks of an exercise: which types stand where, and what their authored fields hold."""

    root: str
    types: dict[str, str] = field(hash=False)
    fields: Authored = field(hash=False)


@lru_cache(maxsize=512)
def parse(root: str, block_type: str, settings: str, olx: str) -> Parsed:
    """Read an exercise. Raises OlxError with a line where it can, or BlockUnavailable."""
    node = read_xml(olx) if olx.strip() else None
    if node is not None and node.tag != block_type:
        message = _("It begins with <%(tag)s>, and the kind of block is “%(type)s”.")
        raise OlxError(message % {"tag": node.tag, "type": block_type}, node.sourceline)
    ids = Ids(root)
    authored: Authored = {}
    runtime = ParsingRuntime(ids, authored)
    try:
        if node is None:
            block_class(block_type)
            ids.create_definition(block_type)  # a new block, as it begins
        else:
            runtime.parse_node(node)
        _overlay(runtime, root, json.loads(settings or "{}"))
    except (OlxError, BlockUnavailable):
        raise
    except Exception as error:  # a block's own way of reading may do anything
        raise OlxError(_("The block cannot read this: %(why)s") % {"why": _why(error)}, None) from error
    return Parsed(root, ids.types, authored)


def read_xml(olx: str) -> Any:
    """The root element. No entities, no document types, no network. Raises OlxError with the line."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    try:
        root = etree.fromstring(olx.encode(), parser)
    except etree.XMLSyntaxError as error:
        message = _("This is not well-formed XML: %(why)s")
        raise OlxError(message % {"why": AT.sub("", error.msg).strip()}, error.lineno) from error
    except ValueError as error:
        raise OlxError(_("This is not well-formed XML: %(why)s") % {"why": error}, None) from error
    if root.getroottree().docinfo.doctype:
        raise OlxError(_("A document type (<!DOCTYPE …>) is not allowed."), 1)
    return root


class ParsingRuntime(HostRuntime):
    """The runtime while OLX is read: authored fields are open, learners' fields are closed."""

    def __init__(self, ids: Ids, authored: Authored) -> None:
        super().__init__(ids, field_data(AuthoredStore(authored, is_frozen=False), ClosedStore()))

    def parse_node(self, node: Any, parent: str | None = None) -> UsageId:
        """Read a block and all that is in it; gives its usage."""
        _check(node)
        node.attrib.pop("xblock-family", None)
        definition = self.ids.create_definition(node.tag)
        usage = self.ids.create_usage(definition)
        keys = ScopeIds(None, node.tag, definition, usage)
        found = self.mixologist.mix(self.load_block_type(node.tag))
        # Blocks from before XBlock 5 are given the maker of ids as well.
        block = found.parse_xml(node, self, keys, *([self.ids] if _wants_ids(found.parse_xml) else []))
        block.parent = parent
        block.save()
        return usage

    def add_node_as_child(self, block: Any, node: Any, id_generator: Any = None) -> None:
        """A child. Older blocks name the maker of ids."""
        if not isinstance(node.tag, str):  # a comment
            return
        _check(node)
        if not block.has_children:
            message = _("<%(tag)s> cannot have blocks within it.")
            raise OlxError(message % {"tag": block.scope_ids.block_type}, node.sourceline)
        with self.ids.inside(block.scope_ids.usage_id):
            block.children.append(self.parse_node(node, block.scope_ids.usage_id))


def _wants_ids(parse_xml: Any) -> bool:
    """Whether a class reads OLX as before XBlock 5: with one more argument, and not by chance."""
    parameters = [
        one for one in inspect.signature(parse_xml).parameters.values() if one.kind == one.POSITIONAL_OR_KEYWORD
    ]
    return len([one for one in parameters if one.default is one.empty]) > len(("node", "runtime", "keys"))


def _check(node: Any) -> None:
    """Raise OlxError with the line for a tag that is no allowed block, or an attribute that is not the editor's."""
    name = node.tag
    try:
        found = block_class(name)
    except BlockUnavailable as error:
        raise OlxError(say_unavailable(error), node.sourceline) from error
    for attribute, line in _attributes(node):
        declared = found.fields.get(attribute)
        if declared is not None and _is_learners(declared.scope):
            message = _("“%(name)s” is filled in by the learner, not by you. Take it out.")
            raise OlxError(message % {"name": attribute}, line)
        if declared is None and attribute not in UNMINDED and _reads_as_usual(found):
            known = ", ".join(sorted(editable_names(found)))
            message = _("<%(tag)s> has no field “%(name)s”. It has: %(known)s.")
            raise OlxError(message % {"tag": name, "name": attribute, "known": known}, line)


def _attributes(node: Any) -> Iterator[tuple[str, int]]:
    """The names of fields in attributes and in elements of the option namespace, with their lines."""
    for name in node.attrib:
        yield name, node.sourceline
    for child in node:
        if isinstance(child.tag, str) and etree.QName(child).namespace == XML_NAMESPACES["option"]:
            yield etree.QName(child).localname, child.sourceline


def _reads_as_usual(found: Any) -> bool:
    """Whether attributes are fields, and nothing else: a block that reads OLX itself knows better."""
    return found.parse_xml.__func__ is XBlock.parse_xml.__func__


def _is_learners(scope: Any) -> bool:
    return scope not in (Scope.children, Scope.parent) and scope.user != UserScope.NONE


def editable_names(found: Any) -> set[str]:
    """The fields that an editor may fill in."""
    return {
        name
        for name, declared in found.fields.items()
        if declared.scope not in (Scope.children, Scope.parent) and not _is_learners(declared.scope)
    }


def _overlay(runtime: ParsingRuntime, root: str, settings: dict[str, Any]) -> None:
    """Put what was filled in in the form on the root block."""
    if not settings:
        return
    block = runtime.get_block(root)
    known = editable_names(type(block))
    for name, value in settings.items():
        if name in known:  # a newer version of the package may have dropped it
            setattr(block, name, block.fields[name].from_json(value))
    block.save()


def _why(error: Exception) -> str:
    return f"{type(error).__name__}: {getattr(error, 'message', None) or error}"[:300]
