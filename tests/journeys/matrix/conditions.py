"""Under which conditions a page is seen, and which of them a short run takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from cms.theme import INVENTED_THEMES
from tests.journeys.matrix.registry import PAGES, STEPS, Seen

SIZES = {"320×256": (320, 256), "390×844": (390, 844), "1280×800": (1280, 800)}
SCHEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced colours": {"color_scheme": "dark", "forced_colors": "active"},
}
THEMES: dict[str, Path | None] = {"our own": None, **INVENTED_THEMES}


@dataclass(frozen=True, slots=True)
class Condition:
    """A size, a scheme of colours and a house style; each by its name."""

    theme: str
    size: str
    scheme: str

    def __str__(self) -> str:
        return f"{self.size}, {self.scheme}, {self.theme}"


ALL = [Condition(*names) for names in product(THEMES, SIZES, SCHEMES)]
STRIDE = 10  # has no divisor in common with the 27 conditions: every 27 pages in a row meet all of them


def sample() -> list[tuple[Condition, Seen]]:
    """Every page in one condition, by turns; every kind of exercise in one of its states. Always the same."""
    pages = [seen for seen in PAGES if seen not in STEPS or (place := STEPS.index(seen)) % 3 == place // 3 % 3]
    chosen = [(ALL[place * STRIDE % len(ALL)], seen) for place, seen in enumerate(pages)]
    return sorted(chosen, key=lambda one: ALL.index(one[0]))


def everything(theme: str, size: str) -> Iterator[tuple[Condition, Seen]]:
    """Every page in every scheme, at one size and in one house style."""
    for scheme in SCHEMES:
        for seen in PAGES:
            yield Condition(theme, size, scheme), seen
