"""Heads without faces. Where somebody looks shows in the outline; who somebody is, in hair, scarf and bearing.

A head is drawn around its own middle, 22 high and 18 wide to each side, looking to the right.
"""

from cms.illustrations.paper import cut, disc

PROFILE = (
    "M-2-22C10-23 18-15 18-6C18-3 19-1 21 3C22 5 20 6 18 6C18 9 18 10 17 12C18 17 15 22 9 22"
    "C2 22-4 18-7 12C-16 10-20 0-20-6C-19-16-12-22-2-22Z"
)
FRONT = "M0-22C12-22 18-13 17-1C16 12 8 22 0 22C-8 22-16 12-17-1C-18-13-12-22 0-22Z"

#: Hair before the head (over it) and behind it, for who is seen from the side.
OVER = {
    "short": "M19-9C13-13 8-11 4-7L2 3L-4 1C-5 6-7 11-10 15C-21 12-25-2-22-12C-19-23-6-28 6-25C14-23 20-17 19-9Z",
    "crop": "M17-10C12-12 7-10 4-6L3 2L-3 0C-5 5-8 9-11 11C-20 7-22-3-20-10C-17-20-8-24 2-24C10-24 17-18 17-10Z",
    "bob": "M19-8C12-13 8-10 6-2C6 8 4 15-1 20C-10 22-20 20-25 16C-21 6-25-4-23-12C-19-24-6-28 6-25C14-23 20-16 19-8Z",
    "long": "M19-8C12-13 8-10 6-2C6 6 3 12 0 18C-10 22-18 22-24 16C-22 6-25-4-23-12C-19-24-6-28 6-25C14-23 20-16 19-8Z",
    "tail": "M19-9C12-13 6-8 3 0L-3 0C-6 6-9 10-13 12C-22 6-24-4-21-12C-18-23-6-28 6-25C14-23 20-17 19-9Z",
    "bun": "M19-9C12-13 6-8 3 0L-3 0C-6 6-9 10-13 12C-22 6-24-4-21-12C-18-23-6-28 6-25C14-23 20-17 19-9Z",
    "curls": "M18-10C14-8 12-12 8-8C4-9 5-2 2 1C0 5-4 3-5 7C-6 13-12 12-13 17C-22 18-21 9-25 6C-30 0-25-5-27-10"
    "C-27-17-20-18-18-23C-13-30-6-26-1-29C5-32 9-26 14-25C21-23 18-17 18-10Z",
    "afro": "M17-12C12-10 9-12 6-7C5-3 2 2-4 3C-6 8-8 12-12 15C-26 16-34 4-31-9C-30-26-16-36-2-34C12-34 22-24 17-12Z",
    "bald": "M-5 2C-6 7-8 11-11 14C-20 10-22 2-21-5C-17-8-13-6-10-2Z",
    "cap": "M19-10C10-12-6-12-20-6C-23-18-14-28-1-28C11-28 18-21 19-10Z",
}
FRONT_OVER = {
    "short": "M-18 0C-22-18-14-29 0-28C15-29 22-18 18 0C17-6 14-10 11-12C2-8-8-9-13-12C-16-9-17-5-18 0Z",
    "bob": "M-16 18C-27 14-24-6-21-14C-16-30 16-30 21-14C24-6 27 14 16 18"
    "C18 4 16-8 9-14C2-7-9-6-15-8C-17 0-17 10-16 18Z",
    "curls": "M-17 4C-24 4-26-6-22-10C-26-18-18-24-14-24C-10-32-2-30 1-30C8-33 14-28 15-24C23-23 25-14 22-10"
    "C26-4 22 4 17 4C17-4 14-8 11-12C6-9 3-14-2-11C-8-14-9-9-13-10C-16-7-17-2-17 4Z",
    "tail": "M-18-1C-22-18-13-28 0-28C13-28 22-18 18-1C16-9 8-15 0-15C-8-15-16-9-18-1Z",
    "bunches": "M-18 6C-22-18-13-28 0-28C13-28 22-18 18 6C16-1 9-6 1-9C-8-6-16-1-18 6Z",
    "bald": "M-17-2C-21-2-21 6-17 8ZM17-2C21-2 21 6 17 8Z",
}
FROM_BEHIND = {
    "short": "M-18-4C-20-20-10-26 0-26C10-26 20-20 18-4C18 6 14 13 8 16L-8 16C-14 13-18 6-18-4Z",
    "bob": "M0-27C14-27 22-17 21-3C21 8 24 14 19 20C8 24-8 24-19 20C-24 14-21 8-21-3C-22-17-14-27 0-27Z",
    "long": "M0-27C14-27 22-17 21-3C21 14 25 26 21 38C8 44-8 44-21 38C-25 26-21 14-21-3C-22-17-14-27 0-27Z",
    "afro": "M0-35C18-35 31-22 30-7C30 8 18 18 8 18L-8 18C-18 18-30 8-30-7C-31-22-18-35 0-35Z",
    "bald": "M-18-2C-18 6-14 13-8 16L8 16C14 13 18 6 18-2C14 4-14 4-18-2Z",
    "curls": "M-8 18C-18 20-20 12-22 8C-28 2-24-6-24-10C-26-18-18-22-14-24C-10-32-2-30 1-30C8-33 14-28 15-24"
    "C23-23 25-14 23-10C27-2 24 6 21 9C20 16 14 20 8 18Z",
    "tail": "M-18-4C-20-20-10-26 0-26C10-26 20-20 18-4C18 6 14 13 8 16L-8 16C-14 13-18 6-18-4Z",
}
#: Long hair hangs straight down behind a head, however that is bent.
LOOSE = "M-23-12C-28 6-28 28-26 46C-16 52-6 50 2 44C4 28 6 10 2-8Z"
SCARF = (
    "M15-20C6-31-14-30-21-17C-27-4-21 12-24 24C-26 34-33 40-34 46C-16 56 10 54 26 42C22 36 16 30 13 23"
    "C4 20-1 10 1-2C3-11 8-16 15-20Z"
)
SCARF_FRONT = "M0-29C16-29 25-16 24 0C24 18 26 30 36 42C16 54-16 54-36 42C-26 30-24 18-24 0C-25-16-16-29 0-29Z"
SCARF_FACE = "M0-17C10-17 15-9 14 1C13 12 7 20 0 20C-7 20-13 12-14 1C-15-9-10-17 0-17Z"


