"""How much room words take: a table of widths, so that server and browser agree. `layout.js` has it too."""

import re

# Hundredths of the size, a little wide for Atkinson Hyperlegible Next, so that other fonts fit as well.
_WIDTHS = {
    **dict.fromkeys(" !'’‘(),.:;|ijl[]·`", 33),
    **dict.fromkeys('-frtI1/\\{}"“”*', 43),
    **dict.fromkeys("abcdeghknopqsuvxyz023456789?<>=+~^_$JL–…", 60),
    **dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZ&#w@", 74),
    **dict.fromkeys("mMW", 90),
    "%": 97,
}
_FOLLOWS = re.compile(  # what belongs to the sign before it: accents, skin colours, parts of an emoji
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u200d\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")


def signs(text: str) -> list[str]:
    """The text in the parts that a reader sees as one sign."""
    found: list[str] = []
    for letter in text:
        joins = found and (_FOLLOWS.match(letter) or found[-1].endswith("\u200d"))
        is_flag = found and _FLAG.match(letter) and _FLAG.match(found[-1]) and len(found[-1]) == 1
        if joins or is_flag:
            found[-1] += letter
        else:
            found.append(letter)
    return found


def width(text: str, size: float) -> float:
    """How wide the text is at most, at this size."""
    return sum(_width(sign) for sign in signs(text)) * size / 100


def wrap(text: str, size: float, room: float, most: int) -> list[str]:
    """The text in at most so many lines; where it ends too early, an ellipsis says so."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while width(line, size) > room:
            part = _fitting(line, size, room - width("-", size))
            lines.append(f"{part}-")
            line = line[len(part) :]
    if line:
        lines.append(line)
    return (
        lines if len(lines) <= most else [*lines[: most - 1], shorten(f"{lines[most - 1]} ", size, room, is_cut=True)]
    )


def shorten(text: str, size: float, room: float, *, is_cut: bool = False) -> str:
    """The text in one line, with an ellipsis where it was cut."""
    if not is_cut and width(text, size) <= room:
        return text
    return _fitting(text, size, room - width("…", size)).rstrip(" ,.") + "…"


def _fitting(text: str, size: float, room: float) -> str:
    """As much of the text as fits, and at least one sign."""
    fitting = ""
    for sign in signs(text):
        if fitting and width(fitting + sign, size) > room:
            break
        fitting += sign
    return fitting


def _width(sign: str) -> int:
    letter = sign[0]
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    code = ord(letter)
    if 0xE0 <= code <= 0xFF:
        return 60
    if code < 0x250:
        return 74
    if code < 0x1100 or 0x1E00 <= code <= 0x1FFF:
        return 80
    return 135 if code > 0xFFFF or 0x2190 <= code <= 0x2BFF else 105
