"""Distils a municipality's tokens to the colours of our own style sheets, repairs what is too faint, or refuses."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.theming.colours import Colour, colour, contrast, hexadecimal, is_dark, mixed, repaired
from cms.theming.pairs import NAMES, PAIRS, SHAPE, TEXT

WHITE, BLACK = "#ffffff", "#000000"
PREFERRED = ["nl", "utrecht", "denhaag", "ams", "rhc", "rvo", "of"]  # families of names, the newest first
ACTIONS = ["button-primary-action", "button-primary", "button"]
BACKGROUND, FOREGROUND = "background-color", "color"
FAINTEST_EDGE = 1.03  # of contrast: between a page and the cards on it
DARKEST_GROUND = 0.85  # of lightness in OKLCH: below this a page is not light any more


class Refused(ValueError):
    """Why these tokens cannot be a theme, a sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(slots=True)
class Palette:
    """Our own tokens with their colours, and what was changed to get there."""

    colours: dict[str, str] = field(default_factory=dict)  # "hue": "#0a5c63"
    changes: list[str] = field(default_factory=list)
    radius: str = ""


def distil(tokens: Mapping[str, str], *, for_dark: bool = False) -> Palette:
    """Our tokens from theirs. Pairs are taken from one family of names: mixed families do not fit one another.

    Raises Refused.
    """
    action = _pair(tokens, [f"{name}-{{}}" for name in ACTIONS])
    page = _pair(tokens, ["document-{}", "page-{}", "body-{}"])
    if action is None:
        names = ", ".join(f"--{PREFERRED[1]}-{name}-{BACKGROUND}" for name in ACTIONS[:2])
        raise Refused(
            [
                _("There is no colour of a button in these tokens. Looked for, among others: %(names)s.")
                % {"names": names}
            ]
        )
    ground, text = page or ((Colour("#10191b"), Colour("#eef4f4")) if for_dark else (Colour(WHITE), Colour("#17252a")))
    lightness = ground.convert("oklch")["lightness"]
    if for_dark != (lightness < 0.5) or (not for_dark and lightness < DARKEST_GROUND):
        wanted = pgettext("house style", "dark") if for_dark else pgettext("house style", "light")
        reason = _("The background of the page is %(colour)s. A %(wanted)s one is needed here.")
        raise Refused([reason % {"colour": hexadecimal(ground), "wanted": wanted}])
    palette = _Painter(ground, text, for_dark=for_dark).paint(action, _single(tokens, "link-color"))
    palette.radius = _radius(tokens)
    faults = faults_in(palette.colours)
    if faults:
        raise Refused(faults)
    return palette


def faults_in(colours: Mapping[str, str]) -> list[str]:
    """Every pair that is too faint, a sentence each. A pair of which a colour is not there is left out."""
    found = []
    for front, behind, least in PAIRS:
        if front in colours and behind in colours:
            ratio = contrast(Colour(colours[front]), Colour(colours[behind]))
            if ratio < least:
                words = _("%(front)s (%(one)s) on %(behind)s (%(other)s): contrast %(ratio).2f, at least %(least)s.")
                names = {"front": NAMES[front], "behind": NAMES[behind]}
                values = {"one": colours[front], "other": colours[behind], "ratio": ratio, "least": least}
                found.append(words % (names | values))
    return found


# -- Finding ---------------------------------------------------------------------------------------------------------


def _pair(tokens: Mapping[str, str], names: list[str]) -> tuple[Colour, Colour] | None:
    """Background and foreground that were made for one another, of the first family that has both."""
    for family in _families(tokens):
        for name in names:
            behind = colour(tokens.get(f"{family}-{name.format(BACKGROUND)}", ""))
            front = colour(tokens.get(f"{family}-{name.format(FOREGROUND)}", ""))
            if behind is not None and front is not None:
                return behind, front
    return None


def _single(tokens: Mapping[str, str], name: str) -> Colour | None:
    found = (colour(tokens.get(f"{family}-{name}", "")) for family in _families(tokens))
    return next((value for value in found if value is not None), None)


def _families(tokens: Mapping[str, str]) -> list[str]:
    others = sorted({name.split("-", 1)[0] for name in tokens} - {*PREFERRED})
    return [*PREFERRED, *others]


def _radius(tokens: Mapping[str, str]) -> str:
    for family in _families(tokens):
        value = tokens.get(f"{family}-button-border-radius", "")
        number = value.removesuffix("rem").removesuffix("px")
        if number != value and number.replace(".", "", 1).isdigit():
            return value
    return ""


# -- Painting --------------------------------------------------------------------------------------------------------


