"""People of paper: a head, a body, arms that do something, and legs where they can be seen.

A person is drawn around the base of the neck, looking to the right, in a measure in which a head is 44 high; `at`,
`size` and `mirror` put them in a scene. Joints are given in that measure, so that one pose fits every size.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cms.illustrations.heads import LOOSE, beard, head
from cms.illustrations.paper import Point, cut, group, limb, limb_data, number, points

Arm = tuple[Point, Point]  # elbow, wrist
Leg = tuple[Point, Point]  # knee, ankle

STANDING: tuple[Leg, ...] = (((-10, 166), (-14, 234)), ((10, 166), (14, 234)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in a scene."""

    at: Point
    size: float = 1
    mirror: bool = False
    look: str = "side"  # side, front, back
    body: str = ""  # side or front; empty: as the head
    skin: str = "skin-b"
    hair: str = "short"
    hair_colour: str = "ink"
    beard: bool = False
    top: str = "teal"
    bottom: str = "ink"
    shoes: str = "ink"
    sleeves: str = "long"  # long, short
    build: float = 1  # how wide, against the usual
    head_size: float = 1  # children have a larger one for their size
    tilt: float = 0  # of the head, in degrees, forwards
    nod: Point = (0, 0)  # where the head is moved to from above the neck
    hem: float = 104  # where the top ends
    flare: float = 0  # how much wider at the hem
    belly: float = 0
    lean: float = 0  # how far the hem stands behind the neck
    near: Arm | None = None
    far: Arm | None = None
    legs: tuple[Leg, ...] = ()
    hip: float | None = None  # the height of the hips, where legs begin
    hands: bool = True
    vest: str = ""
    held: tuple[str, ...] = ()  # shapes in the near hand, under the fingers
    behind: tuple[str, ...] = ()  # shapes behind all of them, and over all but the near arm
    over: tuple[str, ...] = ()

    def draw(self, *, without: str = "") -> str:
        """The whole person; or without the `near` arm or `both`, which then `reach` over what stands before them."""
        arm = self._arm(self.near, far=False)
        parts = [*self.behind, *([] if without == "both" else self._arm(self.far, far=True))]
        parts += [*self._legs(), self._neck(), self._torso(), *self._vest()]
        if self.look == "back":
            return self._placed([*parts, *arm, *self._head(), *self.held])
        parts += [*self._head(), *self.over]
        return self._placed(parts if without else [*parts, *self.held, *arm])

    def reach(self, which: str = "near") -> str:
        """The near arm or `both`, to draw over a table."""
        parts = self._arm(self.far, far=True) if which == "both" else []
        return self._placed([*parts, *self.held, *self._arm(self.near, far=False)])

    def _placed(self, parts: Sequence[str]) -> str:
        scale = number_pair(-self.size if self.mirror else self.size, self.size)
        return group(parts, f"translate({number(self.at[0])} {number(self.at[1])})scale({scale})")

    @property
    def _view(self) -> str:
        return self.body or ("side" if self.look == "side" else "front")

    def _head(self) -> list[str]:
        parts = head(self.look, self.skin, self.hair, self.hair_colour)
        loose = [cut(self.hair_colour, LOOSE)] if self.hair == "long" and self.look == "side" else []
        if self.beard:
            parts.insert(1, beard(self.hair_colour))
        ahead = 5 if self.look == "side" else 0
        place = f"translate({number(ahead + self.nod[0])} {number(-31 * self.head_size**0.5 + self.nod[1])})"
        turned = f"rotate({number(self.tilt)})" if self.tilt else ""
        scaled = f"scale({self.head_size})" if self.head_size != 1 else ""
        return [*(group([one], place + scaled) for one in loose), group(parts, place + turned + scaled)]

    def _neck(self) -> str:
        ahead = (3 if self.look == "side" else 0) + self.nod[0]
        top = -24 + self.nod[1]
        data = f"M{number(ahead - 8)} {number(top)}L-10 4Q0 15 10 4L{number(ahead + 6)} {number(top)}Z"
        return cut(self.skin, data) + cut("shade", data, move="translate(0 -1)")

    def _torso(self) -> str:
        b, low, f, p = self.build, self.hem, self.flare, self.belly

        def at(x: float, y: float) -> str:
            return points((x * b - self.lean * max(y, 0) / low, y))

        if self._view == "side":
            return cut(
                self.top,
                f"M{at(-9, -5)}C{at(-24, 0)} {at(-29, 16)} {at(-29, low * 0.42)}"
                f"C{at(-29, low * 0.7)} {at(-27 - f, low * 0.9)} {at(-27 - f, low)}L{at(26 + f + p * 0.6, low)}"
                f"C{at(27 + f + p, low * 0.8)} {at(27 + p, low * 0.55)} {at(23 + p * 0.4, low * 0.34)}"
                f"C{at(21, 14)} {at(15, 4)} {at(9, 0)}Q{at(0, 9)} {at(-9, -5)}Z",
            )
        return cut(
            self.top,
            f"M{at(-10, -3)}C{at(-18, 5)} {at(-33, 3)} {at(-38, 18)}"
            f"C{at(-40, 34)} {at(-34, low * 0.55)} {at(-33 - f, low)}"
            f"L{at(33 + f, low)}C{at(34, low * 0.55)} {at(40, 34)} {at(38, 18)}C{at(33, 3)} {at(18, 5)} {at(10, -3)}"
            f"Q{at(0, 8)} {at(-10, -3)}Z",
        )

    def _vest(self) -> list[str]:
        if not self.vest:
            return []
        if self._view == "side":
            return [cut(self.vest, "M-11 4C-22 20-24 50-22 78L21 78C21 50 20 24 11 6Q0 16-11 4Z")]
        return [cut(self.vest, "M-20 3C-18 20-24 34-27 42L-27 84L27 84L27 42C24 34 18 20 20 3L11-1C10 20-10 20-11-1Z")]

    def _shoulder(self, far: bool) -> Point:
        if self._view == "side":
            return (11 * self.build, 17) if far else (-7 * self.build, 19)
        return (27 * self.build if far else -27 * self.build, 18)

    def _arm(self, arm: Arm | None, *, far: bool) -> list[str]:
        if arm is None:
            return []
        shoulder = self._shoulder(far)
        elbow, wrist = arm
        thick = 0.5 + self.build / 2
        widths = [12 * thick, 9.5 * thick, 6.5]
        shadow = [cut("shade", limb_data((shoulder, elbow, wrist), widths), move="translate(-3 4)")]
        hand = self._hand(elbow, wrist)
        if self.sleeves == "long":
            sleeve = [limb(self.top, (shoulder, elbow, wrist), widths)]
        else:
            skin = limb(self.skin, (shoulder, elbow, wrist), [9 * thick, 7.5 * thick, 5])
            cuff = (shoulder[0] + (elbow[0] - shoulder[0]) * 0.7, shoulder[1] + (elbow[1] - shoulder[1]) * 0.7)
            middle = ((shoulder[0] + cuff[0]) / 2, (shoulder[1] + cuff[1]) / 2)
            sleeve = [skin, limb(self.top, (shoulder, middle, cuff), [12 * thick, 11.5 * thick, 10.5 * thick])]
        return [*([] if far else shadow), *hand, *sleeve] if self.hands else [*shadow, *sleeve]

    def _hand(self, elbow: Point, wrist: Point) -> list[str]:
        angle = math.degrees(math.atan2(wrist[1] - elbow[1], wrist[0] - elbow[0]))
        data = "M-5-5L3-6C4-11 9-13 12-11C13-9 10-8 10-6C15-6 19-3 19 0C18 4 12 6 6 6L-5 5Z"
        flip = "scale(1 -1)" if abs(angle) > 100 else ""
        place = f"translate({number(wrist[0])} {number(wrist[1])})rotate({number(angle)}){flip}"
        return [cut(self.skin, data, move=place)]

    def _legs(self) -> list[str]:
        parts = []
        hip = self.hip if self.hip is not None else self.hem - 12
        across = len(self.legs) > 1
        for place, (knee, ankle) in enumerate(self.legs):
            side = (place * 2 - 1) if across else 0
            start = (-self.lean + side * (15 if self._view == "front" else -7) * self.build, hip)
            widths = [17 * (0.5 + self.build / 2), 12.5 * (0.5 + self.build / 2), 10]
            parts.append(self._shoe(knee, ankle, side))
            parts.append(limb(self.bottom, (start, knee, ankle), widths))
        return parts

    def _shoe(self, knee: Point, ankle: Point, side: int) -> str:
        lying = abs(ankle[0] - knee[0]) > abs(ankle[1] - knee[1]) * 1.4
        place = f"translate({number(ankle[0])} {number(ankle[1])})"
        if lying:
            return cut(self.shoes, "M4-8C-8-10-12-4-11 4L-9 16C-6 22 2 20 2 14Z", move=place)
        turned = "scale(-1 1)" if self._view == "front" and side < 0 else ""
        return cut(self.shoes, "M-9-6L8-6C12 3 24 4 26 13L-9 13Z", move=place + turned)


def number_pair(first: float, second: float) -> str:
    """Two scales, the second only where it differs: short."""
    one, other = (f"{value:.2f}".rstrip("0").rstrip(".") for value in (first, second))
    return one if one == other else f"{one} {other}"
