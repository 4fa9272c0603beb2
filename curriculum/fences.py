"""What stands between fences as stored blocks: the house's own blocks by their Dutch names, exercises by their kind."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.blocks import PROSE_BLOCKS, SHORT_TEXT, StandardBlock
from cms.contacts import contacts_named
from courses.freezing import SOURCE_MARK
from curriculum.cutting import Fence, read_yaml
from curriculum.markdown import rich_text
from exercises import registry
from exercises.base import ExerciseBlock
from exercises.contract import SourceError
from exercises.source import no_unknown, source_items, source_list, source_text, source_texts

OWN_BLOCK = "blok"
LOOKS_LIKE_A_MARK = re.compile(r"\[([A-Z]{1,3}\d*(?::[^\]\s]*)?)\]")
OURS = {"O", "AK"}  # in `src`: our own advice, and general knowledge; no source to show


@dataclass(frozen=True, slots=True)
class SourceKey:
    """Stands in a stored value where the source's row will be known once it is loaded."""

    key: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One block as it will be stored, with the key that its id is made from."""

    kind: str  # block, exercise: two keys of different kinds may be equal
    key: str
    block_type: str
    value: Any


def read_fence(fence: Fence, course: str) -> Piece:
    """The block in a fence. Raises SourceError, with the line within the fence where it is known."""
    name = fence.words[0] if fence.words else ""
    if name == OWN_BLOCK:
        return _own_block(fence.words[1] if len(fence.words) > 1 else "", fence.text, course)
    if not is_exercise(fence):
        raise SourceError(_("There is no fence with this name: %(name)s") % {"name": name or "—"})
    try:
        return _exercise(kind_in(fence), fence.text)
    except registry.UnknownKind as error:
        raise SourceError(_("There is no kind of exercise with this name: %(name)s") % {"name": error}) from error


# -- Exercises: every kind reads its own part --------------------------------------------------------------------------


def is_exercise(fence: Fence) -> bool:
    """Whether this is the fence of an exercise."""
    name = fence.words[0] if fence.words else ""
    return name == ExerciseBlock.fence or registry.kind_for_fence(name) is not None


def kind_in(fence: Fence) -> ExerciseBlock:
    """The kind of the exercise in a fence. Raises SourceError, and UnknownKind where no such kind is installed."""
    own = registry.kind_for_fence(fence.words[0])
    return own or registry.kind(source_text(ExerciseBlock().parse_source(fence.text), "kind"))


def _exercise(block: ExerciseBlock, text: str) -> Piece:
    data = block.parse_source(text)
    value = block.from_source(data)
    check(block, value)
    return Piece("exercise", source_text(data, "id"), block.kind, value)


# -- The house's own blocks ------------------------------------------------------------------------------------------


def _own_block(name: str, text: str, course: str) -> Piece:
    if name not in READERS:
        raise SourceError(_("There is no block with this name: %(name)s") % {"name": name or "—"})
    data = read_yaml(text)
    if not isinstance(data, dict):
        raise SourceError(_("In a block stand facts such as “key: a1-begin”."))
    key = source_text(data, "key")
    block_type, read = READERS[name]
    value = read({name: item for name, item in data.items() if name != "key"}, f"{course}/{key}")
    check({**StandardBlock().child_blocks, **dict(PROSE_BLOCKS)}[block_type], value)
    return Piece("block", key, block_type, value)


def _case(data: dict[str, Any], key: str) -> dict[str, Any]:
    no_unknown(data, "title", "text", "fictional")
    is_fictional = data.get("fictional", True)
    if not isinstance(is_fictional, bool):
        raise SourceError(_("“fictional” is true or false."))
    return {
        "title": source_text(data, "title", default=""),
        "text": rich_text(source_text(data, "text"), SHORT_TEXT),
        "is_fictional": is_fictional,
    }


def _callout(data: dict[str, Any], key: str) -> dict[str, Any]:
    no_unknown(data, "tone", "title", "text")
    return {
        "tone": source_text(data, "tone"),
        "title": source_text(data, "title"),
        "text": rich_text(source_text(data, "text"), SHORT_TEXT),
    }


def _quotation(data: dict[str, Any], key: str) -> dict[str, Any]:
    no_unknown(data, "text", "source")
    return {"text": source_text(data, "text"), "source": SourceKey(source_text(data, "source"))}


def _summary(data: dict[str, Any], key: str) -> dict[str, Any]:
    no_unknown(data, "points")
    points = []
    for point in source_list(data, "points", "t", "src"):
        marks = [f" [{source}]" for source in keys_in(source_text(point, "src", default="")) if source not in OURS]
        points.append(source_text(point, "t") + "".join(marks))
    return {"points": source_items(key, "points", points)}


def _takeaway(data: dict[str, Any], key: str) -> dict[str, Any]:
    no_unknown(data, "text")
    return {"text": source_text(data, "text")}


def _source_list(data: dict[str, Any], key: str) -> dict[str, Any]:
    no_unknown(data, "sources", "note")
    named = [SourceKey(name) for name in source_texts(data, "sources")]
    return {"sources": source_items(key, "sources", named), "note": source_text(data, "note", default="")}


def _illustration(data: dict[str, Any], key: str) -> dict[str, Any]:
    no_unknown(data, "scene", "alt")
    if not isinstance(data.get("alt"), str):
        raise SourceError(_('“alt” says what the picture shows; alt: "" says that it is only decoration.'))
    alt = data["alt"].strip()
    return {"scene": source_text(data, "scene"), "alt": alt, "is_decorative": not alt}


def _contact(data: dict[str, Any], key: str) -> dict[str, Any]:
    no_unknown(data, "contact")
    return {"contact": source_text(data, "contact")}


def _nothing(data: dict[str, Any], key: str) -> None:
    no_unknown(data)


Reader = Callable[[dict[str, Any], str], dict[str, Any] | None]
READERS: dict[str, tuple[str, Reader]] = {
    "situatie": ("case", _case),
    "kader": ("callout", _callout),
    "citaat": ("quotation", _quotation),
    "in-het-kort": ("summary", _summary),
    "meenemen": ("takeaway", _takeaway),
    "bronnen": ("sources", _source_list),
    "contact": ("contact", _contact),
    "illustratie": ("illustration", _illustration),
    "wat-we-bewaren": ("kept", _nothing),  # these two on pages of the site, not in a step
    "hulp": ("help", _nothing),
}


# -- Checking --------------------------------------------------------------------------------------------------------


def check(block: Any, value: Any) -> None:
    """Let the block itself judge the value, as it does in the editor. Raises SourceError.

    What is chosen from elsewhere (sources, contacts) is judged by its key instead: it may not be loaded yet.
    """
    chosen = {"source", "sources", "contact"} if not isinstance(block, ExerciseBlock) else set()
    try:
        if isinstance(block, ExerciseBlock) or not hasattr(block, "child_blocks"):
            block.clean(block.to_python(value))
            return
        for name, child in block.child_blocks.items():
            if name not in chosen:
                _check_child(child, value[name])
    except ValidationError as error:
        raise SourceError(" ".join(complaints(error, block))) from error


def _check_child(child: Any, value: Any) -> None:
    try:
        child.clean(child.to_python(value))
    except ValidationError as error:
        raise SourceError(f"{child.label}: {' '.join(complaints(error, child))}") from error


def complaints(error: ValidationError, block: Any) -> Iterator[str]:
    """What a block has against its value, with the way to each field in the editor's words."""
    inner = getattr(error, "block_errors", None)
    if inner is None:
        yield from error.messages
        return
    for message in getattr(error, "non_block_errors", None) or []:
        yield str(message)
    for place, found in inner.items() if isinstance(inner, dict) else enumerate(inner):
        if found is None:
            continue
        is_field = isinstance(place, str)
        child = block.child_blocks[place] if is_field else getattr(block, "child_block", block)
        label = str(child.label) if is_field else str(place + 1)
        for message in complaints(found, child):
            yield f"{label}: {message}"


