"""What of a module fits on paper: the points, what to take along, words to use, cards, sources and contacts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from cms.blocks import CalloutBlock
from cms.templatetags.prose import without_sources
from exercises.registry import kinds


@dataclass(frozen=True, slots=True)
class Card:
    """Something that an editor meant to be printed as a card of its own."""

    title: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Gist:
    """Plain texts, in the order of the module. Points and takeaways may hold marks of sources: [S1]."""

    points: tuple[str, ...] = ()
    takeaways: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    sources: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to print: a test, for instance, is no reading matter."""
        return not (self.points or self.takeaways or self.cards)


def gist_of(children: Iterable[Any]) -> Gist:
    """The gist of a module's blocks, in order. Asks nothing more of the database than drawing them does."""
    points: list[str] = []
    takeaways: list[str] = []
    words: list[str] = []
    cards: list[Card] = []
    sources: list[int] = []
    for child in children:
        value = child.value
        match child.block_type:
            case "summary":
                points += [str(point) for point in value["points"] if point]
            case "takeaway" if value["text"]:
                takeaways.append(str(value["text"]))
            case "callout" if value["tone"] == CalloutBlock.CARD:
                cards.append(Card(str(value["title"] or ""), without_sources(value["text"] or "")))
            case "sources":
                sources += [source.pk for source in value["sources"] if source is not None]
            case name if name in kinds():
                words += kinds()[name].to_say(value)
    return Gist(tuple(points), tuple(takeaways), _once(words), tuple(cards), _once(sources))


def _once(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(items))
