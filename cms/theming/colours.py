"""Colours and their contrast. coloraide is imported only by who imports a theme."""

from coloraide import Color

Colour = Color
SMALLEST_STEP = 0.005  # of lightness in OKLCH, from 0 (black) to 1 (white)


def colour(value: str) -> Color | None:
    """The colour that a value names, without transparency; None where it is no colour, or is seen through."""
    try:
        found = Color(value)
    except ValueError:
        return None
    return None if found.alpha() < 1 else found.convert("srgb").clip()


def hexadecimal(value: Color) -> str:
    """As style sheets write it: #0a5c63."""
    return str(value.convert("srgb").to_string(hex=True, fit=True))


def contrast(one: Color, other: Color) -> float:
    """From 1 to 21 (WCAG 2.2, “contrast ratio”)."""
    return float(one.contrast(other, method="wcag21"))


def mixed(one: Color, other: Color, share: float) -> Color:
    """So much of the other (0 to 1) in the one."""
    return one.mix(other, share, space="oklch" if share in (0, 1) else "oklab").convert("srgb").clip()


def is_dark(value: Color) -> bool:
    """Whether white stands out on it better than black does."""
    return contrast(value, Color("white")) > contrast(value, Color("black"))


def repaired(value: Color, grounds: list[Color], least: float) -> Color | None:
    """The same hue, as little darker or lighter as makes it stand out on every ground. None where no lightness does."""
    if all(contrast(value, ground) >= least for ground in grounds):
        return value
    step = SMALLEST_STEP if is_dark(grounds[0]) else -SMALLEST_STEP
    moved = value.convert("oklch")
    while 0 < moved["lightness"] + step < 1:
        moved["lightness"] += step
        seen = Color(hexadecimal(moved))
        if all(contrast(seen, ground) >= least for ground in grounds):
            return seen
    return None