def head(look: str, skin: str, hair: str, colour: str) -> list[str]:
    """A head that looks `side` (to the right), `front` or `back`."""
    if look == "back":
        return _from_behind(skin, hair, colour)
    if look == "front":
        return _from_before(skin, hair, colour)
    if hair == "scarf":
        return [cut(skin, PROFILE), cut(colour, SCARF)]
    parts = [cut(skin, PROFILE)]
    if hair == "bun":
        parts.insert(0, disc(colour, -20, -17, 9.5))
    if hair == "tail":
        parts.insert(0, cut(colour, "M-16-18C-32-20-37-2-34 22C-26 14-20 6-16-6Z"))
    if hair != "none":
        parts.append(cut(colour, OVER[hair]))
    if hair == "cap":
        parts += [
            cut(colour, "M14-15C22-16 30-12 32-8C26-8 20-9 14-10Z"),
            cut("shade", "M14-12C20-12 28-10 32-8C26-8 20-8 14-9Z"),
        ]
    if hair in {"short", "crop", "bald", "bun", "tail"}:
        parts.append(disc(skin, -3, 3, 4, 5))
    return parts


def _from_before(skin: str, hair: str, colour: str) -> list[str]:
    if hair == "scarf":
        return [cut(colour, SCARF_FRONT), cut(skin, SCARF_FACE)]
    behind = [disc(colour, 0, -10, 32, 27)] if hair == "afro" else []
    if hair == "bunches":
        behind = [disc(colour, -23, -8, 11, 13), disc(colour, 23, -8, 11, 13)]
    over = FRONT_OVER.get(hair, FRONT_OVER["short"])
    return [*behind, cut(skin, FRONT), cut(colour, over)]


def _from_behind(skin: str, hair: str, colour: str) -> list[str]:
    if hair == "scarf":
        return [cut(colour, SCARF_FRONT)]
    ears = [disc(skin, -18, 1, 4, 5), disc(skin, 18, 1, 4, 5)] if hair in {"short", "bald", "tail", "bun"} else []
    parts = [cut(skin, FRONT), *ears, cut(colour, FROM_BEHIND.get(hair, FROM_BEHIND["short"]))]
    if hair == "tail":
        parts += [
            cut("shade", "M-7-12C-12 4-9 24 0 36C9 24 12 4 7-12Z"),
            cut(colour, "M-6-14C-11 2-8 22 1 34C9 22 11 2 6-14Z"),
        ]
    if hair == "bun":
        parts.append(disc(colour, 0, -26, 10))
    return parts


def beard(colour: str) -> str:
    """A short beard, seen from the side."""
    return cut(colour, "M18 9C19 19 15 25 8 25C-1 25-8 18-9 8L-6-2L0-2C1 6 6 12 11 11C14 10 16 9 18 9Z")
