"""A house style as a style sheet: the colours that were distilled, under our own names."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cms.theming.distilling import Palette


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page needs to know of its house style."""

    css: str
    digest: str
    ground: str  # colour of the page, for the browser's own bar
    has_dark: bool

    @classmethod
    def from_palette(cls, palette: Mapping[str, Any]) -> "Sheet":
        """The sheet of what `stored` made."""
        light, dark = palette["light"], palette.get("dark") or {}
        roundness = {"radius-button": palette["radius"]} if palette.get("radius") else {}
        css = _rule(":root,[data-hue]", light, roundness)
        if dark:
            root = ':root:not([data-theme="light"])'
            chosen = ':root[data-theme="dark"]'
            css += f"@media (prefers-color-scheme:dark){{{_rule(f'{root},{root} [data-hue]', dark)}}}"
            css += _rule(f"{chosen},{chosen} [data-hue]", dark)
        digest = hashlib.sha256(css.encode()).hexdigest()[:12]
        return cls(css, digest, light["ground"], bool(dark))


def stored(light: "Palette", dark: "Palette | None") -> dict[str, Any]:
    """What is kept of two palettes."""
    return {"light": light.colours, "dark": dark.colours if dark else {}, "radius": light.radius}


def _rule(selector: str, colours: Mapping[str, str], others: Mapping[str, str] | None = None) -> str:
    names = [f"--c-{name}:{value}" for name, value in colours.items()]
    names += [f"--{name}:{value}" for name, value in (others or {}).items()]
    return f"{selector}{{{';'.join(names)}}}"
