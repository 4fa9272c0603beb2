"""The drawing itself, as SVG text with the colours of paper. `drawing.js` makes the same."""

import math

from exercises.ecogram.layout import WIDE, Layout, Place, Size, arrange, cosine, distance, sine
from exercises.ecogram.legend import key, legend
from exercises.ecogram.lettering import shorten
from exercises.ecogram.model import RINGS, Drawing
from exercises.ecogram.panels import panels
from exercises.ecogram.strokes import INK, SUN, escaped, num, numbered, path, tie, words_at
from exercises.ecogram.telling import Words, describe, mark_of, summary, title

VIEWS = ("rings", "sectors", "support", "energy")
FONT = "Atkinson Hyperlegible Next Variable, Atkinson Hyperlegible Next, Atkinson Hyperlegible, Arial, sans-serif"
PAPER = ("#e0efec", "#ebf4f1", "#f4f7f3", "#faf8f3")  # the rings, from inside out
SOFT, LINE = "#46575c", "#c9c3b4"
FAMILY = ((-4.8, -2.4, 8.6), (9.4, 2.4, 6.2), (0.7, 11.6, 4.4), (6.5, -8.6, 4), (-11.4, 8.2, 3.6), (-13.6, -10.2, 3))


def draw(drawing: Drawing, words: Words, view: str = "rings", size: Size = WIDE) -> str:
    """One view of the drawing. It has no ids: a page may hold more drawings."""
    if view in ("sectors", "support"):
        body, side, high = panels(drawing, words, view, size)
    else:
        body, side, high = _ringed(drawing, words, view, size)
    legend_body, high = legend(drawing, words, view, side, high)
    told = escaped(" ".join(summary(drawing, words)))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="eco eco--{size.name} eco--{view}" width="{num(side)}" '
        f'height="{num(high)}" viewBox="0 0 {num(side)} {num(high)}" role="img" '
        f'font-family="{FONT}" font-size="{num(size.letter)}" fill="{INK}">'
    )
    paper = f'<rect class="eco-paper" width="{num(side)}" height="{num(high)}" fill="#fff"/>'
    lines = [head, f"<title>{escaped(title(drawing, words))}</title>", f"<desc>{told}</desc>", paper]
    return "\n".join([*lines, *body, *legend_body, "</svg>", ""])


def _ringed(drawing: Drawing, words: Words, view: str, size: Size) -> tuple[list[str], float, float]:
    is_energy = view == "energy"
    marks = ["" if is_energy else mark_of(person, words) for person in drawing["people"]]
    layout = arrange(drawing, size, marks)
    body = [*_rings(layout), *_sector_names(layout)]
    body.append(f'<g class="eco-lines" fill="none" stroke="{INK}" stroke-width="2" stroke-linecap="round">')
    body += [_tie(layout, place, is_energy=is_energy) for place in layout.people]
    body += ["</g>", *_centre(drawing, layout)]
    body += [_person(drawing, layout, place, words) for place in layout.people]
    if layout.has_names:
        return body, layout.side, layout.side
    key_body, high = key(drawing, words, size, layout.side, marks)
    return [*body, *key_body], layout.side, high


def _rings(layout: Layout) -> list[str]:
    middle, outer = layout.middle, layout.rings[-1]
    body = [f'<g class="eco-rings" stroke="{LINE}">']
    for number in (4, 3, 2, 1):
        dashes = ' stroke-dasharray="2 5"' if number == 4 else ""
        body.append(
            f'<circle class="eco-ring eco-ring--{number}" cx="{num(middle)}" cy="{num(middle)}" '
            f'r="{num(layout.rings[number - 1])}" fill="{PAPER[number - 1]}"{dashes}/>'
        )
    for sector in layout.sectors:
        right, down = cosine(sector.start), sine(sector.start)
        near = layout.rings[0]
        points = [(middle + right * far, middle + down * far) for far in (near, outer)]
        body.append(path(points, ' class="eco-border"'))
    return [*body, "</g>"]


