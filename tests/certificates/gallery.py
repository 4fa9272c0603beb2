"""Every design as a picture, to look at after a change of the layout: short, usual and longest, in both languages.

    DJANGO_SETTINGS_MODULE=config.settings_test python -m tests.certificates.gallery FOLDER

draws a sheet for each, and all of them together on overviews. Nothing of it touches a database.
"""

import base64
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import django
from PIL import Image

SMALL = 620  # pixels: the longer side of a sheet on an overview


def designs() -> Iterator[tuple[str, object]]:
    """The name of each picture, and the facts it shows."""
    from certificates.payload import Signatory
    from tests.certificates.foreign.learners import ALL, USUAL

    signed = (
        Signatory("Noor Bakker", "directeur-bestuurder", "scan"),
        Signatory("Karim Haddad", "opleider en gedragswetenschapper", "scan"),
        Signatory("Prof. dr. W. van Oosterhout-Janssen", "bijzonder hoogleraar jeugdhulp"),
    )
    lengths = {
        "short": replace(USUAL, name="Bo Li", course_title="Begin", goals=(), result=None),
        "usual": replace(USUAL, signatories=signed[:1]),
        "logo": replace(USUAL, logo="logo", signatories=signed[:2], valid_until=date(2029, 5, 2)),
        "longest": replace(ALL, logo="logo", signatories=signed, register_number="SKJ 100234567"),
        "script": replace(USUAL, name="محمد علي الحسن", is_demo=True),
    }
    for layout in ("portrait", "landscape"):
        for language in ("nl", "en"):
            for length, facts in lengths.items():
                yield f"{layout}-{language}-{length}", replace(facts, layout=layout, language=language)


def draw(folder: Path) -> None:
    """Draw each design into the folder, and an overview of each layout."""
    from certificates import pdf
    from tests.certificates.paper import sheets
    from tests.certificates.test_pictures import drawn, saved

    picture = f"data:image/png;base64,{base64.b64encode(saved(drawn('RGBA'), 'PNG')).decode()}"
    drawings: dict[str, list[Image.Image]] = {}
    with patch.object(pdf, "as_data", lambda name: picture if name else ""), TemporaryDirectory() as work:
        for name, facts in designs():
            [sheet] = sheets(pdf.render(facts), Path(work), resolution=110)
            sheet.save(folder / f"{name}.png")
            drawings.setdefault(name.partition("-")[0], []).append(sheet)
    for layout, all_of_it in drawings.items():
        overview(all_of_it).save(folder / f"all-{layout}.png")


def overview(drawn: list[Image.Image]) -> Image.Image:
    """The sheets beside one another, five in a row."""
    for one in drawn:
        one.thumbnail((SMALL, SMALL))
    width, height = drawn[0].width + 12, drawn[0].height + 12
    table = Image.new("RGB", (width * 5 + 12, height * -(-len(drawn) // 5) + 12), "#999")
    for place, one in enumerate(drawn):
        table.paste(one, (12 + place % 5 * width, 12 + place // 5 * height))
    return table


if __name__ == "__main__":
    django.setup()
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    draw(target)
