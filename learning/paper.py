"""How large the letters of a sheet or a card may be so that all of it fits, and what stays away if it never does.

Pure: texts in, sizes out. The estimate is on the safe side; a test prints what ships and counts the pages. Lengths are
in millimetres, sizes of letters in points.
"""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape

from django.utils.html import strip_tags

POINT = 0.3528  # mm
WIDE, BOLD = 0.48, 0.52  # the width of an average letter, as a part of its size: 8% wider than ours is
LEADING = 1.35
SHEET_SIZES = (12.5, 12, 11.5, 11, 10.5, 10, 9.5, 9)
SOURCES = 7.0
SMALL_SHEET = (8.5, 8)
CARD_SIZES = (12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8)
SHEET_WIDTH, SHEET_HEIGHT = 182.0, 265.0  # A4 without its margins, and a little less
SHEET_COLUMN, SHEET_QR = 86.0, 34.0
CARD_WIDTH, CARD_HEIGHT = 88.0, 128.0  # A6 without its margins, and a little less
CARD_QR = 19.0


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed, as HTML within a line."""

    title: str
    kicker: str = ""
    lead: str = ""
    goals: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    takeaways: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    size: float = 0.0  # of the letters; 0: not laid out yet
    is_shortened: bool = False  # some of it is only on the site


def sheet(paper: Paper) -> Paper:
    """This paper as one A4, in the largest letters that fit."""
    return _fit(paper, SHEET_SIZES, SMALL_SHEET, _sheet_height, SHEET_HEIGHT)


def card(paper: Paper) -> Paper:
    """This paper as one A6: only points, takeaways and contacts."""
    small = replace(paper, lead="", goals=(), words=(), sources=())
    return _fit(small, CARD_SIZES, (), _card_height, CARD_HEIGHT)


def card_size(title: str, lines: Sequence[str]) -> float | None:
    """The size of the letters for an editor's own card on A6; None when it needs more paper."""
    paper = Paper(title=title, points=tuple(lines))
    return next((size for size in CARD_SIZES if _card_height(paper, size) <= CARD_HEIGHT), None)


def _fit(
    paper: Paper,
    sizes: Sequence[float],
    smaller: Sequence[float],
    height: Callable[[Paper, float], float],
    most: float,
) -> Paper:
    for each, allowed in _shorter(paper, sizes, smaller):
        for size in allowed:
            if height(each, size) <= most:
                return replace(each, size=size)
    raise AssertionError("A title alone fits.")  # titles have a limit of their own


def _shorter(paper: Paper, sizes: Sequence[float], smaller: Sequence[float]) -> Iterator[tuple[Paper, Sequence[float]]]:
    """The paper with all of it, and then with less and less: first what is easiest to miss."""
    yield paper, sizes
    paper = replace(paper, goals=())
    yield paper, sizes
    yield replace(paper, words=paper.words[:2]), [*sizes, *smaller]
    paper = replace(paper, words=())
    yield paper, [*sizes, *smaller]
    smallest = [[*sizes, *smaller][-1]]
    for count in range(len(paper.sources) - 1, -1, -1):
        paper = replace(paper, sources=paper.sources[:count], is_shortened=True)
        yield paper, smallest
    for count in range(len(paper.contacts) - 1, -1, -1):
        paper = replace(paper, contacts=paper.contacts[:count], is_shortened=True)
        yield paper, smallest
    for count in range(len(paper.points) - 1, -1, -1):
        paper = replace(paper, points=paper.points[:count], is_shortened=True)
        yield paper, smallest
    yield replace(paper, takeaways=(), lead="", is_shortened=True), smallest


def _sheet_height(paper: Paper, size: float) -> float:
    head = _text(paper.kicker, SHEET_WIDTH - SHEET_QR, size) + _text(
        paper.title, SHEET_WIDTH - SHEET_QR - 8, size * 2, BOLD, 1.15
    )
    head += _text(paper.lead, SHEET_WIDTH - SHEET_QR - 8, size * 1.1)
    total = max(head + 3, SHEET_QR + _lines(2, size * 0.75)) + 6
    total += _list(paper.points, SHEET_WIDTH - 8, size * 1.15)
    total += _boxed(paper.takeaways, SHEET_WIDTH - 14, size * 1.15)
    total += _list(paper.words, SHEET_WIDTH - 8, size)
    total += _list(paper.goals, SHEET_WIDTH - 8, size)
    column = SHEET_COLUMN if paper.contacts and paper.sources else SHEET_WIDTH
    contacts = _list(paper.contacts, column - 2, size * 0.95)
    sources = _list(paper.sources, column - 6, SOURCES, gap=0.15)
    return total + max(contacts, sources) + _lines(2, size * 0.8) + 6


def _card_height(paper: Paper, size: float) -> float:
    total = _text(paper.kicker, CARD_WIDTH, size * 0.8) + _text(paper.title, CARD_WIDTH, size * 1.45, BOLD, 1.15) + 2
    total += _list(paper.points, CARD_WIDTH - 6, size, heading=0)
    total += _boxed(paper.takeaways, CARD_WIDTH - 8, size)
    total += _list(paper.contacts, CARD_WIDTH, size * 0.85, gap=0.1, heading=0)
    return total + max(CARD_QR, _lines(3, size * 0.75)) + 3


def _list(items: Sequence[str], width: float, size: float, gap: float = 0.4, heading: float = 1.3) -> float:
    """A heading and its items under one another; nothing when there are none."""
    if not items:
        return 0.0
    texts = sum(_text(item, width, size) for item in items)
    return texts + len(items) * gap * size * POINT + (_lines(1, size * heading) + 2 if heading else 0) + 3


def _boxed(items: Sequence[str], width: float, size: float) -> float:
    """Items in a box, in bold letters, under a small heading."""
    if not items:
        return 0.0
    return sum(_text(item, width, size, BOLD) for item in items) + _lines(1, size) + len(items) * 1 + 8


def _text(text: str, width: float, size: float, letter: float = WIDE, leading: float = LEADING) -> float:
    """The height of a text that is broken into lines of this width."""
    if not text:
        return 0.0
    text = unescape(strip_tags(text))
    most = max(1, int(width / (size * POINT * letter)))
    count = sum(max(1, len(textwrap.wrap(part, most))) for part in text.splitlines() or [""])
    return _lines(count, size, leading)


def _lines(count: int, size: float, leading: float = LEADING) -> float:
    return count * size * POINT * leading
