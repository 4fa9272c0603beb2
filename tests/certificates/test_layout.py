"""Nothing falls off a certificate: what is too tall for its sheet would be cut off without a word."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from certificates.payload import CertificateFacts
from certificates.pdf import render
from tests.certificates.paper import bounds, sheets, text

LONGEST_NAME = "Maximiliaan-Alexander Frederik van den Bergh-Oosterhuizen Jr"
LONGEST_TITLE = (
    "Samen om een gezin heen staan: signalen herkennen, het gesprek voeren, "
    "en weten wie je belt als het dan spannend wordt"
)
SUN, TINT = (242, 163, 58), (246, 244, 239)


def goals(number: int, length: int) -> tuple[str, ...]:
    return tuple(
        f"Doel {place}: {'je kunt iets wat je nog niet kon ' * 9}"[: length - 1] + "." for place in range(number)
    )


@pytest.mark.parametrize("layout", ["portrait", "landscape"])
@pytest.mark.parametrize(
    "change",
    [
        {},
        {"goals": ()},
        {"goals": goals(6, 90), "result": "Geslaagd: 9 van 10 vragen goed", "is_demo": True},
        {"name": LONGEST_NAME, "course_title": LONGEST_TITLE, "goals": goals(12, 100)},
    ],
    ids=["ordinary", "without goals", "all there is", "longest"],
)
def test_certificate_fits_on_one_sheet_with_ring_code_and_foot(
    facts: CertificateFacts, change: dict[str, Any], layout: str, tmp_path: Path
) -> None:
    changed = replace(facts, layout=layout, **change)
    content = render(changed)

    [sheet] = sheets(content, tmp_path, resolution=60)

    said = text(content).replace(" ", "")
    wanted = [changed.name, changed.course_title, *changed.goals]
    assert [part for part in wanted if part.replace(" ", "") not in said] == []
    assert_whole(sheet)


def test_what_is_too_long_goes_on_on_a_next_sheet_and_the_code_stays_on_the_first(
    facts: CertificateFacts, tmp_path: Path
) -> None:
    changed = replace(facts, name=LONGEST_NAME, course_title=LONGEST_TITLE, goals=goals(16, 250))
    content = render(changed)

    first, *others = sheets(content, tmp_path, resolution=60)

    said = text(content)
    assert [goal for goal in changed.goals if goal not in said] == []
    assert len(others) == 2
    assert_whole(first)
    assert [has_foot(sheet) for sheet in others] == [True, True]


def test_texts_of_absurd_length_without_a_space_are_cut_nowhere(facts: CertificateFacts) -> None:
    changed = replace(
        facts, name="n" * 200, course_title="t" * 255, statement="s" * 900, issuer="i" * 255, goals=("g" * 999,)
    )

    said = text(render(changed)).replace(" ", "")

    assert [letter for letter in "ntsig" if not re.search(f"{letter}{{150}}", said)] == []
    assert max(len(run) for run in re.findall("g+", said)) == 999


def assert_whole(sheet: Image.Image) -> None:
    """The ring at the top, the panel with the code above the foot, and the foot; on an upright sheet or a lying one."""
    if sheet.width > sheet.height:
        assert_whole_and_lying(sheet)
        return
    ring, panel = bounds(sheet, SUN, bottom=74), bounds(sheet, TINT, top=200, bottom=276)
    assert ring is not None
    assert ring[2] > 170
    assert panel is not None
    assert panel[0] == pytest.approx(22, abs=1)
    assert panel[2] == pytest.approx(188, abs=1)
    assert panel[3] - panel[1] > 44
    assert 268 < panel[3] < 274
    assert has_foot(sheet)


def assert_whole_and_lying(sheet: Image.Image) -> None:
    scale = 297 / 210  # `bounds` measures as if the sheet were upright
    right = sheet.copy()
    right.paste("white", (0, 0, round(sheet.width * 172 / 297), sheet.height))  # the edges of letters have any tint
    ring, panel = bounds(sheet, SUN, bottom=60 / scale), bounds(right, TINT, bottom=192 / scale)
    assert ring is not None
    assert 15 < ring[0] * scale < ring[2] * scale < 50
    assert panel is not None
    assert panel[0] * scale == pytest.approx(175, abs=1)
    assert panel[2] * scale == pytest.approx(277, abs=1)
    assert 178 < panel[3] * scale < 187
    assert has_foot(sheet)


def has_foot(sheet: Image.Image) -> bool:
    """A line over the whole width of the text, nothing just above it, and words below."""
    width, height, margin = (210, 297, 22) if sheet.height > sheet.width else (297, 210, 20)
    millimetre = sheet.width / width
    above, line, below = (
        sheet.crop((0, round((height - top) * millimetre), sheet.width, round((height - bottom) * millimetre))).convert(
            "L"
        )
        for top, bottom in [(23, 18), (18, 15.5), (15, 0)]
    )
    ink = ImageChops.invert(line).getbbox()
    ends = [ink[0] / millimetre, ink[2] / millimetre] if ink else []
    is_whole = ends == pytest.approx([margin, width - margin], abs=1)
    return is_whole and above.getextrema() == (255, 255) and below.getextrema()[0] < 180