def keys_in(src: str) -> list[str]:
    """The keys in a `src` field."""
    return [key.strip() for key in src.split(",") if key.strip()]


def contacts_in(piece: Piece) -> list[str]:
    """The keys of the contacts that a block shows, or names in a text."""
    if piece.block_type == "contact":
        return [piece.value["contact"]]
    block = registry.kinds().get(piece.block_type)
    if block:
        return block.contacts(block.to_python(piece.value))
    return contacts_named(*texts_in(piece.value))


def texts_in(value: Any) -> Iterator[str]:
    """Every text of a stored value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts_in(item)


def sources_named(value: Any) -> Iterator[str]:
    """Every source that a stored value names: chosen, in a `src` field, or as a mark in a text."""
    if isinstance(value, SourceKey):
        yield value.key
    elif isinstance(value, dict):
        for name, item in value.items():
            if name == "src" and isinstance(item, str):
                yield from (key for key in keys_in(item) if key not in OURS)
            else:
                yield from sources_named(item)
    elif isinstance(value, list):
        for item in value:
            yield from sources_named(item)
    elif isinstance(value, str):
        yield from SOURCE_MARK.findall(value)
        yield from (mark for mark in LOOKS_LIKE_A_MARK.findall(value) if not SOURCE_MARK.fullmatch(f"[{mark}]"))


def with_module_titles(steps: list[dict[str, Any]], titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """Stored steps in which exercises name modules by their titles, where their file gave the module's key."""

    def read(value: Any, fields: frozenset[str]) -> Any:
        if isinstance(value, list):
            return [read(item, fields) for item in value]
        if isinstance(value, dict):
            return {
                name: titles.get(item, item) if name in fields and isinstance(item, str) else read(item, fields)
                for name, item in value.items()
            }
        return value

    named = []
    for step in steps:
        content = []
        for part in step["value"]["content"]:
            kind = registry.kinds().get(part["type"])
            content.append(part | {"value": read(part["value"], kind.modules)} if kind and kind.modules else part)
        named.append(step | {"value": step["value"] | {"content": content}})
    return named