class _Painter:
    """Makes our palette around a page's colours, and notes what it had to change."""

    def __init__(self, ground: Colour, text: Colour, *, for_dark: bool) -> None:
        self.for_dark = for_dark
        self.palette = Palette()
        self.ground = ground
        self.white, self.black = Colour(WHITE), Colour(BLACK)
        self.surface = mixed(ground, self.white, 0.06) if for_dark else self.white
        self.sunken = mixed(ground, self.black, 0.3 if for_dark else 0.05)
        self.text = text

    def paint(self, action: tuple[Colour, Colour], link: Colour | None) -> Palette:
        behind, front = action
        own = self._hue(behind, link)
        if contrast(self.ground, self.surface) < FAINTEST_EDGE and not self.for_dark:
            self.ground = mixed(self.ground, own, 0.04)  # cards are white: on a white page nobody would see them
        tint = mixed(self.surface, own, 0.22 if self.for_dark else 0.1)
        grounds = [self.ground, self.surface, self.sunken, tint]
        self._keep("ground", self.ground)
        self._keep("surface", self.surface)
        self._keep("sunken", self.sunken)
        self._keep("tint", tint)
        text = self._apart("text", self.text, grounds, TEXT)
        self._apart("soft", mixed(text, self.ground, 0.25), grounds, TEXT, is_ours=True)
        hue = self._apart("hue", own, [self.ground, self.surface, tint], TEXT)
        strong = mixed(hue, self.white if self.for_dark else self.black, 0.25)
        self._keep("hue-strong", strong)
        self._keep("brand", hue)
        on_hue = front if behind == hue else (self.black if not is_dark(hue) else self.white)
        self._apart("on-hue", self._readable(on_hue, [hue, strong]), [hue, strong], TEXT, is_ours=True)
        self._apart("edge", mixed(text, self.ground, 0.45), [self.ground, self.surface], SHAPE, is_ours=True)
        self._keep("line", mixed(self.ground, text, 0.16))
        self._field(behind if not self.for_dark else mixed(behind, self.black, 0.45), front)
        return self.palette

    def _hue(self, behind: Colour, link: Colour | None) -> Colour:
        """What links and buttons share: the button's colour, or the link's where a button's is too light for text."""
        if link is not None and contrast(behind, self.ground) < TEXT <= contrast(link, self.ground):
            self.palette.changes.append(
                _("Buttons have the colour of links, %(link)s: that of buttons, %(button)s, is too faint for words.")
                % {"link": hexadecimal(link), "button": hexadecimal(behind)}
            )
            return link
        return behind

    def _field(self, field_colour: Colour, front: Colour) -> None:
        """The large plane at the top of a page, with what stands on it."""
        away = self.black if is_dark(field_colour) else self.white  # away from the words, so that they stay readable
        low = mixed(field_colour, away, 0.12)
        on_field = self._readable(front, [field_colour, low])
        self._keep("field", field_colour)
        self._keep("field-low", low)
        self._apart("on-field", on_field, [field_colour, low], TEXT, is_ours=True)
        self._apart("field-soft", mixed(on_field, field_colour, 0.15), [field_colour], TEXT, is_ours=True)
        self._keep("field-action", on_field)
        self._keep("on-field-action", self._readable(field_colour, [on_field]))
        self._dots(on_field, field_colour)

    def _dots(self, on_field: Colour, field_colour: Colour) -> None:
        """The people in the ring. Two of them in the colour of links where that can be told from the plane."""
        hue = Colour(self.palette.colours["hue"])
        second = hue if contrast(hue, field_colour) >= SHAPE else mixed(on_field, field_colour, 0.3)
        self._keep("dot-a", on_field)
        self._keep("dot-b", second)
        self._keep("dot-c", mixed(second, field_colour, 0.7))
        self._keep("dot-d", mixed(second, field_colour, 0.4))

    def _readable(self, front: Colour, grounds: list[Colour]) -> Colour:
        """The colour itself where it can be read, otherwise black or white."""
        choices = [front, self.white, self.black]
        fits = [choice for choice in choices if all(contrast(choice, ground) >= TEXT for ground in grounds)]
        return fits[0] if fits else max(choices, key=lambda choice: min(contrast(choice, one) for one in grounds))

    def _apart(self, name: str, value: Colour, grounds: list[Colour], least: float, *, is_ours: bool = False) -> Colour:
        """Keep a colour that stands out on its grounds; a change to one of theirs is told."""
        better = repaired(value, grounds, least) or value
        if better is not value and not is_ours:
            words = _("%(name)s: %(old)s is too faint here, so it became %(new)s.")
            old, new = hexadecimal(value), hexadecimal(better)
            self.palette.changes.append(words % {"name": NAMES[name], "old": old, "new": new})
        self._keep(name, better)
        return better

    def _keep(self, name: str, value: Colour) -> None:
        self.palette.colours[name] = hexadecimal(value)