def _sector_names(layout: Layout) -> list[str]:
    """The names of the sectors along the outer ring, never upside down."""
    size, middle, outer = layout.size.letter - 1, layout.middle, layout.rings[-1]
    body = [f'<g class="eco-sectors" fill="{SOFT}" font-size="{num(size)}" font-weight="600" text-anchor="middle">']
    for sector in layout.sectors:
        half = (sector.start + sector.end) / 2
        is_below = sine(half) > 0
        radius = outer + (size + 3 if is_below else 6)
        x, y = middle + radius * cosine(half), middle + radius * sine(half)
        room = (sector.end - sector.start) * 3.1416 / 180 * outer - 10
        name = shorten(sector.label, size, room)
        whole = f"<title>{escaped(sector.label)}</title>" if name != sector.label else ""
        turn = f"rotate({num(half - 90 if is_below else half + 90)} {num(x)} {num(y)})"
        body.append(f'<text x="{num(x)}" y="{num(y)}" transform="{turn}">{whole}{escaped(name)}</text>')
    return [*body, "</g>"]


def _tie(layout: Layout, place: Place, *, is_energy: bool) -> str:
    middle, dot = layout.middle, layout.size.dot
    right, down = place.x - middle, place.y - middle
    far = distance(right, down)
    right, down = right / far, down / far
    begin = layout.centre + 3, far - dot - 2
    ends = [(middle + right * one, middle + down * one) for one in begin]
    marks = tie(ends[0], ends[1], "gewoon" if is_energy else place.person["line"], place.person["dir"])
    return f'<g data-tie="{place.person["id"]}">{"".join(marks)}</g>'


def _centre(drawing: Drawing, layout: Layout) -> list[str]:
    """The family: their names where there is room, and else as dots, one for each."""
    middle, size, names = layout.middle, layout.size, drawing["centre"]
    told = f"<title>{escaped(', '.join(names))}</title>"
    if not size.has_names:
        dots = "".join(
            f'<circle cx="{num(middle + x)}" cy="{num(middle + y)}" r="{num(r)}"/>' for x, y, r in FAMILY[: len(names)]
        )
        return [f'<g class="eco-centre eco-centre--dots" fill="{SUN}">{told}{dots}</g>']
    body = [f'<g class="eco-centre" text-anchor="middle" font-weight="700">{told}']
    body.append(f'<circle cx="{num(middle)}" cy="{num(middle)}" r="{num(layout.centre)}" fill="{SUN}"/>')
    step = 17
    top = middle - step * len(names) / 2
    for number, name in enumerate(names):
        y = top + step * (number + 0.5)
        off = max(abs(y - middle) - 2, 0) + 6
        room = 2 * math.sqrt(max(layout.centre * layout.centre - off * off, 100))
        body.append(words_at(middle, y + 5, shorten(name, size.letter, room)))
    return [*body, "</g>"]


def _person(drawing: Drawing, layout: Layout, place: Place, words: Words) -> str:
    person, x, y, dot = place.person, place.x, place.y, layout.size.dot
    classes = "eco-person" + (" eco-person--group" if person["kind"] == "group" else "")
    classes += " eco-person--was" if person["ring"] == RINGS[-1] else ""
    told = escaped(f"{place.number}. {describe(drawing, place.number, words)}")
    parts = [f"<title>{told}</title>", numbered(x, y, dot, person, place.number, layout.size.letter)]
    if label := place.label:
        size = layout.size.letter
        step = size + 3
        lines = [words_at(label.x, label.y + size + row * step - 1, line) for row, line in enumerate(label.lines)]
        if label.mark:
            under = label.y + len(label.lines) * step + size - 3
            lines.append(words_at(label.x, under, label.mark, f' class="eco-mark" font-size="{num(size - 2)}"'))
        halo = 'stroke="#fff" stroke-width="4" stroke-linejoin="round" stroke-opacity="0.8" paint-order="stroke"'
        box = " ".join(num(side) for side in label.box)
        parts.append(f'<g class="eco-label" data-box="{box}" text-anchor="{label.anchor}" {halo}>{"".join(lines)}</g>')
    return f'<g class="{classes}" data-person="{person["id"]}" font-weight="600">{"".join(parts)}</g>'
