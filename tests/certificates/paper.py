"""Reading a certificate back: as text, as tags, and as it comes out of a printer."""

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image
from pypdf import PdfReader


def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text(content: bytes) -> str:
    """All that is written, as somebody would copy it: no line ends."""
    return " ".join(" ".join(page.extract_text() for page in reader(content).pages).split())


def sheets(content: bytes, folder: Path, *, resolution: int = 120) -> list[Image.Image]:
    """The sheets as a printer would print them."""
    (folder / "sheet.pdf").write_bytes(content)
    command = ["pdftoppm", "-r", str(resolution), "-png", "sheet.pdf", "sheet"]
    subprocess.run(command, cwd=folder, check=True)  # noqa: S603 -- fixed arguments
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob("sheet-*.png"))]


def structure(content: bytes) -> list[dict[str, Any]]:
    """Every element of the tag tree, in the order in which it is read aloud."""

    def walk(element: Any) -> Iterator[dict[str, Any]]:
        element = element.get_object()
        if not isinstance(element, dict):
            return
        yield element
        children = element.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            yield from walk(child)

    return [item for item in walk(reader(content).trailer["/Root"]["/StructTreeRoot"]) if "/S" in item]


def bounds(
    sheet: Image.Image, colour: tuple[int, int, int], *, top: float = 0, bottom: float = 297
) -> tuple[float, float, float, float] | None:
    """Where a colour is on a strip of the sheet, in millimetres: left, top, right, bottom."""
    millimetre = sheet.width / 210
    start = round(top * millimetre)
    strip = sheet.crop((0, start, sheet.width, round(bottom * millimetre)))
    raw = strip.tobytes()
    near = bytes(
        255 * all(abs(raw[place + band] - colour[band]) < 12 for band in range(3)) for place in range(0, len(raw), 3)
    )
    box = Image.frombytes("L", strip.size, near).getbbox()
    return (
        (box[0] / millimetre, (box[1] + start) / millimetre, box[2] / millimetre, (box[3] + start) / millimetre)
        if box
        else None
    )
