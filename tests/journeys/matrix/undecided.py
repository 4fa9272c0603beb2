"""What axe leaves to people, and what people said when they looked: each with its reason. Anything else is a fault."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Undecided:
    """What axe could not decide about one element."""

    rule: str
    html: str
    why: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A rule, the elements or the words of axe that it is about, and why it is no fault."""

    rule: str
    about: str
    reason: str


REVIEWED = [
    Reviewed(
        "color-contrast", "^<text", "words in a drawing, over its shapes; both come from tokens whose pairs are tested"
    ),
    Reviewed(
        "color-contrast",
        "^<select.* gradient",
        "the gradient is the arrow at the end; the words stand on one colour, with a contrast that is computed",
    ),
    Reviewed("color-contrast", "aria-hidden.* too short", "a letter that decorates; the name stands beside it"),
    Reviewed("color-contrast", "has no value", "an empty field; the contrast of what is typed is computed"),
    Reviewed(
        "color-contrast",
        "overlapped by another element \\(nothing lies over it\\)",
        "once it is in the middle of the window, only what it stands in is under it; judged in the other conditions",
    ),
    Reviewed(
        "color-contrast",
        "^<t[dh].* partially obscured by another element \\(nothing lies over it\\)",
        "a cell that the edge of a table that scrolls sideways cuts off; judged where the window is wider",
    ),
    Reviewed(
        "color-contrast",
        "^<span>.* partially obscured by another element \\(nothing lies over it\\)",
        "the title of a step, cut off by the edge of the list of steps, which scrolls in a module of this length; "
        "judged in the modules whose steps fit",
    ),
    Reviewed(
        "color-contrast",
        "^<sup.* pseudo element",
        "the number of a source on the sheet for paper, clear of the dot that is drawn before its line; in pixels "
        "15.7:1 in light, 14.0:1 in dark, 21:1 in forced colours",
    ),
    Reviewed("aria-required-children", 'data-eco="rows"', "the list of people is empty until somebody is added"),
]


def reason_for(one: Undecided) -> str | None:
    """Why this is no fault; None when nobody has looked at such a thing."""
    for reviewed in REVIEWED:
        if reviewed.rule == one.rule and re.search(reviewed.about, f"{one.html} {one.why}", re.DOTALL):
            return f"{reviewed.rule}: {reviewed.reason}"
    return None
