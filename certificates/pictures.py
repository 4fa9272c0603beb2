"""Logos and signatures as they are printed: small, upright, without what a camera noted, kept by their hash."""

import base64
import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, NamedTuple

from PIL import Image, ImageFile, ImageOps

from certificates.design import PrintedImage

logger = logging.getLogger(__name__)

# Dots an inch and the quality of a JPEG, from what print can show down to what is still clear at this size.
FINENESS = ((300, 80), (240, 75), (200, 75), (150, 70), (120, 60), (100, 50))


class Place(NamedTuple):
    """Where a picture is printed: its largest size in millimetres, and what it may weigh there in bytes."""

    widest: int
    highest: int
    heaviest: int


LOGO, SIGNATURE = Place(60, 16, 3000), Place(60, 14, 1500)

_FAULTS = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)


class NotReadable(Exception):
    """The file of a picture is gone or broken, or so large that opening it could take all memory."""


class Printed(NamedTuple):
    """A picture as it will be printed."""

    content: bytes
    media_type: str


def printed_image(image: Any, place: Place) -> str:
    """Keep this picture as it will be printed, once however often; its hash, or an empty text for no picture.

    Empty too for one that cannot be read: nobody waits for a certificate because of a logo. Editors hear of that
    when they save (`normalised`), and the log tells when it happens afterwards.
    """
    if image is None:
        return ""
    try:
        printed = normalised(image, place)
    except NotReadable as error:
        logger.error("certificate.picture_left_out", extra={"image": image.pk, "reason": str(error)})
        return ""
    sha256 = hashlib.sha256(printed.content).hexdigest()
    PrintedImage.objects.get_or_create(sha256=sha256, defaults=printed._asdict())
    return sha256


def as_data(sha256: str) -> str:
    """A printed picture as an address that holds it whole; empty for no picture."""
    found = PrintedImage.objects.filter(sha256=sha256).first() if sha256 else None
    return f"data:{found.media_type};base64,{base64.b64encode(bytes(found.content)).decode()}" if found else ""


def normalised(image: Any, place: Place = LOGO) -> Printed:
    """The picture as it will be printed. Raises NotReadable."""
    try:
        with image.open_file() as file:
            return shrunk(file.read(), place)
    except _FAULTS as error:
        raise NotReadable(f"{type(error).__name__}: {error}") from error


def shrunk(content: bytes, place: Place = LOGO) -> Printed:
    """The finest that is not too heavy, on white: PDF/A forbids transparency in some shapes.

    As a PNG, with every edge sharp, where that is light enough; else as a JPEG; else coarser.
    """
    with _whole_files_only(), Image.open(BytesIO(content)) as opened:
        finest = _pixels(place, FINENESS[0][0])
        opened.draft("RGB", (finest[0] * 2, finest[1] * 2))  # a photo is not opened larger than it is of use
        picture = ImageOps.exif_transpose(opened).convert("RGBA")
    picture.thumbnail(finest, Image.Resampling.LANCZOS)
    sheet = Image.new("RGB", picture.size, "white")
    sheet.paste(picture, mask=picture.getchannel("A"))
    for resolution, quality in FINENESS:
        smaller = sheet.copy()
        smaller.thumbnail(_pixels(place, resolution), Image.Resampling.LANCZOS)
        for printed in (_drawing(smaller), _photo(smaller, quality)):
            if len(printed.content) <= place.heaviest:
                return printed
    return printed


@contextmanager
def _whole_files_only() -> Iterator[None]:
    """WeasyPrint tells Pillow to take half a file for a picture, for the whole process from its import on."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _pixels(place: Place, resolution: int) -> tuple[int, int]:
    return round(place.widest / 25.4 * resolution), round(place.highest / 25.4 * resolution)


def _drawing(sheet: Image.Image) -> Printed:
    """In few colours. A palette would make it lighter, but WeasyPrint writes it without: so it is weighed without."""
    out = BytesIO()
    sheet.quantize(16).convert("RGB").save(out, "PNG")
    return Printed(out.getvalue(), "image/png")


def _photo(sheet: Image.Image, quality: int) -> Printed:
    out = BytesIO()
    sheet.save(out, "JPEG", quality=quality, optimize=True)
    return Printed(out.getvalue(), "image/jpeg")
